"""The one place where this room asks whether somebody may be booked, confirmed or let aboard.

The table of requirements answers; nothing here judges. What is missing comes back in words that
the one who reads them may know: where another room keeps a reason, only the room is named.
"""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from rumbo.access.values import Actor
from rumbo.casework.models import Case
from rumbo.common import codes
from rumbo.common.refusal import Refusal
from rumbo.movements import errors, flying
from rumbo.movements.models import BookedSeat, Booking, Departure, Stop
from rumbo.movements.queries import care_of, local_day
from rumbo.protection import queries as protection
from rumbo.readiness import queries as readiness
from rumbo.readiness import turns
from rumbo.registry.models import GroupMember, Person
from rumbo.ui import words

# A bus that leaves after midnight still leaves with what was said on its day.
GRACE = timedelta(hours=6)
WHEELCHAIR = "WHEELCHAIR"
TRANSIT = "TRANSIT"
GATES = ("BOOK", "CONFIRM", "BOARD")


@dataclass(frozen=True, slots=True)
class Lacking:
    """One thing that one person lacks, in words for whoever asked, and whose turn it is."""

    person_id: uuid.UUID
    name: str
    code: str
    text: str
    whose: str

    @property
    def sentence(self) -> str:
        """Name and what is missing, as one sentence."""
        return _("%(name)s: %(text)s") % {"name": self.name, "text": self.text}


def plan_of(departure: Departure, stops: tuple[Stop, Stop] | None = None) -> readiness.TravelPlan:
    """Say a journey on a departure as the table of requirements reads one."""
    first, last = stops or _ends(departure)
    return readiness.TravelPlan(
        date=departure.date,
        mode=departure.mode,
        origin=first.country,
        destination=last.country,
        arrives=local_day(last.planned_at, last.zone),
        changes_in=flying.changed_in(departure),
    )


def journeys_of(cases: Sequence[Case]) -> dict[uuid.UUID, readiness.TravelPlan]:
    """Give the journeys on which cases hold seats, so that each is judged for its own day."""
    held = Booking.objects.filter(case__in=[case.pk for case in cases], ended_at=None)
    rows = held.select_related("departure", "from_stop", "to_stop")
    rows = rows.prefetch_related("departure__flights")
    return {row.case_id: plan_of(row.departure, (row.from_stop, row.to_stop)) for row in rows}


def journey_of(case: Case) -> readiness.TravelPlan | None:
    """Give the journey on which a case holds seats."""
    return journeys_of([case]).get(case.pk)


def lacking_in(
    cases: Sequence[Case],
    gate: str,
    plan: readiness.TravelPlan,
    *,
    today: date,
    roles: Collection[str] = (),
) -> dict[uuid.UUID, list[Lacking]]:
    """Say what the people of these cases lack at a gate, in the same few queries for all."""
    judged = readiness.effective_many(cases, plan=plan, today=today)
    names = _names(cases)
    stopped = flying.who_may_not(set(names), plan.changes_in, plan.date)
    return {
        case.pk: [
            _lacking(person.person_id, names, row, roles)
            for person in judged[case.pk].people
            for row in person.missing
            if GATES.index(row.gate) <= GATES.index(gate)
        ]
        + [
            _no_transit(person.person_id, names, country)
            for person in judged[case.pk].people
            for country in stopped.get(person.person_id, ())
        ]
        for case in cases
    }


class ManyJourneys:
    """Who passes a gate on which of many departures: the answers of `lacking_in`, without the words.

    What is known of the people is read once, however many departures are asked about.
    """

    def __init__(self, cases: Sequence[Case], gate: str, *, today: date) -> None:
        self._journeys = readiness.ManyJourneys(cases, gate, today=today)
        self._people: dict[uuid.UUID, list[uuid.UUID]] = defaultdict(list)
        rows = GroupMember.objects.filter(group__case__in=list(cases), left_at=None)
        for case, person in rows.values_list("group__case", "person"):
            self._people[case].append(person)

    def may(
        self, cases: Collection[uuid.UUID], plan: readiness.TravelPlan
    ) -> dict[uuid.UUID, bool]:
        """Whether each of these cases lacks nothing for a journey."""
        may = self._journeys.may(cases, plan)
        people = [person for case in cases if may[case] for person in self._people[case]]
        stopped = flying.who_may_not(people, plan.changes_in, plan.date)
        return {
            case: may[case] and not any(person in stopped for person in self._people[case])
            for case in cases
        }


