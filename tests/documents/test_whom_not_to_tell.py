"""Neither a consulate nor a mission hears of somebody who may fear it."""

from datetime import date
from typing import Any

import pytest

from rumbo.access.values import SYSTEM
from rumbo.common.refusal import Refusal
from rumbo.documents import actions as documents
from rumbo.documents.models import Transfer, TravelDocument
from rumbo.protection import actions as protection
from rumbo.protection.values import NewClearance
from tests import factories
from tests.factories import assistance as helped
from tests.factories import documents as papers

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("fear", [None, "YES"])
def test_no_original_goes_to_a_consulate_that_somebody_may_fear(fear: str | None) -> None:
    case = factories.registered()
    row = papers.recorded(case, original_with="office")
    papers.shares(case, "CONSULATE")
    if fear:
        papers.screened(case, fear=fear)
    with pytest.raises(Refusal) as refusal:
        documents.hand_over(
            actor=SYSTEM, case=case, document=row, held_by="consulate", at=factories.MONDAY
        )
    assert refusal.value.code == "documents.consulate_not_cleared"
    assert TravelDocument.objects.get().original_with == "office"


def test_an_original_of_which_nobody_knows_who_has_it_is_handed_over_as_if_it_were_ours() -> None:
    case = factories.registered()
    row = papers.recorded(case, original_with="")
    papers.screened(case)
    hand: dict[str, Any] = {
        "actor": SYSTEM, "case": case, "document": row, "held_by": "consulate",
        "at": factories.MONDAY,
    }  # fmt: skip
    with pytest.raises(Refusal) as refusal:
        documents.hand_over(**hand)
    assert refusal.value.code == "documents.no_consent_to_share"
    papers.shares(case, "CONSULATE")
    documents.hand_over(**hand)
    assert Transfer.objects.get().kind == "ORIGINAL"


@pytest.mark.parametrize(("shares", "is_told"), [(False, False), (None, False), (True, True)])
def test_the_mission_is_not_told_of_who_keeps_it_from_the_origin(
    shares: bool | None, is_told: bool
) -> None:
    case = factories.registered()
    papers.shares(case, "RECEIVING_MISSION")
    if shares:
        helped.origin_may_know(case, factories.people_of(case)[0])
    protection.clear_trafficking(
        actor=factories.actor("protection"),
        case=case,
        person=factories.people_of(case)[0],
        clearance=NewClearance(share_with_origin=shares),
        at=factories.MONDAY,
    )
    told: dict[str, Any] = {"actor": SYSTEM, "case": case, "on": date(2025, 3, 4)}
    if is_told:
        documents.tell_receiving_side(**told)
        return
    with pytest.raises(Refusal) as refusal:
        documents.tell_receiving_side(**told)
    assert refusal.value.code == "documents.mission_not_cleared"
    assert "trata" not in refusal.value.sentence
