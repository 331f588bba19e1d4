"""What two concluded of the risk of going back is what the table of requirements asks for."""

from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest

from rumbo.access import queries as who
from rumbo.access.values import Actor
from rumbo.assistance import actions as assistance
from rumbo.assistance.models import JointRisk
from rumbo.casework.models import Case, Task
from rumbo.common.refusal import Refusal
from rumbo.protection import actions as protection
from rumbo.protection import queries
from rumbo.protection.models import TraffickingClearance
from rumbo.protection.values import NewClearance
from rumbo.readiness.queries import judge_case
from rumbo.registry.models import Person
from tests import factories
from tests.factories import MONDAY, ready
from tests.factories import assistance as helped
from tests.factories import protection as made
from tests.factories.assistance import DAY

pytestmark = pytest.mark.django_db
LATER = MONDAY + timedelta(days=1)


@pytest.fixture(autouse=True)
def _reference() -> None:
    ready.reference()


def trafficked() -> tuple[Case, Person, Actor]:
    """Somebody who told of trafficking, and who looks after her."""
    case, person = helped.survivor(kidnapped=False)
    officer = factories.actor("protection")
    made.screened(officer, case, person, "VOT")
    return case, person, officer


def lacks(case: Case, person: Person) -> bool:
    """Whether the table still asks that the return be cleared."""
    found = judge_case(Case.objects.get(pk=case.pk))
    assert found is not None
    codes = {
        lack.code for one in found.people if one.person_id == person.pk for lack in one.missing
    }
    return "TRAFFICKING_CLEARED" in codes


def looked(case: Case, person: Person, by: Actor, finding: str = "MEASURES") -> JointRisk:
    return assistance.assess_risk(
        actor=by, case=case, person=person, view=helped.view(finding), at=MONDAY
    )


def test_two_officers_here_clear_the_return_where_nobody_there_may_know() -> None:
    case, person, officer = trafficked()
    risk, other = looked(case, person, officer), factories.actor("protection")
    assert lacks(case, person), "one look clears nothing"
    assistance.conclude_risk(actor=other, risk=risk, view=helped.view("SAFE"), at=LATER)
    row = queries.newest(TraffickingClearance, person)
    assert row is not None
    assert (row.host_cleared_by, row.second_officer) == (officer.id, other.id)
    assert (row.share_with_origin, row.origin_cleared_on) == (False, None)
    assert not lacks(case, person)
    assert not Task.objects.open().filter(code="TRAFFICKING", person=person).exists()


def test_both_offices_clear_it_and_a_yes_taken_back_asks_for_a_second_officer_here() -> None:
    case, person, officer = trafficked()
    office = helped.origin()
    assistance.let_origin_know(
        actor=officer, case=case, person=person, office=office, given_on=DAY, at=MONDAY
    )
    asked = helped.view()
    view = type(asked)(
        matrix=asked.matrix, finding=asked.finding, notes=asked.notes, origin_office=office.pk
    )
    risk = assistance.assess_risk(actor=officer, case=case, person=person, view=view, at=MONDAY)
    there = who.actor_of(factories.user("protection", at=office), DAY)
    assistance.conclude_risk(
        actor=there, risk=risk, view=helped.view(), is_of_origin=True, at=LATER
    )
    row = queries.newest(TraffickingClearance, person)
    assert row is not None
    assert (row.share_with_origin, row.second_officer) == (True, None)
    assert row.origin_cleared_on is not None
    assert not lacks(case, person)

    assistance.stop_origin_knowing(actor=officer, case=case, person=person, at=LATER)
    assert lacks(case, person), "what that office said no longer clears the return"
    row = queries.newest(TraffickingClearance, person)
    assert row is not None
    assert (row.share_with_origin, row.host_cleared_by) == (False, officer.id)
    protection.second_trafficking_clearance(actor=factories.actor("protection"), clearance=row)
    assert not lacks(case, person)


@pytest.mark.parametrize("who_says_it", ["the first look", "the second conclusion"])
def test_one_word_that_it_is_not_safe_takes_every_clearance_back(who_says_it: str) -> None:
    case, person, officer = trafficked()
    first = looked(case, person, officer)
    assistance.conclude_risk(
        actor=factories.actor("protection"), risk=first, view=helped.view(), at=MONDAY
    )
    assert not lacks(case, person)
    again = assistance.assess_risk(
        actor=officer, case=case, person=person, at=LATER,
        view=helped.view("NOT_SAFE" if who_says_it == "the first look" else "SAFE"),
    )  # fmt: skip
    if who_says_it != "the first look":
        assert not lacks(case, person), "what was cleared stands until somebody says otherwise"
        assistance.conclude_risk(
            actor=factories.actor("protection"), risk=again, view=helped.view("NOT_SAFE"), at=LATER
        )
    assert lacks(case, person)
    assert Task.objects.open().filter(code="TRAFFICKING", person=person).exists()


