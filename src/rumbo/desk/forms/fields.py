"""Fields of a paper form: a country as people write it, a birth date as far as it is known."""

import calendar
from collections.abc import Sequence
from datetime import date
from typing import Any

import pycountry
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from rumbo.network.gazetteer import gazetteer
from rumbo.ui.widgets import DayMonthYear

Born = tuple[date, str]


def words_field(
    label: Any, *, most: int = 80, required: bool = False, **more: Any
) -> forms.CharField:
    """A line of text: spaces are put in order and control characters are not let in."""
    return Line(label=label, max_length=most, required=required, **more)


class Line(forms.CharField):
    """One line of text, as typed, with single spaces."""

    def to_python(self, value: Any) -> str:
        """Drop what cannot be seen (save the marks that names in other scripts need)."""
        text = super().to_python(value) or ""
        kept = "".join(c for c in text if c.isprintable() or c in "\u200c\u200d" or c.isspace())
        return " ".join(kept.split())


def country_code(text: str) -> str | None:
    """The three letters of a country as people write it, in Spanish or English, or its demonym."""
    known = gazetteer().country(text)
    if known is not None:
        return known
    try:
        found = pycountry.countries.lookup(text.strip())
    except LookupError:
        return None
    return str(found.alpha_3)


class CountryField(Line):
    """A country typed as people say it; gives its three letters, or nothing."""

    def clean(self, value: Any) -> Any:
        """Say which word is not a country."""
        text = super().clean(value)
        return _code(text) if text else ""


class CountriesField(Line):
    """Several countries with commas between; gives their letters in order."""

    def clean(self, value: Any) -> Any:
        """Say which word is not a country."""
        text = super().clean(value)
        parts = text.replace(";", ",").replace(" y ", ",").split(",")
        return tuple(dict.fromkeys(_code(part) for part in parts if part.strip()))


def _code(text: str) -> str:
    code = country_code(text)
    if code is None:
        raise ValidationError(
            _("No se reconoce «%(text)s». Escriba el país, por ejemplo Honduras."),
            code="country",
            params={"text": text.strip()},
        )
    return code


class BornField(forms.MultiValueField):
    """A birth date in three boxes, of which the day, or day and month, may be left empty."""

    widget = DayMonthYear

    def __init__(self, **kwargs: Any) -> None:
        """Ask for the year at least."""
        parts = (
            forms.IntegerField(min_value=1, max_value=31, required=False),
            forms.IntegerField(min_value=1, max_value=12, required=False),
            forms.IntegerField(min_value=1900, max_value=2200, required=False),
        )
        super().__init__(parts, require_all_fields=False, required=False, **kwargs)

    def clean(self, value: Any) -> Born | None:
        """Say in one sentence what is wrong instead of one error for each box."""
        typed = [str(part or "").strip() for part in value] if value else []
        try:
            found = super().clean(typed if any(typed) else [])
        except ValidationError as error:
            if getattr(error, "code", "") == "too_little":
                raise
            raise ValidationError(_("Esa fecha no existe."), code="invalid") from error
        return found if isinstance(found, tuple) else None

    def compress(self, data_list: Sequence[int | None]) -> Born | None:
        """Give the date with its precision: day, month or year."""
        if not data_list or not any(data_list):
            return None
        day, month, year = data_list
        if year is None or (day is not None and month is None):
            raise ValidationError(_("Escriba al menos el año."), code="too_little")
        if month is None:
            return date(year, 1, 1), "year"
        if day is None:
            return date(year, month, 1), "month"
        if day > calendar.monthrange(year, month)[1]:
            raise ValidationError(_("Esa fecha no existe."), code="invalid")
        return date(year, month, day), "day"
