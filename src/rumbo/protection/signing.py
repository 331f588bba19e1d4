"""What an act of hand-over asks, at either end: each room that signs one makes its form of this."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from rumbo.common.ids import new_id
from rumbo.counselling.rules import LARGEST_PAPER
from rumbo.protection import words
from rumbo.protection.values import Hand, NewHandover
from rumbo.ui.widgets import Tiles


def _line(label: Any, length: int = 160, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=length, **more)


class ActForm(forms.Form):
    """Two people, a place, and both signatures: on the screen or on the sheet.

    `shows_paper`: whoever receives is a stranger to those present, and is known by a paper.
    """

    id = forms.UUIDField(widget=forms.HiddenInput)
    place = _line(_("Lugar de la entrega"))
    giver_name = _line(_("Nombre de quien entrega"))
    giver_behalf = _line(_("En nombre de qué institución"), required=False)
    taker_name = _line(_("Nombre de quien recibe, como en su documento"))
    taker_behalf = _line(_("Institución o parentesco"), required=False)
    taker_document_type = forms.ChoiceField(
        label=_("Documento que muestra"),
        choices=list(words.PAPERS.items()),
        widget=Tiles,
        required=False,
    )
    taker_document_number = _line(
        _("Número del documento"),
        40,
        required=False,
        help_text=_("Cópielo del documento que tiene delante."),
    )
    how = forms.ChoiceField(
        label=_("¿Dónde firman?"),
        choices=list(words.HOW_SIGNED.items()),
        widget=Tiles,
        initial="SCREEN",
    )
    giver_signature = forms.CharField(required=False, widget=forms.HiddenInput)
    taker_signature = forms.CharField(required=False, widget=forms.HiddenInput)
    paper = forms.FileField(
        label=_("Hoja firmada y escaneada"),
        help_text=_("PDF, JPG o PNG, de 10 MB como mucho."),
        required=False,
    )
    notes = forms.CharField(
        label=_("Qué se entrega con la niña o el niño: papeles, medicinas, equipaje"),
        widget=forms.Textarea({"rows": 2}),
        required=False,
    )

    shows_paper: ClassVar[bool] = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Give the act its number beforehand, so that a page sent twice is one act."""
        super().__init__(*args, **kwargs)
        self.initial.setdefault("id", new_id())
        for name in ("taker_document_type", "taker_document_number"):
            self.fields[name].required = self.shows_paper

    def value(self, end: str) -> NewHandover:
        """Give the act, as the verb takes it."""
        typed = self.cleaned_data
        paper = typed.get("paper")
        return NewHandover(
            end=end,
            place=typed["place"],
            giver=Hand(
                name=typed["giver_name"],
                behalf=typed["giver_behalf"],
                strokes=typed["giver_signature"],
            ),
            taker=Hand(
                name=typed["taker_name"],
                behalf=typed["taker_behalf"],
                document_type=typed["taker_document_type"],
                document_number=typed["taker_document_number"],
                strokes=typed["taker_signature"],
            ),
            how=typed["how"],
            paper=b"" if paper is None else paper.read(LARGEST_PAPER + 1),
            notes=typed["notes"],
        )
