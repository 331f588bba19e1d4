"""The shape of what the consular desk takes in."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rumbo.common import codes
from rumbo.common.money import Money
from rumbo.documents.forms.papers import PaperForm, day, yes_no
from rumbo.documents.rules import STOPS_BY_HAND
from rumbo.documents.values import NewRequest, PaidFee, Refused
from rumbo.documents.words import REFUSED, STOPPED
from rumbo.ui.choosing import offer
from rumbo.ui.widgets import DayInput, Tiles, TimeInput

CURRENCIES = [("USD", "USD"), ("MXN", "MXN")]


class RequestForm(forms.Form):
    """What is asked of which consulate, and by when an answer is due."""

    type = forms.ChoiceField(label=_("¿Qué documento se pide?"))
    country = forms.ChoiceField(label=_("¿Al consulado de qué país?"))
    consulate = forms.ChoiceField(label=_("¿Cuál consulado?"), required=False)
    due_on = day(_("Se espera respuesta antes de"), help_text=_("Si no se sabe, en una semana."))

    def __init__(self, consulates: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        """Offer the code lists and the consulates of the person's countries."""
        super().__init__(*args, **kwargs)
        offer(self, "type", codes.choices("document_type"))
        offer(self, "country", codes.choices("country"))
        offer(self, "consulate", [("", _("Cualquiera")), *consulates])

    def value(self) -> NewRequest:
        """Give the request as the verb takes it."""
        return NewRequest(**self.cleaned_data)


class IssueForm(PaperForm):
    """The paper that a consulate gave, as it is read."""

    field_order = ("type", "issuer", "number", "issued_on", "valid_until", "mrz")


class AnswerForm(forms.Form):
    """What the consulate answered; where it gave the paper, that has a page of its own."""

    granted = yes_no(_("¿Dio el documento?"))
    reason = forms.ChoiceField(
        label=_("Si no lo dio, ¿por qué?"), required=False, choices=[("", "—"), *REFUSED.items()]
    )
    note = forms.CharField(
        label=_("Qué dijo"), widget=forms.Textarea({"rows": 2}), required=False, max_length=400
    )

    def refused(self) -> Refused | None:
        """Give why not, where it said no."""
        typed = self.cleaned_data
        if typed["granted"] == "yes":
            return None
        return Refused(reason=typed["reason"] or "NO_REASON", note=typed["note"])


class AppointmentForm(forms.Form):
    """When the person is to appear, and where; without a day the appointment fell through."""

    consulate = forms.ChoiceField(label=_("¿En qué consulado?"))
    on = day(_("Día de la cita"), help_text=_("Vacío: la cita se cayó."))
    at = forms.TimeField(label=_("Hora"), widget=TimeInput, required=False)

    def __init__(self, consulates: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        """Offer the consulates of the country."""
        super().__init__(*args, **kwargs)
        offer(self, "consulate", consulates)

    def clean(self) -> dict[str, Any]:
        """A day has its hour."""
        values = super().clean() or {}
        if values.get("on") and not values.get("at"):
            self.add_error("at", _("Escriba también la hora."))
        return values

    def moment(self, zone: Any) -> datetime | None:
        """Give the moment as the office's clock says it."""
        typed = self.cleaned_data
        if not typed["on"]:
            return None
        return datetime.combine(typed["on"], typed["at"], tzinfo=zone)


class FeeForm(forms.Form):
    """What was charged, and which funding line paid it."""

    amount = forms.DecimalField(
        label=_("Cuánto se pagó"), min_value=0, max_digits=9, decimal_places=2
    )
    currency = forms.ChoiceField(label=_("Moneda"), choices=CURRENCIES)
    funding_line = forms.ChoiceField(label=_("Con qué fondo"))
    on = day(_("Día del pago"))

    def __init__(self, lines: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        """Offer the lines that pay for the file's programme."""
        super().__init__(*args, **kwargs)
        offer(self, "funding_line", lines)

    def value(self) -> PaidFee:
        """Give what was typed, as the verb takes it."""
        typed = self.cleaned_data
        return PaidFee(
            amount=Money.of(typed["amount"], typed["currency"]),
            funding_line=typed["funding_line"],
            on=typed["on"],
        )


class BatchForm(forms.Form):
    """The week in which a request goes with others."""

    on = forms.DateField(
        label=_("Un día de la semana en que se entrega"), widget=DayInput, required=True
    )


class HandForm(forms.Form):
    """Who at the consulate received a batch."""

    handed_to = forms.CharField(
        label=_("Quién lo recibió en el consulado"), max_length=120, required=False
    )


class StopForm(forms.Form):
    """Why a request is not gone on with."""

    kind = forms.ChoiceField(
        label=_("Por qué se detiene"),
        widget=Tiles,
        choices=[(code, STOPPED[code]) for code in STOPS_BY_HAND],
    )


class ExplicitForm(forms.Form):
    """A yes talked over with protection: with whom data is shared, when, and in which words."""

    recipient = forms.ChoiceField(label=_("¿Para quién es el permiso?"), widget=Tiles)
    counselled_on = forms.DateField(label=_("Día en que lo habló con Protección"), widget=DayInput)
    words = forms.CharField(
        label=_("Lo que dijo, con sus palabras"),
        help_text=_("Que sepa qué se envía, a quién, y que puede decir que no."),
        widget=forms.Textarea({"rows": 3}),
        max_length=800,
    )

    def __init__(self, recipients: list[str], *args: Any, **kwargs: Any) -> None:
        """Offer those to whom the person said yes."""
        super().__init__(*args, **kwargs)
        offer(
            self,
            "recipient",
            [(code, codes.label("consent_recipient", code)) for code in recipients],
        )
