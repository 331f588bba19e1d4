"""The shape of what the pages of access take in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from rumbo.ui.widgets import Tiles


class ReviewForm(forms.Form):
    """Whether an emergency access was justified, and in which words."""

    finding = forms.ChoiceField(
        label=_("¿Estuvo justificado?"),
        choices=[("JUSTIFIED", _("Sí, estuvo justificado")), ("NOT_JUSTIFIED", _("No lo estuvo"))],
        help_text=_("Si no lo estuvo y sigue abierto, se cierra en el acto."),
        widget=Tiles,
    )
    words = forms.CharField(
        label=_("En qué se apoya"),
        help_text=_("Con una frase: lo lee quien vuelva a preguntar por este acceso."),
        widget=forms.Textarea({"rows": 4}),
        max_length=2000,
    )
