"""What a journey costs the lines of money: promised with the seats, spent when the bus leaves.

A group's seats are paid by the line that its decision names, a vehicle by the departure's own. Where
none is named nobody pays, and the ledger says nothing. The lines are locked here, after departures
and legs (rumbo.movements.locks), and nothing slow follows.
"""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from rumbo.access.values import Actor
from rumbo.casework.models import Case
from rumbo.common.money import Money
from rumbo.movements.models import BookedSeat, Departure
from rumbo.programmes import ledger
from rumbo.programmes.values import Cost

# What becomes of the money of a vehicle with its departure's status.
VEHICLE = {"PLANNED": "PLANNED", "CONFIRMED": "COMMITTED", "CANCELLED": "RELEASED"}


def commit_seats(*, actor: Actor, seats: Iterable[BookedSeat], at: datetime) -> None:
    """Promise what these seats cost; refused where the group's line cannot pay for all of them."""
    ledger.charge([_seat(seat) for seat in seats], actor=actor, pot="COMMITTED", at=at)


def release_seats(*, actor: Actor, seats: Collection[BookedSeat], at: datetime) -> None:
    """Give back what was promised, or spent, for seats that nobody travels on."""
    ledger.turn([seat.pk for seat in seats], actor=actor, to="RELEASED", at=at)


def plan_vehicle(*, actor: Actor, departure: Departure, at: datetime) -> None:
    """Foresee what a vehicle costs by itself."""
    cost = Cost(
        line=departure.funding_line,
        money=Money(departure.fixed_cost),
        purpose="VEHICLE",
        about=departure.pk,
        office=departure.office_id,
        departure=departure.pk,
        mode=departure.mode,
        reference=departure.code,
    )
    ledger.charge([cost], actor=actor, pot="PLANNED", at=at)


def follow(*, actor: Actor, departure: Departure, at: datetime) -> None:
    """Let the money follow a departure's status: sure, gone with all who are aboard, or cancelled."""
    if departure.status in VEHICLE:
        pot = VEHICLE[departure.status]
        ledger.turn([departure.pk], actor=actor, to=pot, at=at)
    elif departure.status == "DEPARTED":
        ledger.turn(
            [departure.pk, *_aboard(departure)],
            actor=actor,
            to="SPENT",
            at=at,
        )


def catch_up(*, actor: Actor, departure: Departure, seats: Collection[BookedSeat]) -> None:
    """Post what stood before there was a ledger: these seats, or the vehicle, as it stands by now."""
    if seats:
        commit_seats(actor=actor, seats=seats, at=min(seat.occurred_at for seat in seats))
        abouts, pot = [seat.pk for seat in seats], "COMMITTED"
    else:
        plan_vehicle(actor=actor, departure=departure, at=departure.occurred_at)
        sure = departure.status not in {"PLANNED", "CANCELLED"}
        abouts, pot = [departure.pk], "COMMITTED" if sure else "PLANNED"
    gone = departure.has_left
    at = departure.leaves_at if gone else departure.occurred_at
    ledger.turn(abouts, actor=actor, to="SPENT" if gone else pot, at=at)


def hold(departure: Departure, others: Collection[Case] = ()) -> None:
    """Lock every line that pays for this departure, before its groups are let go one by one.

    The lines of `others`, who are booked elsewhere in the same breath, are locked with them.
    """
    ledger.hold([departure.pk, *_aboard(departure)], {case.funding_line for case in others})


def hold_for(cases: Collection[Case]) -> None:
    """Lock every line that these cases' seats are paid by, or will be, before several are booked."""
    seats = BookedSeat.objects.live().filter(booking__case__in=[case.pk for case in cases])
    ledger.hold(list(seats.values_list("pk", flat=True)), {case.funding_line for case in cases})


def _aboard(departure: Departure) -> list[UUID]:
    return list(BookedSeat.objects.live().filter(departure=departure).values_list("pk", flat=True))


def _seat(seat: BookedSeat) -> Cost:
    departure, case = seat.departure, seat.booking.case
    return Cost(
        line=case.funding_line,
        money=Money(departure.seat_cost),
        purpose="SEAT",
        about=seat.pk,
        office=seat.office_id,
        departure=departure.pk,
        case=case.pk,
        person=seat.person_id,
        mode=departure.mode,
        reference=departure.code,
    )
