"""The shape of what is written down of a case in the north: its papers and how one went along."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rumbo.common import codes
from rumbo.protection.forms import choose, day, text
from rumbo.protection.values import NewMppStep, NewReentry
from rumbo.ui.choosing import offer
from rumbo.ui.widgets import DayInput


class ReentryForm(forms.Form):
    """The court date, and the paper with which somebody might enter again."""

    court_date = day(_("Fecha de audiencia"))
    kind = choose(_("¿Qué papel tiene para volver a entrar?"), required=False)
    number = forms.CharField(label=_("Número del papel"), max_length=40, required=False)
    valid_until = day(_("Vale hasta"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the papers in the reader's language; having none is an answer."""
        super().__init__(*args, **kwargs)
        papers = [("", _("Ninguno")), *codes.choices("reentry_paper")]
        offer(self, "kind", papers)

    def value(self) -> NewReentry:
        """Give what was typed, as the verb takes it."""
        return NewReentry(**self.cleaned_data)


class MppStepForm(forms.Form):
    """One line of how somebody was accompanied."""

    kind = choose(_("¿Qué se hizo?"))
    on = forms.DateField(label=_("Qué día"), widget=DayInput)
    to = forms.CharField(
        label=_("Con quién, o a quién se le deriva"),
        max_length=160,
        required=False,
        help_text=_("Solo con su permiso para compartir con instituciones."),
    )
    answer = text(_("Qué respondió o qué resultó"), rows=2)
    notes = text(_("Notas"), rows=2)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the kinds in the reader's language."""
        super().__init__(*args, **kwargs)
        offer(self, "kind", codes.choices("mpp_step"))

    def value(self) -> NewMppStep:
        """Give what was typed, as the verb takes it."""
        return NewMppStep(**self.cleaned_data)
