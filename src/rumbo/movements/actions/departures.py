"""Planning departures and changing them: nobody loses a seat unless somebody says so."""

from datetime import datetime

from django.db.models import F, Max

from rumbo.access.entry import verb
from rumbo.access.errors import changed_meanwhile
from rumbo.access.models import Office
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.common import clock
from rumbo.movements import errors, laying, locks, paying, rules
from rumbo.movements.actions.bookings import release_all
from rumbo.movements.models import BookedSeat, Departure, Escort, Leg, Stop
from rumbo.movements.queries import local_day, next_code, who_does_not_fit
from rumbo.movements.values import NewDeparture, NewEscort
from rumbo.network.models import Route, RouteStop

PLANNERS = ("movements", "coordinator")


def plan_departure(
    *, actor: Actor, office: Office, plan: NewDeparture, at: datetime | None = None
) -> Departure:
    """Plan a departure along a route: its stops, its hours and a counter for each leg."""
    with verb(actor, *PLANNERS):
        when = at or clock.now()
        route = Route.objects.filter(pk=plan.route).first()
        way = laying.way_of(plan.route, plan.start)
        if route is None or len(way) < 2:
            raise errors.unknown_route()
        zone = laying.zone_of(way[0])
        if plan.leaves_at > when + rules.FURTHEST:
            raise errors.too_far_ahead()
        day = local_day(plan.leaves_at, zone)
        if day < local_day(when, zone):
            raise errors.in_the_past()
        departure = Departure(
            id=plan.id,
            office=office,
            code=plan.code or next_code(way[0].place.code, plan.leaves_at, zone),
            date=day,
            leaves_at=plan.leaves_at,
            mode=route.mode,
            route=route.code,
            operator=plan.operator,
            vehicle=plan.vehicle,
            plate=plan.plate,
            seats=plan.seats,
            wheelchair_places=plan.wheelchair_places,
            min_passengers=plan.min_passengers,
            fixed_cost=plan.fixed_cost,
            seat_cost=plan.seat_cost,
            funding_line=plan.funding_line,
            occurred_at=when,
        )
        departure.save(force_insert=True)
        _lay_out(departure, way)
        audit.record(
            actor=actor, code="movements.planned", at=when, departure=departure.code,
            departure_id=departure.id,
        )  # fmt: skip
        paying.plan_vehicle(actor=actor, departure=departure, at=when)
    return departure


def confirm_departure(
    *, actor: Actor, departure: Departure, at: datetime | None = None
) -> Departure:
    """Say that the bus or the flight is sure."""
    with verb(actor, *PLANNERS):
        row = locks.lock_departure(departure.pk)
        return turn(
            actor=actor,
            departure=row,
            to="CONFIRMED",
            code="movements.confirmed",
            at=at or clock.now(),
        )


def change_seats(
    *,
    actor: Actor,
    departure: Departure,
    seats: int,
    wheelchair_places: int | None = None,
    base_version: int | None = None,
    at: datetime | None = None,
) -> Departure:
    """Give a departure more or fewer seats; a bus too small for those booked is refused by name."""
    with verb(actor, *PLANNERS):
        row = locks.lock_departure(departure.pk)
        if base_version is not None and row.version != base_version:
            raise changed_meanwhile()
        if not row.is_open:
            raise errors.not_open()
        legs = locks.lock_legs(row.pk)
        if left_out := who_does_not_fit(row, seats, len(legs)):
            raise errors.too_small([b.case.number for b in left_out])
        Leg.objects.filter(departure=row).update(seats=seats)
        row.seats, row.version = seats, row.version + 1
        row.wheelchair_places = min(
            seats, row.wheelchair_places if wheelchair_places is None else wheelchair_places
        )
        row.save(update_fields=["seats", "wheelchair_places", "version"])
        _renumber(row)
        audit.record(
            actor=actor, code="movements.seats_changed", at=at or clock.now(),
            departure=row.code, departure_id=row.id, seats=seats,
        )  # fmt: skip
    return row


