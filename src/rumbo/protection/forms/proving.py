"""What is asked of whoever checks an act of hand-over."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ProofForm(forms.Form):
    """The code printed on the act, and, if they wish, a name as the paper has it."""

    code = forms.CharField(
        label=_("Código del acta"),
        max_length=60,
        help_text=_("Está junto al código cuadrado: el número del acta y dieciséis signos."),
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters"}),
    )
    name = forms.CharField(
        label=_("Un nombre, como está en el papel"),
        max_length=160,
        required=False,
        help_text=_("De la niña o el niño, de quien entrega o de quien recibe."),
        widget=forms.TextInput({"autocomplete": "off"}),
    )
