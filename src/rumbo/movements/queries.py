"""What other rooms and the pages ask of movements: who sits where, what leaves when, who comes."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from rumbo.access.values import Reader
from rumbo.casework import queries as casework
from rumbo.casework.lookup import knows_sealed, name_for
from rumbo.casework.models import Case, SideExit
from rumbo.casework.ready import STATES
from rumbo.common import clock, codes
from rumbo.documents.models import ReceivingNotice
from rumbo.movements import rules
from rumbo.movements.models import BookedSeat, Booking, Departure, Manifest, Stop
from rumbo.network import queries as network
from rumbo.network.models import Route
from rumbo.protection.models import CareNeeds
from rumbo.registry.models import GroupMember, Person

PREPARED = ("ELIGIBILITY", "DECLARATION", "DOCUMENTS", "MEDICAL", "TRAVEL_READY")
# How many waiting groups a departure's page looks at: judging one asks every room.
LOOKED_AT = 25


@dataclass(frozen=True, slots=True)
class Fill:
    """How full a departure is: the fullest leg decides."""

    seats: int
    taken: int
    people: int
    confirmed: int = 0

    @property
    def free(self) -> int:
        """Seats that a group going the whole way may still take."""
        return max(self.seats - self.taken, 0)


@dataclass(frozen=True, slots=True)
class Expected:
    """Somebody who comes to a centre on a day: with whom, from where, and what to have ready."""

    person_id: uuid.UUID
    case_id: uuid.UUID
    departure_id: uuid.UUID
    departure: str
    mode: str
    planned_at: datetime
    state: str
    is_on_the_way: bool
    care: tuple[str, ...] = field(default=())


def seats_of(case: Case) -> list[BookedSeat]:
    """The live seats of a case's people, in the order of the group."""
    rows = BookedSeat.objects.live().filter(booking__case=case, booking__ended_at=None)
    return list(rows.select_related("departure", "booking", "person").order_by("id"))


def bookings_of(case: Case) -> list[Booking]:
    """Every booking of a case, the live one first, then the latest."""
    rows = Booking.objects.filter(case=case).select_related("departure", "from_stop", "to_stop")
    return sorted(rows, key=lambda b: (b.ended_at is not None, -b.recorded_at.timestamp()))


def departures_between(reader: Reader, first: date, last: date) -> list[Departure]:
    """The departures of these days that a reader may see, in the order in which they leave."""
    rows = Departure.objects.visible_to(reader).between(first, last)
    rows = rows.select_related("office").prefetch_related("stops", "legs")
    return list(rows.order_by("leaves_at", "code"))


def fills(departures: Iterable[Departure]) -> dict[uuid.UUID, Fill]:
    """How full each departure is, in two queries however many there are."""
    rows = list(departures)
    ids = [d.pk for d in rows]
    taken: dict[uuid.UUID, int] = defaultdict(int)
    for departure in rows:
        taken[departure.pk] = max((leg.taken for leg in departure.legs.all()), default=0)
    counted = (
        BookedSeat.objects.live()
        .filter(departure__in=ids)
        .values_list("departure")
        .annotate(all=Count("id"), sure=Count("id", filter=~Q(state="BOOKED")))
    )
    people = {pk: (every, sure) for pk, every, sure in counted}
    return {d.pk: Fill(d.seats, taken[d.pk], *people.get(d.pk, (0, 0))) for d in rows}


def aboard(departure: Departure) -> list[BookedSeat]:
    """Everybody who holds a place on a departure, by seat, then by family name."""
    rows = (
        BookedSeat.objects.live()
        .filter(departure=departure)
        .select_related(
            "person", "booking", "booking__case", "booking__from_stop", "booking__to_stop"
        )
    )
    return sorted(
        rows,
        key=lambda s: (s.seat_no is None, s.seat_no or 0, s.person.known("surname_1"), str(s.pk)),
    )


