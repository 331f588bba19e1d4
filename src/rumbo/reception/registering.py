"""The form for whoever arrives on their own: the yes first, then the least that is needed."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from rumbo.common import codes
from rumbo.counselling.wording import current
from rumbo.network.models import Country, Department
from rumbo.reception import words
from rumbo.reception.receiving import Place
from rumbo.reception.values import NewDirectArrival
from rumbo.registry.rules.ages import ADULT_FROM
from rumbo.registry.values import NewConsent, NewPerson
from rumbo.ui.choosing import offer
from rumbo.ui.widgets import Tiles

BY = [
    ("SELF", _("La propia persona")),
    ("GUARDIAN", _("Su madre, padre o quien le tutela")),
    ("AUTHORITY", _("La autoridad que protege a la niña, el niño o adolescente")),
]
HOW = [
    ("ORAL", _("De palabra, después de leérselo")),
    ("WRITTEN", _("Con su firma")),
    ("THUMB", _("Con su huella, ante testigo")),
]
MOST = 8
OLDEST = 120


class ArrivalForm(forms.Form):
    """Where and how they came, and the yes of the first person."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    place = forms.ChoiceField(label=_("¿Dónde se les recibe?"))
    manner = forms.ChoiceField(
        label=_("¿Cómo llegaron?"), widget=Tiles, choices=list(words.MANNER.items())
    )
    from_country = forms.ChoiceField(label=_("¿Desde qué país?"), required=False)
    how = forms.ChoiceField(label=_("¿Cómo dijeron que sí?"), widget=Tiles, choices=HOW)
    language = forms.ChoiceField(
        label=_("¿En qué lengua se les explicó?"), choices=codes.choices("language"), initial="es"
    )

    def __init__(self, *args: Any, places: Sequence[Place], **kwargs: Any) -> None:
        """Offer the places where the reader's offices receive."""
        super().__init__(*args, **kwargs)
        self.places = {place.code: place for place in places}
        offer(self, "place", [(place.code, place.name) for place in places])
        offer(self, "from_country", [("", "—"), *_countries()])

    def new(self, people: Sequence[NewPerson]) -> NewDirectArrival:
        """Give what was typed, as the verb takes it."""
        told = self.cleaned_data
        return NewDirectArrival(
            id=told["id"],
            people=tuple(people),
            place=told["place"],
            country=self.places[told["place"]].country,
            manner=told["manner"],
            from_country=told["from_country"],
        )


class ArrivingPersonForm(forms.Form):
    """One person: who said yes for them, their name, and what a kit, a fare and a referral need."""

    by = forms.ChoiceField(label=_("¿Quién aceptó que se anoten sus datos?"), choices=BY)
    given_names = forms.CharField(label=_("Nombres"), max_length=80)
    surname_1 = forms.CharField(label=_("Primer apellido"), max_length=60)
    surname_2 = forms.CharField(label=_("Segundo apellido"), max_length=60, required=False)
    sex = forms.ChoiceField(label=_("Sexo"), widget=Tiles, choices=codes.choices("sex"))
    age = forms.IntegerField(label=_("Edad"), min_value=0, max_value=OLDEST)
    nationality = forms.ChoiceField(label=_("Nacionalidad"))
    department = forms.ChoiceField(label=_("Departamento al que va"), required=False)

    def __init__(self, *args: Any, country: str, **kwargs: Any) -> None:
        """Begin with the country of the place, whose departments are offered."""
        super().__init__(*args, **kwargs)
        self.country = country
        offer(self, "nationality", _countries())
        self.fields["nationality"].initial = country
        rows = Department.objects.filter(country=country).order_by("name")
        offer(self, "department", [("", "—"), *((d.code, d.name) for d in rows)])

    def clean(self) -> dict[str, Any]:
        """A child's yes is given by whoever answers for the child."""
        told = super().clean() or {}
        if told.get("by") == "SELF" and told.get("age", ADULT_FROM) < ADULT_FROM:
            self.add_error(
                "by", _("Por una niña, niño o adolescente acepta quien responde por él.")
            )
        return told

    def person(self, ids: Sequence[UUID], at: int, arrival: ArrivalForm, today: date) -> NewPerson:
        """The person to register; `ids` are those of everybody on the page, by place."""
        told, shared = self.cleaned_data, arrival.cleaned_data
        guardian = told.get("guardian_relation", "")
        return NewPerson(
            id=ids[at],
            identity={k: told[k] for k in ("given_names", "surname_1", "surname_2")},
            sex=told["sex"],
            birth_date=date(today.year - told["age"], 1, 1),
            birth_precision="age",
            nationalities=(told["nationality"],),
            origin_country=told["nationality"],
            return_country=self.country,
            return_department=told["department"],
            language=shared["language"],
            relation=told.get("relation") or "HEAD",
            guardian=ids[0] if guardian and guardian != "NONE" else None,
            guardian_relation=guardian,
            consent=NewConsent(
                by=told["by"],
                how=shared["how"],
                language=shared["language"],
                wording=current("data-consent").version,
            ),
        )


class RelativeForm(ArrivingPersonForm):
    """One more of the family: what they are to the first person, who may answer for them."""

    relation = forms.ChoiceField(
        label=_("¿Qué es de la primera persona?"),
        choices=[c for c in codes.choices("relation") if c[0] != "HEAD"],
    )
    guardian_relation = forms.ChoiceField(
        label=_("Si es menor de 18: ¿qué es suya la primera persona?"),
        choices=[("", _("No se sabe")), *codes.choices("relation_to_guardian")],
        required=False,
    )
    field_order = ("by", "relation", "guardian_relation")


def _countries() -> list[tuple[str, str]]:
    return sorted(((c.code, str(c)) for c in Country.objects.all()), key=lambda pair: pair[1])
