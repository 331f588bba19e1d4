"""`{% load rumbo %}`: dates, distances, names and small parts for every room's templates."""

import re
from collections.abc import Callable
from datetime import date, datetime

from django import forms, template
from django.forms import BoundField
from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from rumbo.ui import words

register = template.Library()
# A file, a departure, a receipt: TAP-2025-00417, TAP-250310-1, TAP-2025-00417-R1.
_CODE = re.compile(r"\b([A-Z]{2,4}-\d{4,6}-\d+(?:-R\d+)?)\b")
THEMES = ("light", "dark", "auto")
THEME_COOKIE = "rumbo_theme"
_RING = "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zm0 3a4 4 0 1 1 0 8 4 4 0 0 1 0-8z"
_SHAPES = {
    "ok": "M6.3 13.6 1 8.3l2-2 3.3 3.2L13 2.4l2 2z",
    "wait": "M3 1h10v3.2L9.6 8l3.4 3.8V15H3v-3.2L6.4 8 3 4.2z",
    "stop": "M8 0l8 15H0zM7 5v5h2V5zm0 6.2v2h2v-2z",
    "chevron": "M4.5 1.5 6 0l8 8-8 8-1.5-1.5L11 8z",
}
_LEVELS = {"success": "ok", "warning": "wait", "error": "stop"}


def _or_nothing(say: Callable[..., str]) -> Callable[..., str]:
    """Let a template show nothing where there is nothing, instead of failing."""

    def filtered(value: object, *extra: object) -> str:
        return "" if value is None or value == "" else say(value, *extra)

    return filtered


for _name in (
    "day_near",
    "the_day",
    "day_table",
    "day_short",
    "clock_time",
    "moment",
    "days_since",
    "lasting",
    "age",
    "whole",
    "distance",
    "money",
    "initials",
    "own_name",
):
    register.filter(_name, _or_nothing(getattr(words, _name)))
register.filter("country", words.country)
register.filter("language_name", words.language_name)
register.filter("sentence_list", words.sentence_list)


@register.filter
def is_moment(value: object) -> bool:
    """Say whether a value has a time of day, so that a component can show it."""
    return isinstance(value, datetime)


@register.filter
def is_day(value: object) -> bool:
    """Say whether a value is a date, so that a component formats it and leaves words alone."""
    return isinstance(value, date)


@register.filter
def unbroken(sentence: object) -> SafeString:
    """Keep each code of a sentence on one line: it is read as one word."""
    text = str(sentence)
    if isinstance(text, SafeString):
        return text
    pieces = _CODE.split(text)
    kept = (
        format_html('<span class="code">{}</span>', piece) if at % 2 else piece
        for at, piece in enumerate(pieces)
    )
    return format_html_join("", "{}", ((piece,) for piece in kept))


@register.filter
def percent(part: float | None, base: float | None) -> int:
    """Give 0 to 100 for a bar; nobody of nobody is an empty bar."""
    if not part or not base:
        return 0
    return max(0, min(100, round(100 * float(part) / float(base))))


@register.filter
def has_type(field: BoundField, name: str) -> bool:
    """Say whether a form field's widget is of a type ("checkbox", "date" …)."""
    return getattr(field.field.widget, "input_type", "") == name


@register.filter
def is_choice_list(field: BoundField) -> bool:
    """Say whether a field is a list of choices to see all at once."""
    return isinstance(field.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple)


@register.filter
def is_in_parts(field: BoundField) -> bool:
    """Say whether a field is typed in several small boxes, so that it needs a legend."""
    return isinstance(field.field.widget, forms.MultiWidget)


@register.simple_tag(takes_context=True)
def theme(context: Context) -> str:
    """Give the light the reader chose: light, dark or auto."""
    request = context.get("request")
    chosen = request.COOKIES.get(THEME_COOKIE, "auto") if request else "auto"
    return chosen if chosen in THEMES else "auto"


@register.simple_tag(takes_context=True)
def theme_attribute(context: Context) -> SafeString:
    """Mark the page with the chosen light; nothing when it follows the machine."""
    chosen = theme(context)
    return format_html(' data-theme="{}"', chosen) if chosen != "auto" else SafeString("")


@register.simple_tag
def shape(name: str) -> SafeString:
    """Draw the shape that stands beside a state's word; takes Django's message levels too."""
    return format_html(
        '<svg class="shape" viewBox="0 0 16 16" aria-hidden="true" focusable="false">'
        '<path d="{}" fill-rule="evenodd"/></svg>',
        _SHAPES.get(_LEVELS.get(name, name), _RING),
    )


@register.simple_tag
def state_tag(state: str, word: str) -> SafeString:
    """Write a state as a word with its shape, as c-tag does, cheaply enough for five hundred rows."""
    return format_html('<span class="tag {}">{}{}</span>', state, shape(state), word)
