"""The shape of what readiness takes in."""

from django import forms
from django.utils.translation import gettext_lazy as _


class OverrideForm(forms.Form):
    """Why a row of the process should be set aside."""

    why = forms.CharField(
        label=_("Motivo"),
        help_text=_("Quien confirme lo leerá. Queda cifrado en la historia."),
        widget=forms.Textarea({"rows": 3}),
        max_length=2000,
    )
