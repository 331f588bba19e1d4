"""Controls for forms: a day by calendar, a birth date in three boxes, choices as tiles."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class DayInput(forms.DateInput):
    """A day near today: the machine's own calendar."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        """Write the value as browsers want it."""
        super().__init__(attrs, format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    """A time of day in the office's zone."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        """Write the value as browsers want it."""
        super().__init__(attrs, format="%H:%M")


class DayMonthYear(forms.MultiWidget):
    """A birth date as people say it: day, month, year, typed and not searched in a calendar."""

    template_name = "ui/widgets/day_month_year.html"
    labels = (_("Día"), _("Mes"), _("Año"))

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        """Make three small boxes."""
        box = {"inputmode": "numeric", "autocomplete": "off"}
        sizes = (("2", "\\d{1,2}"), ("2", "\\d{1,2}"), ("4", "\\d{4}"))
        boxes = [forms.TextInput({**box, "maxlength": n, "pattern": p}) for n, p in sizes]
        super().__init__(boxes, attrs)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Give each box its word."""
        context = super().get_context(name, value, attrs)
        for box, label in zip(context["widget"]["subwidgets"], self.labels, strict=True):
            box["label"] = label
        return context

    def decompress(self, value: date | str | None) -> list[str]:
        """Split a date, or its ISO form, into its boxes."""
        if isinstance(value, str):
            try:
                value = date.fromisoformat(value)
            except ValueError:
                return ["", "", ""]
        return [str(value.day), str(value.month), str(value.year)] if value else ["", "", ""]

    def value_omitted_from_data(
        self, data: Mapping[str, Any], files: Mapping[str, Any], name: str
    ) -> bool:
        """Take the field as sent when any of its boxes was."""
        del files
        return all(f"{name}_{part}" not in data for part in range(3))


class DayMonthYearField(forms.MultiValueField):
    """Reads three boxes into a date and says which part cannot be."""

    widget = DayMonthYear

    def __init__(self, **kwargs: Any) -> None:
        """Ask for all three parts or none."""
        parts = (
            forms.IntegerField(min_value=1, max_value=31),
            forms.IntegerField(min_value=1, max_value=12),
            forms.IntegerField(min_value=1900, max_value=2200),
        )
        super().__init__(parts, require_all_fields=True, **kwargs)

    def clean(self, value: Any) -> date | None:
        """Say in one sentence what is wrong instead of one error for each box."""
        typed = [str(part).strip() for part in value] if value else []
        if any(typed) and not all(typed):
            raise ValidationError(_("Escriba el día, el mes y el año."), code="incomplete")
        try:
            found = super().clean(typed if any(typed) else [])
        except ValidationError as error:
            if any(typed):
                raise ValidationError(_("Esa fecha no existe."), code="invalid") from error
            raise
        return found if isinstance(found, date) else None

    def compress(self, data_list: list[int]) -> date | None:
        """Join day, month and year."""
        if not data_list:
            return None
        day, month, year = data_list
        try:
            return date(year, month, day)
        except ValueError as error:
            raise ValidationError(_("Esa fecha no existe."), code="invalid") from error


class Tiles(forms.RadioSelect):
    """One choice among a few, each a large tile (drawn by c-field)."""


class TickTiles(forms.CheckboxSelectMultiple):
    """Several choices among a few, each a large tile (drawn by c-field)."""