def expected_arrivals(centre: str, day: date) -> list[Expected]:
    """Everybody who is to reach a centre on a day, or reached it: for the reception room.

    The caller answers for who reads this: it holds no name, only ids and needs.
    """
    stops = Stop.objects.filter(
        place=centre,
        kind="RECEPTION",
        planned_at__gte=clock.start_of(day) - timedelta(days=1),
        planned_at__lt=clock.start_of(day) + timedelta(days=2),
    )
    chosen = [s for s in stops if local_day(s.reached_at or s.planned_at, s.zone) == day]
    seats = (
        BookedSeat.objects.live()
        .filter(booking__to_stop__in=chosen)
        .exclude(state="LEFT_EN_ROUTE")
        .exclude(departure__status="CANCELLED")
        .select_related("booking", "booking__to_stop", "departure")
    )
    found = sorted(seats, key=lambda s: (s.departure.code, str(s.booking_id), str(s.pk)))
    care = care_of([s.person_id for s in found])
    return [
        Expected(
            seat.person_id,
            seat.booking.case_id,
            seat.departure_id,
            seat.departure.code,
            seat.departure.mode,
            seat.booking.to_stop.planned_at,
            seat.state,
            seat.departure.has_left,
            tuple(care.get(seat.person_id, ())),
        )
        for seat in found
    ]


def care_of(people: Sequence[uuid.UUID]) -> dict[uuid.UUID, list[str]]:
    """The care each person needs on a journey: what to do, never why; the latest word holds."""
    rows = CareNeeds.objects.filter(person__in=people).order_by("occurred_at")
    return {row.person_id: list(row.needs) for row in rows}


def latest_manifest(departure: Departure, kind: str = "INTERNAL") -> Manifest | None:
    """The newest closed list of a kind, if there is one that was closed for the day that holds."""
    rows = Manifest.objects.filter(departure=departure, kind=kind)
    if departure.put_off_at is not None:
        rows = rows.filter(occurred_at__gte=departure.put_off_at)
    return rows.order_by("-number").first()


def not_on_manifest(departure: Departure) -> set[uuid.UUID]:
    """Who holds a seat and is not on the newest closed list."""
    manifest = latest_manifest(departure)
    listed = set(manifest.people) if manifest else set()
    held = BookedSeat.objects.live().filter(departure=departure)
    return set(held.values_list("person_id", flat=True)) - listed


def waiting_groups(reader: Reader, departure: Departure, day: date) -> list[Case]:
    """The groups to look at for this departure: prepared, without a seat, one way, not paused.

    Those who lack least come first, and among them the published order holds (domain.md 2.3).
    """
    sites = departure.stops.filter(kind="BOARD").values_list("place", flat=True)
    countries = departure.stops.filter(kind="RECEPTION").values_list("country", flat=True)
    rows = (
        Case.objects.visible_to(reader)
        .filter(stage__in=PREPARED, site__in=list(sites))
        .filter(group__members__left_at=None)
        .filter(
            Q(group__members__person__return_country__in=list(countries))
            | Q(
                group__members__person__return_country="",
                group__members__person__origin_country__in=list(countries),
            )
        )
        .exclude(bookings__ended_at=None, bookings__isnull=False)
        .exclude(pk__in=SideExit.objects.filter(kind="ON_HOLD", ended_at=None).values("case"))
        .distinct()
    )
    fitting = {case.pk: case for case in rows}
    waiting = casework.waiting(reader, day, among=fitting)
    waiting.sort(key=lambda one: (STATES.index(one.ready.state), one.position))
    return [fitting[one.case] for one in waiting[:LOOKED_AT]]


def notice_of(case: Case, departure: Departure) -> ReceivingNotice | None:
    """The last notice to those who receive that is about this journey, or about no named day."""
    rows = case.receiving_notices.filter(Q(travel_date=departure.date) | Q(travel_date=None))
    return rows.order_by("occurred_at", "recorded_at").last()


def sizes_of(cases: Iterable[Case]) -> dict[uuid.UUID, int]:
    """How many people travel in each group."""
    rows = GroupMember.objects.filter(group__case__in=list(cases), left_at=None)
    counted = rows.values_list("group__case").annotate(people=Count("id"))
    return dict(counted)


