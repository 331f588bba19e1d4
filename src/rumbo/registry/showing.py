"""Two registrations side by side: every fact as words, and whether the two differ."""

from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from rumbo.common import codes
from rumbo.registry.models import GroupMember, Person
from rumbo.ui import words


@dataclass(frozen=True, slots=True)
class Line:
    """One fact of both registrations."""

    label: str
    left: str
    right: str
    tells: bool = True

    @property
    def differs(self) -> bool:
        """Whether both are known and are not the same."""
        known = bool(self.left and self.right) and self.tells
        return known and self.left.casefold() != self.right.casefold()


def _born(person: Person) -> str:
    if person.birth_date is None:
        return ""
    if person.birth_precision in {"year", "age"}:
        return str(person.birth_date.year)
    if person.birth_precision == "month":
        return person.birth_date.strftime("%m/%Y")
    return words.day_table(person.birth_date)


def _facts(person: Person) -> list[tuple[Any, str]]:
    nations = words.sentence_list([words.country(code) for code in person.nationalities])
    return [
        (_("Nombres"), person.known("given_names")),
        (_("Primer apellido"), person.known("surname_1")),
        (_("Segundo apellido"), person.known("surname_2")),
        (_("También conocida como"), person.known("also_known_as")),
        (codes.title("sex"), codes.label("sex", person.sex) if person.sex else ""),
        (_("Nacimiento"), _born(person)),
        (_("Nacionalidades"), nations),
        (_("Municipio"), str(person.place.get("municipality") or "")),
        (_("Madre"), person.known("mother")),
        (_("Padre"), person.known("father")),
        (_("Documento"), person.known("document_number")),
        (_("Teléfono"), str(person.contact.get("phone") or "")),
        (_("Lengua"), words.language_name(person.language)),
        (_("Se registró"), words.day_table(person.occurred_at)),
    ]


def side_by_side(left: Person, right: Person) -> list[Line]:
    """The facts of two registrations, line by line; what neither has is left out."""
    pairs = zip(_facts(left), _facts(right), strict=True)
    lines = [Line(str(label), a, b) for (label, a), (_same, b) in pairs]
    lines[-1] = replace(lines[-1], tells=False)  # the day of registration always differs
    return [line for line in lines if line.left or line.right]


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