def _no_transit(person: uuid.UUID, names: Mapping[uuid.UUID, str], country: str) -> Lacking:
    """Nobody said that this person may change flights there with what they carry: so it is no."""
    said = _("no se sabe que pueda hacer escala en %(country)s con su documento.")
    told = said % {"country": words.country(country)}
    return Lacking(person, names.get(person, ""), TRANSIT, told, "documents")


def require_gate(
    case: Case,
    people: Collection[uuid.UUID],
    gate: str,
    departure: Departure,
    at: datetime,
    *,
    actor: Actor,
    stops: tuple[Stop, Stop] | None = None,
) -> None:
    """Let these people through a gate, or refuse with every sentence that is missing."""
    ends = stops or _ends(departure)
    today = local_day(at, ends[0].zone)
    found = lacking_in([case], gate, plan_of(departure, ends), today=today, roles=actor.roles)
    missing = [one for one in found[case.pk] if one.person_id in people]
    if missing:
        raise errors.not_ready(gate, list(dict.fromkeys(one.sentence for one in missing)))


def lacking_to_confirm(departure: Departure, when: datetime, actor: Actor) -> list[str]:
    """Name everybody booked who lacks something of the CONFIRM gate, in sentences."""
    return [
        one.sentence
        for booking, found in standing(departure, "CONFIRM", when, actor.roles)
        for one in found
        if booking.ended_at is None
    ]


def _siblings_missing(bookings: Sequence[Booking]) -> set[uuid.UUID]:
    """The cases with a sibling whose file holds no seat on the same departure."""
    apart = protection.siblings_apart([booking.case_id for booking in bookings])
    found: set[uuid.UUID] = set()
    for booking in bookings:
        for other in apart.get(booking.case_id, ()):
            rows = Booking.objects.filter(case=other, departure=booking.departure_id, ended_at=None)
            if not rows.exists():
                found.add(booking.case_id)
    return found


def require_to_leave(
    departure: Departure, seats: Iterable[BookedSeat], when: datetime, actor: Actor
) -> None:
    """Ask the last gate again of everybody aboard: a word taken back since keeps the bus here."""
    aboard: dict[uuid.UUID, set[uuid.UUID]] = {}
    for seat in seats:
        aboard.setdefault(seat.booking_id, set()).add(seat.person_id)
    # After midnight the day of departure is still the day on which everybody said it again.
    asked = min(when, departure.leaves_at)
    apart: list[str] = []
    missing: list[str] = []
    for booking, found in standing(departure, "BOARD", asked, actor.roles):
        people = aboard.get(booking.pk, set())
        missing += [one.sentence for one in found if one.person_id in people]
        apart += _apart(booking, people)
    if missing:
        raise errors.not_ready("DEPART", list(dict.fromkeys(missing)))
    if apart:
        raise errors.parted(apart)


def standing(
    departure: Departure, gate: str, when: datetime, roles: frozenset[str]
) -> list[tuple[Booking, list[Lacking]]]:
    """Say what each booked group lacks at a gate of this departure; groups alike are judged at once."""
    rows = Booking.objects.filter(departure=departure, ended_at=None)
    bookings = list(rows.select_related("case", "from_stop", "to_stop").order_by("id"))
    ways: dict[tuple[int, int], list[Booking]] = {}
    for booking in bookings:
        ways.setdefault((booking.from_stop_id, booking.to_stop_id), []).append(booking)
    found: list[tuple[Booking, list[Lacking]]] = []
    for alike in ways.values():
        ends = (alike[0].from_stop, alike[0].to_stop)
        lacking = lacking_in(
            [b.case for b in alike],
            gate,
            plan_of(departure, ends),
            today=local_day(when, ends[0].zone),
            roles=roles,
        )
        found += [(b, lacking[b.case_id]) for b in alike]
    without = _siblings_missing(bookings) if gate != "BOOK" else set()
    return [
        (b, [*rows, *(_lone(b, gate, roles) if b.case_id in without else ())]) for b, rows in found
    ]


