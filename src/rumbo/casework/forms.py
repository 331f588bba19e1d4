"""The shape of what casework's pages take in."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rumbo.access.models import User
from rumbo.casework import reserve, words
from rumbo.casework.actions import FamilyWord
from rumbo.common import codes
from rumbo.registry.models import Person
from rumbo.ui.choosing import Choices, offer
from rumbo.ui.widgets import DayInput, TickTiles, Tiles, TimeInput

LONG = {"rows": 3}


class Empty(forms.Form):
    """Nothing is asked."""


class PeopleForm(forms.Form):
    """Which of a group; the choices are the people of the case."""

    people = forms.MultipleChoiceField(label=_("¿Quiénes?"), widget=TickTiles)
    said = forms.CharField(label=_("Qué dijo la familia"), widget=forms.Textarea(LONG))
    on = forms.DateField(label=_("Qué día lo dijo"), widget=DayInput)

    def __init__(self, people: Sequence[Person], *args: Any, **kwargs: Any) -> None:
        """Offer the people by name."""
        super().__init__(*args, **kwargs)
        self.persons = {str(p.pk): p for p in people}
        offer(self, "people", [(key, p.full_name) for key, p in self.persons.items()])

    def chosen(self) -> list[Person]:
        """The people who were ticked."""
        return [self.persons[key] for key in self.cleaned_data["people"]]

    def word(self) -> FamilyWord:
        """What the family said."""
        return FamilyWord(said=self.cleaned_data["said"], on=self.cleaned_data["on"])


class WithdrawForm(forms.Form):
    """Nothing has to be answered: a person goes without saying why."""

    reason = forms.ChoiceField(
        label=_("Si la persona quiere decir por qué"),
        help_text=_("No se lo pregunte. Puede dejarse así."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the closed list."""
        super().__init__(*args, **kwargs)
        offer(self, "reason", [("", "—"), *codes.choices("withdrawal_reason")])


