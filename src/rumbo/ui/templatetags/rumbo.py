"""`{% load rumbo %}`: dates, distances, names and small parts for every room's templates."""

from collections.abc import Callable
from datetime import date, datetime

from django import forms, template
from django.forms import BoundField
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from rumbo.ui import words

register = template.Library()
THEMES = ("light", "dark", "auto")
THEME_COOKIE = "rumbo_theme"


def _or_nothing(say: Callable[..., str]) -> Callable[..., str]:
    """Let a template show nothing where there is nothing, instead of failing."""

    def filtered(value: object, *extra: object) -> str:
        return "" if value is None or value == "" else say(value, *extra)

    return filtered


for _name in (
    "day_near",
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
