"""The shape of what is typed of flights, and of where they may be changed."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from rumbo.common import clock, codes
from rumbo.movements.flying import MOST
from rumbo.movements.values import NewFlight
from rumbo.network.models import Airport
from rumbo.network.values import NewTransit
from rumbo.ui.choosing import offer
from rumbo.ui.widgets import DayInput, TimeInput


class FlightForm(forms.Form):
    """One flight, each moment by the clock of its own airport."""

    number = forms.CharField(label=_("Número de vuelo"), max_length=10)
    carrier = forms.CharField(label=_("Aerolínea"), max_length=60, required=False)
    origin = forms.ChoiceField(label=_("De"))
    leaves_on = forms.DateField(label=_("Día en que sale"), widget=DayInput)
    leaves = forms.TimeField(label=_("Hora en que sale"), widget=TimeInput)
    destination = forms.ChoiceField(label=_("A"))
    arrives_on = forms.DateField(label=_("Día en que llega"), widget=DayInput)
    arrives = forms.TimeField(
        label=_("Hora en que llega"), widget=TimeInput, help_text=_("Hora de cada aeropuerto.")
    )

    def __init__(self, *args: Any, airports: Sequence[Airport] = (), **kwargs: Any) -> None:
        """Offer the airports of the day."""
        super().__init__(*args, **kwargs)
        self.airports = {row.code: row for row in airports}
        for name in ("origin", "destination"):
            offer(self, name, [("", "—"), *((row.code, str(row)) for row in airports)])

    def value(self) -> NewFlight:
        """Give the flight that the verb reads."""
        told = self.cleaned_data
        return NewFlight(
            number=told["number"].strip().upper(),
            carrier=told["carrier"].strip(),
            origin=told["origin"],
            destination=told["destination"],
            leaves_at=self._moment(told["origin"], "leaves_on", "leaves"),
            arrives_at=self._moment(told["destination"], "arrives_on", "arrives"),
        )

    def _moment(self, airport: str, day: str, hour: str) -> datetime:
        told = self.cleaned_data
        zone = ZoneInfo(self.airports[airport].zone)
        return datetime.combine(told[day], told[hour], tzinfo=zone)


Itinerary = forms.formset_factory(FlightForm, extra=0, min_num=MOST, max_num=MOST)


class TransitForm(forms.Form):
    """Whether a country lets people change flights there, from a day on, and who said so."""

    country = forms.ChoiceField(label=_("¿En qué país se hace la escala?"))
    nationality = forms.ChoiceField(label=_("¿De qué nacionalidad?"), required=False)
    document = forms.ChoiceField(label=_("¿Con qué documento?"), required=False)
    allowed = forms.ChoiceField(
        label=_("¿Se puede hacer escala?"), choices=[("yes", _("Sí")), ("no", _("No"))]
    )
    needs = forms.CharField(label=_("Qué pide"), max_length=120, required=False)
    since = forms.DateField(label=_("Vale desde"), widget=DayInput)
    source = forms.CharField(
        label=_("Quién lo dijo y cuándo"),
        help_text=_("El consulado o la aerolínea y el día. Ningún nombre de persona."),
        max_length=80,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the code lists."""
        super().__init__(*args, **kwargs)
        self.fields["since"].initial = clock.today
        offer(self, "country", [("", "—"), *codes.choices("country")])
        offer(self, "nationality", [("", _("Cualquiera")), *codes.choices("country")])
        offer(self, "document", [("", _("Cualquiera")), *codes.choices("document_type")])

    def value(self) -> NewTransit:
        """Give what was typed, as the verb takes it."""
        told = dict(self.cleaned_data)
        return NewTransit(**{**told, "allowed": told["allowed"] == "yes"})