class HoldForm(forms.Form):
    """Why a case pauses, and when somebody looks at it again."""

    reason = forms.ChoiceField(label=_("Por qué se pausa"), widget=Tiles)
    why = forms.CharField(label=_("Explicación"), widget=forms.Textarea(LONG))
    review_on = forms.DateField(label=_("Qué día volver a verlo"), widget=DayInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the closed list."""
        super().__init__(*args, **kwargs)
        offer(self, "reason", codes.choices("hold_reason"))


class CloseForm(forms.Form):
    """How a case ended."""

    reason = forms.ChoiceField(label=_("Cómo terminó"))
    why = forms.CharField(label=_("Explicación"), widget=forms.Textarea(LONG), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the closed list."""
        super().__init__(*args, **kwargs)
        offer(self, "reason", codes.choices("closure_reason"))


class WhyForm(forms.Form):
    """A reason, which has to be written."""

    why = forms.CharField(label=_("Motivo"), widget=forms.Textarea(LONG))


class OutcomeForm(forms.Form):
    """What came of a task."""

    outcome = forms.CharField(label=_("Qué resultó"), widget=forms.Textarea(LONG), required=False)


class RankForm(forms.Form):
    """Where to on the list, and why."""

    priority_class = forms.TypedChoiceField(
        label=_("Como si fuera"), coerce=int, widget=forms.RadioSelect
    )
    why = forms.CharField(
        label=_("Motivo"),
        help_text=_("Lo lee todo el equipo: sin nombres de enfermedades ni de violencias."),
        widget=forms.Textarea(LONG),
    )

    def __init__(self, classes: Choices, *args: Any, **kwargs: Any) -> None:
        """Offer the classes of the published rule."""
        super().__init__(*args, **kwargs)
        self.fields["priority_class"].widget = Tiles()
        offer(self, "priority_class", classes)


class AssignForm(forms.Form):
    """Who of the team follows a case."""

    user = forms.ChoiceField(label=_("Quién lo sigue"))

    def __init__(self, team: Sequence[tuple[User, str]], *args: Any, **kwargs: Any) -> None:
        """Offer the team with the role of each."""
        super().__init__(*args, **kwargs)
        self.team = {f"{role}:{user.pk}": (user, role) for user, role in team}
        shown = [
            (key, f"{user.display_name or user.username}, {codes.label('role', role)}")
            for key, (user, role) in self.team.items()
        ]
        offer(self, "user", shown)

    def chosen(self) -> tuple[User, str]:
        """Who, and in which role."""
        return self.team[self.cleaned_data["user"]]


class StayForm(forms.Form):
    """Where a group sleeps."""

    kind = forms.ChoiceField(label=_("Dónde duermen"), widget=Tiles)
    shelter = forms.ChoiceField(label=_("Qué albergue"), required=False)
    where = forms.CharField(label=_("Señas del lugar"), max_length=200, required=False)
    until = forms.DateField(
        label=_("Hasta qué día pueden quedarse"), widget=DayInput, required=False
    )

    def __init__(self, shelters: Choices, *args: Any, **kwargs: Any) -> None:
        """Offer the network's shelters."""
        super().__init__(*args, **kwargs)
        offer(self, "kind", list(words.STAYS.items()))
        offer(self, "shelter", [("", "—"), *shelters])


class DangerForm(forms.Form):
    """Who is not safe, and what they said."""

    person = forms.ChoiceField(label=_("Quién no está a salvo"), widget=Tiles)
    said = forms.CharField(
        label=_("Qué dijo"),
        help_text=_("Solo protección podrá leerlo."),
        widget=forms.Textarea(LONG),
        required=False,
    )

    def __init__(self, people: Sequence[Person], *args: Any, **kwargs: Any) -> None:
        """Offer the people by name."""
        super().__init__(*args, **kwargs)
        self.persons = choose_person(self, people)


class FamilyForm(forms.Form):
    """Whom the person lets us call."""

    person = forms.ChoiceField(label=_("De quién es familia"), widget=Tiles)
    name = forms.CharField(label=_("Nombre de su familiar"), max_length=120)
    relation = forms.CharField(label=_("Qué es de la persona"), max_length=60, required=False)
    phone = forms.CharField(label=_("Teléfono"), max_length=40, required=False)
    place = forms.CharField(label=_("Dónde vive"), max_length=120, required=False)
    consent = forms.BooleanField(label=_("La persona acepta que se le llame."))

    def __init__(self, people: Sequence[Person], *args: Any, **kwargs: Any) -> None:
        """Offer the people by name."""
        super().__init__(*args, **kwargs)
        self.persons = choose_person(self, people)

    def who(self) -> dict[str, str]:
        """The sealed part."""
        return {key: self.cleaned_data[key] for key in ("name", "relation", "phone", "place")}


class FamilyCallForm(forms.Form):
    """What was said with the family."""

    said = forms.CharField(label=_("Qué se habló"), widget=forms.Textarea(LONG))
    meets = forms.ChoiceField(
        label=_("¿Le recibirán al llegar?"),
        widget=Tiles,
        required=False,
        choices=[("yes", _("Sí")), ("no", _("No")), ("", _("No se sabe"))],
    )

    def meets_on_arrival(self) -> bool | None:
        """Yes, no, or not known."""
        return {"yes": True, "no": False}.get(self.cleaned_data["meets"])


class AppointmentForm(forms.Form):
    """A time set aside."""

    person = forms.ChoiceField(label=_("Con quién es la cita"), widget=Tiles)
    with_whom = forms.ChoiceField(label=_("Quién atiende"))
    about = forms.ChoiceField(label=_("Para qué"), widget=Tiles)
    day = forms.DateField(label=_("Qué día"), widget=DayInput)
    hour = forms.TimeField(label=_("A qué hora"), widget=TimeInput)
    minutes = forms.IntegerField(label=_("Minutos"), min_value=10, max_value=240, initial=45)

    def __init__(
        self,
        people: Sequence[Person],
        team: Sequence[tuple[User, str]],
        *args: Any,
        **kwargs: Any,
    ) -> None:
        """Offer the people of the case and the team."""
        super().__init__(*args, **kwargs)
        self.persons = choose_person(self, people)
        self.team: dict[str, tuple[User | None, str]] = {
            f"{role}:{user.pk}": (user, role) for user, role in team
        }
        shown = [
            (key, f"{user.display_name or user.username}, {codes.label('role', role)}")
            for key, (user, role) in self.team.items()
            if user is not None
        ]
        for role in dict.fromkeys(role for _user, role in team):
            self.team[role] = (None, role)
            shown.append((role, codes.label("role", role)))
        offer(self, "with_whom", shown)
        offer(self, "about", list(words.MEETINGS.items()))

    def starts_at(self) -> datetime:
        """The moment, in the office's zone."""
        day: date = self.cleaned_data["day"]
        hour: time = self.cleaned_data["hour"]
        return timezone.make_aware(datetime.combine(day, hour))


class ContactForm(forms.Form):
    """What somebody must be told, and by when."""

    person = forms.ChoiceField(label=_("A quién avisar"), widget=Tiles)
    about = forms.ChoiceField(label=_("De qué"), widget=Tiles)
    note = forms.CharField(label=_("Qué decirle"), widget=forms.Textarea(LONG), required=False)
    due_on = forms.DateField(label=_("Qué día"), widget=DayInput)

    def __init__(self, people: Sequence[Person], *args: Any, **kwargs: Any) -> None:
        """Offer the people by name."""
        super().__init__(*args, **kwargs)
        self.persons = choose_person(self, people)
        offer(self, "about", list(words.ABOUT.items()))


class DecideForm(forms.Form):
    """What an officer decides after looking at what the rules propose."""

    eligible = forms.ChoiceField(
        label=_("¿Qué decide?"),
        widget=Tiles,
        choices=[
            ("yes", _("El grupo puede seguir")),
            ("no", _("No puede seguir por ahora")),
        ],
    )
    reasons = forms.MultipleChoiceField(
        label=_("Motivos que tuvo en cuenta"), widget=TickTiles, required=False
    )
    programme = forms.ChoiceField(
        label=_("Programa"),
        help_text=_("Hace falta para que el grupo pueda seguir."),
        required=False,
    )
    funding_line = forms.ChoiceField(label=_("Fondo"), required=False)
    why = forms.CharField(
        label=_("Explicación"),
        help_text=_("Se necesita cuando el grupo no puede seguir por ahora."),
        widget=forms.Textarea(LONG),
        required=False,
    )

    def __init__(
        self,
        programmes: Choices,
        lines: Choices,
        sees: frozenset[str],
        *args: Any,
        **kwargs: Any,
    ) -> None:
        """Offer what is open today, and the reasons that the reader may know of."""
        super().__init__(*args, **kwargs)
        known = codes.choices("eligibility_reason")
        offer(self, "reasons", [one for one in known if reserve.is_open_to(one[0], sees)])
        offer(self, "programme", [("", "—"), *programmes])
        offer(self, "funding_line", [("", "—"), *lines])

    def clean(self) -> dict[str, Any]:
        """A yes names its programme; a no its explanation."""
        values = super().clean() or {}
        if values.get("eligible") == "yes" and not values.get("programme"):
            self.add_error("programme", _("Elija el programa."))
        if values.get("eligible") == "no" and not (values.get("why") or "").strip():
            self.add_error("why", _("Escriba la explicación."))
        return values


def choose_person(form: forms.Form, people: Sequence[Person]) -> dict[str, Person]:
    """Offer people by name; somebody alone is chosen already."""
    offer(form, "person", [(str(p.pk), p.full_name) for p in people])
    if len(people) == 1:
        form.fields["person"].initial = str(people[0].pk)
    return {str(p.pk): p for p in people}
