"""What reception reads: who comes where, who has arrived, what is open; and who may know whom."""

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import Http404

from rumbo.access.models import Office
from rumbo.access.values import Reader
from rumbo.casework.lookup import knows_sealed
from rumbo.casework.models import Case
from rumbo.common import clock
from rumbo.counselling import queries as counselling
from rumbo.movements import queries as movements
from rumbo.movements.models import BookedSeat, Departure, Stop
from rumbo.network.models import Department, Organisation, ReceptionCentre
from rumbo.reception import tables
from rumbo.reception.models import Arrival, Kit, NextStep, OnwardMoney, Referral
from rumbo.registry.models import GroupMember, Person

# Whoever does no more than receive knows those who come to their centre, wherever they waited.
ONLY_RECEIVES = frozenset({"reception"})
# Either answer opens a person to the office that receives them.
RECIPIENTS = ("RECEIVING_MISSION", "GOVERNMENT_RECEPTION")


@dataclass(frozen=True, slots=True)
class Given:
    """What is written down of one person's arrival, read for many people at once."""

    arrival: Arrival
    kit: Kit | None = None
    payment: OnwardMoney | None = None
    next_step: NextStep | None = None


@dataclass(frozen=True, slots=True)
class Comer:
    """Somebody who comes or came: with which case, on which departure, to which centre.

    `known` says whether the reader may know who it is; if not they are "one more person".
    """

    person: Person
    case: Case
    departure: Departure | None
    centre: ReceptionCentre | None
    known: bool
    seat: BookedSeat | None = None
    given: Given | None = None

    @property
    def arrival(self) -> Arrival | None:
        """What was said of their arrival."""
        return self.given.arrival if self.given else None


def receiving_office(centre: ReceptionCentre | None) -> Office | None:
    """Give the office of ours that receives at a centre: by code, in the centre's country."""
    if centre is None:
        return None
    wanted = tables.offices_of(centre.code)
    found = {o.code: o for o in Office.objects.filter(code__in=wanted, country=centre.country_id)}
    return next((found[code] for code in wanted if code in found), None)


def centres_of(reader: Reader, centres: Iterable[str]) -> list[ReceptionCentre]:
    """Keep the centres at which the reader's offices receive (every one for whole programmes)."""
    rows = list(ReceptionCentre.objects.filter(code__in=set(centres)).order_by("code"))
    if reader.offices is None:
        return rows
    own = [(c, receiving_office(c)) for c in rows]
    return [c for c, office in own if office is not None and office.pk in reader.offices]


def all_centres_of(reader: Reader) -> list[ReceptionCentre]:
    """Every centre at which the reader's offices receive."""
    return centres_of(reader, ReceptionCentre.objects.values_list("code", flat=True))


def centres_expecting(first: date, last: date) -> set[str]:
    """The centres that a departure reaches between two days (a day wider, for other zones)."""
    start, end = clock.start_of(first - timedelta(days=1)), clock.end_of(last + timedelta(days=2))
    rows = Stop.objects.filter(kind="RECEPTION", planned_at__gte=start, planned_at__lt=end).exclude(
        departure__status="CANCELLED"
    )
    return set(rows.values_list("place", flat=True).distinct())


def known_to(reader: Reader, people: Collection[tuple[uuid.UUID, uuid.UUID]]) -> set[uuid.UUID]:
    """Of people (each with the office of their case), give those whom the reader may know.

    The office of the case knows its own; the office that receives knows who said yes. A file that
    protection reserved is known to protection and the child officer alone.
    """
    if not reader.sees("bio"):
        return set()
    everybody = {person for person, _office in people}
    if not knows_sealed(reader):
        reserved = Person.objects.filter(pk__in=everybody, sealed=True)
        everybody -= set(reserved.values_list("pk", flat=True))
    if reader.offices is None:
        return everybody
    own = {person for person, office in people if office in reader.offices}
    return everybody & (own | shared(sorted(everybody)))


def shared(people: Collection[uuid.UUID], recipients: Iterable[str] = RECIPIENTS) -> set[uuid.UUID]:
    """Give those who said yes today to any of these recipients."""
    day = clock.today()
    return set().union(*(counselling.may_share_many(people, r, day) for r in recipients))


def given_to(people: Collection[uuid.UUID]) -> dict[tuple[uuid.UUID, uuid.UUID | None], Given]:
    """What was written down of each arrival, by person and departure, in four queries."""
    arrivals = list(Arrival.objects.live().filter(person__in=people))
    ids = [a.pk for a in arrivals]
    kits = {k.arrival_id: k for k in Kit.objects.live().filter(arrival__in=ids)}
    paid = {p.arrival_id: p for p in OnwardMoney.objects.live().filter(arrival__in=ids)}
    steps = {s.arrival_id: s for s in NextStep.objects.live().filter(arrival__in=ids)}
    return {
        (a.person_id, a.departure_id): Given(a, kits.get(a.pk), paid.get(a.pk), steps.get(a.pk))
        for a in arrivals
    }


