"""What counselling and protection write down is what the table of requirements reads."""

from datetime import timedelta

import pytest

from rumbo.casework.models import Case
from rumbo.common import clock
from rumbo.counselling import actions as counselling
from rumbo.counselling.values import NewFinding
from rumbo.protection import actions as protection
from rumbo.protection.values import NewClearance
from rumbo.readiness.queries import TravelPlan, judge_case
from tests import factories
from tests.factories import counselling as talk
from tests.factories import protection as made

pytestmark = pytest.mark.django_db
OURS = {
    "SCREENED",
    "COUNSELLED",
    "ASYLUM_EXPLAINED",
    "FEAR_ASKED",
    "FEAR_RESOLVED",
    "NOT_IN_CUSTODY",
    "FREE_DECISION",
    "INFORMED_DECISION",
    "CAPACITY",
    "SAFETY_OF_SURVIVORS",
    "TRAFFICKING_CLEARED",
    "MPP_EXPLAINED",
    "MPP_UNDERSTOOD",
    "DECLARATION",
}


def missing(case: Case) -> set[str]:
    plan = TravelPlan(
        date=talk.TRAVEL, mode="LAND", origin="MEX", destination="HND", arrives=talk.TRAVEL
    )
    with clock.travel_to(factories.MONDAY + timedelta(days=2)):
        standing = judge_case(case, plan=plan)
    return {lack.code for one in standing.people for lack in one.missing} & OURS


def test_a_person_counselled_screened_asked_and_signed_lacks_nothing_of_ours() -> None:
    case, actor = factories.registered(), factories.actor("counsellor")
    person = factories.people_of(case)[0]
    assert {"COUNSELLED", "FREE_DECISION", "DECLARATION", "FEAR_ASKED"} <= missing(case)
    talk.counselled(actor, case, person)
    made.screened(actor, case, person)
    made.asked(actor, case, person)
    talk.declared(actor, case, person)
    assert missing(case) == set()
    counselling.withdraw_declaration(actor=actor, case=case, person=person)
    assert missing(case) == {"DECLARATION"}


def test_pressure_and_fear_take_the_answer_back() -> None:
    case, actor = factories.registered(), factories.actor("counsellor")
    person = factories.people_of(case)[0]
    talk.counselled(actor, case, person)
    made.screened(actor, case, person)
    made.asked(actor, case, person)
    finding = NewFinding(alone=True, free=False, informed=True)
    later = factories.MONDAY + timedelta(hours=2)
    counselling.record_finding(actor=actor, case=case, person=person, finding=finding, at=later)
    made.asked(actor, case, person, "YES", at=later)
    assert missing(case) == {"FREE_DECISION", "FEAR_RESOLVED", "DECLARATION"}


def test_trafficking_told_to_a_counsellor_holds_until_two_have_cleared_it() -> None:
    case, actor = factories.registered(), factories.actor("counsellor")
    person = factories.people_of(case)[0]
    made.screened(actor, case, person, "VOT")
    assert "TRAFFICKING_CLEARED" in missing(case)
    clearance = NewClearance(share_with_origin=False, host_cleared=True)
    row = protection.clear_trafficking(
        actor=factories.actor("protection"),
        case=case,
        person=person,
        clearance=clearance,
        at=factories.MONDAY + timedelta(hours=1),
    )
    assert "TRAFFICKING_CLEARED" in missing(case)
    protection.second_trafficking_clearance(actor=factories.actor("protection"), clearance=row)
    assert "TRAFFICKING_CLEARED" not in missing(case)
