"""What protects somebody under one registration protects them under every other."""

import pytest

from rumbo.access.values import SYSTEM
from rumbo.casework import actions as casework
from rumbo.casework.models import Case
from rumbo.common import clock
from rumbo.protection.models import (
    AsylumClaim,
    FearAnswer,
    MppStanding,
    Screening,
)
from rumbo.readiness import queries
from rumbo.readiness.queries.gathering import facts_of_many
from rumbo.registry import actions as registry
from rumbo.registry.models import Profile
from tests import factories
from tests.factories import ready

pytestmark = pytest.mark.django_db
TODAY = factories.MONDAY.date()


def lacks(case: Case) -> set[str]:
    """The codes of the rows that a family still lacks to be booked."""
    judged = queries.judge_case(case, plan=ready.plan(), today=TODAY)
    return {row.code for one in judged.people for row in one.missing if row.gate == "BOOK"}


def two_of_one() -> tuple[Case, Case]:
    """A family that lacks nothing, and a second registration of its first person."""
    ready.reference()
    with clock.travel_to(factories.MONDAY):
        mine, other = ready.make_ready(ready.family()), factories.registered()
        pair = registry.suspect_duplicate(
            actor=SYSTEM,
            earlier=factories.people_of(other)[0],
            later=factories.people_of(mine)[0],
            probability=0.99,
            reasons=("SAME_BIRTH_DATE",),
        )
        registry.decide_duplicate(actor=factories.actor("registrar"), pair=pair, decision="SAME")
    return mine, other


def about(case: Case) -> dict[str, object]:
    """The columns of every row about the first person of a case."""
    person = factories.people_of(case)[0]
    return {"person": person, "office": case.office, "occurred_at": factories.MONDAY}


def test_one_human_being_with_two_quiet_registrations_lacks_nothing() -> None:
    mine, _other = two_of_one()
    assert lacks(mine) == set()


@pytest.mark.parametrize("status", ["ASYLUM_SEEKER", "REFUGEE", "COMPLEMENTARY"])
def test_the_status_of_another_registration_asks_for_a_settled_claim(status: str) -> None:
    mine, other = two_of_one()
    Profile.objects.filter(person=factories.people_of(other)[0]).update(status=status)
    assert lacks(mine) == {"ASYLUM_CLAIM_SETTLED", "GROUP_TOGETHER"}


def test_a_claim_that_is_open_elsewhere_asks_for_one_settled_here() -> None:
    mine, other = two_of_one()
    AsylumClaim.objects.create(**about(other), case=other, effects_explained_on=TODAY)
    assert "ASYLUM_CLAIM_SETTLED" in lacks(mine)


def test_a_file_that_rests_for_a_legal_reason_elsewhere_bars_this_one_until_it_goes_on() -> None:
    mine, other = two_of_one()
    with clock.travel_to(factories.MONDAY):
        hold = casework.hold_case(actor=SYSTEM, case=other, reason="LEGAL", why="Es testigo.")
    assert "NO_LEGAL_BAR" in lacks(mine)
    casework.release_hold(actor=SYSTEM, hold=hold)
    assert lacks(mine) == set()


def test_a_case_in_the_united_states_told_elsewhere_is_explained_here() -> None:
    mine, other = two_of_one()
    MppStanding.objects.create(**about(other), case=other, in_mpp=True)
    assert {"MPP_EXPLAINED", "MPP_UNDERSTOOD"} <= lacks(mine)


@pytest.mark.parametrize(
    ("codes", "row"),
    [
        (["VOT"], "TRAFFICKING_CLEARED"),
        (["KIDNAPPING_VICTIM"], "SAFETY_OF_SURVIVORS"),
        (["GBV"], "SAFETY_OF_SURVIVORS"),
    ],
)
def test_a_flag_raised_elsewhere_closes_the_gate_here(codes: list[str], row: str) -> None:
    mine, other = two_of_one()
    Screening.objects.create(**about(other), case=other, codes=codes, alone=True)
    assert row in lacks(mine)


def test_a_fear_told_elsewhere_closes_the_gate_here() -> None:
    mine, other = two_of_one()
    FearAnswer.objects.create(**about(other), case=other, alone=True, answer="YES")
    assert "FEAR_RESOLVED" in lacks(mine)


def test_two_files_read_together_each_speak_for_the_other() -> None:
    mine, other = two_of_one()
    FearAnswer.objects.create(**about(other), case=other, alone=True, answer="YES")
    with clock.travel_to(factories.MONDAY):
        casework.hold_case(actor=SYSTEM, case=other, reason="LEGAL", why="Es testigo.")
    told = facts_of_many([mine, other], plan=ready.plan(), today=TODAY)
    for case in (mine, other):
        one = told[case.pk].facts.persons[0]
        assert one.fear is not None
        assert one.fear.answer == "YES"
    assert told[mine.pk].facts.persons[0].legal_bar is True


def test_what_is_said_elsewhere_ends_when_the_two_are_parted_again() -> None:
    mine, other = two_of_one()
    Profile.objects.filter(person=factories.people_of(other)[0]).update(status="REFUGEE")
    person = factories.people_of(mine)[0]
    assert lacks(mine)
    person.individual = None
    person.save()
    assert lacks(mine) == set()
