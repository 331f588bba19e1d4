"""The shape of what is typed of a fare agreed with a carrier."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rumbo.common import clock
from rumbo.common.money import Money
from rumbo.network.models import Airport
from rumbo.programmes.fares import WHOSE
from rumbo.programmes.values import NewFare
from rumbo.ui.choosing import offer
from rumbo.ui.widgets import DayInput, Tiles


class FareForm(forms.Form):
    """What a carrier agreed to take for a seat, and in which agreement."""

    carrier = forms.CharField(
        label=_("Aerolínea"), max_length=60, widget=forms.TextInput({"list": "carriers"})
    )
    whose = forms.ChoiceField(
        label=_("Para quién"), widget=Tiles, choices=list(WHOSE.items()), initial="PASSENGER"
    )
    origin = forms.ChoiceField(label=_("De"))
    destination = forms.ChoiceField(
        label=_("A"), help_text=_("Un vuelo, o todo el camino si se acordó entero.")
    )
    amount = forms.DecimalField(
        label=_("Tarifa por lugar"), min_value=0, max_digits=11, decimal_places=2
    )
    currency = forms.ChoiceField(label=_("Moneda"))
    since = forms.DateField(label=_("Vale desde"), widget=DayInput)
    until = forms.DateField(
        label=_("Vale hasta"), widget=DayInput, required=False,
        help_text=_("Vacío: hasta que se acuerde otra."),
    )  # fmt: skip
    source = forms.CharField(
        label=_("En qué acuerdo"),
        max_length=80,
        help_text=_(
            "El número del convenio o de la cotización y su fecha. Ningún nombre de persona."
        ),
    )

    def __init__(
        self, *args: Any, airports: Sequence[Airport], currencies: Sequence[str], **kwargs: Any
    ) -> None:
        """Offer the airports of today, and the money whose rate is known."""
        super().__init__(*args, **kwargs)
        self.fields["since"].initial = clock.today
        for name in ("origin", "destination"):
            offer(self, name, [("", "—"), *((row.code, str(row)) for row in airports)])
        offer(self, "currency", [(code, code) for code in currencies])

    def value(self) -> NewFare:
        """Give what was typed, as the verb takes it."""
        typed = dict(self.cleaned_data)
        money = Money.of(typed.pop("amount"), typed.pop("currency"))
        return NewFare(fare=money, **typed)