def test_an_older_assessment_that_is_concluded_late_settles_nothing() -> None:
    case, person, officer = trafficked()
    old = looked(case, person, officer)
    assistance.assess_risk(
        actor=officer, case=case, person=person, view=helped.view("NOT_SAFE"), at=LATER
    )
    assistance.conclude_risk(
        actor=factories.actor("protection"), risk=old, view=helped.view("SAFE"), at=LATER
    )
    assert lacks(case, person)


def test_of_somebody_who_was_kidnapped_no_clearance_of_trafficking_is_written() -> None:
    case, person = helped.survivor()
    risk = looked(case, person, factories.actor("protection"))
    assistance.conclude_risk(
        actor=factories.actor("protection"), risk=risk, view=helped.view(), at=MONDAY
    )
    assert queries.newest(TraffickingClearance, person) is None


def by_hand(case: Case, person: Person, by: Actor, **found: Any) -> TraffickingClearance:
    """Clear it on protection's own form, outside a joint assessment."""
    return protection.clear_trafficking(
        actor=by, case=case, person=person, clearance=NewClearance(**found), at=LATER
    )


def refused(code: str) -> AbstractContextManager[object]:
    return pytest.raises(Refusal, check=lambda refusal: refusal.code == code)


def test_by_hand_as_together_the_origin_office_says_nothing_without_the_survivors_yes() -> None:
    case, person, officer = trafficked()
    other = factories.actor("protection")
    by_hand(case, person, officer, host_cleared=True)
    with refused("protection.no_yes_for_origin"):
        by_hand(case, person, other, share_with_origin=True, origin_cleared_on=LATER.date())
    with refused("protection.no_yes_for_origin"):
        by_hand(case, person, other, share_with_origin=True)
    with refused("protection.no_yes_for_origin"):
        by_hand(case, person, other, origin_cleared_on=LATER.date())
    assert lacks(case, person)
    helped.origin_may_know(case, person)
    row = by_hand(case, person, other, share_with_origin=True, origin_cleared_on=LATER.date())
    assert (row.host_cleared_by, row.origin_cleared_on) == (officer.id, LATER.date())
    assert not lacks(case, person)


def test_a_yes_taken_back_is_no_yes_for_who_clears_by_hand() -> None:
    case, person, officer = trafficked()
    helped.origin_may_know(case, person)
    assistance.stop_origin_knowing(actor=officer, case=case, person=person, at=LATER)
    with refused("protection.no_yes_for_origin"):
        by_hand(case, person, officer, share_with_origin=True)


def test_what_that_office_said_before_the_yes_or_has_still_to_say_does_not_count() -> None:
    case, person, officer = trafficked()
    helped.origin_may_know(case, person)
    early, late = DAY - timedelta(days=1), LATER.date() + timedelta(days=1)
    with refused("protection.asked_before_the_yes"):
        by_hand(case, person, officer, share_with_origin=True, origin_cleared_on=early)
    with refused("protection.word_still_to_come"):
        by_hand(case, person, officer, share_with_origin=True, origin_cleared_on=late)


def test_one_officer_alone_does_not_sign_for_both_offices() -> None:
    case, person, officer = trafficked()
    helped.origin_may_know(case, person)
    with refused("access.same_person_twice"):
        by_hand(
            case, person, officer,
            share_with_origin=True, host_cleared=True, origin_cleared_on=LATER.date(),
        )  # fmt: skip
    by_hand(case, person, officer, share_with_origin=True, host_cleared=True)
    with refused("access.same_person_twice"):
        by_hand(case, person, officer, share_with_origin=True, origin_cleared_on=LATER.date())
    assert lacks(case, person)


def test_what_was_found_unsafe_together_is_not_cleared_by_hand() -> None:
    case, person, officer = trafficked()
    looked(case, person, officer, "NOT_SAFE")
    with refused("protection.found_unsafe_together"):
        by_hand(case, person, officer, share_with_origin=False, host_cleared=True)
    risk = assistance.assess_risk(
        actor=officer, case=case, person=person, view=helped.view("SAFE"), at=LATER
    )
    with refused("protection.found_unsafe_together"):
        by_hand(case, person, officer, share_with_origin=False, host_cleared=True)
    assistance.conclude_risk(
        actor=factories.actor("protection"), risk=risk, view=helped.view("SAFE"), at=LATER
    )
    assert not lacks(case, person)
    by_hand(case, person, officer, share_with_origin=False, host_cleared=True)
