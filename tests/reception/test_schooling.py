"""School continuity: enrolment and validation of studies, of one child, with papers and an outcome."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from rumbo.access.values import SYSTEM
from rumbo.casework.models import Case
from rumbo.common.refusal import Refusal
from rumbo.reception import actions as reception
from rumbo.reception.models import Referral
from rumbo.reception.values import NewReferral
from rumbo.registry.models import Person
from tests import factories
from tests.factories import documents as papers
from tests.factories import ready

pytestmark = pytest.mark.django_db


@pytest.fixture
def family() -> tuple[Case, Person, Person]:
    case = ready.family()
    papers.shares(case, "REFERRAL_BODIES")
    mother, son = factories.people_of(case)
    return case, mother, son


def referred(case: Case, person: Person, need: str = "STUDY_VALIDATION") -> Referral:
    return reception.refer(
        actor=SYSTEM, case=case, person=person, at=factories.MONDAY,
        referral=NewReferral(target="SCHOOL", need=need, told=("age",), agreed_on=factories.MONDAY.date()),
    )  # fmt: skip


def test_a_childs_schooling_has_its_papers_and_its_outcome(
    family: tuple[Case, Person, Person],
) -> None:
    case, _mother, son = family
    row = referred(case, son)
    assert row.papers_asked == ("SCHOOL_REPORT", "BIRTH_RECORD", "STATEMENT")
    reception.note_school_paper(actor=SYSTEM, referral=row, code="BIRTH_RECORD", here=True)
    reception.note_school_paper(actor=SYSTEM, referral=row, code="STATEMENT", here=True)
    row = reception.note_school_paper(actor=SYSTEM, referral=row, code="STATEMENT", here=False)
    assert (row.papers, row.papers_missing) == (["BIRTH_RECORD"], 2)
    reception.answer_referral(actor=SYSTEM, referral=row, accepted=True)
    with pytest.raises(Refusal) as refusal:
        reception.complete_referral(actor=SYSTEM, referral=row, outcome="Entró")
    assert refusal.value.code == "reception.outcome_needed"
    reception.complete_referral(actor=SYSTEM, referral=row, result="IN_PART", outcome="Nivela")
    row.refresh_from_db()
    assert (row.status, row.outcome_word) == (
        "COMPLETED", "Validados en parte, con examen o nivelación",
    )  # fmt: skip


@pytest.mark.parametrize("need", ["SCHOOL_ENROLMENT", "STUDY_VALIDATION"])
def test_schooling_is_asked_of_children(family: tuple[Case, Person, Person], need: str) -> None:
    case, mother, son = family
    with pytest.raises(Refusal) as refusal:
        referred(case, mother, need)
    assert refusal.value.code == "reception.school_is_for_children"
    assert referred(case, son, need).status == "SENT"


def test_only_papers_of_that_need_are_kept_and_only_while_it_is_open(
    family: tuple[Case, Person, Person],
) -> None:
    case, _mother, son = family
    row = referred(case, son)
    note: dict[str, Any] = {"actor": SYSTEM, "referral": row, "here": True}
    with pytest.raises(Refusal) as strange:
        reception.note_school_paper(**note, code="CHILD_ID")
    reception.cancel_referral(actor=SYSTEM, referral=row, why="Otra escuela")
    with pytest.raises(Refusal):
        reception.note_school_paper(**note, code="BIRTH_RECORD")
    assert strange.value.code == "reception.not_a_school_paper"


def test_it_is_worked_on_its_page_and_stands_in_the_panel_of_the_case(
    family: tuple[Case, Person, Person],
) -> None:
    case, _mother, son = family
    row = referred(case, son)
    client = Client()
    client.force_login(factories.user("reintegration"))
    there = reverse("reception:referral", kwargs={"referral": row.pk})
    assert "Que falte un papel no deja a nadie sin escuela" in client.get(there).text
    client.post(
        reverse(
            "reception:school_paper",
            kwargs={"referral": row.pk, "code": "SCHOOL_REPORT", "state": "here"},
        )
    )
    panel = reverse("reception:panel", kwargs={"case": case.pk})
    assert "Validación de estudios" in client.get(panel).text
    assert "faltan 2 papeles" in client.get(panel).text
    for what, told in (("accept", {}), ("complete", {"result": "VALIDATED", "why": "4.º grado"})):
        client.post(
            reverse("reception:referral_act", kwargs={"referral": row.pk, "what": what}), told
        )
    assert "Estudios validados" in client.get(panel).text
    assert "Estudios validados" in client.get(there).text
