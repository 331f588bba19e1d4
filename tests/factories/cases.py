"""Families, tries and decisions for tests of casework, made by its own verbs."""

from datetime import date, datetime, timedelta
from typing import Any

from rumbo.access.entry import reading
from rumbo.access.models import Office
from rumbo.access.values import EVERYTHING, SYSTEM
from rumbo.casework import actions as casework
from rumbo.casework.models import Case, Contact
from rumbo.common.ids import new_id
from rumbo.registry.values import NewPerson
from tests import factories


def name(given: str, surname: str = "Mejía") -> dict[str, str]:
    """The sealed names of somebody."""
    return {"given_names": given, "surname_1": surname, "surname_2": "Paguada"}


def family(**changes: Any) -> Case:
    """A mother, a father and their child of eight, with their case."""
    mother = factories.new_person(identity=name("Dilcia"), birth_date=date(1990, 5, 4))
    father = factories.new_person(
        identity=name("Óscar"), birth_date=date(1988, 1, 2), sex="M", relation="SPOUSE"
    )
    child = factories.new_person(
        identity=name("Josué"),
        birth_date=date(2016, 9, 1),
        sex="M",
        relation="CHILD",
        guardian=mother.id,
        guardian_relation="PARENT",
    )
    return factories.registered(mother, father, child, **changes)


def adults(*given: str, **changes: Any) -> Case:
    """Grown-up siblings who travel together."""
    people = [
        NewPerson(
            id=new_id(),
            identity=name(one),
            birth_date=date(1990, 1, 1),
            nationalities=("HND",),
            origin_country="HND",
            relation="HEAD" if at == 0 else "SIBLING",
        )
        for at, one in enumerate(given or ("Ana", "Berta"))
    ]
    return factories.registered(*people, **changes)


def eligible(case: Case | None = None, **changes: Any) -> Case:
    """A case that was decided by one officer and confirmed by another."""
    found = case or factories.registered(**changes)
    when = found.stage_since + timedelta(hours=1)
    casework.move(actor=SYSTEM, case=found, to="COUNSELLING", at=when)
    officer, other = (
        factories.actor("coordinator", at=found.office),
        factories.actor("coordinator", at=found.office),
    )
    casework.decide_eligibility(
        actor=officer, case=found, eligible=True, reasons=[], programme="AVR", at=when
    )
    casework.countersign(actor=other, case=found, at=when)
    found.refresh_from_db()
    return found


def to_be_told(case: Case, **changes: Any) -> Contact:
    """Somebody of a case who must be told of an appointment."""
    person = factories.people_of(case)[0]
    told = {"about": "APPOINTMENT", "at": factories.MONDAY, **changes}
    return casework.add_contact(actor=SYSTEM, case=case, person=person, **told)


def tried_on(contact: Contact, *days: int, outcome: str = "NO_ANSWER") -> None:
    """Tries to reach somebody, so many days after Monday."""
    for day in days:
        casework.log_attempt(
            actor=SYSTEM,
            contact=contact,
            channel="PHONE",
            outcome=outcome,
            at=factories.MONDAY + timedelta(days=day),
        )


def at_stage(case: Case, *stages: str, at: datetime = factories.MONDAY) -> Case:
    """Take a case along the way, move by move."""
    for stage in stages:
        casework.move(actor=SYSTEM, case=case, to=stage, at=at)
    return case


def seen_by_all() -> Any:
    """An entry that sees everything, for reading in tests."""
    return reading(EVERYTHING)


def elsewhere() -> Office:
    """Another office."""
    return factories.office("TIJ", "Tijuana")
