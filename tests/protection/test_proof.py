"""Whoever holds an act of hand-over learns whether it is genuine, and no name; guessing is stopped."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.cache import caches
from django.test import Client, RequestFactory, override_settings
from django.urls import reverse

from rumbo.audit.models import JournalEntry
from rumbo.protection import actions as protection
from rumbo.protection import printing, proving
from rumbo.protection.models import Handover
from rumbo.protection.print import papers
from tests import factories
from tests.factories import children
from tests.factories.children import ESCORT, GRANDMOTHER, GUARDIAN, PAPER
from tests.factories.pages import client_for

pytestmark = pytest.mark.django_db
PAGE = "/acts/"


@pytest.fixture
def act() -> Handover:
    """The act by which a boy was given to his grandmother."""
    case, boy = children.boy()
    made = Handover(
        office=case.office, case=case, person=boy, end="ARRIVAL", number=f"{case.number}-E2",
        place="Aeropuerto", giver={"name": ESCORT}, taker={"name": GRANDMOTHER, **PAPER},
        by=factories.user("reception").pk,
    )  # fmt: skip
    made.save(force_insert=True)
    found: Handover = Handover.objects.get(pk=made.pk)
    return found


def code_of(act: Handover) -> str:
    return f"{act.number} {printing.seal_of(act)}"


def asked(code: str, name: str = "", *, address: str = "10.0.0.1") -> tuple[int, str]:
    answer = Client(REMOTE_ADDR=address).post(PAGE, {"code": code, "name": name})
    return answer.status_code, answer.text


def test_anybody_reads_that_an_act_is_genuine_and_no_name(act: Handover) -> None:
    status, page = asked(code_of(act))
    assert status == 200
    assert "El acta es auténtica y sigue vigente" in page
    assert act.number in page
    assert "entrega a la llegada" in page
    for word in ("Kevin", "Mejía", "Elena", "Marta", "Abuela", "0801", "Aeropuerto"):
        assert word not in page
    entry = JournalEntry.objects.get(code="protection.act_checked")
    assert (entry.compartment, entry.details) == ("protection", {"act": act.number})


@pytest.mark.parametrize("typed", ["{}", " {} ", "{}\x00"], ids=["as printed", "spaces", "a sign"])
def test_a_code_is_read_however_it_is_typed(act: Handover, typed: str) -> None:
    code = typed.format(code_of(act).lower().replace(" ", "  -"))
    assert asked(code)[0] == (422 if "\x00" in code else 200)
    assert proving.genuine(code) == act


@pytest.mark.parametrize("told", ["seal", "number", "both", "none", "short", "odd"])
def test_a_code_that_we_did_not_make_is_as_if_there_were_no_act(act: Handover, told: str) -> None:
    seal = printing.seal_of(act)
    other = ("1" if seal[0] == "0" else "0") + seal[1:]
    code = {
        "seal": f"{act.number} {other}",
        "number": f"{act.number}9 {seal}",
        "both": "TAP-2025-00001-E1 0123456789ABCDEF",
        "none": seal,
        "short": act.number,
        "odd": "%00 ' OR 1=1 --",
    }[told]
    status, page = asked(code)
    assert status == 422
    assert "No hay ningún acta con ese código" in page
    assert "auténtica y" not in page
    assert not JournalEntry.objects.filter(code__startswith="protection.act_").exists()


def test_an_act_that_was_changed_after_it_was_printed_is_not_genuine(act: Handover) -> None:
    code = code_of(act)
    act.taker = {**act.taker, "name": "Otra Persona"}
    act.save()
    assert asked(code)[0] == 422


def test_an_act_that_was_annulled_says_so(act: Handover) -> None:
    protection.undo_handover(
        actor=factories.actor("protection"), handover=act, why="Era de otro niño"
    )
    page = asked(code_of(act))[1]
    assert "El acta fue anulada: ya no vale" in page
    assert "auténtica y" not in page
    assert "Era de otro" not in page


@pytest.mark.parametrize(
    ("name", "is_there"),
    [
        (GRANDMOTHER, True), ("reyes paguada, ELENA", True), (ESCORT, True),
        ("Kevin Josué Mejía Paguada", True), ("Kevin Mejia", True),
        ("Otra Persona", False), ("Elena", False), (GUARDIAN, False),
        (f"{GRANDMOTHER} López", False), ("Kevin Paguada Reyes", False),
    ],
)  # fmt: skip
def test_a_name_read_on_the_paper_is_compared(act: Handover, name: str, is_there: bool) -> None:
    page = asked(code_of(act), name)[1]
    assert ("ese nombre está en el acta" in page) == is_there
    assert ("Ese nombre no está en el acta" in page) != is_there
    assert ("El acta es auténtica y sigue vigente" in page) == is_there
    assert JournalEntry.objects.filter(code="protection.act_doubted").exists() != is_there


@override_settings(ACCOUNT_RATE_LIMITS={"handover_code": "2/h/ip", "handover_name": "9/h/key"})
def test_codes_are_not_guessed(act: Handover) -> None:
    caches["default"].clear()
    told = [asked("TAP-2025-00001-E1 0123456789ABCDEF")[0] for _ in range(3)]
    assert told == [422, 422, 429]
    assert asked(code_of(act))[0] == 429
    assert asked(code_of(act), address="10.0.0.9")[0] == 200


@override_settings(ACCOUNT_RATE_LIMITS={"handover_code": "99/h/ip", "handover_name": "2/h/key"})
def test_names_are_not_guessed_from_however_many_places(act: Handover) -> None:
    caches["default"].clear()
    told = [asked(code_of(act), f"Ana {n}", address=f"10.0.1.{n}")[0] for n in range(1, 4)]
    assert told == [200, 200, 429]
    assert asked(code_of(act))[0] == 200


def test_the_code_on_the_paper_leads_to_the_page_with_what_was_printed(act: Handover) -> None:
    request = RequestFactory().get("/")
    page = proving.where_to_check(request)
    assert page == f"http://testserver{PAGE}"
    link = papers.link_of(code_of(act), page)
    assert parse_qs(urlsplit(link).query)["c"] == [code_of(act)]
    shown = Client().get(link)
    assert shown.status_code == 200
    assert re.search(rf'name="code"[^>]*value="{code_of(act)}"', shown.text)
    assert printing.act(act, "es", page).startswith(b"%PDF")
    assert papers.link_of("TAP-1", "") == "TAP-1"


def test_the_page_exists_for_whoever_signed_in_too() -> None:
    assert client_for("donor").get(reverse("protection:proof")).status_code == 200
