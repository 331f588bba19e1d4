"""Putting a departure off, or bringing it forward: seats are kept and judged for the new day."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from rumbo.access.entry import verb
from rumbo.access.errors import changed_meanwhile
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.common import clock
from rumbo.movements import errors, gatekeeping, locks, paying, rules
from rumbo.movements.actions import seats as seating
from rumbo.movements.actions.departures import PLANNERS
from rumbo.movements.models import Booking, Departure, Stop
from rumbo.movements.queries import local_day, next_code

# What every group lacks after the day changed, and the page says of the departure itself.
TOLD_ANEW = frozenset({"RECEIVING_SIDE_TOLD"})


class NoLonger(NamedTuple):
    """A group that keeps its seats, and what it lacks for the day."""

    booking: Booking
    lacking: list[gatekeeping.Lacking]


def reschedule_departure(
    *,
    actor: Actor,
    departure: Departure,
    leaves_at: datetime,
    base_version: int | None = None,
    at: datetime | None = None,
) -> list[NoLonger]:
    """Take a departure to another moment: nobody loses a seat, everybody is told; name who lacks.

    On another day a closed list no longer counts and those who receive are told anew; a bus that
    is already being boarded is not put off.
    """
    with verb(actor, *PLANNERS):
        when = at or clock.now()
        row, _cases = locks.lock_everybody(departure.pk)
        bookings = _bookings(row)
        if base_version is not None and row.version != base_version:
            raise changed_meanwhile()
        stops = list(row.stops.order_by("position"))
        _require_movable(row, leaves_at, when)
        day = local_day(leaves_at, stops[0].zone)
        if day < local_day(when, stops[0].zone):
            raise errors.in_the_past()
        before, met = row.code, _lacking(row, when, actor)
        _shift(row, stops, leaves_at)
        if day != row.date:
            _put_off(row, stops[0], when)
        row.leaves_at, row.version = leaves_at, row.version + 1
        row.save()
        _say(actor, row, before, bookings, when)
        paying.follow(actor=actor, departure=row, at=when)
        departure.refresh_from_db()
        return _no_longer(met, _lacking(departure, when, actor))


def _lacking(departure: Departure, when: datetime, actor: Actor) -> list[NoLonger]:
    found = gatekeeping.standing(departure, "CONFIRM", when, actor.roles)
    return [NoLonger(booking, lacking) for booking, lacking in found]


def _no_longer(before: Sequence[NoLonger], after: Sequence[NoLonger]) -> list[NoLonger]:
    """Keep what is lacking now and was not before; that those who receive are told anew is known."""
    known = {(one.person_id, one.code) for group in before for one in group.lacking}
    found = [
        NoLonger(
            group.booking,
            [
                one
                for one in group.lacking
                if (one.person_id, one.code) not in known and one.code not in TOLD_ANEW
            ],
        )
        for group in after
    ]
    return [group for group in found if group.lacking]


def _bookings(departure: Departure) -> list[Booking]:
    live = Booking.objects.filter(departure=departure, ended_at=None)
    return list(live.select_related("case").order_by("case_id"))


def _require_movable(row: Departure, leaves_at: datetime, when: datetime) -> None:
    if row.status == "BOARDING":
        raise errors.boarding_already()
    if not row.is_open:
        raise errors.not_open()
    if leaves_at == row.leaves_at:
        raise errors.same_moment()
    if leaves_at <= when:
        raise errors.in_the_past()
    if leaves_at > when + rules.FURTHEST:
        raise errors.too_far_ahead()


def _shift(row: Departure, stops: Sequence[Stop], leaves_at: datetime) -> None:
    later: timedelta = leaves_at - row.leaves_at
    for stop in stops:
        stop.planned_at += later
    Stop.objects.bulk_update(stops, ["planned_at"])


def _put_off(row: Departure, first: Stop, when: datetime) -> None:
    """Another day: it is not sure until it is confirmed again, and its code says the day."""
    old = rules.departure_code(first.place, row.date, 0).removesuffix("0")
    row.was_on, row.put_off_at, row.status = row.date, when, "PLANNED"
    row.date = local_day(first.planned_at, first.zone)
    if row.code.startswith(old):
        row.code = next_code(first.place, first.planned_at, first.zone)


def _say(
    actor: Actor, row: Departure, before: str, bookings: Sequence[Booking], when: datetime
) -> None:
    told = {"before": before, "departure": row.code, "departure_id": row.pk}
    day = f"{row.date:%d/%m/%Y}"
    audit.record(actor=actor, code="movements.rescheduled", at=when, day=day, **told)
    for booking in bookings:
        audit.record(
            actor=actor, code="movements.day_changed", at=when, case=booking.case_id,
            day=day, **told,
        )  # fmt: skip
        seating.tell(actor=actor, case=booking.case, about="CHANGE", at=when)
