"""What is missing leads to a page that its turn may open; the rows that lead nowhere are named here."""

import re
from uuid import uuid4

import pytest
from django.test import Client

from rumbo.access import queries as who
from rumbo.access.doors import opens
from rumbo.access.models import User
from rumbo.casework import actions as casework
from rumbo.casework.models import EligibilityDecision
from rumbo.common import clock
from rumbo.desk import gaps
from rumbo.readiness import turns
from rumbo.readiness.requirements import TABLE
from tests import factories
from tests.factories import ready

# Done at the door on the day, and judged over the whole group: neither has a page of its own.
NOWHERE = {"RECONFIRMED", "GROUP_TOGETHER"}
ROWS = [
    pytest.param(row, whose, is_unknown, id=f"{row.code}-{whose}{'-unknown' * is_unknown}")
    for row in TABLE
    for whose in filter(None, (row.whose, row.whose_on_child_track))
    for is_unknown in (False, True)
    if row.code not in NOWHERE and (row.text_not_known or not is_unknown)
]


@pytest.mark.parametrize(("row", "whose", "is_unknown"), ROWS)
def test_every_row_leads_its_turn_to_a_page(row, whose: str, is_unknown: bool) -> None:
    answer = gaps.answer_to(row.code, whose, is_unknown=is_unknown)
    assert answer is not None
    url = gaps.page_of(answer, uuid4(), uuid4())
    for role in turns.ROLES_OF.get(whose, (whose,)):
        assert url, answer.pages
        assert opens(url, frozenset({role})), (role, url)


@pytest.mark.parametrize("code", ["PARENTAGE_SHOWN", "OTHER_PARENT"])
def test_a_relation_that_is_not_known_is_said_and_not_shown_by_a_paper(code: str) -> None:
    said = gaps.answer_to(code, "registrar", is_unknown=True)
    shown = gaps.answer_to(code, "registrar", is_unknown=False)
    assert said is not None
    assert shown is not None
    assert said.pages == ("desk:relation",)
    assert shown.pages[0].startswith("documents:")


@pytest.mark.django_db
def test_a_decision_that_waits_for_its_second_name_is_confirmed_and_not_decided_again() -> None:
    ready.reference()
    case = ready.make_ready(ready.family())
    EligibilityDecision.objects.filter(case=case).update(revoked_at=factories.MONDAY)
    page = f"/cases/{case.pk}/"
    one, other = factories.user("coordinator"), factories.user("coordinator")

    def button(user: User) -> str:
        client = Client()
        client.force_login(user)
        text = client.get(page).text
        found = re.search(r'href="/cases/[^"]*/eligibility/"[^>]*>([^<]*)<', text)
        assert found, text
        return found[1]

    with clock.travel_to(factories.MONDAY):
        assert button(one) == button(other) == "Decidir la elegibilidad"
        casework.decide_eligibility(
            actor=who.actor_of(one, factories.MONDAY.date()), case=case, eligible=True, reasons=[],
            programme=ready.PROGRAMME,
        )  # fmt: skip
        assert button(one) == "Ver la decisión"
        assert button(other) == "Confirmar la decisión"
