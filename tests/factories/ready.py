"""People for whom everything is in order, so that a test can take one thing away."""

from datetime import date, datetime, timedelta

from rumbo.access.models import Office
from rumbo.access.values import SYSTEM, Actor
from rumbo.casework import actions as casework
from rumbo.casework.models import Case
from rumbo.counselling.models import (
    Declaration,
    GuardianDeclaration,
    Session,
    VoluntarinessFinding,
)
from rumbo.counselling.wording import current
from rumbo.documents.models import (
    ExitPaper,
    LegalCheck,
    OtherParent,
    Parentage,
    ReceivingNotice,
    TransitCheck,
    TravelDocument,
)
from rumbo.network import actions as network
from rumbo.programmes import actions as programmes
from rumbo.protection.models import CareNeeds, FearAnswer, FitnessFinding, MppStanding, Screening
from rumbo.readiness.codes import TOPICS
from rumbo.readiness.queries import TravelPlan
from rumbo.registry.models import GroupMember, Person, Profile
from rumbo.registry.values import NewConsent
from tests import factories

TRAVEL = date(2025, 3, 12)
PROGRAMME = "AVR-NCA"


def reference() -> None:
    """Places and programmes, as shipped."""
    network.load_reference(actor=SYSTEM)
    programmes.load_reference(actor=SYSTEM)


def plan(day: date = TRAVEL, mode: str = "LAND", destination: str = "HND") -> TravelPlan:
    """A bus from Mexico home."""
    return TravelPlan(
        date=day,
        mode=mode,
        origin="MEX",
        destination=destination,
        arrives=day + timedelta(days=1),
    )


def family(at: Office | None = None) -> Case:
    """A mother with her son of eight."""
    mother = factories.new_person()
    son = factories.new_person(
        identity={"given_names": "Josué", "surname_1": "Mejía"},
        sex="M",
        birth_date=date(2016, 8, 1),
        relation="CHILD",
        guardian=mother.id,
        guardian_relation="PARENT",
        consent=NewConsent(by="GUARDIAN", wording="2026-11-20"),
    )
    return factories.registered(mother, son, at=at)


def make_ready(
    case: Case,
    travel: date = TRAVEL,
    at: datetime = factories.MONDAY,
    programme: str = PROGRAMME,
) -> Case:
    """Write down everything that a case needs up to the last gate but the word of the day."""
    officers = (factories.actor("coordinator"), factories.actor("coordinator"))
    for member in GroupMember.objects.filter(group=case.group, left_at=None):
        _papers(case, member.person, at)
        _health(case, member.person, at)
        Profile.objects.filter(person=member.person).update(status="IRREGULAR")
        if member.guardian_id is None:
            _adult(case, member.person, travel, at, officers[0])
        else:
            _child(case, member.person, member.guardian, at)
    ReceivingNotice.objects.create(
        office=case.office, case=case, told_on=at.date(), answered_on=at.date()
    )
    casework.move(actor=SYSTEM, case=case, to="COUNSELLING", at=at)
    casework.decide_eligibility(
        actor=officers[0], case=case, eligible=True, reasons=[], programme=programme, at=at
    )
    casework.countersign(actor=officers[1], case=case, at=at)
    case.refresh_from_db()
    return case


def _about(case: Case, person: Person, at: datetime) -> dict[str, object]:
    return {"office": case.office, "case": case, "person": person, "occurred_at": at}


def _adult(case: Case, person: Person, travel: date, at: datetime, by: Actor) -> None:
    about = _about(case, person, at)
    Session.objects.create(
        **about, language="es", topics=list(TOPICS), asylum_explained=True, decision="RETURN"
    )
    VoluntarinessFinding.objects.create(
        **about, alone=True, free=True, informed=True, capacity=True, by=by.id
    )
    FearAnswer.objects.create(**about, alone=True, answer="NO")
    Declaration.objects.create(
        **about,
        travel_date=travel,
        wording=current("declaration").version,
        language="es",
        witness="Marta Ruiz",
    )


def _child(case: Case, child: Person, guardian: Person | None, at: datetime) -> None:
    common = {"office": case.office, "child": child, "occurred_at": at}
    GuardianDeclaration.objects.create(
        **common,
        case=case,
        guardian=guardian,
        capacity="PARENT",
        wording=current("guardian").version,
        language="es",
    )
    Parentage.objects.create(**common, shown=True, shown_by="DOCUMENT")
    OtherParent.objects.create(**common, state="SOLE_CUSTODY", on=at.date(), has_paper=True)


def _papers(case: Case, person: Person, at: datetime) -> None:
    common = {"office": case.office, "person": person, "occurred_at": at}
    TravelDocument.objects.create(
        **common,
        type="PASSPORT",
        issuer="HND",
        number="E123456",
        valid_until=date(2030, 1, 1),
        original_with="person",
    )
    ExitPaper.objects.create(**common, needed=False)
    LegalCheck.objects.create(**common, bar=False)
    TransitCheck.objects.create(**common, country="GTM", allowed=True)


def _health(case: Case, person: Person, at: datetime) -> None:
    about = _about(case, person, at)
    Screening.objects.create(
        **about,
        alone=True,
        by=SYSTEM.id or factories.actor("counsellor").id,
        in_custody=False,
        in_mpp=False,
    )
    MppStanding.objects.create(**about, in_mpp=False)
    CareNeeds.objects.create(**about, needs=[])
    FitnessFinding.objects.create(**about, result="FIT", valid_until=date(2025, 12, 31))
