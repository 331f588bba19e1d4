"""What the rooms wrote down is what the table of requirements reads."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rumbo.access.values import SYSTEM
from rumbo.casework import actions as casework
from rumbo.counselling.models import Declaration, Reconfirmation
from rumbo.documents.models import Parentage, TravelDocument
from rumbo.protection.models import FearAnswer, Screening
from rumbo.readiness.queries import CaseStanding, judge_case, judge_many
from rumbo.registry import actions as registry
from rumbo.registry.models import DataConsent, GroupMember
from tests import factories
from tests.factories import ready

pytestmark = pytest.mark.django_db
TODAY = date(2025, 3, 5)


@pytest.fixture(autouse=True)
def _places() -> None:
    ready.reference()


def missing(standing: CaseStanding) -> set[str]:
    return {lack.code for person in standing.people for lack in person.missing}


def test_a_family_with_everything_lacks_only_the_word_of_the_day() -> None:
    case = ready.make_ready(ready.family())
    standing = judge_case(case, plan=ready.plan(), today=TODAY)
    assert missing(standing) == {"RECONFIRMED"}
    assert (standing.may_book, standing.may_confirm, standing.may_board) == (True, True, False)


def test_on_the_day_a_family_that_says_it_again_may_board() -> None:
    case = ready.make_ready(ready.family())
    for person in factories.people_of(case):
        Reconfirmation.objects.create(office=case.office, case=case, person=person, on=ready.TRAVEL)
    assert judge_case(case, plan=ready.plan(), today=ready.TRAVEL).may_board


TAKEN_AWAY = {
    "DATA_CONSENT": lambda: DataConsent.objects.all().delete(),
    "SCREENED": lambda: Screening.objects.update(alone=False),
    "FEAR_ASKED": lambda: FearAnswer.objects.all().delete(),
    "DECLARATION": lambda: Declaration.objects.update(withdrawn_at=factories.MONDAY),
    "TRAVEL_DOCUMENT": lambda: TravelDocument.objects.update(valid_until=date(2025, 3, 11)),
    "PARENTAGE_SHOWN": lambda: Parentage.objects.update(shown=False),
    "GUARDIAN_ASSIGNED": lambda: GroupMember.objects.update(guardian_relation="OTHER_RELATIVE"),
    "TRAFFICKING_CLEARED": lambda: Screening.objects.update(codes=["VOT"]),
}


@pytest.mark.parametrize("code", TAKEN_AWAY)
def test_what_is_taken_away_is_missing(code: str) -> None:
    case = ready.make_ready(ready.family())
    TAKEN_AWAY[code]()
    assert code in missing(judge_case(case, plan=ready.plan(), today=TODAY))


def test_a_revoked_decision_counts_for_nothing() -> None:
    case = ready.make_ready(ready.family())
    casework.revoke_decision(
        actor=factories.actor("coordinator"), case=case, why="Se supo algo nuevo."
    )
    assert "ELIGIBLE" in missing(judge_case(case, plan=ready.plan(), today=TODAY))


def test_a_newly_registered_person_lacks_what_nobody_has_done_yet() -> None:
    standing = judge_case(factories.registered(), today=TODAY)
    assert {"SCREENED", "COUNSELLED", "FEAR_ASKED", "ELIGIBLE", "DECLARATION"} <= missing(standing)
    assert not standing.may_book


def test_judging_a_hundred_cases_asks_as_often_as_judging_one() -> None:
    def asked(count: int) -> int:
        cases = [factories.registered() for _ in range(count)]
        with CaptureQueriesContext(
            connection,
        ) as queries:
            judge_many(cases, plan=ready.plan(), today=TODAY)
        return len(queries)

    assert asked(20) == asked(1)


def test_fear_told_under_another_registration_holds_this_one_back() -> None:
    case = ready.make_ready(ready.family())
    here = factories.people_of(case)[0]
    elsewhere_case = factories.registered(at=factories.office("TIJ", "Tijuana"))
    elsewhere = factories.people_of(elsewhere_case)[0]
    FearAnswer.objects.create(
        office=elsewhere.office, case=elsewhere_case, person=elsewhere, alone=True, answer="YES"
    )
    assert "FEAR_RESOLVED" not in missing(judge_case(case, plan=ready.plan(), today=TODAY))
    pair = registry.suspect_duplicate(
        actor=SYSTEM, earlier=here, later=elsewhere, probability=0.97, reasons=[]
    )
    registry.decide_duplicate(actor=factories.actor("registrar"), pair=pair, decision="SAME")
    assert "FEAR_RESOLVED" in missing(judge_case(case, plan=ready.plan(), today=TODAY))