def require_siblings_along(case: Case, departure: Departure, actor: Actor) -> None:
    """Siblings in two files sit on one departure: where one has a seat, the other goes as well.

    That there is a sister is said to who may know it; to anybody else, whose word is missing.
    """
    others = protection.siblings_apart([case.pk]).get(case.pk, ())
    held = Booking.objects.filter(case__in=[other.pk for other in others], ended_at=None)
    if held.exclude(departure=departure).exists():
        lack = readiness.siblings_lack("BOOK", readiness.SIBLINGS_ELSEWHERE)
        said = [one.sentence for one in _of_everybody(case, lack, actor.roles)]
        raise errors.not_ready("BOOK", said)


def _lone(booking: Booking, gate: str, roles: Collection[str]) -> list[Lacking]:
    """Whoever of a group would go while a sibling of another file stays."""
    lack = readiness.siblings_lack(gate, readiness.SIBLINGS_UNSEATED)
    return _of_everybody(booking.case, lack, roles)


def _of_everybody(case: Case, lack: readiness.Lack, roles: Collection[str]) -> list[Lacking]:
    names = _names([case])
    return [_lacking(person, names, lack, roles) for person in names]


def require_its_day(departure: Departure, when: datetime) -> None:
    """Refuse what belongs to the day of departure on any other day."""
    zone = _ends(departure)[0].zone
    late = departure.leaves_at <= when <= departure.leaves_at + GRACE
    if local_day(when, zone) != departure.date and not late:
        raise errors.not_today()


def _lacking(
    person: uuid.UUID, names: Mapping[uuid.UUID, str], row: readiness.Lack, roles: Collection[str]
) -> Lacking:
    """The row's own words, or only whose word is missing where the reason is kept apart."""
    text = row.text(codes.active_language())
    if roles and not turns.may_read(row.code, row.whose, roles):
        text = _word_of(row.whose)
    return Lacking(person, names.get(person, ""), row.code, text, row.whose)


def _word_of(whose: str) -> str:
    """Whose word is missing, and nothing of what it would be."""
    return _("falta algo que le toca a %(area)s.") % {"area": codes.label("turn", whose)}


def anothers_turn(case: Case, people: Collection[uuid.UUID], gate: str, whose: str) -> Refusal:
    """A gate that stays closed for these people of a case, for a reason that others keep."""
    names = _names([case])
    lacking = [
        Lacking(person, name, "", _word_of(whose), whose)
        for person, name in names.items()
        if person in people or not names.keys() & set(people)
    ]
    return errors.not_ready(gate, [one.sentence for one in lacking])


def _apart(booking: Booking, people: Collection[uuid.UUID]) -> list[str]:
    """Name who of a group is not aboard with the others, or is aboard and no longer of it."""
    if not people:
        return []
    names = _names([booking.case])
    differing = sorted(names.keys() ^ set(people))
    rows = Person.objects.in_bulk([one for one in differing if one not in names])
    names |= {key: person.short_name for key, person in rows.items()}
    return [names[one] for one in differing]


def _names(cases: Iterable[Case]) -> dict[uuid.UUID, str]:
    rows = GroupMember.objects.filter(group__case__in=list(cases), left_at=None)
    return {m.person_id: m.person.short_name for m in rows.select_related("person")}


def _ends(departure: Departure) -> tuple[Stop, Stop]:
    stops = list(departure.stops.order_by("position"))
    return stops[0], stops[-1]


def require_wheelchair_places(departure: Departure, people: list[uuid.UUID]) -> None:
    """A wheelchair has its own place, and they are counted apart."""
    asked = sum(WHEELCHAIR in needs for needs in care_of(people).values())
    if not asked:
        return
    aboard = BookedSeat.objects.live().filter(departure=departure)
    held = care_of(list(aboard.values_list("person_id", flat=True)))
    used = sum(WHEELCHAIR in needs for needs in held.values())
    if used + asked > departure.wheelchair_places:
        raise errors.no_wheelchair_place(departure.wheelchair_places)
