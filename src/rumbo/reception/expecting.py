"""The page of who comes today, as plain values: departures, groups, people and their four taps."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from rumbo.access.values import Reader
from rumbo.casework.models import Case
from rumbo.common import codes
from rumbo.counselling import queries as counselling
from rumbo.movements import queries as movements
from rumbo.movements.models import BookedSeat, Departure
from rumbo.network.models import Department, ReceptionCentre
from rumbo.reception import queries
from rumbo.reception.queries import Given
from rumbo.registry.models import Person

# A bus that should have come before today and is still on its way is looked for this long.
LATE = 2


@dataclass(frozen=True, slots=True)
class Row:
    """One person: who they are if the reader may know, and what was done."""

    person_id: uuid.UUID
    seat_no: int | None
    state: str
    has_left: bool
    name: str = ""
    age: int | None = None
    needs: tuple[str, ...] = ()
    onward: str = ""
    is_adult: bool = True
    given: Given | None = None

    @property
    def known(self) -> bool:
        """Whether the reader may know who this is."""
        return bool(self.name)

    @property
    def step(self) -> str:
        """Which of the four taps is next: arrived, kit, money, next; done where all are."""
        if self.given is None:
            return "arrived" if self.state in {"BOARDED", "ARRIVED"} and self.has_left else "wait"
        if not self.given.arrival.has_come:
            return "absent"
        if self.given.kit is None:
            return "kit"
        if self.is_adult and self.given.payment is None:
            return "money"
        return "next" if self.given.next_step is None else "done"


@dataclass(frozen=True, slots=True)
class Family:
    """A group that comes together: its people, and whether one tap may say that all are here."""

    rows: list[Row]

    @property
    def head(self) -> str:
        """The first of them whose name the reader may know."""
        return next((row.name for row in self.rows if row.known), "")

    @property
    def first(self) -> uuid.UUID:
        """Somebody of the group, by whom its page is found."""
        return self.rows[0].person_id

    @property
    def awaited(self) -> int:
        """How many of them are still to be confirmed."""
        return sum(1 for row in self.rows if row.step == "arrived")


@dataclass(slots=True)
class Bus:
    """A departure that comes to a centre, with its groups."""

    departure: Departure
    centre: ReceptionCentre
    planned_at: datetime
    groups: list[Family] = field(default_factory=list)

    @property
    def rows(self) -> list[Row]:
        """Everybody on it."""
        return [row for group in self.groups for row in group.rows]

    @property
    def here(self) -> int:
        """How many were confirmed."""
        return sum(1 for r in self.rows if r.given and r.given.arrival.has_come)

    @property
    def is_on_the_road(self) -> bool:
        """Whether it left and was not said to have arrived."""
        return self.departure.status == "DEPARTED"

    @property
    def needs(self) -> list[tuple[str, int]]:
        """What to have ready, each with for how many."""
        all_needs = [need for row in self.rows for need in row.needs]
        return [(need, all_needs.count(need)) for need in dict.fromkeys(all_needs)]


def buses(reader: Reader, day: date) -> list[Bus]:
    """Who comes on a day to the centres of the reader, and who should have come and is late."""
    centres = queries.centres_of(reader, queries.centres_expecting(day - timedelta(days=LATE), day))
    found: dict[tuple[uuid.UUID, str], list[movements.Expected]] = {}
    for centre in centres:
        for expected in _expected(centre.code, day):
            found.setdefault((expected.departure_id, centre.code), []).append(expected)
    departures = Departure.objects.in_bulk([pk for pk, _code in found])
    by_code = {c.code: c for c in centres}
    facts = _Facts(reader, [e for group in found.values() for e in group], day)
    made = [
        Bus(departures[pk], by_code[code], people[0].planned_at, facts.groups(people))
        for (pk, code), people in found.items()
    ]
    return sorted(made, key=lambda bus: (bus.planned_at, bus.departure.code))


def direct(reader: Reader, cases: Sequence[Case], day: date) -> list[Family]:
    """The families who came without us, each with its people and their next tap."""
    people = {case.pk: queries.people_of(case) for case in cases}
    everybody = [(p.pk, case.office_id) for case in cases for p in people[case.pk]]
    known, given = queries.known_to(reader, everybody), queries.given_to([p for p, _o in everybody])
    wanted = {p.return_department for group in people.values() for p in group}
    departments = {d.code: d.name for d in Department.objects.filter(code__in=wanted)}
    return [
        Family(
            [
                Row(
                    person_id=p.pk,
                    seat_no=None,
                    state="ARRIVED",
                    has_left=True,
                    name=p.full_name if p.pk in known else "",
                    age=p.age_on(day) if p.pk in known else None,
                    onward=departments.get(p.return_department, "") if p.pk in known else "",
                    is_adult=counselling.is_adult(p, day),
                    given=given.get((p.pk, None)),
                )
                for p in people[case.pk]
            ]
        )
        for case in cases
    ]


def _expected(centre: str, day: date) -> list[movements.Expected]:
    late = [
        e
        for n in range(LATE, 0, -1)
        for e in movements.expected_arrivals(centre, day - timedelta(days=n))
        if e.state == "BOARDED" and e.is_on_the_way
    ]
    return [*late, *movements.expected_arrivals(centre, day)]


class _Facts:
    """What many people's rows need, read once."""

    def __init__(self, reader: Reader, expected: Sequence[movements.Expected], day: date) -> None:
        ids = [e.person_id for e in expected]
        self.day = day
        self.people = Person.objects.in_bulk(ids)
        cases = {e.case_id for e in expected}
        offices = dict(_cases(cases))
        pairs = [(e.person_id, offices[e.case_id]) for e in expected]
        self.known = queries.known_to(reader, pairs)
        self.given = queries.given_to(ids)
        held = BookedSeat.objects.live().filter(person__in=ids)
        self.seats = {(s.person_id, s.departure_id): s.seat_no for s in held}
        wanted = {p.return_department or p.origin_department for p in self.people.values()}
        self.departments = {d.code: d.name for d in Department.objects.filter(code__in=wanted)}

    def groups(self, expected: Sequence[movements.Expected]) -> list[Family]:
        """The people of one departure, family by family."""
        found: dict[uuid.UUID, list[Row]] = {}
        for one in expected:
            found.setdefault(one.case_id, []).append(self._row(one))
        return [Family(rows) for rows in found.values()]

    def _row(self, one: movements.Expected) -> Row:
        person = self.people[one.person_id]
        key = (one.person_id, one.departure_id)
        row = Row(
            person_id=one.person_id,
            seat_no=self.seats.get(key),
            state=one.state,
            has_left=one.is_on_the_way,
            given=self.given.get(key),
            is_adult=counselling.is_adult(person, self.day),
        )
        if one.person_id not in self.known:
            return row
        town = str(person.place.get("municipality") or "")
        department = self.departments.get(person.return_department or person.origin_department, "")
        return replace(
            row,
            name=person.full_name,
            age=person.age_on(self.day),
            needs=tuple(codes.label("care_need", need) for need in one.care),
            onward=", ".join(part for part in (town, department) if part),
        )


def _cases(ids: set[uuid.UUID]) -> list[tuple[uuid.UUID, uuid.UUID]]:
    return list(Case.objects.filter(pk__in=ids).values_list("pk", "office_id"))
