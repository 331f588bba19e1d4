"""The shape in which a copy is said, and how its rows are read: as whoever prints it may see them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from django.db.models import Model

from rumbo.access.scoping import ScopedQuerySet
from rumbo.access.values import Reader
from rumbo.casework.lookup import SEALED_FOR
from rumbo.casework.models import Case
from rumbo.desk.print.papers import Fact, Section
from rumbo.registry.models import GroupMember, Person
from rumbo.ui import words

R = TypeVar("R", bound=Model)
# What is given in person by whoever wrote it, and never by the way.
APART = frozenset({"protection", "medical", "trafficking"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One copy: of whom, handed to whom (SELF, GUARDIAN, AUTHORITY), and who prints it."""

    case: Case
    person: Person
    member: GroupMember
    others: tuple[GroupMember, ...]
    to: str
    reader: Reader
    complaints: str

    @property
    def is_own(self) -> bool:
        """Whether it goes into the person's own hands."""
        return self.to == "SELF"

    @property
    def by_protection(self) -> bool:
        """Whether what was said to protection alone may be in it: never for who answers for a child."""
        protects = bool(self.reader.roles & SEALED_FOR) and self.reader.sees("protection")
        return protects and self.to != "GUARDIAN"


def rows_of(model: type[R], asked: Asked, *, apart: frozenset[str] = APART, **more: Any) -> list[R]:
    """Give the person's rows of a model that the reader may see, oldest first.

    What lies `apart` is left out whoever prints: every copy says the same of all the rest.
    """
    rows = model._default_manager.all()
    if not isinstance(rows, ScopedQuerySet):
        raise TypeError(f"{model} is not scoped")
    about = more or {"person": asked.person}
    seen = rows.visible_to(asked.reader).exclude(compartment__in=apart)
    return list(seen.filter(**about).order_by("occurred_at", "id"))


def fact(label: object, value: object) -> Fact:
    """One thing with its name; what is not known is said to be not known by the paper."""
    return Fact(str(label), str(value or ""))


def on(value: date | datetime) -> dict[str, str]:
    """A day, for a sentence."""
    return {"day": words.day_table(value)}


def within(label: str) -> str:
    """A label as the middle of a sentence writes it."""
    return label[:1].lower() + label[1:]


__all__ = ["Asked", "Fact", "Section", "fact", "on", "rows_of", "within"]