def expired_bookings(day: date) -> list[Booking]:
    """The provisional bookings whose last day is over."""
    rows = Booking.objects.filter(
        ended_at=None, provisional_until__lt=day, departure__status__in=["PLANNED", "CONFIRMED"]
    )
    return list(rows.select_related("case", "departure").order_by("id"))


def on_the_road(reader: Reader) -> list[Departure]:
    """The departures that left and have not arrived."""
    return list(Departure.objects.visible_to(reader).on_the_road().order_by("leaves_at"))


def next_code(place: str, leaves_at: datetime, zone: str) -> str:
    """Write the first code of a place and a day that no departure has."""
    day = local_day(leaves_at, zone)
    number = 1
    while Departure.objects.filter(code=rules.departure_code(place, day, number)).exists():
        number += 1
    return rules.departure_code(place, day, number)


def local_day(moment: datetime, zone: str) -> date:
    """The day of a moment where a place stands."""
    return clock.day_of(moment, zone or clock.DEFAULT_ZONE)


@dataclass(frozen=True, slots=True)
class Way:
    """A way that a departure may be planned on: a route from one of its boarding places on."""

    route: str
    start: str
    zone: str
    origin: str
    destination: str
    mode: str
    hours: float = 0
    by: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What a form sends."""
        return f"{self.route}@{self.start}"

    def __str__(self) -> str:
        told = {
            "ends": f"{self.origin} → {self.destination}",
            "mode": codes.label("mode", self.mode),
            "hours": round(self.hours),
            "by": ", ".join(self.by),
        }
        if self.by:
            return _("%(ends)s · %(mode)s, por %(by)s · unas %(hours)s horas") % told
        return _("%(ends)s · %(mode)s · unas %(hours)s horas") % told


def ways(day: date) -> list[Way]:
    """Every way home of this day, each once: two routes that end alike are one way."""
    found: dict[tuple[str, ...], Way] = {}
    for route in Route.objects.live_on(day).order_by("code"):
        stops = list(network.stops_of(route.code))
        for n, stop in enumerate(stops[:-1]):
            if stop.site is None:
                continue
            rest = (route.mode, *(s.place.code for s in stops[n:]))
            place = stop.site
            ends = (place.name, stops[-1].place.name)
            hours = stops[-1].hours - stop.hours
            by = tuple(s.place.name for s in stops[n + 1 : -1])
            one = Way(route.code, place.code, place.zone, *ends, route.mode, hours, by)
            found.setdefault(rest, one)
    return sorted(found.values(), key=lambda way: (way.origin, way.destination, way.mode))


def departures_for(case: Case, reader: Reader, today: date) -> list[Departure]:
    """The coming departures that pass where a group waits and where it goes: three weeks ahead."""
    home = GroupMember.objects.filter(group=case.group_id, left_at=None).order_by("position")
    country = next((m.person.return_country or m.person.origin_country for m in home), "")
    rows = Departure.objects.visible_to(reader).bookable()
    rows = rows.between(today, today + timedelta(days=21))
    rows = rows.filter(
        pk__in=Stop.objects.filter(kind="BOARD", place=case.site).values("departure")
    )
    rows = rows.filter(
        pk__in=Stop.objects.filter(kind="RECEPTION", country=country).values("departure")
    )
    return list(rows.select_related("office").order_by("leaves_at")[:8])


def heads_of(cases: Iterable[Case], reader: Reader) -> dict[uuid.UUID, str]:
    """The name of the first person of each group, as far as the reader may know it."""
    rows = GroupMember.objects.filter(group__case__in=list(cases), left_at=None)
    rows = rows.select_related("person", "group__case").order_by("-position")
    return {row.group.case.pk: name_for(row.person, reader) for row in rows}


def reserved_aboard(departure: Departure, reader: Reader) -> dict[uuid.UUID, str]:
    """Whoever holds or held a seat and is not to be named to a reader, with what stands instead."""
    if knows_sealed(reader):
        return {}
    rows = BookedSeat.objects.filter(departure=departure, person__sealed=True)
    return {
        seat.person_id: name_for(seat.person, reader, seat.booking.case.number)
        for seat in rows.select_related("person", "booking__case")
    }


def members_of(case: Case) -> list[uuid.UUID]:
    """Everybody who travels in a case, in the order of the group."""
    rows = GroupMember.objects.filter(group=case.group_id, left_at=None).order_by("position")
    return list(rows.values_list("person_id", flat=True))


def usual_stops(departure: Departure, case: Case) -> tuple[Stop, Stop]:
    """Where a group would get on and off: its own site, and the last centre of its country."""
    stops = list(departure.stops.order_by("position"))
    boarding = [s for s in stops if s.may_board] or stops[:1]
    first = next((s for s in boarding if s.place == case.site), boarding[0])
    people = GroupMember.objects.filter(group=case.group_id, left_at=None).order_by("position")
    home = next((m.person.return_country or m.person.origin_country for m in people), "")
    ends = [s for s in stops if s.may_get_off and s.position > first.position]
    last = next((s for s in reversed(ends) if s.country == home), stops[-1])
    return first, last


def who_does_not_fit(departure: Departure, seats: int, legs: int) -> list[Booking]:
    """Name the bookings that so many seats cannot carry: for the refusal and for the page."""
    rows = Booking.objects.filter(departure=departure, ended_at=None)
    found = {b.pk: b for b in rows.select_related("case", "from_stop", "to_stop")}
    parties = [
        rules.Party(
            b.pk,
            b.seats.live().count(),
            b.occurred_at,
            b.from_stop.position,
            b.to_stop.position,
        )
        for b in found.values()
    ]
    return [found[p.id] for p in rules.who_does_not_fit(seats, legs, parties)]


def live_seats(departure: Departure, people: Iterable[object] | None = None) -> list[BookedSeat]:
    """The live seats of a departure (of these people), read after it was locked."""
    rows = BookedSeat.objects.live().filter(departure=departure)
    if people is not None:
        rows = rows.filter(person__in=list(people))
    return list(rows.select_related("booking", "booking__case").order_by("id"))


def together(seat: BookedSeat) -> list[BookedSeat]:
    """Everybody who stays when this person does: their group as it stands today, with its seats."""
    member = GroupMember.objects.filter(person=seat.person_id, left_at=None).first()
    group = member.group_id if member else None
    people = set(
        GroupMember.objects.filter(group=group, left_at=None).values_list("person_id", flat=True)
    )
    return live_seats(seat.departure, people | {seat.person_id})


def set_aside_with(seat: BookedSeat) -> list[BookedSeat]:
    """Who was said with the same tap not to travel: this person, and their group as it stands."""
    member = GroupMember.objects.filter(person=seat.person_id, left_at=None).first()
    group = GroupMember.objects.filter(group=member.group_id if member else None, left_at=None)
    people = {*group.values_list("person_id", flat=True), seat.person_id}
    rows = BookedSeat.objects.filter(
        departure=seat.departure_id,
        person__in=people,
        state__in=rules.SET_ASIDE,
        released_at=seat.released_at,
    )
    return list(rows.select_related("person").order_by("seat_no", "id"))


def gone_from(departure: Departure) -> list[BookedSeat]:
    """Who held a seat and does not travel, as it was said at the door."""
    rows = BookedSeat.objects.filter(
        departure=departure, state__in=["NO_SHOW", "OFFLOADED", "WITHDREW_AT_GATE"]
    )
    found = list(rows.select_related("person", "booking__case").order_by("released_at"))
    return sorted(found, key=lambda s: s.person.known("surname_1"))


def seated(seat: uuid.UUID) -> list[Person]:
    """Whose place on a departure a printed code is, whosever they are: to be shown as a mask, or not."""
    held = BookedSeat.objects.filter(pk=seat).select_related("person").first()
    return [] if held is None else [held.person]
