"""What a seat by air costs: by agreement, or by somebody's word with a reason; the money follows."""

from datetime import datetime

from rumbo.access.entry import verb
from rumbo.access.errors import changed_meanwhile
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.common import clock
from rumbo.common.ids import new_id
from rumbo.movements import errors, locks, paying, refusals, seat_prices
from rumbo.movements.actions.departures import PLANNERS
from rumbo.movements.models import Departure, Escort, SeatPrice
from rumbo.movements.values import NewPrice


def price_seats(
    *,
    actor: Actor,
    departure: Departure,
    price: NewPrice,
    base_version: int | None = None,
    at: datetime | None = None,
) -> SeatPrice:
    """Decide what a seat costs; another price than the agreed one needs its reason.

    What seats held already, and escorts', had promised of their lines is promised anew at this price.
    """
    with verb(actor, *PLANNERS):
        when = at or clock.now()
        row = locks.lock_departure(departure.pk)
        if base_version is not None and row.version != base_version:
            raise changed_meanwhile()
        if row.mode != "AIR" or not row.is_open:
            raise refusals.no_price_here()
        asked = seat_prices.proposed(row, clock.day_of(when))
        by_agreement = asked.agrees(price.seat, price.back)
        if not by_agreement and not price.why.strip():
            raise refusals.price_without_reason()
        made = SeatPrice(
            id=new_id(), office_id=row.office_id, departure=row, seat_minor=price.seat.minor,
            return_minor=price.back.minor, by=actor.id, occurred_at=when,
            fares=[*asked.seat.codes, *asked.back.codes] if by_agreement else [],
            why="" if by_agreement else price.why.strip(),
        )  # fmt: skip
        made.save(force_insert=True)
        row.seat_cost, row.return_cost = price.seat.minor, price.back.minor
        row.version += 1
        row.save(update_fields=["seat_cost", "return_cost", "version"])
        audit.record(
            actor=actor, code="movements.seat_priced", at=when, compartment="finance",
            departure=row.code, departure_id=row.pk, amount=str(price.seat),
        )  # fmt: skip
        paying.pay_anew(actor=actor, departure=row, at=when)
        departure.refresh_from_db()
    return made


def change_return(
    *, actor: Actor, escort: Escort, returns: bool, at: datetime | None = None
) -> Escort:
    """Say whether somebody who goes along needs a seat back, or lives there."""
    with verb(actor, *PLANNERS):
        when = at or clock.now()
        departure = locks.lock_departure(escort.departure_id)
        if not departure.is_open:
            raise errors.not_open()
        row = Escort.objects.get(pk=escort.pk)
        if row.ended_at is not None or departure.mode != "AIR":
            raise refusals.no_return_here()
        if row.returns != returns:
            row.returns = returns
            row.save(update_fields=["returns"])
            audit.record(
                actor=actor, at=when, departure=departure.code, departure_id=departure.pk,
                code="movements.escort_returns" if returns else "movements.escort_stays",
            )  # fmt: skip
            paying.pay_escorts(actor=actor, departure=departure, escorts=[row], at=when)
    return row
