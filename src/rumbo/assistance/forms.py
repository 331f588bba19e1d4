"""The shape of what the pages of direct assistance take in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rumbo.access.models import Office
from rumbo.assistance import rules, words
from rumbo.assistance.values import NewService, NewVoucher, Receipt, RiskView
from rumbo.common import codes
from rumbo.common.ids import new_id
from rumbo.common.money import Money
from rumbo.counselling.rules import LARGEST_PAPER
from rumbo.ui.choosing import offer
from rumbo.ui.widgets import DayInput, Tiles
from rumbo.ui.words import money


def _day(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=DayInput, **more)


def _text(label: Any, rows: int = 2, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label, widget=forms.Textarea({"rows": rows}), max_length=4000, **more
    )


def _amount(label: Any, **more: Any) -> forms.DecimalField:
    return forms.DecimalField(label=label, min_value=0, max_digits=9, decimal_places=2, **more)


class ServiceForm(forms.Form):
    """A service and the survivor's yes to it."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("¿Qué servicio?"), widget=Tiles)
    provider = forms.CharField(label=_("Quién lo da"), max_length=160)
    agreed_on = _day(
        _("Día en que la persona dijo que sí a este servicio"),
        help_text=_("Cada paso se pregunta aparte. Decir que no a uno no quita los demás."),
    )
    starts_on = _day(_("Desde cuándo"))
    notes = _text(_("Notas"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the services in the reader's language; a page sent twice is one service."""
        super().__init__(*args, **kwargs)
        self.initial.setdefault("id", new_id())
        offer(self, "kind", codes.choices("assistance_service"))

    def value(self) -> NewService:
        """Give what was typed, as the verb takes it."""
        typed = {key: value for key, value in self.cleaned_data.items() if key != "id"}
        return NewService(**typed)


class EndForm(forms.Form):
    """The end of a service, and what came of it."""

    on = _day(_("Hasta cuándo"))
    outcome = _text(_("Qué resultó"), 3)


class VoucherForm(forms.Form):
    """A sum asked of the fund."""

    amount = _amount(_("Importe"))
    payee_kind = forms.ChoiceField(
        label=_("¿A quién se paga?"), widget=Tiles, choices=list(words.PAYEES.items())
    )
    payee = forms.CharField(
        label=_("Nombre de la organización o de quien cobra"),
        max_length=160,
        required=False,
        help_text=_(
            "Finanzas lee esto, el importe y una referencia: nada que lleve a la persona ni a su expediente."
        ),
    )
    due_on = _day(_("Para qué día hace falta"))
    notes = _text(_("Para qué"), help_text=_("Lo lee solo protección."), required=False)

    def __init__(self, *args: Any, currency: str, **kwargs: Any) -> None:
        """Say in which currency the fund pays."""
        super().__init__(*args, **kwargs)
        self.currency = currency
        self.fields["amount"].help_text = _("En %(currency)s.") % {"currency": currency}

    def value(self) -> NewVoucher:
        """Give what was typed, as the verb takes it."""
        typed = dict(self.cleaned_data)
        typed["amount"] = Money.of(typed["amount"], self.currency)
        return NewVoucher(**typed)


class WhyForm(forms.Form):
    """A reason, in a sentence."""

    why = _text(_("Por qué"), 3)


class ReturnForm(WhyForm):
    """What came back of a sum."""

    amount = _amount(_("Cuánto volvió al fondo"))
    field_order = ("amount", "why")


class ReceiptForm(forms.Form):
    """What was given, to whom, and the signature or the thumb."""

    amount = _amount(_("Cuánto se entrega"))
    received_by = forms.CharField(label=_("Quién recibe y firma"), max_length=160)
    how = forms.ChoiceField(
        label=_("¿Cómo firma?"), widget=Tiles, initial="SCREEN", choices=list(words.SIGNED.items())
    )
    signature = forms.CharField(required=False, widget=forms.HiddenInput)
    paper = forms.FileField(
        label=_("Recibo firmado o con su huella, escaneado"),
        help_text=_("PDF, JPG o PNG, de 10 MB como mucho."),
        required=False,
    )

    def __init__(self, *args: Any, approved: Money, **kwargs: Any) -> None:
        """Say what was approved."""
        super().__init__(*args, **kwargs)
        self.currency = approved.currency
        self.fields["amount"].help_text = _("Se aprobaron %(amount)s: eso o menos.") % {
            "amount": money(approved)
        }

    def value(self) -> Receipt:
        """Give what was signed for, as the verb takes it."""
        typed = self.cleaned_data
        paper = typed.get("paper")
        return Receipt(
            amount=Money.of(typed["amount"], self.currency),
            received_by=typed["received_by"],
            how=typed["how"],
            strokes=typed["signature"],
            paper=b"" if paper is None else paper.read(LARGEST_PAPER + 1),
        )


class RiskForm(forms.Form):
    """The matrix: each part with its level and what is done about it; then the conclusion."""

    finding = forms.ChoiceField(label=_("¿Qué concluye?"), widget=Tiles)
    notes = _text(_("En qué se apoya"), 4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Lay out the parts of the matrix in the reader's language."""
        super().__init__(*args, **kwargs)
        levels = codes.choices("risk_level")
        for part in rules.MATRIX:
            self.fields[part] = forms.ChoiceField(
                label=codes.label("risk_part", part), choices=levels, widget=Tiles
            )
            self.fields[f"{part}_done"] = _text(_("Qué se hace para reducirlo"), required=False)
        offer(self, "finding", codes.choices("risk_finding"))

    def rows(self) -> list[tuple[Any, Any]]:
        """The matrix as the page lays it out: each part beside its measure."""
        return [(self[part], self[f"{part}_done"]) for part in rules.MATRIX]

    def value(self, **more: Any) -> RiskView:
        """Give the look, as the verb takes it."""
        typed = self.cleaned_data
        matrix = {
            part: {"level": typed[part], "mitigation": typed[f"{part}_done"]}
            for part in rules.MATRIX
        }
        return RiskView(matrix=matrix, finding=typed["finding"], notes=typed["notes"], **more)


class ConsentForm(forms.Form):
    """A survivor's yes that one office of their country may know."""

    office: "forms.ModelChoiceField[Office]" = forms.ModelChoiceField(
        label=_("Qué oficina puede saberlo"), queryset=None
    )
    given_on = _day(_("Día en que lo dijo"))
    own = forms.BooleanField(
        label=_(
            "Lo dijo la propia persona, a solas, sabiendo qué se comparte: la valoración del riesgo, su nombre y adónde vuelve."
        )
    )

    def __init__(self, *args: Any, offices: Any, **kwargs: Any) -> None:
        """Offer the offices of other countries."""
        super().__init__(*args, **kwargs)
        self.fields["office"].queryset = offices  # type: ignore[attr-defined]

    def office_and_day(self) -> tuple[Office, Any]:
        """Give the office and the day of the yes."""
        return self.cleaned_data["office"], self.cleaned_data["given_on"]
