"""What is asked to decide about a way home, and to close a programme: shape only."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rumbo.common import codes
from rumbo.common.refusal import Refusal
from rumbo.desk.forms.fields import words_field
from rumbo.network import queries as network
from rumbo.programmes import errors
from rumbo.programmes.rules import Finding
from rumbo.ui.choosing import offer
from rumbo.ui.widgets import DayInput


class WayForm(forms.Form):
    """What is decided, for which place, and from when until when."""

    como = forms.ChoiceField(label=_("Qué se decide"), widget=forms.RadioSelect)
    zona = forms.ChoiceField(
        label=_("Para qué lugar"),
        required=False,
        help_text=_("Una zona puede suspenderse sola; manda lo más estricto."),
    )
    dia = forms.DateField(label=_("Desde qué día"), widget=DayInput)
    fin = forms.DateField(
        label=_("Hasta qué día"),
        required=False,
        widget=DayInput,
        help_text=_("Si no se sabe, déjelo vacío: vale hasta que se decida otra cosa."),
    )

    def __init__(self, *args: Any, origin: str, findings: Collection[str], **kwargs: Any) -> None:
        """Offer what this reader may decide, and the departments of the country."""
        super().__init__(*args, **kwargs)
        whats = [pair for pair in codes.choices("openness") if pair[0] in findings]
        areas = [(one.code, one.name) for one in network.departments_of(origin)]
        offer(self, "como", whats)
        offer(self, "zona", [("", _("Todo el país")), *areas])

    def clean(self) -> dict[str, Any]:
        """Say at once that days stand the wrong way round."""
        told = super().clean() or {}
        if told.get("dia"):
            try:
                errors.in_order(told["dia"], told.get("fin"))
            except Refusal as refusal:
                self.add_error("fin", refusal.sentence)
        return told

    def asked(self) -> dict[str, str]:
        """What was decided, as the address of the list says it."""
        told = {name: self.cleaned_data[name] for name in ("zona", "como", "dia", "fin")}
        return {name: str(value) for name, value in told.items() if value}


class FindingForm(WayForm):
    """The same, with why and on whose word: what is confirmed once the files were seen."""

    source = words_field(
        label=_("De dónde viene"),
        required=True,
        help_text=_("El aviso, informe u oficio en que se apoya."),
    )
    reason = words_field(
        label=_("Por qué"),
        most=160,
        required=True,
        help_text=_("Lo leerá quien atienda a estas personas. Sin datos de nadie."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """What was chosen before the files were shown is not asked again."""
        super().__init__(*args, **kwargs)
        for name in ("como", "zona", "dia", "fin"):
            self.fields[name].widget = forms.HiddenInput()

    def finding(self, host: str, origin: str) -> Finding:
        """Give the finding as the verb takes it."""
        told = self.cleaned_data
        return Finding(
            "", told["zona"], told["como"], told["dia"], told["fin"], told["source"],
            told["reason"], told["reason"], host, origin,
        )  # fmt: skip


class CloseForm(forms.Form):
    """The last day on which a programme took people, and why it closes."""

    on = forms.DateField(
        label=_("Último día en que recibió personas"),
        widget=DayInput,
        help_text=_("Hoy, o el día en que ya se cerró."),
    )
    reason = words_field(
        label=_("Por qué se cierra"),
        most=200,
        required=True,
        help_text=_("Lo leerá quien atienda a estas personas. Sin datos de nadie."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