def cancel_departure(
    *, actor: Actor, departure: Departure, why: str = "", at: datetime | None = None
) -> Departure:
    """Cancel a departure: every group gets its place back on the waiting list, and is told."""
    with verb(actor, *PLANNERS):
        when = at or clock.now()
        row, _cases = locks.lock_everybody(departure.pk)
        if not rules.may_become(row.status, "CANCELLED"):
            raise errors.not_that_way(row.status, "CANCELLED")
        paying.hold(row)
        release_all(actor=actor, departure=row, at=when)
        row.why_cancelled = why
        row.save(update_fields=["why_cancelled"])
        return turn(actor=actor, departure=row, to="CANCELLED", code="movements.cancelled", at=when)


def name_escort(
    *, actor: Actor, departure: Departure, escort: NewEscort, at: datetime | None = None
) -> Escort:
    """Name who goes along."""
    with verb(actor, *PLANNERS):
        when = at or clock.now()
        row = locks.lock_departure(departure.pk)
        made = Escort(
            id=escort.id,
            office_id=row.office_id,
            departure=row,
            user=escort.user,
            name=escort.name,
            kind=escort.kind,
            trained_for_children=escort.trained_for_children,
            returns=escort.returns,
            occurred_at=when,
        )
        made.save(force_insert=True)
        audit.record(
            actor=actor, code="movements.escort_named", at=when,
            departure=row.code, departure_id=row.pk,
        )  # fmt: skip
        paying.pay_escorts(actor=actor, departure=row, escorts=[made], at=when)
    return made


def end_escort(*, actor: Actor, escort: Escort, at: datetime | None = None) -> Escort:
    """Say that somebody does not go along after all; that they were named is kept."""
    with verb(actor, *PLANNERS):
        when = at or clock.now()
        departure = locks.lock_departure(escort.departure_id)
        if not departure.is_open:
            raise errors.not_open()
        row = Escort.objects.get(pk=escort.pk)
        if row.ended_at is None:
            row.ended_at = when
            row.save(update_fields=["ended_at"])
            audit.record(
                actor=actor, code="movements.escort_ended", at=when,
                departure=departure.code, departure_id=departure.pk,
            )  # fmt: skip
            paying.pay_escorts(actor=actor, departure=departure, escorts=[row], at=when)
    return row


def turn(
    *, actor: Actor, departure: Departure, to: str, code: str, at: datetime, **told: int
) -> Departure:
    """Take a locked departure to a status, and say so in the journal."""
    if not rules.may_become(departure.status, to):
        raise errors.not_that_way(departure.status, to)
    Departure.objects.filter(pk=departure.pk).update(status=to, version=F("version") + 1)
    departure.refresh_from_db(fields=["status", "version"])
    audit.record(
        actor=actor, code=code, at=at, departure=departure.code, departure_id=departure.id, **told
    )
    paying.follow(actor=actor, departure=departure, at=at)
    return departure


def _lay_out(departure: Departure, way: list[RouteStop]) -> None:
    Stop.objects.bulk_create(laying.stops_along(departure, way))
    Leg.objects.bulk_create(
        Leg(departure=departure, position=n, seats=departure.seats) for n in range(len(way) - 1)
    )


def _renumber(departure: Departure) -> None:
    """Seat numbers beyond the new bus get a free one, or none: people keep their place on it."""
    rows = BookedSeat.objects.live().filter(departure=departure)
    highest = rows.aggregate(top=Max("seat_no"))["top"] or 0
    if highest <= departure.seats:
        return
    used = set(rows.filter(seat_no__lte=departure.seats).values_list("seat_no", flat=True))
    beyond = list(rows.filter(seat_no__gt=departure.seats).order_by("seat_no"))
    for seat, number in zip(
        beyond, rules.seat_numbers(departure.seats, used, len(beyond)), strict=True
    ):
        seat.seat_no = number
        seat.save(update_fields=["seat_no"])
