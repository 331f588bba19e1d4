"""The file of a sealed person: protection's and childhood's alone, in every room."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse

from rumbo.access.entry import reading
from rumbo.access.values import Reader
from rumbo.casework.models import Case
from rumbo.common import clock
from rumbo.movements import queries as movements
from tests import factories
from tests.factories.pages import client_for

pytestmark = pytest.mark.django_db
EVERY_ROLE = ("counsellor", "documents", "health", "movements", "coordinator", "reception")
PANELS = (
    "casework:panel_contact", "counselling:panel", "documents:panel", "protection:asking",
    "readiness:panel", "movements:panel", "reception:panel", "protection:health",
)  # fmt: skip
ABOUT_SOMEBODY = (
    "counselling:session", "counselling:sharing", "documents:keep", "protection:screening",
    "protection:fitness",
)  # fmt: skip


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    """It is Monday."""
    with clock.travel_to(factories.MONDAY):
        yield


@pytest.fixture
def case() -> Case:
    """A mother whose name is reserved, with her sister."""
    return factories.registered(
        factories.new_person(sealed=True), factories.new_person(birth_date=None)
    )


@pytest.fixture
def worker() -> Client:
    """Somebody with every role of the office that is not protection's."""
    return client_for(*EVERY_ROLE)


def test_no_room_opens_it_to_whoever_is_not_of_protection(case: Case, worker: Client) -> None:
    for name in PANELS:
        assert worker.get(reverse(name, args=[case.pk])).status_code == 404, name
    for name in ABOUT_SOMEBODY:
        for person in factories.people_of(case):
            url = reverse(name, args=[case.pk, person.pk])
            assert worker.get(url).status_code == 404, name


def test_the_same_pages_open_where_nobody_is_sealed(worker: Client) -> None:
    case = factories.registered()
    person = factories.people_of(case)[0]
    for name in PANELS:
        assert worker.get(reverse(name, args=[case.pk])).status_code == 200, name
    for name in ABOUT_SOMEBODY:
        assert worker.get(reverse(name, args=[case.pk, person.pk])).status_code == 200, name


@pytest.mark.parametrize("role", ["protection", "child_officer"])
def test_protection_and_childhood_open_it(case: Case, role: str) -> None:
    client = client_for(role)
    for name in ("protection:panel", "counselling:panel", "readiness:panel"):
        page = client.get(reverse(name, args=[case.pk]))
        assert page.status_code == 200, name
        assert "Dilcia" in page.content.decode(), name


def test_the_list_of_people_neither_names_them_nor_says_where_from(
    case: Case, worker: Client
) -> None:
    page = worker.get(reverse("desk:people")).content.decode()
    assert case.number in page
    assert "Nombre reservado" in page
    assert "Dilcia" not in page
    assert "Yoro" not in page
    known = client_for("protection").get(reverse("desk:people")).content.decode()
    assert "Dilcia" in known


def test_who_waits_for_a_departure_is_named_to_protection_alone(case: Case) -> None:
    office = frozenset({case.office_id})
    mine = Reader(None, frozenset({"movements"}), offices=office)
    theirs = Reader(None, frozenset({"protection"}), offices=office)
    with reading(mine):
        assert movements.heads_of([case], mine) == {case.pk: "Nombre reservado"}
        assert "Dilcia" in movements.heads_of([case], theirs)[case.pk]
