"""What changes where a group goes over to another departure: said before anything is saved."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from rumbo.access.values import Reader
from rumbo.common.money import Money
from rumbo.movements import calendar, gatekeeping, queries, rules, shown
from rumbo.movements.models import Booking, Departure
from rumbo.movements.seeing import stamp
from rumbo.movements.shown import Card
from rumbo.registry.models import GroupMember
from rumbo.registry.rules.ages import is_adult
from rumbo.ui import words as said


@dataclass(frozen=True, slots=True)
class Change:
    """One figure of a departure before and after; `state` where the figure after is not well."""

    label: str
    before: str
    after: str
    state: str = "ok"
    why: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """A departure with what changes on it."""

    departure: Departure
    destination: str
    changes: Sequence[Change]


@dataclass(frozen=True, slots=True)
class Consequences:
    """What a group's going over changes on both departures, and what keeps it from going.

    `later` is what that day asks for before its list of passengers is closed.
    """

    people: int
    left: Side
    taken: Side
    fits: bool
    lacks: Sequence[str]
    later: Sequence[str] = ()

    @property
    def seen(self) -> str:
        """How both departures stand now: what is saved is checked against it."""
        return stamp(self.left.departure, self.taken.departure)

    @property
    def sides(self) -> list[dict[str, object]]:
        """Both departures, each with its heading."""
        return [
            {"title": _("La que toma:"), "side": self.taken},
            {"title": _("La que deja:"), "side": self.left},
        ]

    @property
    def may_go(self) -> bool:
        """Whether the group could hold seats there today."""
        return self.fits and not self.lacks


def of_moving(booking: Booking, to: Departure, reader: Reader, today: date) -> Consequences:
    """Say what happens on both departures if this group goes over; nothing is changed."""
    people = booking.seats.live().count()
    here, there = calendar.both(reader, booking.departure, to)
    lacks = _lacks(booking, to, reader, today, "BOOK")
    later = _lacks(booking, to, reader, today, "CONFIRM")
    return Consequences(
        people,
        _side(here, -people, -_children(booking, here.departure.date), there),
        _side(there, people, _children(booking, to.date), here),
        there.fill.free >= people and to.is_open,
        shown.said_together(lacks, people),
        shown.said_together([one for one in later if one not in lacks], people),
    )


def _lacks(
    booking: Booking, to: Departure, reader: Reader, today: date, gate: str
) -> list[gatekeeping.Lacking]:
    """What a gate asks of the group for that day, but for what movements does once it has seats."""
    plan = gatekeeping.plan_of(to, queries.usual_stops(to, booking.case))
    found = gatekeeping.lacking_in([booking.case], gate, plan, today=today, roles=reader.roles)
    return [one for one in found[booking.case_id] if gate == "BOOK" or one.whose != "movements"]


def _side(card: Card, people: int, children: int, other: Card) -> Side:
    departure = card.departure
    now, then = card.fill.people, card.fill.people + people
    return Side(
        departure,
        card.destination,
        [
            _seats(departure, now, then),
            _price(card, now, then),
            _reception(card, 0 if _arrive_together(card, other) else people),
            _escorts(card, then, children),
        ],
    )


def _seats(departure: Departure, now: int, then: int) -> Change:
    least, most = departure.min_passengers, departure.seats
    state, why = "ok", ""
    if then > most:
        state, why = "stop", _("No caben.")
    elif then < least:
        state, why = (
            "wait",
            _("Personas que hacen falta para que salga: %(least)s.") % {"least": least},
        )
    return Change(_("Personas"), _of(now, most), _of(then, most), state, why)


def _price(card: Card, now: int, then: int) -> Change:
    return Change(_("Costo por persona"), _each(card, now), _each(card, then))


def _each(card: Card, people: int) -> str:
    if not people:
        return _("nadie")
    return said.money(Money(card.cost_with(people).minor // people))


def _reception(card: Card, people: int) -> Change:
    now, then = card.expected, card.expected + people
    state, why = "ok", ""
    if card.capacity and then > card.capacity:
        state, why = "stop", _("El centro recibe a menos.")
    if not card.capacity:
        return Change(_("Recepción ese día"), str(now), str(then))
    return Change(
        _("Recepción ese día"), _of(now, card.capacity), _of(then, card.capacity), state, why
    )


def _escorts(card: Card, people: int, children: int) -> Change:
    aboard = shown.children_on([card.departure])[card.departure.pk]
    needed = rules.escorts_needed(people, max(0, aboard + children))
    state, why = "ok", ""
    if needed > card.escorts:
        state, why = "wait", _("Falta quien acompañe.")
    return Change(
        _("Acompañantes"),
        _of(card.escorts, card.escorts_needed),
        _of(card.escorts, needed),
        state,
        why,
    )


def _arrive_together(card: Card, other: Card) -> bool:
    return shown.arrival_of(card.departure) == shown.arrival_of(other.departure)


def _children(booking: Booking, day: date) -> int:
    """How many of a group may be under 18 on a day."""
    held = set(booking.seats.live().values_list("person_id", flat=True))
    rows = GroupMember.objects.filter(group=booking.case.group_id, left_at=None)
    told = rows.values_list(
        "person", "person__birth_date", "person__birth_precision", "person__age_disputed"
    )
    return sum(
        not is_adult(born, precision, day, disputed=disputed)
        for person, born, precision, disputed in told
        if person in held
    )


def _of(part: int, base: int) -> str:
    return _("%(part)s de %(base)s") % {"part": part, "base": base}
