"""What is asked to record a request or an agreement and to open a programme: shape only."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rumbo.access.lists import Choices
from rumbo.access.models import Grant, Office
from rumbo.common.money import Money
from rumbo.programmes.rules.money import LARGEST_PAPER
from rumbo.programmes.values import NewAdvance, NewReceipt, Signature, Term
from rumbo.ui.choosing import offer
from rumbo.ui.widgets import DayInput, Tiles

HOW = {"SCREEN": _("Firma en esta pantalla"), "PAPER": _("Firma en papel")}


def day(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    """A day by the machine's own calendar."""
    return forms.DateField(label=label, required=required, help_text=help_text, widget=DayInput)


class Versioned(forms.Form):
    """A change of what somebody has read: with the version that they read."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class RequestForm(Versioned):
    """Who asked for the programme, and when it came."""

    requested_by = forms.CharField(
        label=_("Quién lo solicitó"),
        max_length=80,
        help_text=_("La institución, como firma su oficio; sin nombrar a nadie."),
    )
    received_on = day(_("Qué día se recibió"))


class AgreementForm(Versioned):
    """From when until when an agreement holds, and on what paper."""

    since = day(_("Primer día"), help_text=_("Desde este día cubre los viajes."))
    until = day(
        _("Último día"), required=False, help_text=_("Si no tiene fecha final, déjelo vacío.")
    )
    source = forms.CharField(
        label=_("Qué documento"), max_length=80, help_text=_("Número o nombre del acuerdo firmado.")
    )

    def term(self) -> Term:
        """Give the term as the verb takes it."""
        told = self.cleaned_data
        return Term(told["since"], told["until"], told["source"])


class OpenForm(Versioned):
    """From which day a programme takes people."""

    since = day(_("Primer día en que recibe personas"))
    until = day(
        _("Último día previsto"), required=False, help_text=_("Si no está previsto, déjelo vacío.")
    )


class AdvanceForm(forms.Form):
    """Cash to give: whose hand, from which line, how much, for what."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    holder = forms.ChoiceField(label=_("A quién se entrega"))
    centre = forms.ChoiceField(
        label=_("Para qué centro"),
        required=False,
        help_text=_("Si es para quien acompaña en el camino, déjelo vacío."),
    )
    line = forms.ChoiceField(label=_("Línea de fondos"))
    amount = forms.DecimalField(
        label=_("Cuánto se entrega"), min_value=0, max_digits=11, decimal_places=2
    )
    currency = forms.ChoiceField(label=_("Moneda"))
    what_for = forms.CharField(
        label=_("Para qué"),
        max_length=200,
        help_text=_("Comidas, peajes, un hotel; sin nombrar a nadie."),
    )
    reference = forms.RegexField(
        label=_("Salida"),
        regex=r"^[A-Za-z0-9-]{3,24}$",
        required=False,
        help_text=_("Su clave, si es para una salida. Por ejemplo: TAP-250310-1."),
    )
    signed = forms.ChoiceField(
        label=_("¿Cómo firman?"), widget=Tiles, initial="SCREEN", choices=list(HOW.items())
    )
    giver = forms.CharField(required=False, widget=forms.HiddenInput)
    taker = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        holders: Sequence[Grant],
        here: Office,
        lines: Choices,
        currencies: Sequence[str],
        centres: Choices,
        **kwargs: Any,
    ) -> None:
        """Offer whom and what there is today; who works everywhere is given it `here`."""
        super().__init__(*args, **kwargs)
        self.holders, self.here = {str(one.pk): one for one in holders}, here
        offer(
            self,
            "holder",
            [
                (key, f"{one.user.display_name or one.user.username} · {one.office or here}")
                for key, one in self.holders.items()
            ],
        )
        offer(self, "line", list(lines))
        offer(self, "currency", [(code, code) for code in currencies])
        offer(self, "centre", [("", "—"), *centres])

    def value(self) -> NewAdvance:
        """Give what was typed, as the verb takes it."""
        typed = self.cleaned_data
        grant = self.holders[typed["holder"]]
        return NewAdvance(
            id=typed["id"],
            line=typed["line"],
            holder=grant.user_id,
            office=grant.office or self.here,
            amount=Money.of(typed["amount"], typed["currency"]),
            what_for=typed["what_for"],
            kind="CENTRE" if typed["centre"] else "ESCORT",
            centre=typed["centre"],
            reference=typed["reference"].upper(),
            signature=Signature(how=typed["signed"], giver=typed["giver"], holder=typed["taker"]),
        )


class ReceiptForm(forms.Form):
    """What was paid out of an advance."""

    amount = forms.DecimalField(
        label=_("Cuánto se pagó"), min_value=0, max_digits=11, decimal_places=2
    )
    currency = forms.ChoiceField(label=_("Moneda"))
    what_for = forms.CharField(
        label=_("En qué"),
        max_length=200,
        help_text=_("Qué se compró y dónde; sin nombrar a nadie."),
    )
    on = day(_("Qué día"))
    paper = forms.FileField(
        label=_("Foto o copia del recibo"),
        help_text=_("PDF, JPG o PNG, de 10 MB como mucho."),
        required=False,
    )

    def __init__(self, *args: Any, currencies: Sequence[str], **kwargs: Any) -> None:
        """Offer the money whose rate is known."""
        super().__init__(*args, **kwargs)
        offer(self, "currency", [(code, code) for code in currencies])

    def value(self) -> NewReceipt:
        """Give what was typed, as the verb takes it."""
        typed = self.cleaned_data
        paper = typed.get("paper")
        return NewReceipt(
            amount=Money.of(typed["amount"], typed["currency"]),
            what_for=typed["what_for"],
            on=typed["on"],
            paper=b"" if paper is None else paper.read(LARGEST_PAPER + 1),
        )


class ReturnForm(forms.Form):
    """What came back of an advance, signed for by whoever returns it."""

    amount = forms.DecimalField(
        label=_("Cuánto volvió"), min_value=0, max_digits=11, decimal_places=2
    )
    signed = forms.ChoiceField(
        label=_("¿Cómo firma?"), widget=Tiles, initial="SCREEN", choices=list(HOW.items())
    )
    signature = forms.CharField(required=False, widget=forms.HiddenInput)

    def signature_value(self) -> Signature:
        """Give the signature as the verb takes it."""
        typed = self.cleaned_data
        return Signature(how=typed["signed"], holder=typed["signature"])


class CloseForm(forms.Form):
    """Closing an advance, with a reason where not all is accounted for."""

    why = forms.CharField(
        label=_("Por qué falta lo que falta"),
        widget=forms.Textarea({"rows": 3}),
        max_length=1000,
        required=False,
        help_text=_("Solo si queda algo sin comprobar, y solo coordinación puede escribirlo."),
    )
