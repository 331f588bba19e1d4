"""The departures that a group may be offered, each with what the group lacks for that very day."""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta

from rumbo.access.values import Reader
from rumbo.casework.models import Case
from rumbo.movements import gatekeeping, queries, shown
from rumbo.movements.models import Booking, Departure

DAYS = 21


@dataclass(frozen=True, slots=True)
class Offer:
    """One departure: whether the whole group fits, and what it lacks to be booked on it."""

    departure: Departure
    card: shown.Card
    fits: bool
    lacks: list[str]


def offered(
    case: Case, reader: Reader, today: date, *, but: uuid.UUID | None = None
) -> list[Offer]:
    """Give the coming departures by a group's way (`but` one), judged for their own days."""
    found = [d for d in queries.departures_for(case, reader, today) if d.pk != but]
    fills = queries.fills(found)
    size = queries.sizes_of([case]).get(case.pk, 0)
    made = []
    for departure in found:
        stops = queries.usual_stops(departure, case)
        lacking = gatekeeping.lacking_in(
            [case], "BOOK", gatekeeping.plan_of(departure, stops), today=today, roles=reader.roles
        )
        card = shown.cards([departure], fills)[0]
        lacks = shown.said_together(lacking[case.pk], size)
        made.append(Offer(departure, card, fills[departure.pk].free >= size, lacks))
    return made


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A group of a departure that will not leave, and where else it could go as things stand."""

    booking: Booking
    head: str
    people: int
    others: list[Departure]


def elsewhere(departure: Departure, reader: Reader, today: date) -> list[Elsewhere]:
    """Give each group of a departure with the others on which it fits and may be booked.

    Each other departure judges all its groups at once: a full bus asks no more than a small one.
    """
    rows = Booking.objects.visible_to(reader).filter(departure=departure, ended_at=None)
    bookings = list(rows.select_related("case", "from_stop", "to_stop").order_by("case__number"))
    sizes = queries.sizes_of([one.case for one in bookings])
    heads = queries.heads_of([one.case for one in bookings], reader)
    found: dict[uuid.UUID, list[Departure]] = {one.pk: [] for one in bookings}
    for other, fill in _coming(departure, reader, today):
        near = [one for one in bookings if _goes_by(one, other)]
        cases = [one.case for one in near if sizes.get(one.case_id, 0) <= fill.free]
        plan = gatekeeping.plan_of(other)
        lacking = gatekeeping.lacking_in(cases, "BOOK", plan, today=today, roles=reader.roles)
        for one in near:
            if one.case_id in lacking and not lacking[one.case_id]:
                found[one.pk].append(other)
    return [
        Elsewhere(one, heads.get(one.case_id, ""), sizes.get(one.case_id, 0), found[one.pk])
        for one in bookings
    ]


def _coming(
    departure: Departure, reader: Reader, today: date
) -> list[tuple[Departure, queries.Fill]]:
    """The other departures of three weeks that still take somebody, with how full they are."""
    last = max(today, departure.date) + timedelta(days=DAYS)
    rows = queries.departures_between(reader, today, last)
    coming = [one for one in rows if one.is_open and one.pk != departure.pk]
    fills = queries.fills(coming)
    return [(one, fills[one.pk]) for one in coming if fills[one.pk].free]


def _goes_by(booking: Booking, other: Departure) -> bool:
    """Whether another departure passes where a group got on and ends in the country it goes to."""
    stops = list(other.stops.all())
    gets_on = any(s.may_board and s.place == booking.from_stop.place for s in stops)
    return gets_on and any(s.may_get_off and s.country == booking.to_stop.country for s in stops)
