"""The movement calendar: eight weeks of departures as one picture, with the groups on each."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count

from rumbo.access.values import Reader
from rumbo.movements import queries, shown
from rumbo.movements.models import BookedSeat, Booking, Departure
from rumbo.movements.shown import Card, Week
from rumbo.network.models import Route

WEEKS = 8


@dataclass(frozen=True, slots=True)
class Group:
    """A group that holds seats on a departure: its file's number and how many they are."""

    booking: uuid.UUID
    number: str
    people: int
    is_provisional: bool


@dataclass(frozen=True, slots=True)
class Slot:
    """A departure in its week, with who holds seats on it."""

    card: Card
    route: str
    groups: Sequence[Group]

    @property
    def departure(self) -> Departure:
        """The departure itself."""
        return self.card.departure


@dataclass(frozen=True, slots=True)
class Band:
    """One week of the calendar."""

    week: Week
    slots: Sequence[Slot]

    @property
    def people(self) -> int:
        """How many hold a seat in it."""
        return sum(slot.card.fill.people for slot in self.slots)

    @property
    def seats(self) -> int:
        """How many seats there are in it."""
        return sum(slot.card.fill.seats for slot in self.slots)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Eight weeks from a Monday."""

    bands: Sequence[Band]

    @property
    def start(self) -> date:
        """Its first day."""
        return self.bands[0].week.start

    @property
    def end(self) -> date:
        """Its last day."""
        return self.bands[-1].week.end

    @property
    def slots(self) -> list[Slot]:
        """Every departure in it, in the order in which they leave."""
        return [slot for band in self.bands for slot in band.slots]


def calendar_from(reader: Reader, day: date) -> Calendar:
    """Give the eight weeks from a day's Monday, in the same few queries however much there is."""
    weeks = shown.weeks_from(day, WEEKS)
    found = queries.departures_between(reader, weeks[0].start, weeks[-1].end)
    found = [one for one in found if one.status != "CANCELLED"]
    cards = shown.cards(found, queries.fills(found))
    groups = _groups(reader, found)
    names = {r.code: str(r) for r in Route.objects.filter(code__in={d.route for d in found})}
    slots = [
        Slot(card, names.get(card.departure.route, ""), groups.get(card.departure.pk, ()))
        for card in cards
    ]
    return Calendar(
        [Band(w, [s for s in slots if w.start <= s.departure.date <= w.end]) for w in weeks]
    )


def _groups(reader: Reader, found: Sequence[Departure]) -> Mapping[uuid.UUID, list[Group]]:
    ids = [one.pk for one in found]
    rows = Booking.objects.visible_to(reader).filter(departure__in=ids, ended_at=None)
    held = BookedSeat.objects.live().filter(booking__in=rows).values_list("booking")
    people = dict(held.annotate(people=Count("id")))
    made: dict[uuid.UUID, list[Group]] = {}
    for row in rows.select_related("case").order_by("case__number"):
        group = Group(
            row.pk, row.case.number, people.get(row.pk, 0), row.provisional_until is not None
        )
        made.setdefault(row.departure_id, []).append(group)
    return made


def both(reader: Reader, one: Departure, other: Departure) -> tuple[Card, Card]:
    """The cards of two departures, each beside everything that arrives on its day."""
    days = sorted([one.date, other.date])
    about = timedelta(days=1)
    found = queries.departures_between(reader, days[0] - about, days[-1] + about)
    found = [row for row in found if row.status != "CANCELLED"]
    cards = {card.departure.pk: card for card in shown.cards(found, queries.fills(found))}
    return cards[one.pk], cards[other.pk]
