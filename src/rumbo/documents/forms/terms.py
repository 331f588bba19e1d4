"""The shape of what a consulate said that it asks for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rumbo.common import codes
from rumbo.common.money import Money
from rumbo.documents import terms
from rumbo.documents.forms.consular import CURRENCIES
from rumbo.documents.forms.papers import yes_no
from rumbo.documents.values import NewTerms
from rumbo.documents.words import APPOINTMENTS
from rumbo.ui.choosing import offer
from rumbo.ui.widgets import DayInput, TickTiles, Tiles

UNKNOWN = _("Vacío: no se sabe.")


def number(label: Any, highest: int) -> forms.IntegerField:
    """Ask for a number that may not be known."""
    return forms.IntegerField(
        label=label, help_text=UNKNOWN, min_value=0, max_value=highest, required=False
    )


class TermsForm(forms.Form):
    """What one consulate, or every consulate of a country, asks for one document from a day on."""

    country = forms.ChoiceField(label=_("¿De qué país es el consulado?"))
    document = forms.ChoiceField(label=_("¿Para qué documento?"))
    consulate = forms.ChoiceField(label=_("¿Cuál consulado?"), required=False)
    since = forms.DateField(
        label=_("Vale desde"),
        help_text=_("Lo que valía antes se conserva como estaba."),
        widget=DayInput,
    )
    items = forms.MultipleChoiceField(label=_("Qué pide"), widget=TickTiles)
    photos = number(_("Cuántas fotografías"), 20)
    amount = forms.DecimalField(
        label=_("Cuánto cobra"),
        help_text=_("Vacío: no se sabe. Cero: no cobra."),
        min_value=0,
        max_digits=9,
        decimal_places=2,
        required=False,
    )
    currency = forms.ChoiceField(label=_("Moneda"), choices=CURRENCIES)
    fee_free_under = number(_("Sin costo antes de los (años)"), 120)
    appointment = forms.ChoiceField(
        label=_("Cómo se pide"), widget=Tiles, choices=list(APPOINTMENTS.items()), required=False
    )
    usual_days = number(_("Cuántos días tarda"), 365)
    valid_days = number(_("Cuántos días vale el documento"), 3660)
    source = forms.CharField(
        label=_("Quién lo dijo y cuándo"),
        help_text=_("El consulado y el día, o dónde está publicado. Ningún nombre de persona."),
        max_length=80,
    )
    verified = yes_no(_("¿Lo confirmó el consulado?"))

    def __init__(self, consulates: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        """Offer the code lists and the consulates that are known."""
        super().__init__(*args, **kwargs)
        offer(self, "country", [("", "—"), *codes.choices("country")])
        offer(self, "document", [("", "—"), *codes.choices("document_type")])
        offer(self, "consulate", [("", _("Todos los de ese país")), *consulates])
        offer(self, "items", [(code, terms.item(code)) for code in terms.item_codes()])

    def value(self) -> NewTerms:
        """Give what was typed, as the verb takes it."""
        typed = self.cleaned_data
        amount, currency = typed["amount"], typed["currency"]
        told = ("country", "document", "consulate", "since", "photos", "fee_free_under")
        more = ("appointment", "usual_days", "valid_days", "source")
        return NewTerms(
            items=tuple(typed["items"]),
            fee=None if amount is None else Money.of(amount, currency),
            verified=typed["verified"] == "yes",
            **{name: typed[name] for name in (*told, *more)},
        )


def known(found: terms.Terms) -> dict[str, Any]:
    """What a new entry begins with: what is known by now."""
    return {
        "items": list(found.items),
        "photos": found.photos,
        "amount": found.fee.amount if found.fee else None,
        "currency": found.fee.currency if found.fee else "USD",
        "fee_free_under": found.fee_free_under,
        "appointment": found.appointment,
        "usual_days": found.usual_days,
        "valid_days": found.valid_days,
    }
