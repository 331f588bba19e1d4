"""The departures that a group may be offered, each with what the group lacks for that very day."""

import uuid
from dataclasses import dataclass
from datetime import date

from rumbo.access.values import Reader
from rumbo.casework.models import Case
from rumbo.movements import gatekeeping, queries, shown
from rumbo.movements.models import Departure


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
