"""A family with a whole story, told through the verbs, for a page worth looking at."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from rumbo.access import queries as who
from rumbo.access.models import User
from rumbo.access.values import Actor
from rumbo.casework import actions as casework
from rumbo.casework.models import Case
from rumbo.counselling import actions as counselling
from rumbo.counselling.values import ForChild
from rumbo.documents import actions as documents
from rumbo.documents.values import NewOtherParent, NewRequest
from rumbo.movements import actions as movements
from rumbo.movements.models import Departure
from rumbo.protection import actions as protection
from rumbo.protection.values import NewFitness
from rumbo.registry.models import Person
from rumbo.registry.values import NewConsent
from tests import factories
from tests.factories import counselling as talks
from tests.factories import movements as buses
from tests.factories import protection as asking
from tests.factories import ready
from tests.factories.documents import passport

AGREED = dict.fromkeys(("CONSULATE", "RECEIVING_MISSION", "REFERRAL_BODIES"), True)
STATUS = {"status": "IRREGULAR"}
REGISTERED = datetime(2025, 2, 24, 15, 20, tzinfo=UTC)


def named(name: str, *roles: str) -> User:
    """Somebody of the team, with a name of their own."""
    made = factories.user(*roles)
    made.display_name = name
    made.save(update_fields=["display_name"])
    return made


def acting(user: User) -> Actor:
    """Let somebody act."""
    return who.actor_of(user, REGISTERED.date())


def mejia(counsellor: User) -> tuple[Case, Departure]:
    """Counselled, decided by two, declared and with seats; the child's papers are still to come."""
    case = _registered()
    mother, father, child = factories.people_of(case)
    office = named("Marta Ruiz", "documents", "health")
    one, other = named("Elena Castillo", "coordinator"), named("Raúl Méndez", "coordinator")
    talker = acting(counsellor)
    for at, person in enumerate((mother, father)):
        when = REGISTERED + timedelta(days=1, hours=at)
        talks.counselled(talker, case, person, at=when)
    for person in (mother, father, child):
        when = REGISTERED + timedelta(days=2)
        asking.screened(talker, case, person, at=when)
        asking.asked(talker, case, person, at=when)
    casework.decide_eligibility(
        actor=acting(one), case=case, eligible=True, reasons=[], programme=ready.PROGRAMME,
        funding_line="WH-2022", at=REGISTERED + timedelta(days=3),
    )  # fmt: skip
    casework.countersign(actor=acting(other), case=case, at=REGISTERED + timedelta(days=4))
    for person in (mother, father, child):
        counselling.record_share_consents(
            actor=talker, case=case, person=person, answers=AGREED, at=REGISTERED
        )
    _papers(acting(office), case, mother, father, child)
    signed_at = buses.BEFORE - timedelta(days=3, hours=-3)
    for person in (mother, father):
        talks.declared(talker, case, person, at=signed_at, travel_date=ready.TRAVEL)
    counselling.sign_for_child(
        actor=talker, case=case, child=child, signer=ForChild(capacity="PARENT"),
        signature=talks.new_signature(travel_date=ready.TRAVEL), at=signed_at,
    )  # fmt: skip
    bus = buses.departure()
    carmen = acting(named("Carmen Ovando", "movements"))
    booked_at = buses.BEFORE - timedelta(days=2)
    movements.book_group(actor=carmen, case=case, departure=bus, at=booked_at)
    movements.tell_receiving_side(actor=carmen, departure=bus, at=booked_at + timedelta(hours=1))
    movements.note_answer(actor=carmen, departure=bus, at=booked_at + timedelta(days=1))
    case.refresh_from_db()
    return case, bus


def _registered() -> Case:
    def called(given: str, first: str, second: str) -> dict[str, str]:
        return {"given_names": given, "surname_1": first, "surname_2": second}

    place = {"municipality": "Victoria", "community": "Agua Fría"}
    mother = factories.new_person(
        identity=called("Dilcia Waleska", "Mejía", "Paguada"),
        place=place,
        profile=STATUS,
        contact={"phone": "+504 9999 0000", "safe_times": "de 18 a 20"},
    )
    father = factories.new_person(
        identity=called("Óscar Armando", "López", "Zúniga"),
        sex="M",
        birth_date=date(1988, 1, 2),
        relation="SPOUSE",
        place=place,
        profile=STATUS,
    )
    child = factories.new_person(
        identity=called("Josué Daniel", "López", "Mejía"),
        sex="M",
        birth_date=date(2016, 8, 1),
        relation="CHILD",
        guardian=mother.id,
        guardian_relation="PARENT",
        place=place,
        profile=STATUS,
        consent=NewConsent(by="GUARDIAN", wording="2026-11-20"),
    )
    return factories.registered(mother, father, child, when=REGISTERED)


def _papers(office: Actor, case: Case, mother: Person, father: Person, child: Person) -> None:
    when = REGISTERED + timedelta(days=7)
    for person in (mother, father, child):
        about: dict[str, Any] = {"actor": office, "case": case, "person": person, "at": when}
        documents.record_exit_paper(**about, needed=False)
        documents.record_legal_check(**about, bar=False)
        documents.record_transit(**about, countries={"GTM": True})
        protection.record_fitness(
            **about, fitness=NewFitness(result="FIT", valid_until=date(2025, 12, 31))
        )
    for person in (mother, father):
        documents.record_document(
            actor=office, case=case, person=person, document=passport(), at=when
        )
    documents.show_parentage(
        actor=office, case=case, child=child, shown=True, shown_by="CONSULATE", at=when
    )
    documents.record_other_parent(
        actor=office, case=case, child=child, other=NewOtherParent(state="TRAVELS_TOO"), at=when
    )
    documents.ask_consulate(
        actor=office,
        case=case,
        person=child,
        request=NewRequest(type="LAISSEZ_PASSER", country="HND"),
        at=when,
    )
