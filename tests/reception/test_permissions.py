"""Whoever receives hears that somebody takes a permission back, and it ends there and then."""

import pytest
from django.test import Client
from django.urls import reverse

from rumbo.casework.models import Case, Task
from rumbo.common.refusal import Refusal
from rumbo.counselling import actions as counselling
from rumbo.counselling.models import ShareConsent
from rumbo.registry.models import DataConsent
from tests import factories
from tests.factories import movements as travel
from tests.factories import ready
from tests.factories import reception as arrivals
from tests.factories.pages import client_for

pytestmark = pytest.mark.django_db
DATA = "Usar sus datos para atenderle"


@pytest.fixture(autouse=True)
def _places() -> None:
    ready.reference()


def refused(code: str) -> pytest.RaisesExc[Refusal]:
    return pytest.raises(Refusal, check=lambda refusal: refusal.code == code)


def address(page: str, case: Case, **more: str) -> str:
    (person,) = factories.people_of(case)
    return reverse(f"reception:{page}", kwargs={"person": person.pk, **more})


def arrived(*recipients: str, role: str = "reception") -> tuple[Case, Client]:
    """Somebody who came and said yes to these, and who receives them at their browser."""
    case = travel.ready_alone()
    if recipients:
        arrivals.agrees(case, *recipients)
    arrivals.came(case)
    return case, client_for(role, at=arrivals.receiving())


@pytest.mark.parametrize("role", ["reception", "reintegration"])
def test_the_permission_to_use_data_is_taken_back_where_somebody_arrived(role: str) -> None:
    case, client = arrived("RECEIVING_MISSION", role=role)
    page = address("withdraw_data", case)
    assert page in client.get(address("person", case)).text
    before = client.get(page).text
    assert "Qué se detiene hoy" in before
    assert "Qué ayuda sigue" in before
    answer = client.post(page, {"note": "que nadie llame", "base_version": case.version})
    assert answer.status_code == 302, answer.text
    assert not DataConsent.objects.filter(withdrawn_at=None).exists()
    assert not ShareConsent.objects.filter(withdrawn_at=None).exists()
    assert Task.objects.filter(code="CONSENT_WITHDRAWN", role="counsellor").exists()
    after = client.get(address("person", case)).text
    assert "Permiso retirado. Se le sigue atendiendo igual." in after
    assert DATA not in after
    assert client.get(page).status_code == 404


@pytest.mark.parametrize("role", ["reception", "reintegration"])
def test_one_permission_to_share_is_taken_back_and_the_others_stay(role: str) -> None:
    case, client = arrived("RECEIVING_MISSION", "CONSULATE", role=role)
    page = address("withdraw_share", case, recipient="CONSULATE")
    assert page in client.get(address("person", case)).text
    assert "Los demás permisos quedan como están" in client.get(page).text
    assert client.post(page).status_code == 302
    live = ShareConsent.objects.filter(withdrawn_at=None)
    assert set(live.values_list("recipient", flat=True)) == {"RECEIVING_MISSION"}
    assert DataConsent.objects.filter(withdrawn_at=None).exists()
    assert client.get(page).status_code == 404


def test_of_whom_they_may_not_know_those_who_receive_learn_of_no_permission_but_their_own() -> None:
    case, client = arrived("CONSULATE", "REFERRAL_BODIES")
    shown = client.get(address("person", case)).text
    assert DATA in shown
    assert address("withdraw_share", case, recipient="REFERRAL_BODIES") in shown
    assert address("withdraw_share", case, recipient="CONSULATE") not in shown
    hidden = client.get(address("withdraw_share", case, recipient="CONSULATE"))
    assert hidden.status_code == 404
    assert "Dilcia" not in client.get(address("withdraw_data", case)).text


def test_a_page_that_changed_meanwhile_takes_nothing_back_and_says_so_once() -> None:
    case, client = arrived()
    page = address("withdraw_data", case)
    stale = client.post(page, {"note": "", "base_version": Case.objects.get().version + 1})
    assert stale.status_code == 409
    assert DataConsent.objects.filter(withdrawn_at=None).exists()
    assert f'value="{Case.objects.get().version}"' in stale.text


def test_another_centre_and_whoever_only_reads_may_not() -> None:
    case, _client = arrived("RECEIVING_MISSION")
    other = arrivals.receiving("BELEN", "San Pedro Sula")
    pages = [
        address("withdraw_data", case),
        address("withdraw_share", case, recipient="RECEIVING_MISSION"),
    ]
    for page in pages:
        assert client_for("reception", at=other).post(page).status_code == 404
        assert client_for("coordinator", at=case.office).post(page).status_code == 404
    assert address("withdraw_data", case) not in (
        client_for("coordinator", at=case.office).get(address("person", case)).text
    )


def test_whoever_hears_nobody_ends_no_permission() -> None:
    case, actor = factories.registered(), factories.actor("finance")
    (person,) = factories.people_of(case)
    with refused("access.not_your_role"):
        counselling.withdraw_data_consent(actor=actor, case=case, person=person)
    with refused("access.not_your_role"):
        counselling.withdraw_share_consent(
            actor=actor, case=case, person=person, recipient="CONSULATE"
        )
