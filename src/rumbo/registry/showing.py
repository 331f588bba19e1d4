"""Registrations side by side: every fact as words, whether they differ, and which one is shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from rumbo.common import codes
from rumbo.registry.models import GroupMember, Person
from rumbo.ui import words

# The day of registration always differs: it tells nothing, and nobody chooses it.
TELLS_NOTHING = "registered"


@dataclass(frozen=True, slots=True)
class Line:
    """One fact of several registrations, in their order; `chosen` is the place somebody chose."""

    code: str
    label: str
    values: tuple[str, ...]
    chosen: int | None = None

    @property
    def differs(self) -> bool:
        """Whether two of them are known and are not the same."""
        known = {value.casefold() for value in self.values if value}
        return len(known) > 1 and self.code != TELLS_NOTHING

    @property
    def shown(self) -> str:
        """What stands for all: what somebody chose, else the newest that is known."""
        if self.chosen is not None and self.values[self.chosen]:
            return self.values[self.chosen]
        return next((value for value in reversed(self.values) if value), "")


def _born(person: Person) -> str:
    if person.birth_date is None:
        return ""
    if person.birth_precision in {"year", "age"}:
        return str(person.birth_date.year)
    if person.birth_precision == "month":
        return person.birth_date.strftime("%m/%Y")
    return words.day_table(person.birth_date)


def _facts(person: Person) -> list[tuple[str, Any, str]]:
    nations = words.sentence_list([words.country(code) for code in person.nationalities])
    sex = codes.label("sex", person.sex) if person.sex else ""
    place, phone = person.place.get("municipality"), person.contact.get("phone")
    return [
        ("given_names", _("Nombres"), person.known("given_names")),
        ("surname_1", _("Primer apellido"), person.known("surname_1")),
        ("surname_2", _("Segundo apellido"), person.known("surname_2")),
        ("also_known_as", _("También conocida como"), person.known("also_known_as")),
        ("sex", codes.title("sex"), sex),
        ("birth", _("Nacimiento"), _born(person)),
        ("nationalities", _("Nacionalidades"), nations),
        ("municipality", _("Municipio"), str(place or "")),
        ("mother", _("Madre"), person.known("mother")),
        ("father", _("Padre"), person.known("father")),
        ("document", _("Documento"), person.known("document_number")),
        ("phone", _("Teléfono"), str(phone or "")),
        ("language", _("Lengua"), words.language_name(person.language)),
        (TELLS_NOTHING, _("Se registró"), words.day_table(person.occurred_at)),
    ]


def side_by_side(people: Sequence[Person], chosen: Mapping[str, UUID] | None = None) -> list[Line]:
    """The facts of some registrations, line by line; what none of them has is left out."""
    places = {person.pk: place for place, person in enumerate(people)}
    lines = []
    for facts in zip(*map(_facts, people), strict=True):
        code, label, _value = facts[0]
        place = places.get(chosen[code]) if chosen and code in chosen else None
        lines.append(Line(code, str(label), tuple(value for _c, _l, value in facts), place))
    return [line for line in lines if any(line.values)]


def family(members: list[GroupMember], person: Person) -> list[str]:
    """Who came with somebody, as relation and name."""
    today = words.today()
    told = []
    for member in members:
        if member.person_id == person.id:
            continue
        years = member.person.age_on(today)
        relation = codes.label("relation", member.relation)
        name = member.person.full_name
        told.append(
            f"{name}, {years} · {relation}" if years is not None else f"{name} · {relation}"
        )
    return told
