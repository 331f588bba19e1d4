"""The pages of complaints: anybody's, without signing in, and the focal point's own."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import caches
from django.test import Client, override_settings
from django.urls import reverse

from rumbo.access.jobs import forget_tries
from rumbo.access.models import Tries
from rumbo.access.rules import ROLES
from rumbo.access.values import SYSTEM
from rumbo.common import clock
from rumbo.complaints import actions
from rumbo.complaints.models import Complaint
from rumbo.complaints.values import NewComplaint
from tests import factories
from tests.factories.pages import client_for

pytestmark = pytest.mark.django_db
NOW = factories.MONDAY
NEW, ANSWER = "/complaints/new/", "/complaints/answer/"


def told(**changes: str) -> dict[str, str]:
    words = "Me pidieron dinero por un lugar en el autobús."
    return {"kind": "ABUSE", "office": str(factories.office().pk), "words": words, **changes}


def code_in(page: str) -> str:
    found = re.search(r"([2-9A-Z]{4}-){2}[2-9A-Z]{4}", page)
    assert found
    return found[0]


def test_anybody_complains_without_a_name_and_reads_the_answer_by_the_code() -> None:
    person = Client()
    assert person.get(NEW).status_code == 200
    page = person.post(NEW, told()).text
    code = code_in(page)
    row = Complaint.objects.get()
    assert (row.kind, row.who, row.kept_from) == ("ABUSE", None, [])
    assert "Todavía no la lee nadie" in person.post(ANSWER, {"code": code}).text
    focal = client_for("complaints")
    here = reverse("complaints:complaint", args=[row.pk])
    assert "Me pidieron dinero" in focal.get(here).text
    assert focal.post(here, {"what": "acknowledge"}).status_code == 303
    assert "Alguien la leyó" in person.post(ANSWER, {"code": code.lower()}).text
    early = focal.post(here, {"what": "answer", "outcome": "UPHELD", "told": "Se devolvió."})
    assert early.status_code == 422
    assert "quien investiga" in early.text
    focal.post(here, {"what": "refer", "to": "Unidad de investigación"})
    focal.post(here, {"what": "step", "words": "Se habló con la persona."})
    assert "Se habló con la persona." in focal.get(here).text
    focal.post(here, {"what": "answer", "outcome": "UPHELD", "told": "Se le devolvió su dinero."})
    assert "Se le devolvió su dinero." in person.post(ANSWER, {"code": code}).text
    assert "Quien la presentó la leyó" in focal.get(here).text


def test_who_complained_has_back_what_they_wrote_and_nobody_without_the_code() -> None:
    person = Client()
    code = code_in(person.post(NEW, told(words="Zzmismaspalabras.")).text)
    other = code_in(person.post(NEW, told()).text)
    assert "Zzmismaspalabras" in person.post(ANSWER, {"code": code}).text
    assert "Zzmismaspalabras" not in person.get(ANSWER).text
    assert "Zzmismaspalabras" not in person.post(ANSWER, {"code": other}).text


def test_the_answer_shows_nobodys_name_nor_what_was_done_inside() -> None:
    person = Client()
    code = code_in(person.post(NEW, told(name="Zzquejosa", about="Zzmentada")).text)
    row = Complaint.objects.get()
    actions.note_step(actor=factories.actor("complaints"), complaint=row, words="Zzgestion")
    page = person.post(ANSWER, {"code": code}).text
    for word in ("Zzquejosa", "Zzmentada", "Zzgestion", row.number):
        assert word not in page


def test_a_wrong_code_says_so_and_shows_nothing() -> None:
    person = Client()
    person.post(NEW, told())
    answer = person.post(ANSWER, {"code": "2222-2222-2222"})
    assert answer.status_code == 422
    assert "No hay ninguna queja con ese código" in answer.text


@override_settings(ACCOUNT_RATE_LIMITS={"complaint": "2/h/ip", "complaint_code": "2/h/ip"})
@pytest.mark.parametrize("url", [NEW, ANSWER])
def test_codes_are_not_guessed_and_the_box_is_not_flooded(url: str) -> None:
    caches["default"].clear()
    body = told() if url == NEW else {"code": "2222-2222-2222"}
    statuses = [Client().post(url, body).status_code for _ in range(3)]
    assert statuses[2] == 429
    assert 429 not in statuses[:2]


@pytest.mark.parametrize("missing", ["words", "kind", "office"])
def test_what_is_missing_is_said_beside_it(missing: str) -> None:
    answer = Client().post(NEW, {**told(), missing: ""})
    assert answer.status_code == 422
    assert not Complaint.objects.exists()


def test_a_complaint_of_another_office_does_not_exist() -> None:
    Client().post(NEW, told())
    row = Complaint.objects.get()
    far = client_for("complaints", at=factories.office("TIJ", "Tijuana"))
    assert far.get(reverse("complaints:complaint", args=[row.pk])).status_code == 404


def test_whoever_takes_themselves_out_lands_on_the_list() -> None:
    factories.user("complaints")
    mine = factories.user("complaints")
    row, _code = actions.file_complaint(
        actor=SYSTEM, office=factories.office(), complaint=NewComplaint(words="Algo.")
    )
    client = Client()
    client.force_login(mine)
    here = reverse("complaints:complaint", args=[row.pk])
    answer = client.post(here, {"what": "keep", "user": str(mine.pk)})
    assert answer["Location"] == reverse("complaints:complaints")
    assert client.get(here).status_code == 404


def test_the_day_of_the_focal_point_begins_with_what_is_late() -> None:
    with time_machine.travel(NOW, tick=False):
        for kind in ("COMPLAINT", "ABUSE"):
            actions.file_complaint(
                actor=SYSTEM,
                office=factories.office(),
                complaint=NewComplaint(words="Algo.", kind=kind),
                at=NOW - timedelta(days=4 if kind == "COMPLAINT" else 0),
            )
        page = client_for("complaints").get("/").text
        assert "El plazo venció" in page
        assert "Reporte de abuso o explotación" in page
        late = client_for("complaints").get("/complaints/?como=late").text
        assert late.count("Plazo vencido") >= 1
        assert "Reporte de abuso" not in late.split("<tbody")[1]


@pytest.mark.parametrize("role", sorted(set(ROLES) - {"complaints"}))
def test_no_other_home_says_that_there_is_one(role: str) -> None:
    factories.user("complaints")
    Client().post(NEW, told())
    row = Complaint.objects.get()
    page = client_for(role).get("/").text
    assert row.number not in page
    assert "quejas sin respuesta" not in page


def test_every_page_has_the_way_to_complain() -> None:
    assert f'href="{NEW}"' in Client().get("/accounts/login/").text
    assert f'href="{NEW}"' in client_for("registrar").get("/").text


@override_settings(ACCOUNT_RATE_LIMITS={"complaint": "1/h/ip"})
def test_beyond_the_limit_nothing_that_was_written_is_lost() -> None:
    caches["default"].clear()
    Client().post(NEW, told())
    answer = Client().post(NEW, told(words="Zzescrito con mucho cuidado."))
    assert answer.status_code == 429
    assert "Zzescrito con mucho cuidado." in answer.text
    assert "Lo que escribió sigue aquí" in answer.text
    assert Complaint.objects.count() == 1


def test_what_counts_the_tries_holds_no_address_and_is_forgotten() -> None:
    caches["default"].clear()
    Client(REMOTE_ADDR="203.0.113.77").post(NEW, told())
    kept = " ".join(Tries.objects.values_list("cache_key", flat=True))
    assert "complaint" in kept
    assert "203.0.113.77" not in kept
    with time_machine.travel(clock.now() + timedelta(hours=2)):
        forget_tries(0)
    assert not Tries.objects.exists()


def test_a_report_filed_as_a_complaint_is_called_what_it_is_on_its_page() -> None:
    Client().post(NEW, told(kind="COMPLAINT"))
    row, focal = Complaint.objects.get(), client_for("complaints")
    here = reverse("complaints:complaint", args=[row.pk])
    assert "Es un reporte de abuso" in focal.get(here).text
    assert focal.post(here, {"what": "abuse"}).status_code == 303
    row.refresh_from_db()
    assert row.kind == "ABUSE"
    assert "Es un reporte de abuso" not in focal.get(here).text


def test_opening_it_leaves_a_reading_that_the_others_who_hear_see() -> None:
    row, _code = actions.file_complaint(
        actor=SYSTEM, office=factories.office(), complaint=NewComplaint(words="Algo.")
    )
    here = reverse("complaints:complaint", args=[row.pk])
    first, second = factories.user("complaints"), factories.user("complaints")
    for user in (first, second):
        client = Client()
        client.force_login(user)
        text = client.get(here).text
    assert set(row.readings.values_list("by", flat=True)) == {first.pk, second.pk}
    assert "Quién la ha abierto" in text
    assert first.display_name in text
