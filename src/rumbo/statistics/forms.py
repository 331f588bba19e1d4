"""What a reader of figures chooses: the days, the programme, the place."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rumbo.access.queries import offices_of
from rumbo.access.values import Reader
from rumbo.common import clock, codes
from rumbo.network import queries as network
from rumbo.programmes import queries as programmes
from rumbo.statistics import queries
from rumbo.statistics.dashboards.values import Asked
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
    conocido = forms.DateField(
        label=_("Como se sabía el (vacío: hoy)"), required=False, widget=DayInput()
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        offer(self, "programa", [*ALL, *codes.choices("stream")])

    def clean_conocido(self) -> date | None:
        """Refuse a day that has not come: nobody knows what will be known."""
        known: date | None = self.cleaned_data["conocido"]
        if known is not None and known > words.today():
            raise forms.ValidationError(_("Ese día todavía no llega."))
        return known


class HighlightsForm(forms.Form):
    """The year of the highlights, and of which office."""

    ano = forms.IntegerField(label=_("Año"), min_value=2000, max_value=2100)
    oficina = forms.ChoiceField(label=_("Oficina"), required=False)

    def __init__(self, *args: Any, reader: Reader, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["ano"].initial = words.today().year - 1
        offices = [(one.code, one.name) for one in queries.offices_of(reader)]
        offer(self, "oficina", [("", _("Todas las mías")), *offices])


class LiveForm(PeriodForm):
    """What the dashboards are narrowed to: a period, a programme, an office of the reader."""

    programa = forms.ChoiceField(label=_("Programa"), required=False)
    oficina = forms.ChoiceField(label=_("Oficina"), required=False)

    def __init__(self, *args: Any, reader: Reader, **more: Any) -> None:
        super().__init__(*args, **more)
        every = [(one.code, str(one)) for one in programmes.every_programme()]
        offer(self, "programa", [*ALL, *every])
        self.offices = {office.code: office for office in offices_of(reader)}
        offer(self, "oficina", [("", _("Todas")), *((c, o.name) for c, o in self.offices.items())])
        self._reader = reader

    def asked(self) -> Asked:
        """What is to be counted; what nobody chose, or chose wrongly, is as the page offers it."""
        told = self.cleaned_data if self.is_bound and self.is_valid() else {}
        office = self.offices.get(told.get("oficina", ""))
        return Asked(
            since=told.get("desde") or self.fields["desde"].initial,
            until=told.get("hasta") or self.fields["hasta"].initial,
            programme=told.get("programa", ""),
            offices=frozenset({office.pk}) if office else self._reader.offices,
        )

    def words_of(self, asked: Asked) -> dict[str, str]:
        """The same as words of the address of a list."""
        chosen = asked.offices or frozenset()
        office = next((c for c, o in self.offices.items() if {o.pk} == {*chosen}), "")
        told = {"del": asked.since.isoformat(), "al": asked.until.isoformat()}
        told |= {"programa": asked.programme, "oficina": office}
        return {word: code for word, code in told.items() if code}


class FunnelForm(PeriodForm):
    """The period in which people asked, and where."""

    sitio = forms.ChoiceField(label=_("Sitio"), required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        sites = [(one.code, one.name) for one in network.sites_on(clock.today())]
        offer(self, "sitio", [*ALL, *sites])
