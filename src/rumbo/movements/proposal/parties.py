"""The groups that a plan is made for: who holds a seat, who waits, and which way each goes."""

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from rumbo.access.values import Reader
from rumbo.casework import queries as casework
from rumbo.casework.models import Case, SideExit
from rumbo.casework.ready import NOT_YET
from rumbo.movements import gatekeeping
from rumbo.movements.models import Booking, Departure, Stop
from rumbo.movements.queries import care_of
from rumbo.protection import queries as protection
from rumbo.readiness import queries as readiness
from rumbo.registry.models import GroupMember


@dataclass(frozen=True, slots=True)
class Party:
    """A group as the desk knows it: its case, where it stands in the list, the seat it holds.

    Of its people, `children` may be under 18 when the days begin, and `alone` of these travel
    without an adult of their own.
    """

    case: Case
    people: int
    country: str
    waiting: casework.Waiting | None = None
    booking: Booking | None = None
    is_locked: bool = False
    apart: bool = False
    children: int = 0
    alone: int = 0


def holding(departures: Sequence[Departure], reader: Reader, *, may_move: bool) -> list[Party]:
    """Whoever holds seats on these departures: fixed, or free to be moved where that was asked."""
    held = Booking.objects.filter(departure__in=departures, ended_at=None)
    bookings = list(
        held.select_related("case", "departure", "from_stop", "to_stop").order_by("case__number")
    )
    ours = set(
        Case.objects.visible_to(reader)
        .filter(pk__in=[booking.case_id for booking in bookings])
        .values_list("pk", flat=True)
    )
    told = _told([booking.case for booking in bookings])
    siblings = protection.siblings_apart([booking.case_id for booking in bookings])
    found = []
    for booking in bookings:
        people, country = told.get(booking.case_id, (0, ""))
        is_free = (
            may_move
            and booking.case_id in ours
            and booking.departure.status == "PLANNED"
            and booking.provisional_until is None
            and not siblings.get(booking.case_id)
        )
        found.append(Party(booking.case, people, country, booking=booking, is_locked=not is_free))
    return [party for party in found if party.people]


def waiting(reader: Reader, today: date) -> list[Party]:
    """Everybody who waits and lacks nothing that a seat may not wait for, in the published order."""
    found = [one for one in casework.waiting(reader, today) if one.ready.state != NOT_YET]
    held = set(
        Booking.objects.filter(case__in=[one.case for one in found], ended_at=None).values_list(
            "case_id", flat=True
        )
    )
    held |= set(
        SideExit.objects.filter(kind="ON_HOLD", ended_at=None).values_list("case_id", flat=True)
    )
    kept = [one for one in found if one.case not in held]
    cases = Case.objects.in_bulk([one.case for one in kept])
    siblings = protection.siblings_apart(cases)
    return [
        Party(
            cases[one.case], one.people, one.country, waiting=one,
            apart=bool(siblings.get(one.case)),
        )
        for one in kept
    ]  # fmt: skip


def with_children(parties: Sequence[Party], day: date) -> list[Party]:
    """The same groups, each with its children: those who come of age later are children still."""
    told = readiness.children_of_many([party.case for party in parties], day)
    return [
        replace(one, children=told[one.case.pk].all, alone=told[one.case.pk].alone)
        for one in parties
    ]


def _told(cases: Sequence[Case]) -> Mapping[uuid.UUID, tuple[int, str]]:
    """How many travel in each case, and to which country."""
    rows = GroupMember.objects.filter(group__case__in=cases, left_at=None).order_by("position")
    found: dict[uuid.UUID, tuple[int, str]] = {}
    for case, back, origin in rows.values_list(
        "group__case", "person__return_country", "person__origin_country"
    ):
        people, country = found.get(case, (0, back or origin))
        found[case] = (people + 1, country)
    return found


def ends(party: Party, stops: Sequence[Stop]) -> tuple[Stop, Stop] | None:
    """Where the group gets on and off a departure; None where it does not go its way."""
    if party.booking is not None and stops[0].departure_id == party.booking.departure_id:
        return party.booking.from_stop, party.booking.to_stop
    first = next((s for s in stops if s.may_board and s.place == party.case.site), None)
    if first is None:
        return None
    last = [
        s for s in stops
        if s.may_get_off and s.position > first.position and s.country == party.country
    ]  # fmt: skip
    return (first, last[-1]) if last else None


def sits_on(party: Party, departure: Departure) -> bool:
    return party.booking is not None and party.booking.departure_id == departure.pk


def wheels(parties: Sequence[Party]) -> Mapping[uuid.UUID, int]:
    """How many wheelchairs each case brings."""
    rows = GroupMember.objects.filter(group__case__in=[p.case for p in parties], left_at=None)
    told = list(rows.values_list("group__case", "person"))
    needs = care_of([person for _case, person in told])
    found: dict[uuid.UUID, int] = defaultdict(int)
    for case, person in told:
        found[case] += gatekeeping.WHEELCHAIR in needs.get(person, ())
    return found
