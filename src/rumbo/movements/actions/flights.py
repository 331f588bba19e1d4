"""The flights of a departure by air: kept whole, or not at all."""

from collections.abc import Sequence
from datetime import datetime

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.common import clock
from rumbo.common.ids import new_id
from rumbo.movements import flying, locks, refusals
from rumbo.movements.actions.departures import PLANNERS
from rumbo.movements.models import BookedSeat, Departure, Flight
from rumbo.movements.values import NewFlight


def set_itinerary(
    *,
    actor: Actor,
    departure: Departure,
    flights: Sequence[NewFlight],
    at: datetime | None = None,
) -> list[Flight]:
    """Say by which flights a departure goes; refused where they do not meet, or somebody may not pass."""
    with verb(actor, *PLANNERS):
        when = at or clock.now()
        row = locks.lock_departure(departure.pk)
        if row.mode != "AIR" or not row.is_open:
            raise refusals.no_itinerary_here()
        flying.require_sound(row, flights)
        _require_all_may_pass(row, flights)
        Flight.objects.filter(departure=row, ended_at=None).update(ended_at=when)
        made = [
            Flight(
                id=new_id(), office_id=row.office_id, departure=row, position=position,
                number=one.number, carrier=one.carrier, origin=one.origin,
                destination=one.destination, leaves_at=one.leaves_at, arrives_at=one.arrives_at,
                by=actor.id, occurred_at=when,
            )
            for position, one in enumerate(flights)
        ]  # fmt: skip
        for flight in made:
            flight.save(force_insert=True)
        last = row.stops.order_by("-position")[0]
        last.planned_at = flights[-1].arrives_at
        last.save(update_fields=["planned_at"])
        audit.record(
            actor=actor, code="movements.flights_set", at=when,
            departure=row.code, departure_id=row.pk, flights=len(made),
        )  # fmt: skip
    return made


def _require_all_may_pass(row: Departure, flights: Sequence[NewFlight]) -> None:
    held = BookedSeat.objects.live().filter(departure=row).select_related("booking__case")
    files = {seat.person_id: seat.booking.case.number for seat in held}
    countries = flying.would_change_in(row, flights)
    lacks = flying.who_may_not(set(files), countries, row.date)
    if lacks:
        raise refusals.may_not_pass(sorted({files[person] for person in lacks}))
