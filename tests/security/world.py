"""Two offices with the same life in each, and words that must never cross from one to the other."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from rumbo.access.models import BreakGlass, Office
from rumbo.access.values import SYSTEM
from rumbo.assistance.models import FundEntry, JointRisk, Payment, Service, Voucher
from rumbo.assistance.rules import MATRIX
from rumbo.casework import actions as casework
from rumbo.casework.models import Appointment, Case, Contact, FamilyContact
from rumbo.common.ids import new_id
from rumbo.common.money import Money
from rumbo.common.sealed import files
from rumbo.complaints import actions as complaints
from rumbo.complaints.values import NewComplaint
from rumbo.documents.models import (
    ConsularBatch,
    ConsularRequest,
    Custody,
    KeptFile,
    ReceivingNotice,
    TravelDocument,
)
from rumbo.exchange.models import ImportedSheet, IntakeRow
from rumbo.movements import actions as movements
from rumbo.movements.models import BookedSeat
from rumbo.movements.values import NewDeparture, NewEscort
from rumbo.programmes import actions as programmes
from rumbo.programmes.values import NewAdvance, NewFare, NewReceipt, Signature
from rumbo.protection.models import FearAnswer, FitnessFinding, SurvivorFinding
from rumbo.registry import actions as registry
from rumbo.registry.models import AccessRequest, Person
from rumbo.registry.values import NewConsent
from tests import factories
from tests.factories import movements as buses
from tests.factories import ready
from tests.factories.inquiries import inquired, reach

# Nobody's name, and no word of ours: found in an answer, it came from the file.
ELSEWHERE = "Xochiquetzalli"
KEPT = {
    "protection": "Zzprotegido",
    "medical": "Zzmedico",
    "trafficking": "Zztrata",
    "inquiry": "Zzpregunto",
    "complaint": "Zzqueja",
}


@dataclass
class World:
    """One office with one of everything: ids by the word that stands for them in an address."""

    office: Office
    case: Case
    ids: dict[str, UUID] = field(default_factory=dict)


def build(code: str, given: str) -> World:
    """Make an office and one of everything in it."""
    office = factories.office(code, code.title())
    case = _family(office, given)
    person, child = factories.people_of(case)
    world = World(office, case)
    about: dict[str, Any] = {"office": office, "case": case, "person": person}
    bus = movements.plan_departure(
        actor=SYSTEM,
        office=office,
        plan=NewDeparture(
            route=buses.ROUTE,
            start="TAP",
            leaves_at=buses.LEAVES,
            seats=40,
            fixed_cost=1,
            seat_cost=1,
        ),
        at=factories.MONDAY,
    )
    booking = buses.booked(case, bus)
    document = TravelDocument.objects.filter(person=person)[0]
    file_id = new_id()
    files.save(file_id, b"%PDF-1.4 nothing")
    world.ids = {
        "case": case.id,
        "person": person.id,
        "departure": bus.id,
        "booking": booking.id,
        "escort": movements.name_escort(
            actor=SYSTEM, departure=bus, escort=NewEscort(name=given)
        ).id,
        "seat": BookedSeat.objects.filter(person=person)[0].id,
        "document": document.id,
        "custody": Custody.objects.create(office=office, document=document, held_by="office").id,
        "file": KeptFile.objects.create(
            **about, id=file_id, kind="SCAN", name=given, media_type="application/pdf", size=16
        ).id,
        "task": casework.open_task(actor=SYSTEM, case=case, role="counsellor", code="FEAR").id,
        "contact": Contact.objects.create(**about, about="SEAT", due_on=ready.TRAVEL).id,
        "appointment": Appointment.objects.create(
            **about, role="counsellor", starts_at=factories.MONDAY
        ).id,
        "row": _row(office, given).id,
        "pair": registry.suspect_duplicate(
            actor=SYSTEM,
            earlier=person,
            later=factories.people_of(_family(office, given, ready_too=False))[0],
            probability=0.9,
            reasons=[],
        ).id,
    }
    world.ids["assignment"] = casework.assign(
        actor=SYSTEM, case=case, role="counsellor", user=factories.user("counsellor", at=office)
    ).id
    world.ids["family:contact"] = FamilyContact.objects.create(**about, who={"name": given}).id
    world.ids["registry:asked"] = AccessRequest.objects.create(
        person=person, asked_by=factories.user("registrar").id, asked_office=office, reason=given
    ).id
    world.ids["documents:notice"] = ReceivingNotice.objects.filter(case=case)[0].id
    world.ids["documents:asked"] = ConsularRequest.objects.create(
        office=office, person=person, **_asked(case)
    ).id
    world.ids["batch"] = ConsularBatch.objects.create(
        office=office, consulate="HN-TAP", week=factories.MONDAY.date()
    ).id
    asked = inquired(
        at=office,
        wants="VISIT",
        reach=reach(who={"name": f"{given} {KEPT['inquiry']}", "phone": "+52 962 000 0001"}),
    )
    world.ids["inquiry"] = asked.id
    world.ids["inquiries:visit"] = casework.make_visit(
        actor=SYSTEM, inquiry=asked, starts_at=factories.MONDAY, at=factories.MONDAY
    ).id
    world.ids["glass"] = BreakGlass.objects.create(
        office=office, case_id=case.id, group_id=case.group_id, people_ids=[person.id],
        number=case.number, compartment="protection", opens=["protection"],
        by=factories.user("health", at=office).id, role="health",
        reason="Está en peligro y no puede esperar.", occurred_at=factories.MONDAY,
        until=factories.MONDAY + timedelta(hours=3),
    ).id  # fmt: skip
    world.ids["complaint"] = complaints.file_complaint(
        actor=SYSTEM,
        office=office,
        complaint=NewComplaint(words=KEPT["complaint"], about="Otra", name="Otra"),
        at=factories.MONDAY,
    )[0].id
    FearAnswer.objects.create(**about, alone=True, answer="NO", words=KEPT["protection"])
    FitnessFinding.objects.create(
        **about, result="FIT", valid_until=date(2025, 12, 31), notes=KEPT["medical"]
    )
    SurvivorFinding.objects.create(
        office=office, case=case, person=child, kidnapping=True, family_violence=False,
        safety_finding_on=ready.TRAVEL - timedelta(days=10),
        rights_explained_on=ready.TRAVEL - timedelta(days=10),
        notes=KEPT["trafficking"],
    )  # fmt: skip
    _helped(world, child)
    _paid(world)
    return world


def _helped(world: World, child: Person) -> None:
    """What direct assistance keeps of somebody: a service, a sum of the fund, a look at the risk."""
    about: dict[str, Any] = {"office": world.office, "case": world.case, "person": child}
    secret = KEPT["trafficking"]
    service = Service.objects.create(
        **about, kind="SHELTER", provider=secret, agreed_on=ready.TRAVEL, starts_on=ready.TRAVEL
    )
    payment = Payment.objects.create(
        office=world.office, reference=f"AD-{world.office.code}", payee="", amount_minor=100,
        currency="USD",
    )  # fmt: skip
    FundEntry.objects.create(
        office=world.office, fund="SMALL-FUND", kind="RESERVED", amount_minor=100, payment=payment
    )
    world.ids["service"] = service.id
    world.ids["voucher"] = Voucher.objects.create(
        **about, service=service, payee_kind="SURVIVOR", amount_minor=100, currency="USD",
        due_on=ready.TRAVEL, state="APPROVED", payment=payment, notes=secret,
    ).id  # fmt: skip
    risk = {part: {"level": "HIGH", "mitigation": secret} for part in MATRIX}
    world.ids["risk"] = JointRisk.objects.create(
        **about, ours=risk, finding="NOT_SAFE", notes=secret
    ).id
    world.ids["assistance:person"] = child.id


def _paid(world: World) -> None:
    """What money keeps at an office: cash in somebody's hand, a receipt, a fare, and their postings."""
    holder, office = factories.user("field", at=world.office), world.office
    advance = programmes.give_advance(
        actor=SYSTEM,
        advance=NewAdvance(
            line="WH-2022", holder=holder.pk, office=office, amount=Money(10_000),
            what_for="Comidas", signature=Signature(),
        ),
        at=factories.MONDAY,
    )  # fmt: skip
    world.ids["advance"] = advance.pk
    fare = NewFare(
        carrier="Copa", origin="TAP", destination="PTY", fare=Money(21_000),
        since=factories.MONDAY.date(), source="Convenio 14/2025",
    )  # fmt: skip
    programmes.agree_fare(actor=SYSTEM, fare=fare, at=factories.MONDAY)
    world.ids["programmes:receipt"] = programmes.note_receipt(
        actor=SYSTEM,
        advance=advance,
        receipt=NewReceipt(
            amount=Money(100), what_for="Agua", on=factories.MONDAY.date(), paper=b"%PDF-1.4 x"
        ),
        at=factories.MONDAY,
    ).pk


