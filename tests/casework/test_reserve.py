"""What protection and health know of somebody is not read from the page of eligibility."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from rumbo.access.values import SYSTEM
from rumbo.casework import actions as casework
from rumbo.casework.models import Case, EligibilityDecision
from rumbo.common import clock
from rumbo.network import actions as network
from rumbo.programmes import actions as programmes
from tests import factories
from tests.factories.pages import client_for
from tests.factories.protection import asked, screened

pytestmark = pytest.mark.django_db
FEAR = "Hay temor o riesgo al volver que protección debe resolver."
CUSTODY = "La persona está bajo custodia del INM: le corresponde otra ruta."
HIDDEN = {"PROTECTION_RISK", "IN_DETENTION", "LEGAL_RESTRICTION", "NOT_VOLUNTARY"}


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    """It is Monday."""
    with clock.travel_to(factories.MONDAY):
        yield


@pytest.fixture
def case() -> Case:
    """Somebody who fears to return and is in custody."""
    network.load_reference(actor=SYSTEM)
    programmes.load_reference(actor=SYSTEM)
    made = factories.registered()
    casework.move(actor=SYSTEM, case=made, to="COUNSELLING")
    person, officer = factories.people_of(made)[0], factories.actor("protection")
    screened(officer, made, person, in_custody=True)
    asked(officer, made, person, "YES")
    return made


def page_of(client: Client, case: Case) -> Any:
    """The page of eligibility as it answers."""
    return client.get(reverse("casework:eligibility", args=[case.pk]))


@pytest.mark.parametrize("role", ["registrar", "counsellor", "coordinator"])
def test_who_is_not_of_protection_reads_whose_word_is_missing_and_no_name(
    case: Case, role: str
) -> None:
    page = page_of(client_for(role), case)
    text = page.content.decode()
    assert FEAR not in text
    assert CUSTODY not in text
    neutral = [one for one in page.context["reasons"] if "protección" in one["sentence"]]
    assert [(one["sentence"], one["who"]) for one in neutral] == [
        ("Falta la palabra de protección.", "")
    ]
    if page.context["form"] is not None:
        assert not {*page.context["form"].initial["reasons"]} & {*HIDDEN, "NEEDS_PROTECTION"}
        assert not HIDDEN & {code for code, _ in page.context["form"].fields["reasons"].choices}


def test_what_is_feared_and_what_was_not_asked_read_alike(case: Case) -> None:
    quiet = factories.registered()
    both = [page_of(client_for("counsellor"), one).context for one in (case, quiet)]
    assert both[0]["reasons"] == both[1]["reasons"]
    assert both[0]["proposal"].eligible is both[1]["proposal"].eligible is None


def test_protection_reads_the_reason_itself(case: Case) -> None:
    page = page_of(client_for("protection"), case)
    assert FEAR in page.content.decode()
    assert "PROTECTION_RISK" in page.context["form"].initial["reasons"]


def test_a_decision_keeps_whose_word_was_missing_and_not_the_reason(case: Case) -> None:
    told = {"eligible": "no", "reasons": ["PROTECTION_RISK", "MEDICAL_UNFIT"], "why": "Se verá."}
    client = client_for("protection", "health")
    assert client.post(reverse("casework:eligibility", args=[case.pk]), told).status_code == 303
    row = EligibilityDecision.objects.get()
    assert row.reasons == ["NEEDS_PROTECTION", "NEEDS_HEALTH"]
    assert "NEEDS_PROTECTION" in row.proposed["reasons"]
    assert not HIDDEN & {*row.proposed["reasons"]}
    assert row.proposed["eligible"] is None
    assert "Falta la palabra de salud" in page_of(client_for("counsellor"), case).content.decode()
