"""Somebody reserved is registered again: who types and who registers learn nothing, protection does."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import reverse

from rumbo.access.rules import ROLES
from rumbo.casework.lookup import SEALED_FOR
from rumbo.common import clock
from rumbo.desk import actions as desk
from rumbo.desk.roles import REGISTER, SEARCH
from rumbo.registry.models import PossibleDuplicate
from rumbo.registry.values import NewGroup
from tests import factories
from tests.desk.test_registration import mother
from tests.factories.pages import client_for

pytestmark = pytest.mark.django_db
DECIDE = {"registrar", "counsellor", "protection", "child_officer"}


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    """It is Monday."""
    with clock.travel_to(factories.MONDAY):
        yield


def registered_again(*, sealed: bool) -> PossibleDuplicate:
    """The same woman at the booth a second time; at first she was reserved, or not."""
    factories.registered(factories.new_person(sealed=sealed))
    group = NewGroup(people=(factories.new_person(),), site="TAP", at=factories.MONDAY)
    desk.register_family(actor=factories.actor("registrar"), office=factories.office(), group=group)
    return PossibleDuplicate.objects.get()


@pytest.mark.parametrize("sealed", [False, True])
@pytest.mark.parametrize("role", sorted(ROLES))
def test_the_pair_is_on_protections_worklist_and_on_no_other(role: str, sealed: bool) -> None:
    pair = registered_again(sealed=sealed)
    client = client_for(role)
    sees = role == "protection" if sealed else role in DECIDE
    assert ("puede ser la misma persona" in client.get("/").text) is sees
    assert (str(pair.pk) in client.get(reverse("registry:duplicates")).text) is sees
    url = reverse("registry:duplicate", kwargs={"pair": pair.pk})
    assert (client.get(url).status_code == 200) is sees


TYPED: list[dict[str, Any]] = [mother(), {"p0-phone": "99887766"}]


@pytest.mark.parametrize("role", sorted(REGISTER))
@pytest.mark.parametrize("far", [False, True])
@pytest.mark.parametrize("typed", TYPED, ids=["name", "phone"])
@pytest.mark.parametrize("sealed", [False, True])
def test_who_types_their_name_or_number_is_hinted_unless_they_are_reserved(
    role: str, far: bool, typed: dict[str, Any], sealed: bool
) -> None:
    at = factories.office("TIJ", "Tijuana") if far else factories.office()
    client, url = client_for(role, at=at), reverse("desk:likely") + "?p=0"
    before = client.post(url, typed).text
    contact = {"whatsapp": "+504 9988-7766"}
    factories.registered(factories.new_person(sealed=sealed, contact=contact))
    assert (client.post(url, typed).text == before) is sealed


def test_the_number_of_a_reserved_file_finds_nothing_for_anybody_but_protection() -> None:
    case = factories.registered(factories.new_person(sealed=True))
    for role in sorted(set(SEARCH) - SEALED_FOR):
        for at in (factories.office(), factories.office("TIJ", "Tijuana")):
            for typed in (case.number, "Dilcia Waleska Mejía Paguada"):
                text = client_for(role, at=at).post(reverse("desk:search"), {"q": typed}).text
                assert "No hay nadie así" in text, (role, at.code, typed)
    found = client_for("protection").post(reverse("desk:search"), {"q": case.number}, follow=True)
    text = found.text
    assert "Dilcia" in text
