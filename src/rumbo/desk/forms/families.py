"""The shape of changing who travels with whom: who, where to, what they are there, and the word."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from rumbo.casework.models import Case
from rumbo.casework.values import FamilyWord, Regrouping
from rumbo.common import codes
from rumbo.registry.models import Person
from rumbo.ui.choosing import offer
from rumbo.ui.widgets import DayInput, TickTiles, Tiles

OTHER, OWN = "other", "own"
LONG = {"rows": 3}


class FamilyForm(forms.Form):
    """Who goes where; nothing is written before what follows from it was read."""

    people = forms.MultipleChoiceField(label=_("¿Quiénes cambian?"), widget=TickTiles)
    where = forms.ChoiceField(
        label=_("¿A dónde?"),
        widget=Tiles,
        initial=OTHER,
        choices=[(OTHER, _("Con otra familia")), (OWN, _("A un expediente propio"))],
    )
    number = forms.CharField(
        label=_("Número del expediente de la otra familia"),
        help_text=_("Por ejemplo TAP-2025-00417. Solo si van con otra familia."),
        max_length=40,
        required=False,
    )
    relation = forms.ChoiceField(
        label=_("¿Qué es de la primera persona de esa familia?"),
        help_text=_(
            "Se pregunta por quien encabeza a los que cambian. Lo de los demás se sigue de ahí y "
            "puede corregirse después."
        ),
        required=False,
    )
    said = forms.CharField(
        label=_("Qué dijo la familia"), widget=forms.Textarea(LONG), max_length=2000
    )
    on = forms.DateField(label=_("Qué día lo dijo"), widget=DayInput)
    why = forms.CharField(
        label=_("Por qué, si se deja de lado una regla"),
        help_text=_("Solo si protección decide otra cosa para una niña, niño o adolescente."),
        widget=forms.Textarea(LONG),
        max_length=2000,
        required=False,
    )

    def __init__(
        self,
        people: Sequence[Person],
        data: QueryDict | None = None,
        *,
        today: date,
        protects: bool,
    ) -> None:
        """Offer the people of the file by name; only who protects is asked for a reason."""
        super().__init__(data)
        self.persons = {str(p.pk): p for p in people}
        offer(self, "people", [(key, p.full_name) for key, p in self.persons.items()])
        if len(people) == 1:
            self.fields["people"].initial = [*self.persons]
            self.fields["where"].widget = forms.HiddenInput()
        related = [pair for pair in codes.choices("relation") if pair[0] != "HEAD"]
        offer(self, "relation", [("", "—"), *related])
        self.fields["on"].initial = today
        if not protects:
            del self.fields["why"]

    def clean(self) -> dict[str, Any]:
        """Another family has a number, and who comes is something of its first person."""
        values = super().clean() or {}
        if values.get("where") == OTHER:
            if not (values.get("number") or "").strip():
                self.add_error("number", _("Escriba el número del expediente de la otra familia."))
            if not values.get("relation"):
                self.add_error("relation", _("Diga qué es; si no son familia, «Sin parentesco»."))
        return values

    def asked(self, to: Case | None, seen: tuple[int | None, int | None]) -> Regrouping:
        """What was asked, as the verb takes it."""
        told = self.cleaned_data
        return Regrouping(
            people=tuple(self.persons[key] for key in told["people"]),
            to=to,
            relation=told["relation"] or "OTHER_RELATIVE",
            word=FamilyWord(said=told["said"], on=told["on"]),
            why=told.get("why") or "",
            seen=seen,
        )


class UndoForm(forms.Form):
    """Nothing is asked to take a change back, but a reason where somebody answers for a child since."""

    why = forms.CharField(
        label=_("Motivo"),
        help_text=_(
            "Solo si protección deshace lo que ella juntó, o aunque alguien ya responda por una "
            "niña o niño."
        ),
        widget=forms.Textarea(LONG),
        max_length=2000,
        required=False,
    )

    def __init__(self, data: QueryDict | None = None, *, protects: bool) -> None:
        """Only who protects is asked for a reason."""
        super().__init__(data)
        if not protects:
            del self.fields["why"]
