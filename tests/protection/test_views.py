"""The pages of protection and health: to whoever may not see them they do not exist."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import reverse

from rumbo.access.rules import ROLES
from rumbo.casework.models import Case, Task
from rumbo.common import clock
from rumbo.protection import actions as protection
from rumbo.protection import queries
from rumbo.protection.models import FearAnswer, FitnessFinding, Screening
from rumbo.protection.pages import PANELS
from rumbo.protection.values import NewClearance, NewFitness
from rumbo.registry.models import Person
from tests import factories
from tests.factories import counselling as talk
from tests.factories import protection as made
from tests.factories import ready
from tests.factories.pages import client_for, elsewhere

pytestmark = pytest.mark.django_db
ASKING = {"counsellor", "protection", "child_officer"}
GUARDED = {"protection", "child_officer"}
# Which roles may open which page of a person.
MAY = {
    "screening": ASKING,
    "fear": ASKING,
    "mpp": ASKING,
    "care": ASKING | {"health"},
    "resolve": {"protection"},
    "claim": {"protection"},
    "custody": {"protection"},
    "trafficking": {"protection"},
    "survivor": {"protection"},
    "fitness": {"health"},
    "pregnancy": {"health"},
}
PANEL_MAY = {"asking": ASKING, "panel": GUARDED, "health": {"health"}}


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    """It is Monday, when Dilcia came."""
    with clock.travel_to(factories.MONDAY):
        yield


@pytest.fixture
def pair() -> tuple[Case, Person]:
    case = factories.registered()
    return case, factories.people_of(case)[0]


def at(name: str, case: Case, person: Person) -> str:
    return reverse(f"protection:{name}", args=[case.id, person.id])


def panel(name: str, case: Case) -> str:
    return reverse(f"protection:{name}", args=[case.id])


@pytest.mark.parametrize("role", ROLES)
def test_each_page_exists_for_its_roles_only(role: str, pair: tuple[Case, Person]) -> None:
    case, person = pair
    made.asked(factories.actor("counsellor"), case, person, "YES")
    client = client_for(role)
    for page, may in MAY.items():
        expected = 200 if role in may else 404
        assert client.get(at(page, case, person)).status_code == expected, page
    for page, may in PANEL_MAY.items():
        expected = 200 if role in may else 404
        assert client.get(panel(page, case)).status_code == expected, page


@pytest.mark.parametrize("role", ROLES)
def test_a_panel_is_listed_only_where_it_opens(role: str, pair: tuple[Case, Person]) -> None:
    client = client_for(role)
    for one in PANELS:
        opens = client.get(reverse(one.url_name, args=[pair[0].id])).status_code == 200
        assert one.is_for(frozenset({role})) is opens


@pytest.mark.parametrize("page", MAY)
def test_an_officer_of_another_office_finds_no_such_page(
    page: str, pair: tuple[Case, Person]
) -> None:
    made.asked(factories.actor("counsellor"), *pair, "YES")
    client = client_for("protection", "health", "child_officer", at=elsewhere())
    assert client.get(at(page, *pair)).status_code == 404
    assert client.post(at(page, *pair)).status_code == 404


@pytest.mark.parametrize("name", ["confirm", "second"])
def test_what_is_only_signed_is_not_found_elsewhere(name: str, pair: tuple[Case, Person]) -> None:
    client = client_for("protection", at=elsewhere())
    assert client.post(at(name, *pair)).status_code == 404
    assert client_for("protection").post(at(name, *pair)).status_code == 404


def test_screening_leads_to_the_question_and_is_not_shown_again(
    pair: tuple[Case, Person],
) -> None:
    client = client_for("counsellor")
    typed: dict[str, Any] = {
        "alone": "yes",
        "harm": ["VOT", "GBV"],
        "health": ["SERIOUS_MEDICAL"],
        "in_custody": "no",
        "in_mpp": "",
    }
    answer = client.post(at("screening", *pair), typed)
    assert (answer.status_code, answer["Location"]) == (303, at("fear", *pair))
    row = Screening.objects.get()
    assert set(row.codes) == {"VOT", "GBV", "SERIOUS_MEDICAL"}
    assert (row.in_custody, row.in_mpp) == (False, None)
    page = client.get(panel("asking", pair[0])).content.decode()
    assert "Tamizaje rápido hecho hoy." in page
    assert "trata" not in page.lower()
    assert "violencia" not in page.lower()


def test_the_answer_about_fear_is_read_by_protection_only(pair: tuple[Case, Person]) -> None:
    typed: dict[str, Any] = {"alone": "yes", "answer": "YES", "words": "La mara sabe dónde vivo."}
    client = client_for("counsellor")
    assert client.post(at("fear", *pair), typed).status_code == 303
    assert FearAnswer.objects.get().words == "La mara sabe dónde vivo."
    assert "mara" not in client.get(panel("asking", pair[0])).content.decode()
    assert "La mara sabe" in client_for("protection").get(panel("panel", pair[0])).content.decode()
    # The task that it opened does not exist outside protection's compartment either.
    assert Task.objects.get().compartment == "protection"


def test_a_child_officer_sees_nothing_of_trafficking(pair: tuple[Case, Person]) -> None:
    case, person = pair
    officer = factories.actor("protection")
    made.screened(officer, case, person, "VOT", "FAMILY_VIOLENCE", "TORTURE")
    protection.clear_trafficking(
        actor=officer, case=case, person=person, clearance=NewClearance(host_cleared=True)
    )
    seen = client_for("child_officer").get(panel("panel", case)).content.decode()
    assert "tortura" in seen.lower()
    assert "trata" not in seen.lower()
    assert "violencia familiar" not in seen.lower()
    whole = client_for("protection").get(panel("panel", case)).content.decode()
    assert "Trata: autorizó esta oficina" in whole


def test_health_is_not_on_protections_page(pair: tuple[Case, Person]) -> None:
    case, person = pair
    made.screened(factories.actor("counsellor"), case, person, "PREGNANT", "MENTAL_HEALTH")
    page = client_for("protection").get(panel("panel", case)).content.decode()
    assert "Embarazo" not in page
    assert "Salud mental" not in page


def test_a_fear_is_resolved_and_confirmed_on_the_pages(pair: tuple[Case, Person]) -> None:
    case, person = pair
    counsellor = factories.actor("counsellor")
    made.asked(counsellor, case, person, "YES")
    talk.counselled(counsellor, case, person)
    first, second = client_for("protection"), client_for("protection")
    typed: dict[str, Any] = {"resolution": "RETURN", "why": "Conoce el asilo y decide volver."}
    assert first.post(at("resolve", *pair), typed).status_code == 303
    assert "Confirmar como segunda persona" not in first.get(panel("panel", case)).content.decode()
    assert first.post(at("confirm", *pair)).status_code == 409
    assert "Confirmar como segunda persona" in second.get(panel("panel", case)).content.decode()
    assert second.post(at("confirm", *pair)).status_code == 303
    assert not queries.has_open_fear(person)


def test_health_writes_its_result(pair: tuple[Case, Person]) -> None:
    client = client_for("health")
    typed: dict[str, Any] = {"result": "FIT", "valid_until": "2025-03-17", "conditions": []}
    assert client.post(at("fitness", *pair), typed).status_code == 303
    assert client.post(at("pregnancy", *pair), {"status": "NO"}).status_code == 303
    assert client.post(at("care", *pair), {"needs": ["WHEELCHAIR"]}).status_code == 303
    page = client.get(panel("health", pair[0])).content.decode()
    assert "apta para viajar" in page
    assert "silla de ruedas" in page.lower()


def test_a_medical_note_is_nobody_elses(pair: tuple[Case, Person]) -> None:
    case, person = pair
    fitness = NewFitness(result="TEMP_UNFIT", notes="Tratamiento en curso.")
    protection.record_fitness(
        actor=factories.actor("health"), case=case, person=person, fitness=fitness
    )
    assert FitnessFinding.objects.get().compartment == "medical"
    for role in ("counsellor", "protection", "child_officer"):
        page = client_for(role).get(panel("asking", case)).content.decode()
        assert "Tratamiento" not in page


def test_a_baby_beside_its_mother_is_not_said_to_lack_a_question_asked_alone() -> None:
    case = ready.family()
    page = client_for("counsellor").get(panel("asking", case)).content.decode()
    assert page.count("Falta preguntarle a solas si teme volver") == 1
    assert page.count("Por su edad no se le pregunta a solas") == 1
    child = factories.people_of(case)[1]
    assert reverse("protection:fear", args=[case.pk, child.pk]) not in page


def test_after_the_screening_only_who_is_asked_alone_is_asked_about_fear() -> None:
    case = ready.family()
    mother, son = factories.people_of(case)
    client = client_for("counsellor", at=case.office)
    said = {"alone": "yes", "in_custody": "no", "in_mpp": "no"}
    assert client.post(at("screening", case, mother), said)["Location"] == at("fear", case, mother)
    answer = client.post(at("screening", case, son), said, follow=True)
    assert answer.redirect_chain == [(reverse("protection:asking", args=[case.id]), 303)]
    assert "Respuestas guardadas." in answer.text
