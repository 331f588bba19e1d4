"""The shape of what is typed of flights, and of where they may be changed."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from rumbo.common import clock, codes
from rumbo.common.money import Money
from rumbo.movements.flying import MOST
from rumbo.movements.models import Departure
from rumbo.movements.seat_prices import Asked
from rumbo.movements.values import NewFlight, NewPrice
from rumbo.network.models import Airport
from rumbo.network.values import NewTransit
from rumbo.ui.choosing import offer
from rumbo.ui.widgets import DayInput, TimeInput


class FlightForm(forms.Form):
    """One flight, each moment by the clock of its own airport."""

    number = forms.CharField(label=_("Número de vuelo"), max_length=10)
    carrier = forms.CharField(
        label=_("Aerolínea"),
        max_length=60,
        required=False,
        widget=forms.TextInput({"list": "carriers"}),
    )
    origin = forms.ChoiceField(label=_("De"))
    leaves_on = forms.DateField(label=_("Día en que sale"), widget=DayInput)
    leaves = forms.TimeField(label=_("Hora en que sale"), widget=TimeInput)
    destination = forms.ChoiceField(label=_("A"))
    arrives_on = forms.DateField(label=_("Día en que llega"), widget=DayInput)
    arrives = forms.TimeField(label=_("Hora en que llega"), widget=TimeInput)

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


class PriceForm(forms.Form):
    """What a seat costs: as it was agreed, or another price with its reason."""

    seat = forms.DecimalField(
        label=_("Costo por persona (USD)"), min_value=0, max_digits=9, decimal_places=2
    )
    back = forms.DecimalField(
        label=_("Regreso de quien acompaña (USD)"),
        min_value=0,
        max_digits=9,
        decimal_places=2,
        required=False,
        help_text=_("Vacío: todavía no se sabe."),
    )
    why = forms.CharField(
        label=_("Por qué es ese el precio"),
        help_text=_(
            "Solo si no es el acordado: la cotización y su fecha. Ningún nombre de persona."
        ),
        widget=forms.Textarea({"rows": 2}),
        max_length=300,
        required=False,
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, told: Any, *, departure: Departure, asked: Asked, why: str) -> None:
        """Begin with what was agreed, and where nothing was with what holds now."""
        seat, back = asked.seat.dollars, asked.back.dollars
        first = {
            "seat": (seat or Money(departure.seat_cost)).amount,
            "back": (back or Money(departure.return_cost)).amount or None,
            "why": "" if seat else why,
            "version": departure.version,
        }
        super().__init__(told, initial=first)

    def value(self) -> dict[str, Any]:
        """Give the price, and the version that was read, as the verb takes them."""
        told = self.cleaned_data
        back = Money.of(told["back"] or 0)
        price = NewPrice(seat=Money.of(told["seat"]), back=back, why=told["why"])
        return {"price": price, "base_version": told["version"]}


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
