"""What a reader of figures chooses: the days, the programme, the place."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rumbo.common import clock, codes
from rumbo.network import queries as network
from rumbo.ui import words
from rumbo.ui.choosing import offer
from rumbo.ui.widgets import DayInput

ALL = [("", _("Todos"))]
QUARTER = timedelta(days=91)


class PeriodForm(forms.Form):
    """Two days, both inside the period."""

    desde = forms.DateField(label=_("Desde"), widget=DayInput())
    hasta = forms.DateField(label=_("Hasta"), widget=DayInput())

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        today = words.today()
        self.fields["desde"].initial = today - QUARTER
        self.fields["hasta"].initial = today

    def clean(self) -> dict[str, Any]:
        """Refuse a period that ends before it begins."""
        typed: dict[str, Any] = super().clean() or {}
        first, last = typed.get("desde"), typed.get("hasta")
        if isinstance(first, date) and isinstance(last, date) and first > last:
            self.add_error("hasta", _("El último día es anterior al primero."))
        return typed


class ReportForm(PeriodForm):
    """The period and programme of a situation report."""

    programa = forms.ChoiceField(label=_("Programa"), required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        offer(self, "programa", [*ALL, *codes.choices("stream")])


class FunnelForm(PeriodForm):
    """The period in which people asked, and where."""

    sitio = forms.ChoiceField(label=_("Sitio"), required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        sites = [(one.code, one.name) for one in network.sites_on(clock.today())]
        offer(self, "sitio", [*ALL, *sites])
