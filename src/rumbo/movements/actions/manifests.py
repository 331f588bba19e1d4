"""Closing the list of passengers, and telling those who receive."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.casework.models import Case
from rumbo.common import clock
from rumbo.counselling import queries as counselling
from rumbo.documents import actions as documents
from rumbo.documents import permits
from rumbo.documents import queries as papers
from rumbo.documents.values import Told
from rumbo.movements import errors, gatekeeping, locks, naming
from rumbo.movements.actions.bookings import BOOKERS
from rumbo.movements.actions.departures import turn
from rumbo.movements.models import BookedSeat, Booking, Departure, Manifest, Stop
from rumbo.movements.papers import rows_for
from rumbo.movements.queries import aboard, local_day, members_of, notice_of
from rumbo.registry import queries as registry

RECEIVER = "RECEIVING_MISSION"
KINDS = ("AUTHORITIES", "INTERNAL")


def close_manifest(
    *, actor: Actor, departure: Departure, at: datetime | None = None
) -> list[Manifest]:
    """Close the list of passengers in its two versions; who lacks something is named, and stays off.

    Nothing is closed while anybody on it lacks a row of the CONFIRM gate: they are booked
    elsewhere, or what is missing is done, and then it is closed again as the next version.
    """
    with verb(actor, *BOOKERS):
        when = at or clock.now()
        row = locks.lock_departure(departure.pk)
        if not row.is_open:
            raise errors.not_open()
        seats = aboard(row)
        if not seats:
            raise errors.nobody_aboard()
        if missing := gatekeeping.lacking_to_confirm(row, when, actor):
            raise errors.not_ready("CONFIRM", missing)
        if row.status == "PLANNED":
            turn(actor=actor, departure=row, to="CONFIRMED", code="movements.confirmed", at=when)
        number = 1 + Manifest.objects.filter(departure=row, kind="INTERNAL").count()
        made = []
        for kind in KINDS:
            manifest = Manifest(
                office_id=row.office_id,
                departure=row,
                kind=kind,
                number=number,
                people=[s.person_id for s in seats],
                content=rows_for(seats, kind, row),
                by=actor.id,
                occurred_at=when,
            )
            manifest.save(force_insert=True)
            made.append(manifest)
        audit.record(
            actor=actor, code="movements.manifest_closed", at=when,
            departure=row.code, departure_id=row.pk, version=number, people=len(seats),
        )  # fmt: skip
    return made


def tell_receiving_side(
    *, actor: Actor, departure: Departure, at: datetime | None = None
) -> list[str]:
    """Tell those who receive of every group that agreed to it; give the files that did not.

    Refusing never ends the help (requirements.md, TRANSFER_CONSENT): such a group is only not
    named beforehand, and somebody explains to it what cannot be done without the notice.
    """
    with verb(actor, *BOOKERS):
        when = at or clock.now()
        cases = _cases(departure)
        if not cases:
            raise errors.nobody_aboard()
        day, without = local_day(when, ""), []
        for case in cases:
            people = set(members_of(case))
            agreed = people <= permits.allowed(people, RECEIVER, day)
            if not agreed or not papers.may_tell_mission(case):
                without.append(case.number)
                continue
            documents.tell_receiving_side(
                actor=actor, case=case, recipient=RECEIVER, on=day,
                travel_date=departure.date, at=when,
            )  # fmt: skip
        if len(without) == len(cases):
            raise errors.nobody_agreed(without)
        _say(actor, "movements.receiver_told", departure, when)
    return without


def note_answer(*, actor: Actor, departure: Departure, at: datetime | None = None) -> int:
    """Write down that those who receive answered; say for how many groups."""
    with verb(actor, *BOOKERS):
        when = at or clock.now()
        notices = [notice_of(case, departure) for case in _cases(departure)]
        told = [notice for notice in notices if notice and notice.answered_on is None]
        if not told:
            raise errors.nobody_told_yet()
        for notice in told:
            documents.receiving_side_answered(
                actor=actor, case=notice.case, notice=notice, on=local_day(when, ""), at=when
            )
        _say(actor, "movements.receiver_answered", departure, when)
    return len(told)


def note_printing(
    *,
    actor: Actor,
    departure: Departure,
    paper: str,
    reserved: Collection[UUID] = (),
    stop: Stop | None = None,
    at: datetime | None = None,
) -> set[UUID]:
    """Write down that a paper with people's names was taken out; give whom it must not name.

    Until the bus leaves, none that is handed on is printed with somebody on it who has no live
    permission to use their data: the list is closed anew without them, or with their new yes. Of
    the others it names those who said yes to the migration authority, and each is a transfer;
    `reserved` are those whose name is not for who prints; `stop` is the border that it is for.
    """
    with verb(actor):
        when = at or clock.now()
        without: set[UUID] = set()
        if paper in naming.HANDED_ON:
            if departure.is_open and (numbers := _unpermitted(departure, paper)):
                raise errors.permission_taken_back(numbers)
            without = _hand_on(actor, departure, (paper, stop), set(reserved), when)
        audit.record(
            actor=actor,
            code="movements.printed",
            at=when,
            departure=departure.code,
            departure_id=departure.pk,
            paper=paper,
        )
    return without


def _hand_on(
    actor: Actor,
    departure: Departure,
    handed: tuple[str, Stop | None],
    reserved: set[UUID],
    when: datetime,
) -> set[UUID]:
    """Log what an authority is told of each who agreed to it; give those who did not."""
    (paper, stop), day = handed, local_day(when, "")
    people = naming.listed(departure, paper, stop)
    without = naming.unnamed(departure, people, day)
    yes = counselling.live_shares(people, naming.AUTHORITY, day)
    seats = naming.seats_on(departure, people)
    told = Told(
        kind="MANIFEST", recipient=naming.AUTHORITY, purpose="EXIT",
        fields=naming.HANDED_ON[paper], to_whom=stop.name[:60] if stop else "",
    )  # fmt: skip
    for person in people:
        if person in without or person in reserved:
            continue
        seat = seats[person]
        documents.log_transfer(
            actor=actor, case=seat.booking.case, person=seat.person, told=told,
            consent=yes[person], at=when,
        )  # fmt: skip
    return without


def _unpermitted(departure: Departure, paper: str) -> list[str]:
    """The files of those on a paper whose permission to use their data does not live."""
    found = registry.who_lacks_consent(naming.listed(departure, paper))
    seats = BookedSeat.objects.filter(departure=departure, person__in=found)
    return sorted(set(seats.values_list("booking__case__number", flat=True)))


def _cases(departure: Departure) -> Sequence[Case]:
    rows = Booking.objects.filter(departure=departure, ended_at=None).select_related("case")
    return [booking.case for booking in rows.order_by("case_id")]


def _say(actor: Actor, code: str, departure: Departure, when: datetime) -> None:
    audit.record(
        actor=actor, code=code, at=when, departure=departure.code, departure_id=departure.pk
    )
