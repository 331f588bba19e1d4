"""Reserving a person's name and file for protection, and opening them again."""

from datetime import datetime

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.common.codes import LISTS
from rumbo.registry import errors
from rumbo.registry.models import Person, PossibleDuplicate


def seal_person(*, actor: Actor, person: Person, why: str, at: datetime | None = None) -> Person:
    """Reserve somebody's file for protection (`why` is a code of seal_reason)."""
    return _seal(actor, person, why, at, sealed=True)


def unseal_person(*, actor: Actor, person: Person, why: str, at: datetime | None = None) -> Person:
    """Open a reserved file to the office again (`why` is a code of seal_reason)."""
    return _seal(actor, person, why, at, sealed=False)


def _seal(actor: Actor, person: Person, why: str, at: datetime | None, *, sealed: bool) -> Person:
    with verb(actor, "protection", "child_officer"):
        if why not in LISTS["seal_reason"]:
            raise errors.reason_needed()
        row: Person = Person.objects.select_for_update().get(pk=person.pk)
        if row.sealed == sealed:
            return row
        row.sealed = sealed
        row.version += 1
        row.save(update_fields=["sealed", "version"])
        _carry_to_pairs(row)
        audit.record(
            actor=actor,
            code="registry.sealed" if sealed else "registry.unsealed",
            at=at,
            person=row.id,
            compartment="protection",
            why=f"seal_reason:{why}",
        )
    return row


def _carry_to_pairs(person: Person) -> None:
    """A pair with somebody sealed is protection's; without one it is everybody's."""
    for name in ("earlier", "later"):
        for pair in PossibleDuplicate.objects.filter(**{name: person}).select_related(
            "earlier", "later"
        ):
            hidden = pair.earlier.sealed or pair.later.sealed
            pair.compartment = "protection" if hidden else "bio"
            pair.save(update_fields=["compartment"])
