"""Until when a file is kept past its months, and what obliges to it."""

from django import forms
from django.utils.translation import gettext_lazy as _


class KeepForm(forms.Form):
    """A day to come, and the reason."""

    until = forms.DateField(
        label=_("Hasta qué día se conserva"), widget=forms.DateInput({"type": "date"})
    )
    why = forms.CharField(
        label=_("Qué obliga a conservarlo"),
        help_text=_("Una auditoría, un juicio, una queja abierta: sin el nombre de nadie."),
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
    )
