"""The one order in which this room locks, so that two bookings wait for each other and never hang.

Order, everywhere and without exception:

1. the cases, by id (a verb of casework locks its case first too);
2. the human beings with several registrations behind the people of these cases, by id;
3. the departures, by id;
4. the legs, by departure id, then by position;
5. the lines of money, by code (rumbo.programmes.ledger), where a verb moves any.

A row that names a case locks that case too, and only at COMMIT, when its foreign key is looked at:
whoever holds any of these writes no row about a case that they did not lock.

Locks are taken late, after everything that can be judged without them; nothing slow happens
while they are held; and nobody waits longer than LOCK_TIMEOUT: the door says "try again".
Behind them stand the constraints `no_seat_sold_twice`, `a_seat_for_one` and
`one_live_seat_a_person`, and for money `no_cent_over_budget`, which hold even where somebody
forgets this page.
"""

import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress

from django.db import OperationalError, connection, transaction
from django.db.models import Exists, OuterRef, Q

from rumbo.casework.models import Case
from rumbo.movements import errors
from rumbo.movements.models import BookedSeat, Booking, Departure, Leg
from rumbo.registry.models import GroupMember, Individual

LOCK_TIMEOUT = "3s"
TRIES = 5
_LOCK_NOT_AVAILABLE = "55P03"
_DEADLOCK = "40P01"


class _Joined(Exception):
    """Somebody booked while their case was not locked yet."""


@contextmanager
def briefly() -> Iterator[None]:
    """Wait for a lock a short while only, and say so kindly."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [LOCK_TIMEOUT])
    try:
        yield
    except OperationalError as error:
        state = getattr(error.__cause__, "sqlstate", "")
        if state in {_LOCK_NOT_AVAILABLE, _DEADLOCK}:
            raise errors.busy() from error
        raise


def lock_cases(cases: Iterable[uuid.UUID]) -> list[Case]:
    """Lock cases, in the order of their ids."""
    with briefly():
        rows = Case.objects.select_for_update(of=("self",)).filter(pk__in=list(cases))
        return list(rows.order_by("id"))


def lock_human_beings(cases: Iterable[Case]) -> None:
    """Lock whoever of these cases registered more than once: no two files of theirs get a seat at once.

    `one_live_seat_a_person` knows registrations, and two of them hold two seats if nobody waits.
    """
    rows = GroupMember.objects.filter(group__case__in=list(cases), left_at=None)
    mine = rows.exclude(person__individual=None).values("person__individual")
    with briefly():
        found = Individual.objects.select_for_update(no_key=True).filter(pk__in=mine)
        list(found.order_by("pk"))


def lock_departure(departure: uuid.UUID) -> Departure:
    """Lock one departure (its cases, if any, were locked before)."""
    return lock_departures([departure])[0]


def lock_departures(departures: Iterable[uuid.UUID]) -> list[Departure]:
    """Lock departures, in the order of their ids."""
    with briefly():
        rows = Departure.objects.select_for_update(of=("self",)).filter(pk__in=set(departures))
        return list(rows.order_by("id"))


def lock_everybody(departure: uuid.UUID, *others: uuid.UUID) -> tuple[Departure, list[Case]]:
    """Lock the cases of everybody booked on a departure, whoever they are, then it and `others` beside it.

    Who is let go here may be booked elsewhere in the same breath, and `book_group` locks human beings.
    A group may book between the two: then all is let go and locked again, for a case that is
    locked after the departure would wait for whoever waits for the departure.
    """
    for _ in range(TRIES):
        with suppress(_Joined), transaction.atomic():
            cases = lock_cases(_booked_on(departure))
            lock_human_beings(cases)
            rows = {row.pk: row for row in lock_departures([departure, *others])}
            if not {case.pk for case in cases}.issuperset(_booked_on(departure)):
                raise _Joined
            return rows[departure], cases
    raise errors.busy()


def _booked_on(departure: uuid.UUID) -> set[uuid.UUID]:
    seats = BookedSeat.objects.live().filter(booking=OuterRef("pk"))
    rows = Booking.objects.filter(Q(ended_at=None) | Exists(seats), departure=departure)
    return set(rows.values_list("case_id", flat=True))


def lock_legs(departure: uuid.UUID, positions: Iterable[int] | None = None) -> list[Leg]:
    """Lock a departure's legs (or some of them), in the order of the way."""
    with briefly():
        rows = Leg.objects.select_for_update(of=("self",)).filter(departure=departure)
        if positions is not None:
            rows = rows.filter(position__in=list(positions))
        return list(rows.order_by("position"))
