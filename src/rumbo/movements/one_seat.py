"""One human being holds one seat, under however many registrations; a hidden one stays hidden.

A seat under a registration that somebody may not see is refused like any word of protection's that
is missing: it does not tell that there is another registration, and protection is asked to look.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from rumbo.access.entry import current_reader
from rumbo.access.values import Actor
from rumbo.casework.models import Case
from rumbo.movements import errors, gatekeeping
from rumbo.movements.models import BookedSeat
from rumbo.registry import joined
from rumbo.registry import queries as registry
from rumbo.registry.models import GroupMember, Person

# Who is asked, and by whose name it is said that a word is missing.
ASKED = "protection"
# Somebody of a group, and the registration of theirs (it may be the same) that holds a seat.
Held = tuple[UUID, UUID]


def held_by(people: Collection[UUID]) -> list[Held]:
    """Who of these people holds a seat already, each with the registration under which they do."""
    every = registry.registrations_of(people)
    seats = BookedSeat.objects.live().filter(ended_at=None)
    rows = seats.filter(person__in={one for same in every.values() for one in same})
    held = set(rows.values_list("person", flat=True))
    return [(person, one) for person, same in every.items() for one in sorted(same & held)]


def refuse_what_is_seen(held: Iterable[Held], actor: Actor) -> None:
    """Say that somebody has a seat already, to whoever may know under which registration."""
    found = list(held)
    hidden = _hidden(found, actor)
    if any(pair not in hidden for pair in found):
        raise errors.has_a_seat()


def refuse_what_is_hidden(held: Iterable[Held], case: Case, gate: str) -> None:
    """Refuse a seat for somebody who holds one that is not told of, after what the gate itself asks."""
    people = {person for person, _one in held}
    if people:
        raise gatekeeping.anothers_turn(case, people, gate, ASKED)


def _hidden(held: Collection[Held], actor: Actor) -> set[Held]:
    """Those of which the actor may not know that the two registrations are one human being."""
    if not actor.roles:
        return set()
    others = [(person, one) for person, one in held if person != one]
    rows = Person.objects.filter(pk__in={key for pair in others for key in pair})
    reader = current_reader()
    rows = rows.visible_to(reader) if reader is not None else rows.filter(office=actor.office)
    if not actor.roles & joined.BESIDE_PROTECTION:
        rows = rows.filter(sealed=False)
    seen = set(rows.values_list("pk", flat=True))
    return {pair for pair in others if not seen.issuperset(pair)}


@dataclass(frozen=True, slots=True)
class Twofold:
    """A file that gets no seat, of somebody who holds one since then under a registration kept apart."""

    case: Case
    person: Person
    since: datetime


def twofold(people: Collection[UUID] | None = None) -> list[Twofold]:
    """Files under way whose people hold a seat that not everybody who books them may see.

    `people` are the registrations that hold the seats; None looks at every seat.
    """
    rows = BookedSeat.objects.live().filter(ended_at=None, person__individual__isnull=False)
    if people is not None:
        rows = rows.filter(person__in=list(people))
    seats = {seat.person_id: seat for seat in rows.select_related("person")}
    if not seats:
        return []
    every = registry.registrations_of(seats.keys())
    pairs = [(one, key) for key, same in every.items() for one in sorted(same - {key})]
    others = Person.objects.in_bulk([one for one, _key in pairs])
    files = _files_of(others.keys())
    return [
        Twofold(files[one], others[one], seats[key].occurred_at)
        for one, key in pairs
        if one in files and _is_kept_apart(others[one], seats[key].person)
    ]


def _files_of(people: Collection[UUID]) -> dict[UUID, Case]:
    rows = GroupMember.objects.filter(person__in=list(people), left_at=None)
    members = dict(rows.values_list("person", "group"))
    cases = Case.objects.filter(group__in=members.values()).before_departure().open()
    of = {case.group_id: case for case in cases}
    return {person: of[group] for person, group in members.items() if group in of}


def _is_kept_apart(one: Person, other: Person) -> bool:
    return one.sealed or other.sealed or one.office_id != other.office_id