def _family(office: Office, given: str, *, ready_too: bool = True) -> Case:
    mother = factories.new_person(
        identity={"given_names": given, "surname_1": "Mejía", "document_number": "E1234567"},
        contact={"phone": "+52 962 000 0000", "note": given},
    )
    son = factories.new_person(
        identity={"given_names": given, "surname_1": "López"},
        birth_date=date(2016, 8, 1),
        relation="CHILD",
        guardian=mother.id,
        guardian_relation="PARENT",
        consent=NewConsent(by="GUARDIAN", wording="2026-11-20"),
    )
    case = factories.registered(mother, son, at=office)
    return ready.make_ready(case) if ready_too else case


def _row(office: Office, given: str) -> IntakeRow:
    made: IntakeRow = IntakeRow.objects.create(
        office=office,
        sheet=ImportedSheet.objects.create(),
        number=7,
        key=new_id().bytes,
        raw={"nombres": given, "fecha_nacimiento": "31/02/1990"},
        folio="TAP-1",
        outcome="to_correct",
        faults=[{"column": "fecha_nacimiento", "code": "DATE_IMPOSSIBLE"}],
    )
    return made


def _asked(case: Case) -> dict[str, Any]:
    names = {f.name for f in ConsularRequest._meta.get_fields()}
    values = {
        "case": case,
        "document": "LAISSEZ_PASSER",
        "type": "LAISSEZ_PASSER",
        "country": "HND",
        "consulate": "HN-TAP",
        "asked_on": factories.MONDAY.date(),
        "due_on": factories.MONDAY.date() + timedelta(days=10),
    }
    return {k: v for k, v in values.items() if k in names}
