"""What is asked to record a request or an agreement and to open a programme: shape only."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rumbo.programmes.values import Term
from rumbo.ui.widgets import DayInput


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
        help_text=_("La institución, como firma su oficio. Ninguna persona."),
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
