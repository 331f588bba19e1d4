"""What is found puts somebody first on the list, and the list never says why to everybody."""

import pytest

from rumbo.casework.models import PriorityFact
from rumbo.casework.proposing import propose_for
from rumbo.protection import actions as protection
from tests import factories
from tests.factories import protection as asking
from tests.factories import ready

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("flag", "fact", "compartment"),
    [("SERIOUS_MEDICAL", "ILLNESS", "medical"), ("DISABILITY", "DISABILITY", "medical")],
)
def test_a_flag_of_the_screen_counts_on_the_waiting_list(
    flag: str, fact: str, compartment: str
) -> None:
    case = factories.registered()
    asking.screened(factories.actor("counsellor"), case, factories.people_of(case)[0], flag)
    assert PriorityFact.objects.get().code == fact
    assert PriorityFact.objects.get().compartment == compartment


def test_a_pregnancy_counts_from_its_twenty_eighth_week() -> None:
    case = factories.registered()
    protection.record_pregnancy(
        actor=factories.actor("health"),
        case=case,
        person=factories.people_of(case)[0],
        status="YES",
        weeks=20,
        at=factories.MONDAY,
    )
    fact = PriorityFact.objects.get()
    assert fact.counts_from is not None
    assert (fact.counts_from - factories.MONDAY.date()).days == 8 * 7


def test_eligibility_is_proposed_from_what_every_room_knows() -> None:
    ready.reference()
    case = ready.make_ready(ready.family())
    before = factories.registered()
    assert propose_for(before, ready.TRAVEL).eligible is not True
    proposal = propose_for(case, ready.TRAVEL)
    assert "FREEDOM_NOT_ASSESSED" not in {reason.code for reason, _ in proposal.reasons}
