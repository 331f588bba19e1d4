"""What a journey costs the lines of money: promised with the seats, spent when the bus leaves.

A group's seats are paid by the line that its decision names; a vehicle, and by air the seats of those
who go along, by the departure's own. Where none is named nobody pays, and the ledger says nothing. The lines are locked here, after departures
and legs (rumbo.movements.locks), and nothing slow follows.
"""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from rumbo.access.values import Actor
from rumbo.casework.models import Case
from rumbo.common.money import Money
from rumbo.movements.models import BookedSeat, Departure, Escort
from rumbo.programmes import ledger
from rumbo.programmes.values import Cost

# What becomes of the money of a vehicle with its departure's status.
VEHICLE = {"PLANNED": "PLANNED", "CONFIRMED": "COMMITTED", "CANCELLED": "RELEASED"}
# Into which pot the seat of an escort goes who is named now.
ESCORTS = {
    "PLANNED": "PLANNED",
    "CONFIRMED": "COMMITTED",
    "BOARDING": "COMMITTED",
    "DEPARTED": "SPENT",
    "ARRIVED": "SPENT",
    "CLOSED": "SPENT",
}


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


def pay_escorts(
    *, actor: Actor, departure: Departure, escorts: Collection[Escort], at: datetime
) -> None:
    """Let the line of a locked departure by air pay the seats of these who go along, as they are now.

    Whoever does not go any more is given back.
    """
    if departure.mode != "AIR" or not escorts:
        return
    ledger.turn([row.pk for row in escorts], actor=actor, to="RELEASED", at=at)
    if (pot := ESCORTS.get(departure.status)) is not None:
        going = [row for row in escorts if row.ended_at is None]
        ledger.charge([_escort(departure, row) for row in going], actor=actor, pot=pot, at=at)


def pay_anew(*, actor: Actor, departure: Departure, at: datetime) -> None:
    """Promise again, at the price that a locked departure has now, all that its seats had promised."""
    seats = BookedSeat.objects.live().filter(departure=departure)
    held = list(seats.select_related("departure", "booking__case"))
    hold(departure, [seat.booking.case for seat in held])
    release_seats(actor=actor, seats=held, at=at)
    commit_seats(actor=actor, seats=held, at=at)
    rows = list(Escort.objects.filter(departure=departure, ended_at=None))
    pay_escorts(actor=actor, departure=departure, escorts=rows, at=at)


def follow(*, actor: Actor, departure: Departure, at: datetime) -> None:
    """Let the money follow a departure's status: sure, gone with all who are aboard, or cancelled."""
    if departure.status in VEHICLE:
        pot = VEHICLE[departure.status]
        ledger.turn(_by_itself([departure]), actor=actor, to=pot, at=at)
    elif departure.status == "DEPARTED":
        things = [*_by_itself([departure]), *_aboard(departure)]
        ledger.turn(things, actor=actor, to="SPENT", at=at)


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
    lines = {case.funding_line for case in others} | {departure.funding_line}
    ledger.hold([*_by_itself([departure]), *_aboard(departure)], lines)


def hold_for(cases: Collection[Case]) -> None:
    """Lock every line that these cases' seats are paid by, or will be, before several are booked."""
    seats = BookedSeat.objects.live().filter(booking__case__in=[case.pk for case in cases])
    by_air = Departure.objects.bookable().filter(mode="AIR")
    lines = {*by_air.values_list("funding_line", flat=True), *(one.funding_line for one in cases)}
    ledger.hold(list(seats.values_list("pk", flat=True)), lines)


def hold_together(departures: Collection[Departure], seats: Collection[BookedSeat]) -> None:
    """Lock the lines of these seats and of their departures by air, whose escorts may go with them."""
    by_air = [row for row in departures if row.mode == "AIR"]
    if by_air:
        cases = {seat.booking.case.funding_line for seat in seats}
        things = [*_by_itself(by_air), *(seat.pk for seat in seats)]
        ledger.hold(things, cases | {row.funding_line for row in by_air})


def _by_itself(departures: Collection[Departure]) -> list[UUID]:
    """What a departure costs however many travel: its vehicle, and the seats of those who go along."""
    ids = [row.pk for row in departures]
    return [*ids, *Escort.objects.filter(departure__in=ids).values_list("pk", flat=True)]


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


def _escort(departure: Departure, escort: Escort) -> Cost:
    """The seats of one who goes along, out and back, as one thing."""
    return Cost(
        line=departure.funding_line,
        money=departure.cost_of_escorts(1, int(escort.returns)),
        purpose="ESCORT",
        about=escort.pk,
        office=departure.office_id,
        departure=departure.pk,
        mode=departure.mode,
        reference=departure.code,
    )
