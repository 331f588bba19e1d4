"""The pages of a child's way: whose turn it is in words, one next act, and nothing for anybody else."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from rumbo.access.rules import ROLES
from rumbo.casework.models import Case, Task
from rumbo.common import clock
from rumbo.protection import actions as protection
from rumbo.protection import queries, track, words
from rumbo.protection.models import ChildTrack, Handover, Siblings
from rumbo.registry.models import Person
from tests import factories
from tests.factories import children, ready
from tests.factories import movements as buses
from tests.factories.children import STROKES
from tests.factories.pages import client_for, elsewhere

pytestmark = pytest.mark.django_db
GUARDED = {"protection", "child_officer"}
PAGES = {
    "child": (),
    "child_step": ("UASC_IDENTIFIED",),
    "handover": (),
    "handover_sheet": ("departure",),
    "siblings": (),
}


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    """It is Monday afternoon."""
    with clock.travel_to(factories.MONDAY + timedelta(hours=1)):
        yield


@pytest.fixture
def boy() -> tuple[Case, Person]:
    return children.boy()


def at(name: str, pair: tuple[Case, Person], *more: object) -> str:
    return reverse(f"protection:{name}", args=[pair[0].id, pair[1].id, *more])


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return str(answer.content.decode())


@pytest.mark.parametrize("role", ROLES)
def test_a_childs_way_exists_for_protection_only(role: str, boy: tuple[Case, Person]) -> None:
    client = client_for(role)
    for name, more in PAGES.items():
        expected = 200 if role in GUARDED else 404
        assert client.get(at(name, boy, *more)).status_code == expected, name


@pytest.mark.parametrize("name", PAGES)
def test_another_office_finds_no_such_child(name: str, boy: tuple[Case, Person]) -> None:
    client = client_for("protection", "child_officer", at=elsewhere())
    assert client.get(at(name, boy, *PAGES[name])).status_code == 404


def test_an_adult_has_no_such_way() -> None:
    case = factories.registered()
    pair = case, factories.people_of(case)[0]
    assert client_for("protection").get(at("child", pair)).status_code == 404


def test_a_step_that_does_not_exist_is_no_page(boy: tuple[Case, Person]) -> None:
    client = client_for("child_officer")
    for code in ("HANDOVER_ARRIVAL", "PARTY"):
        assert client.get(at("child_step", boy, code)).status_code == 404


def test_the_page_shows_the_steps_in_order_with_one_next_act(boy: tuple[Case, Person]) -> None:
    children.walk(factories.actor("child_officer"), *boy, upto="BIA")
    page = read(client_for("child_officer"), at("child", boy))
    places = [page.index(str(words.CHILD_STEPS[code])) for code in track.ORDER[3:]]
    assert places == sorted(places)
    assert "3 de 15 pasos" in page
    assert page.count('class="button  large') == 1
    assert "Falta localizar a su familia." in page
    assert "espera a: Consulado" in page
    assert at("child_step", boy, "FAMILY_TRACING") in page


def test_a_determination_that_holds_no_longer_says_so(boy: tuple[Case, Person]) -> None:
    officer, said = factories.actor("child_officer"), "Ya no vale: cambió algo en que se apoyaba"
    children.walk(officer, *boy, upto="BID")
    client = client_for("child_officer")
    assert said not in read(client, at("child", boy))
    no = children.step_of("CHILD_VIEWS", details={"wants": "no"})
    protection.record_child_step(
        actor=officer, case=boy[0], person=boy[1], step=no,
        at=factories.MONDAY + timedelta(minutes=50),
    )  # fmt: skip
    page = read(client, at("child", boy))
    assert said in page
    assert "Falta la determinación de su interés superior a favor del retorno." in page


def test_a_panel_and_its_reasons_are_not_called_optional(boy: tuple[Case, Person]) -> None:
    client = client_for("child_officer")
    assert "(opcional)" not in read(client, at("child_step", boy, "BID"))
    assert "(opcional)" in read(client, at("child_step", boy, "FAMILY_TRACING"))


def test_what_is_late_says_so(boy: tuple[Case, Person]) -> None:
    protection.presume_child_alone(
        actor=factories.actor("registrar"), case=boy[0], person=boy[1], at=factories.MONDAY
    )
    client = client_for("child_officer")
    assert "vencido" not in read(client, at("child", boy))
    with clock.travel_to(factories.MONDAY + timedelta(days=1)):
        assert "vencido" in read(client, at("child", boy))


def test_a_step_is_written_on_its_page_and_refused_in_words(boy: tuple[Case, Person]) -> None:
    client = client_for("child_officer")
    typed: dict[str, Any] = {
        "on": "2025-03-03", "version": "0", "name": "Marta", "relation": "Tía",
        "document_type": "PASSPORT", "document_number": "E-12",
    }  # fmt: skip
    answer = client.post(at("child_step", boy, "RECEIVER"), typed)
    assert answer.status_code == 303
    assert ChildTrack.objects.get().receiver["document_number"] == "E-12"
    page = read(client, answer["Location"])
    assert "Marta" in page
    stale = client.post(at("child_step", boy, "RECEIVER"), typed)
    assert stale.status_code == 409
    assert "Otra persona cambió esto" in stale.content.decode()
    typed = {"on": "2025-03-03", "version": "1", "decision": "RETURN"}
    refused = client.post(at("child_step", boy, "BID"), typed)
    assert "Antes falta: Falta que la Procuraduría" in refused.content.decode()


def test_a_way_against_return_is_closed_on_its_page(boy: tuple[Case, Person]) -> None:
    officer = factories.actor("child_officer")
    children.walk(officer, *boy, upto="CHILD_VIEWS")
    against = {"panel": "Adriana Cruz\nRosa Díaz", "reasons": "Su padrastro le pegaba."}
    protection.record_child_step(
        actor=officer, case=boy[0], person=boy[1], at=factories.MONDAY + timedelta(minutes=40),
        step=children.step_of("BID", decision="NOT_RETURN", details=against),
    )  # fmt: skip
    client = client_for("child_officer")
    page = read(client, at("child", boy))
    assert "Falta decir qué ocurre en su lugar." in page
    assert "Panel: Adriana Cruz, Rosa Díaz" in page
    typed = {"code": "FAMILY_HERE", "on": "2025-03-03", "how": "Con su tía.", "version": "7"}
    assert client.post(at("child_close", boy), typed).status_code == 303
    page = read(client, at("child", boy))
    assert "La vía se cerró: no vuelve." in page
    assert "Vive aquí con un familiar. Con su tía." in page
    assert client.get(at("child_close", boy)).status_code == 303


def test_the_act_is_signed_on_the_screen_and_printed() -> None:
    ready.reference()
    pair = children.ready_boy(factories.actor("child_officer"))
    children.at_the_door(pair[0])
    client = client_for("child_officer")
    with clock.travel_to(buses.AT_DOOR):
        page = read(client, at("handover", pair))
        assert children.GUARDIAN in page
        typed = {
            "id": "01a1fcb6-2244-7342-a803-617985369aa8", "place": "Aeropuerto de Tapachula",
            "giver_name": children.GUARDIAN, "taker_name": children.ESCORT, "how": "SCREEN",
            "giver_signature": STROKES,
        }  # fmt: skip
        lacking = client.post(at("handover", pair), typed)
        assert "Falta una firma" in lacking.content.decode()
        done = client.post(at("handover", pair), {**typed, "taker_signature": STROKES})
        assert done.status_code == 302
        page = read(client, done["Location"])
        made = Handover.objects.get()
        assert made.number in page
        sheet = client.get(at("handover_sheet", pair, "departure"))
        assert sheet.content.startswith(b"%PDF")
        other = client_for("protection")
        undo = other.post(at("handover_undo", pair, made.pk), {"why": "Era otra hora."})
        assert undo.status_code == 302
    assert Handover.objects.get().undone_at is not None


def test_the_case_page_says_which_step_is_next(boy: tuple[Case, Person]) -> None:
    children.walk(factories.actor("child_officer"), *boy, upto="BIA")
    page = read(client_for("protection"), reverse("protection:panel", args=[boy[0].id]))
    assert "Sigue en la vía de niñez: Búsqueda de su familia." in page


def test_a_child_beside_its_mother_is_only_heard() -> None:
    case = ready.family()
    child = factories.people_of(case)[1]
    page = read(client_for("child_officer"), at("child", (case, child)))
    assert "aquí solo se anota que se le escuchó" in page
    assert str(words.CHILD_STEPS["GUARDIAN_ASSIGNED"]) not in page.split("<details")[0]


def test_siblings_are_named_by_hand_decided_and_joined(boy: tuple[Case, Person]) -> None:
    case, sister = children.boy(identity={"given_names": "Ana", "surname_1": "Reyes"}, sex="F")
    client = client_for("child_officer")
    page = client.post(at("siblings", boy), {"number": "TAP-2025-09999"})
    assert "No hay ninguna niña ni niño" in page.content.decode()
    answer = client.post(at("siblings", boy), {"number": case.number})
    assert "Ana Reyes" in read(client, answer["Location"])
    pair = Siblings.objects.get()
    said = client.post(at("siblings_decide", boy, pair.pk, "yes"), {"version": "1"})
    assert "Juntarlos en un expediente" in read(client, said["Location"])
    stale = client.post(at("siblings_decide", boy, pair.pk, "join"), {"version": "1"}, follow=True)
    assert "Otra persona cambió esto" in stale.content.decode()
    done = client.post(at("siblings_decide", boy, pair.pk, "join"), {"version": "2"}, follow=True)
    assert "en este expediente" in done.content.decode()
    assert queries.case_of(sister) == queries.case_of(boy[1])
    assert not Task.objects.open().filter(code__in=["SIBLINGS", "REUNITE"]).exists()


def test_a_pair_of_other_children_is_not_decided_here(boy: tuple[Case, Person]) -> None:
    one, other = children.boy()[1], children.boy()[1]
    pair = protection.suspect_siblings(
        actor=factories.actor("child_officer"), person=one, other=other
    )
    client = client_for("child_officer")
    assert client.post(at("siblings_decide", boy, pair.pk, "yes")).status_code == 404
