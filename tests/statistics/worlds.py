"""Worlds of returns by chance: who told what and when, with all that can go crosswise."""

import random
from datetime import UTC, date, datetime, timedelta

from rumbo.access.models import Office
from rumbo.casework.models import Case, EligibilityDecision, Step
from rumbo.common.ids import new_id
from rumbo.counselling.models import ShareConsent
from rumbo.followup.models import Call, CallAttempt
from rumbo.followup.queries import RECIPIENT
from rumbo.movements.models import BookedSeat, Booking, Departure, PassengerEvent, Stop
from rumbo.programmes.models import Programme
from rumbo.protection.models import ChildTrack, FitnessFinding, Handover, Screening
from rumbo.reception.models import Arrival, DirectArrival, Referral
from rumbo.registry.models import GroupMember, Person, Profile, TravelGroup
from rumbo.statistics import codes
from tests import factories
from tests.factories import cases

FIRST = datetime(2025, 1, 1, 3, tzinfo=UTC)
SPAN = 70 * 24  # hours
STAGES = ("REGISTRATION", "COUNSELLING", "ELIGIBILITY", "DOCUMENTS", "TRAVEL_READY", "BOOKED",
          "IN_TRANSIT", "ARRIVED", "WITHDRAWN")  # fmt: skip
COUNTRIES = ("HND", "HND", "SLV", "GTM", "")
RELATIONS = ("SPOUSE", "CHILD", "CHILD", "PARENT", "SIBLING", "NON_RELATIVE")