def comer_or_404(reader: Reader, person: uuid.UUID) -> Comer:
    """Give somebody who comes to, or came to, the reader's office; a 404 for anyone else."""
    seats = BookedSeat.objects.live().filter(person=person).exclude(state="LEFT_EN_ROUTE")
    seats = seats.select_related("departure", "booking__case__office", "booking__to_stop", "person")
    seat = seats.order_by("-departure__leaves_at").first()
    if seat is None:
        return _direct_or_404(reader, person)
    case = seat.booking.case
    centre = ReceptionCentre.objects.filter(code=seat.booking.to_stop.place).first()
    receiving = receiving_office(centre)
    allowed = {receiving.pk if receiving else None}
    if reader.roles - ONLY_RECEIVES:
        allowed.add(case.office_id)
    if not reader.sees("bio") or (reader.offices is not None and not allowed & reader.offices):
        raise Http404
    known = seat.person_id in known_to(reader, [(seat.person_id, case.office_id)])
    given = given_to([seat.person_id]).get((seat.person_id, seat.departure_id))
    return Comer(seat.person, case, seat.departure, centre, known, seat, given)


def _direct_or_404(reader: Reader, person: uuid.UUID) -> Comer:
    """Somebody who came without us: the office that received them knows them."""
    rows = Arrival.objects.visible_to(reader).live().filter(person=person, departure=None)
    here = rows.select_related("person", "case__office", "case__direct_arrival").first()
    if here is None or not reader.sees("bio"):
        raise Http404
    known = here.person_id in known_to(reader, [(here.person_id, here.case.office_id)])
    centre = ReceptionCentre.objects.filter(code=here.centre).first()
    given = given_to([here.person_id]).get((here.person_id, None))
    return Comer(here.person, here.case, None, centre, known, None, given)


def seat_of(case: Case, person: uuid.UUID) -> BookedSeat | None:
    """The seat on which somebody of a case travels or travelled last."""
    rows = BookedSeat.objects.live().filter(person=person, booking__case=case)
    rows = rows.select_related("departure", "booking__to_stop")
    found: BookedSeat | None = rows.order_by("-departure__leaves_at").first()
    return found


def onward_place(person: Person) -> str:
    """Where somebody goes on to: municipality and department."""
    code = person.return_department or person.origin_department
    department = Department.objects.filter(code=code).first() if code else None
    parts = [str(person.place.get("municipality") or ""), department.name if department else ""]
    return ", ".join(part for part in parts if part)


def in_charge_of(case: Case, person: Person) -> list[uuid.UUID]:
    """The children of the group for whom somebody answers."""
    return counselling.dependants_of(case, person)


def people_of(case: Case) -> list[Person]:
    """Everybody of a case's group, in its order."""
    rows = GroupMember.objects.filter(group=case.group_id, left_at=None).order_by("position")
    return [row.person for row in rows.select_related("person")]


def arrived_on(reader: Reader, day: date) -> list[Arrival]:
    """Everybody whose arrival was confirmed on a day, where they arrived."""
    rows = Arrival.objects.visible_to(reader).live().filter(state="ARRIVED")
    rows = rows.filter(
        occurred_at__gte=clock.start_of(day - timedelta(days=1)),
        occurred_at__lt=clock.end_of(day + timedelta(days=1)),
    ).select_related("receiving_office")
    zones = {a: a.receiving_office.zone if a.receiving_office else "" for a in rows}
    return [a for a, zone in zones.items() if movements.local_day(a.occurred_at, zone) == day]


def open_referrals(reader: Reader) -> list[Referral]:
    """The referrals that wait for somebody, the most urgent first."""
    rows = Referral.objects.visible_to(reader).open()
    rows = rows.select_related("person", "organisation", "case")
    return sorted(rows, key=lambda r: (r.due_on, r.occurred_at))


def overdue_referrals(reader: Reader, day: date) -> list[Referral]:
    """Those of them that should have gone on before today."""
    return [r for r in open_referrals(reader) if r.is_overdue_on(day)]


def referrals_of(reader: Reader, people: Collection[uuid.UUID]) -> list[Referral]:
    """The referrals of these people that the reader may see, the latest first."""
    rows = Referral.objects.visible_to(reader).filter(person__in=people)
    return list(rows.select_related("organisation", "person").order_by("-occurred_at", "-id"))


def has_open_referral(case: Case) -> bool:
    """Whether any institution still has to answer or attend."""
    return Referral.objects.open().filter(case=case).exists()


def wants_a_call(case: Case) -> bool:
    """Whether anybody of a case said yes to a call after some time."""
    people = [p.pk for p in people_of(case)]
    return bool(counselling.may_share_many(people, "MONITORING_CALL", clock.today()))


def departure_of(departure: uuid.UUID) -> Departure | None:
    """A departure by its id, before it is asked whether it comes to a centre of the reader."""
    return Departure.objects.filter(pk=departure).first()


def partners_in(country: str, day: date) -> list[Organisation]:
    """The partners of a country to whom somebody can be referred on a day."""
    rows = Organisation.objects.live_on(day).filter(country=country).exclude(referral_target="")
    return list(rows.order_by("name_es"))
