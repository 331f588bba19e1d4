"""Reserving the names and the file of a group for protection, and opening them again."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.common.codes import LISTS
from rumbo.registry import errors
from rumbo.registry.models import GroupMember, Person, PossibleDuplicate, TravelGroup


def seal_person(*, actor: Actor, person: Person, why: str, at: datetime | None = None) -> Person:
    """Reserve somebody's file for protection (`why` is a code of seal_reason)."""
    return _seal(actor, person, why, at, sealed=True)


def unseal_person(*, actor: Actor, person: Person, why: str, at: datetime | None = None) -> Person:
    """Open a reserved file to the office again (`why` is a code of seal_reason)."""
    return _seal(actor, person, why, at, sealed=False)


def keep_reserved_together(*, actor: Actor, group: TravelGroup, at: datetime | None = None) -> None:
    """Reserve whoever came to travel with somebody reserved: their name would tell where she is."""
    with verb(actor):
        here = set(_present([group.pk]))
        if Person.objects.filter(pk__in=here, sealed=True).exists():
            _set(actor, here, "TRAVELS_ALONG", at, sealed=True)


def _seal(actor: Actor, person: Person, why: str, at: datetime | None, *, sealed: bool) -> Person:
    """A file is of a group: one name of it left open would say where the others are."""
    with verb(actor, "protection", "child_officer"):
        if why not in LISTS["seal_reason"]:
            raise errors.reason_needed()
        mine = GroupMember.objects.filter(person=person, left_at=None).values("group")
        _set(actor, {person.pk, *_present(mine)}, why, at, sealed=sealed)
        row: Person = Person.objects.get(pk=person.pk)
    return row


def _present(groups: Iterable[object]) -> Iterable[uuid.UUID]:
    rows = GroupMember.objects.filter(group__in=groups, left_at=None)
    return rows.values_list("person", flat=True)


def _set(
    actor: Actor, people: set[uuid.UUID], why: str, at: datetime | None, *, sealed: bool
) -> None:
    rows = Person.objects.select_for_update().filter(pk__in=people, sealed=not sealed)
    for row in rows.order_by("pk"):
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


def _carry_to_pairs(person: Person) -> None:
    """A pair with somebody sealed is protection's; without one it is everybody's."""
    for name in ("earlier", "later"):
        for pair in PossibleDuplicate.objects.filter(**{name: person}).select_related(
            "earlier", "later"
        ):
            hidden = pair.earlier.sealed or pair.later.sealed
            pair.compartment = "protection" if hidden else "bio"
            pair.save(update_fields=["compartment"])