class World:
    """Cases that are told by chance; the same seed tells the same."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)  # noqa: S311
        # What came later to the worlds has chances of its own: the others stay as they were.
        self.more = random.Random(~seed)  # noqa: S311
        self.offices: list[Office] = [factories.office(), cases.elsewhere()]
        self.programmes = [*Programme.objects.values_list("code", flat=True)[:4], "", "NONE"]
        self.buses: list[Departure] = []
        self.cases: list[Case] = []
        self.people: list[Person] = []

    def moment(self, after: datetime = FIRST, most: int = SPAN) -> datetime:
        """Some hour not long after another."""
        return after + timedelta(hours=self.dice.randrange(most), minutes=self.dice.randrange(60))

    def some(self, attribute: str, *, bad: bool = True) -> list[str]:
        """Some codes of a list, one that is none among them now and then."""
        found = self.dice.sample(
            list(codes.closed(attribute) or ()), self.dice.choice([0, 1, 1, 2])
        )
        return [*found, "XXX"] if bad and self.dice.random() < 0.05 else found

    def one(self, attribute: str) -> str:
        """One code of a list, or none."""
        return self.dice.choice(["", *(codes.closed(attribute) or ())])

    def grow(self, count: int) -> None:
        """Let so many more cases be there, with their people and what is told of them."""
        for _number in range(count):
            self.case()

    def bus(self) -> Departure:
        """A departure that is under way, or a new one."""
        if self.buses and self.dice.random() < 0.7:
            return self.dice.choice(self.buses)
        leaves = self.moment()
        bus = Departure.objects.create(
            office=self.offices[0], code=f"B{len(self.buses)}", date=leaves.date(),
            leaves_at=leaves, mode=self.dice.choice(["LAND", "AIR", "MIXED", ""]), route="R",
            seats=40, occurred_at=leaves,
        )  # fmt: skip
        for position, kind in enumerate(("BOARD", "RECEPTION")):
            Stop.objects.create(
                departure=bus, position=position, kind=kind, place="X", name="X",
                country=self.dice.choice(["HND", "GTM"]), planned_at=leaves,
                zone=self.dice.choice(["", "America/Tegucigalpa"]),
            )  # fmt: skip
        self.buses.append(bus)
        return bus

    def case(self) -> Case:
        """A case, where somebody known asks again now and then."""
        at, office = self.moment(), self.dice.choice(self.offices)
        group = TravelGroup.objects.create(office=office, occurred_at=at)
        case = Case.objects.create(
            office=office, number=f"N{new_id().hex[:11]}{len(self.cases):03d}", group=group, site="TAP",
            programme=self.dice.choice(self.programmes), requested_on=at.date(), stage_since=at,
            occurred_at=at,
        )  # fmt: skip
        self.cases.append(case)
        if self.dice.random() < 0.08:
            DirectArrival.objects.create(
                office=office, case=case, centre="C", country="HND", manner="X", occurred_at=at
            )
        people = [self.member(case, at, place) for place in range(self.dice.choice([1, 1, 2, 3]))]
        self.way(case, at)
        if self.dice.random() < 0.8:
            self.journey(case, people, at)
        self.follow(case, people)
        return case

    def follow(self, case: Case, people: list[Person]) -> None:
        """Where somebody is led to, whether they may be called, and what was done for a child."""
        dice = self.more
        for person in dict.fromkeys(people):
            if dice.random() < 0.5:
                self.refer(case, person)
            if dice.random() < 0.6 and not person.share_consents.filter(withdrawn_at=None).exists():
                ShareConsent.objects.create(
                    office=case.office, person=person, recipient=RECIPIENT, wording="v1",
                    given=dice.random() < 0.8, occurred_at=FIRST,
                )  # fmt: skip
            if dice.random() < 0.4:
                self.look_after(case, person)
        for arrival in Arrival.objects.live().filter(case=case, call=None):
            if dice.random() < 0.5:
                self.ring(arrival)

    def refer(self, case: Case, person: Person) -> None:
        """A referral in some state, in time or late."""
        at = self.later(FIRST)
        Referral.objects.create(
            office=case.office, case=case, person=person, target="HEALTH", need="HEALTH",
            status=self.more.choice(["SENT", "ACCEPTED", "COMPLETED", "COMPLETED", "DECLINED"]),
            occurred_at=at, status_since=self.later(at), answer_by=self.later(at).date(),
            attend_by=self.later(at).date(),
        )  # fmt: skip

    def ring(self, arrival: Arrival) -> None:
        """A call that was tried or not, ended or not."""
        outcome = self.more.choice(["", "DONE", "DONE", "REFUSED", "UNREACHED"])
        about = {
            "office": arrival.office, "case": arrival.case, "person": arrival.person,
            "occurred_at": self.later(arrival.occurred_at),
        }  # fmt: skip
        call = Call.objects.create(
            **about, arrival=arrival, outcome=outcome, done_at=FIRST if outcome else None
        )
        if outcome or self.more.random() < 0.5:
            CallAttempt.objects.create(**about, call=call, outcome="DONE")

    def look_after(self, case: Case, person: Person) -> None:
        """Some of the steps of a child's way, and some of its acts."""
        dice, about = self.more, {"office": case.office, "case": case, "person": person}
        for step in dice.sample(["BIA", "BID", "ESCORT"], dice.randrange(1, 4)):
            ChildTrack.objects.create(
                **about, step=step, occurred_at=self.later(FIRST),
                best_interests=dice.choice(["RETURN", "RETURN", "RETURN", "NOT_RETURN", ""]),
            )  # fmt: skip
        for end in ("DEPARTURE", "ARRIVAL"):
            known = Handover.objects.live().filter(case=case, person=person, end=end)
            if dice.random() < 0.7 and not known.exists():
                Handover.objects.create(**about, end=end, number=new_id().hex[:20])

    def unring(self, **where: object) -> None:
        """Take calls out, so that what they are about can go."""
        calls = Call.objects.filter(**where)
        CallAttempt.objects.filter(call__in=calls).delete()
        calls.delete()

    def forget(self, case: Case) -> None:
        """Take out that anybody of a case arrived."""
        self.unring(arrival__case=case)
        Arrival.objects.filter(case=case).delete()

    def later(self, after: datetime) -> datetime:
        """Some hour not long after another, by the chances that came later."""
        return after + timedelta(hours=self.more.randrange(SPAN))

    def person(self, at: datetime, office: Office) -> Person:
        """Somebody who is registered."""
        born = date(2025, 1, 1) - timedelta(days=self.dice.randrange(-100, 33000))
        person = Person.objects.create(
            office=office, sex=self.dice.choice(["M", "F", "X", ""]), occurred_at=at,
            birth_date=born if self.dice.random() < 0.9 else None,
            nationalities=self.dice.sample(["HND", "SLV", "GTM"], self.dice.choice([0, 1, 1, 2])),
            return_country=self.dice.choice(COUNTRIES), return_department="HN-YO",
            site=self.dice.choice(["TAP", "TIJ", "NOWHERE"]),
            source=self.dice.choice(["BOOTH", "BOOTH", "BOOTH", "ARRIVAL"]),
        )  # fmt: skip
        self.people.append(person)
        self.tell(person)
        return person

    def tell(self, person: Person) -> None:
        """What is asked and found of somebody: once more adds another finding."""
        dice = self.dice
        if dice.random() < 0.9:
            Profile.objects.update_or_create(
                person=person,
                defaults={
                    "office": person.office, "status": self.one("status"),
                    "education": self.one("education"), "sector": self.one("sector"),
                    "how_heard": self.one("how_heard"),
                    "travelling_with": self.one("travelling_with") if dice.random() < 0.3 else "",
                    "applied_to_regularise": dice.choice([None, True, False]),
                    "surveyed": dice.choice([None, True, False]),
                    "reason_migrating": self.some("reason_migrating"),
                    "reason_returning": self.some("reason_returning"),
                    "plan_on_return": self.some("plan_on_return"),
                },
            )  # fmt: skip

    def find(self, case: Case, person: Person, at: datetime) -> None:
        """What was found of somebody's way and health."""
        if self.dice.random() < 0.7:
            Screening.objects.create(
                office=case.office, case=case, person=person, alone=True,
                incidents=self.some("incidents"), occurred_at=self.moment(at),
            )  # fmt: skip
            FitnessFinding.objects.create(
                office=case.office, case=case, person=person, occurred_at=self.moment(at),
                self_rated_health=self.one("self_rated_health"),
                found=self.some("health_condition"), suffered=self.some("journey_conditions"),
                result="FIT",
            )  # fmt: skip

    def member(self, case: Case, at: datetime, place: int) -> Person:
        """Somebody of a case; who left a group before may come to this one."""
        known = [p for p in self.people if not p.memberships.filter(left_at=None).exists()]
        person = (
            self.dice.choice(known)
            if known and self.dice.random() < 0.5
            else self.person(at, case.office)
        )
        first = case.group.members.order_by("position").first()
        guarded = place > 0 and first is not None and self.dice.random() < 0.5
        GroupMember.objects.create(
            office=case.office, group=case.group, person=person, position=place,
            relation="HEAD" if place == 0 else self.dice.choice(RELATIONS),
            guardian=first.person if guarded and first and first.person != person else None,
            guardian_relation=self.dice.choice(["PARENT", "LEGAL_GUARDIAN", "NONE"])
            if guarded else "",
            occurred_at=at, left_at=self.moment(at) if self.dice.random() < 0.3 else None,
        )  # fmt: skip
        self.find(case, person, at)
        return person

    def way(self, case: Case, at: datetime) -> None:
        """Some steps, and a decision with two names that may be taken back."""
        before = ""
        for stage in self.dice.sample(STAGES, self.dice.randrange(1, 6)):
            Step.objects.create(
                office=case.office, case=case, from_stage=before, to_stage=stage, occurred_at=at
            )
            before, at = stage, self.moment(at, self.dice.choice([2, 300]))
        if self.dice.random() < 0.7:
            signed = self.moment(case.occurred_at, 200)
            EligibilityDecision.objects.create(
                office=case.office, case=case, eligible=self.dice.random() < 0.9,
                decided_by=new_id(), countersigned_by=new_id(), occurred_at=signed,
                countersigned_at=signed if self.dice.random() < 0.9 else None,
                revoked_at=self.moment(signed, 900) if self.dice.random() < 0.3 else None,
            )  # fmt: skip

    def journey(self, case: Case, people: list[Person], at: datetime) -> None:
        """Who came, as the road and as reception tell it, one before or after the other."""
        bus = self.bus() if self.dice.random() < 0.9 else None
        came = self.moment(at)
        booking = None
        if bus is not None:
            first, last = bus.stops.order_by("position")
            booking = Booking.objects.create(
                office=case.office, case=case, departure=bus, from_stop=first, to_stop=last,
                occurred_at=at, ended_at=came,
            )  # fmt: skip
        for person in dict.fromkeys(people):
            if booking is not None and bus is not None and self.dice.random() < 0.9:
                self.alight(booking, bus, person, self.moment(came, 30))
            if self.dice.random() < 0.7:
                self.receive(case, bus, person, self.moment(came, 60))

    def alight(self, booking: Booking, bus: Departure, person: Person, at: datetime) -> None:
        """Somebody gets off where the journey ends."""
        if BookedSeat.objects.filter(person=person, departure=bus).exists():
            return
        seat = BookedSeat.objects.create(
            office=booking.office, booking=booking, departure=bus, person=person,
            state=self.dice.choice(["ARRIVED"] * 6 + ["NO_SHOW"]), state_since=at, ended_at=at,
            occurred_at=at,
        )  # fmt: skip
        PassengerEvent.objects.create(
            office=self.dice.choice([booking.office, *self.offices]), seat=seat, person=person,
            departure=bus, kind="ARRIVED", occurred_at=at, recorded_at=self.moment(at, 90),
        )  # fmt: skip

    def receive(self, case: Case, bus: Departure | None, person: Person, at: datetime) -> None:
        """Reception says who is there, and takes it back now and then."""
        if Arrival.objects.live().filter(person=person, departure=bus).exists():
            return
        Arrival.objects.create(
            office=self.dice.choice([case.office, *self.offices]), case=case, person=person,
            departure=bus, centre=self.dice.choice(["OMOA", "X"]),
            country=self.dice.choice(COUNTRIES), occurred_at=at, recorded_at=self.moment(at, 200),
            state="ARRIVED" if self.dice.random() < 0.9 else "NOT_ARRIVED",
            taken_back_at=at if self.dice.random() < 0.05 else None,
        )  # fmt: skip

    def change(self) -> None:
        """Something is told anew, put right, taken back or taken out."""
        dice = self.dice
        person, case = dice.choice(self.people), dice.choice(self.cases)
        at = self.moment()
        every = (
            self.case,
            lambda: self.tell(person),
            lambda: self.find(case, person, at),
            lambda: Person.objects.filter(pk=person.pk).update(sex="F", site="TIJ"),
            lambda: Case.objects.filter(pk=case.pk).update(programme=dice.choice(self.programmes)),
            lambda: GroupMember.objects.filter(person=person).update(relation="NON_RELATIVE"),
            lambda: GroupMember.objects.filter(person=person, left_at=None).update(left_at=at),
            lambda: Arrival.objects.filter(person=person).update(taken_back_at=at),
            lambda: BookedSeat.objects.filter(person=person).update(state="NO_SHOW"),
            lambda: PassengerEvent.objects.filter(person=person).delete(),
            lambda: self.forget(case),
            lambda: EligibilityDecision.objects.filter(case=case).update(revoked_at=at),
            lambda: (
                self.way(case, at) if not case.decisions.filter(revoked_at=None).exists() else None
            ),
            lambda: (
                Departure.objects.filter(pk=dice.choice(self.buses).pk).update(mode="AIR")
                if self.buses
                else None
            ),
        )
        dice.choice(every)()
        self.follow_up(case, person)

    def follow_up(self, case: Case, person: Person) -> None:
        """Now and then what follows a journey goes on, too."""
        every = (
            lambda: self.follow(case, [person]),
            lambda: Referral.objects.filter(case=case).update(status="COMPLETED"),
            lambda: Call.objects.filter(case=case).update(outcome="DONE", done_at=FIRST),
            lambda: person.share_consents.update(withdrawn_at=FIRST),
            lambda: Handover.objects.filter(person=person).update(undone_at=FIRST),
            lambda: BookedSeat.objects.filter(person=person).update(state="ARRIVED"),
            lambda: Person.objects.filter(pk=person.pk).update(birth_date=date(2012, 5, 5)),
            lambda: None,
        )
        self.more.choice(every)()
