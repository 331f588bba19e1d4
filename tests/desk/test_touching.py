"""Whom a suspended way or a closed programme touches: shown before and after, exact, and scoped."""

import csv
import io
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from rumbo.access.entry import reading
from rumbo.access.queries import reader_of
from rumbo.access.rules import ROLES
from rumbo.access.values import SYSTEM
from rumbo.audit.models import JournalEntry
from rumbo.casework.models import Case
from rumbo.desk import touching
from rumbo.programmes import actions, queries
from rumbo.programmes.models import Agreement, DueDiligence, Opening, Programme
from rumbo.readiness import queries as readiness
from rumbo.registry.models import Person
from tests import factories
from tests.factories import movements as buses
from tests.factories import ready
from tests.factories.pages import client_for

pytestmark = pytest.mark.django_db
NOW = datetime(2025, 3, 5, 15, 0, tzinfo=UTC)
DAY = date(2025, 3, 5)
TOUCHED = "desk:touched"
STOP = {"camino": "MEX-HND", "como": "SUSPENDED", "dia": "2025-03-05"}


@pytest.fixture(autouse=True)
def world() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False), translation.override("es"):
        ready.reference()
        yield


def alone(country: str = "HND", area: str = "HN-YO", **changes: Any) -> Case:
    at = changes.pop("at", None)
    stage = changes.pop("stage", "REGISTRATION")
    values = {
        "nationalities": (country,), "origin_country": country, "origin_department": area,
        "return_country": country, "return_department": area, **changes,
    }  # fmt: skip
    case = factories.registered(factories.new_person(**values), at=at)
    Case.objects.filter(pk=case.pk).update(stage=stage)
    case.refresh_from_db()
    return case


def numbers(client: Client, **asked: str) -> dict[str, str]:
    """The files of the list with what to do, as the file that leaves says it."""
    answer = client.get(reverse(TOUCHED) + "export.csv", asked)
    assert answer.status_code == 200
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    return {row[0]: row[4] for row in rows[1:]}


def confirm(client: Client, **changes: object) -> Any:
    body = {
        "como": "SUSPENDED", "zona": "", "dia": "2025-03-05", "fin": "", "source": "Aviso 12",
        "reason": "Enfrentamientos.", "version": len(queries.findings_of("MEX", "HND")),
    }  # fmt: skip
    return client.post(reverse("desk:finding_record", args=["MEX", "HND"]), {**body, **changes})


def close(client: Client, **changes: object) -> Any:
    version = Programme.objects.get(code="AVR-NCA").version
    body = {"on": "2025-03-05", "reason": "Se acabó el dinero.", "version": version}
    return client.post(reverse("desk:close_programme", args=["AVR-NCA"]), {**body, **changes})


@pytest.mark.parametrize("role", sorted(ROLES))
def test_who_sees_whom_a_decision_touches_and_who_decides(role: str) -> None:
    client = client_for(role)
    may = role in {"coordinator", "protection"}
    door = 200 if may else 404
    assert client.get(reverse(TOUCHED)).status_code == door
    assert client.get(reverse("desk:finding", args=["MEX", "HND"])).status_code == door
    assert confirm(client).status_code == (302 if may else 404)
    assert close(client).status_code == (302 if role == "coordinator" else 404)
    assert DueDiligence.objects.filter(from_file=False).exists() is may
    closed = Opening.objects.filter(programme="AVR-NCA", valid_until=DAY).exists()
    assert closed is (role == "coordinator")


def test_the_list_is_exact_and_the_same_before_and_after() -> None:
    bus = buses.departure()
    seated = buses.ready_family()
    buses.booked(seated, bus)
    Case.objects.filter(pk=seated.pk).update(stage="BOOKED")
    touched = {
        alone().number,
        alone(stage="ELIGIBILITY").number,
        alone(stage="REFERRED_PROTECTION").number,
        seated.number,
    }
    for other in (
        alone("SLV", "SV-SS"), alone(stage="WITHDRAWN"), alone(stage="ARRIVED"),
        alone(stage="CLOSED"),
    ):  # fmt: skip
        assert other.number not in touched
    foreign = alone(at=factories.office("TIJ", "Tijuana"), stage="BOOKED")
    client = client_for("coordinator")
    before = numbers(client, **STOP)
    assert before.keys() == touched
    assert foreign.number not in before
    after = confirm(client)
    assert after.status_code == 302
    assert "hallazgo=" in after.url
    found = client.get(after.url).content.decode()
    assert all(number in found for number in touched)
    assert foreign.number not in found
    code = after.url.rpartition("hallazgo=")[2]
    assert numbers(client, camino="MEX-HND", hallazgo=code) == before
    assert numbers(client, camino="MEX-HND") == before
    assert numbers(client) == before


def test_each_file_says_what_to_do_where_its_people_stand() -> None:
    bus = buses.departure()
    seated = buses.ready_family()
    buses.booked(seated, bus)
    Case.objects.filter(pk=seated.pk).update(stage="BOOKED")
    told = numbers(client_for("coordinator"), **STOP)
    assert told[seated.number].startswith("Tiene lugar")
    Case.objects.filter(pk=seated.pk).update(stage="IN_TRANSIT")
    told = numbers(client_for("coordinator"), **STOP)
    assert told[seated.number].startswith("Ya va en camino")
    for stage, says in (
        ("REGISTRATION", "Siga la atención"),
        ("DOCUMENTS", "No puede apartar lugar"),
        ("SPECIAL_ASSESSMENT", "Lo lleva protección"),
    ):
        case = alone(stage=stage)
        assert numbers(client_for("coordinator"), **STOP)[case.number].startswith(says)


def test_a_line_of_the_list_and_a_closed_gate_never_disagree() -> None:
    bus = buses.departure()
    booked = buses.ready_family()
    buses.booked(booked, bus)
    cases = [alone(), alone("SLV", "SV-SS"), alone(area=""), booked, alone("HTI", "HT-OU")]
    confirm(client_for("coordinator"), zona="HN-YO", dia="2025-03-12")
    listed = numbers(client_for("coordinator"))
    judged = readiness.judge_many(list(Case.objects.filter(pk__in=[c.pk for c in cases])))
    for case in cases:
        shut = any(
            lack.code == "COUNTRY_OPEN" for one in judged[case.pk].people for lack in one.missing
        )
        assert (case.number in listed) is shut, case.number
    assert 0 < len(listed) < len(cases)


def test_a_suspension_that_begins_after_the_journey_does_not_touch_it() -> None:
    case = buses.ready_family()
    at_nine_in_the_evening = datetime(2025, 3, 13, 3, 0, tzinfo=UTC)
    buses.booked(case, buses.departure(at_nine_in_the_evening))
    Case.objects.filter(pk=case.pk).update(stage="BOOKED")
    client = client_for("coordinator")
    assert case.number in numbers(client, **{**STOP, "dia": "2025-03-12"})
    assert case.number not in numbers(client, **{**STOP, "dia": "2025-03-13"})
    assert case.number not in numbers(client, **{**STOP, "fin": "2025-03-11"})
    # Whoever is on the road is asked for the day on which they arrive.
    Case.objects.filter(pk=case.pk).update(stage="IN_TRANSIT")
    day = readiness.journeys_of_many([Case.objects.get(pk=case.pk)])[case.pk].plan.arrives
    assert day > date(2025, 3, 12)
    assert case.number in numbers(client, **{**STOP, "dia": day.isoformat()})


def test_one_area_touches_its_own_and_asks_whose_area_is_not_known() -> None:
    yoro, cortes, nowhere = alone(), alone(area="HN-CR"), alone(area="")
    Person.objects.filter(pk=factories.people_of(nowhere)[0].pk).update(return_department="")
    found = numbers(client_for("coordinator"), **STOP, zona="HN-YO")
    assert found.keys() == {yoro.number, nowhere.number}
    assert found[nowhere.number].startswith("No consta a qué departamento")
    assert cortes.number not in found


def test_opening_again_lists_those_who_may_go_on() -> None:
    client = client_for("coordinator")
    case = alone(stage="DOCUMENTS")
    confirm(client)
    opens = {**STOP, "como": "OPEN", "dia": "2025-03-06"}
    before = numbers(client, **opens)
    assert before.keys() == {case.number}
    assert before[case.number].startswith("Puede volver a seguir")
    assert numbers(client, camino="MEX-HND").keys() == {case.number}
    answer = confirm(client, como="OPEN", dia="2025-03-06")
    code = answer.url.rpartition("hallazgo=")[2]
    assert numbers(client, camino="MEX-HND", hallazgo=code) == before
    assert numbers(client, camino="MEX-HND") == {}


def test_protection_may_stop_a_way_and_only_the_coordinator_opens_it_again() -> None:
    protection = client_for("protection")
    assert confirm(protection).status_code == 302
    refused = confirm(protection, como="OPEN", dia="2025-03-06")
    assert refused.status_code == 422
    assert DueDiligence.objects.filter(from_file=False).count() == 1
    page = protection.get(reverse(TOUCHED), {**STOP, "como": "OPEN"}).content.decode()
    assert reverse("desk:finding_record", args=["MEX", "HND"]) not in page
    way = protection.get(reverse("programmes:country", args=["MEX", "HND"])).content.decode()
    assert "Volver a abrir" not in way
    assert (
        "Volver a abrir"
        in client_for("coordinator")
        .get(reverse("programmes:country", args=["MEX", "HND"]))
        .content.decode()
    )


def test_a_reserved_file_has_a_number_and_no_name_but_for_protection() -> None:
    case = alone()
    Person.objects.filter(pk=factories.people_of(case)[0].pk).update(sealed=True)
    link = reverse("desk:case", args=[case.pk])
    body = client_for("coordinator").get(reverse(TOUCHED), STOP).content.decode()
    assert case.number in body
    assert "Nombre reservado" in body
    assert "Mejía" not in body
    assert link not in body
    body = client_for("protection").get(reverse(TOUCHED), STOP).content.decode()
    assert "Mejía" in body
    assert link in body


def test_nothing_changes_until_it_is_confirmed() -> None:
    client = client_for("coordinator")
    alone()
    asked = {"como": "SUSPENDED", "zona": "", "dia": "2025-03-05", "fin": ""}
    answer = client.post(reverse("desk:finding", args=["MEX", "HND"]), asked)
    assert answer.status_code == 302
    assert "Toca a 1 expediente" in client.get(answer["Location"]).content.decode()
    assert not DueDiligence.objects.filter(from_file=False).exists()
    assert queries.is_open("MEX", "HND", None, DAY)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"source": ""}, "obligatorio"),
        ({"reason": " "}, "obligatorio"),
        ({"fin": "2025-03-04"}, "La fecha final es anterior"),
        ({"zona": "GT-01"}, "Escoja una opción válida"),
        ({"version": 0}, "Otra persona cambió esto"),
        ({"dia": "2020-03-16", "como": "OPEN"}, "elija un día posterior"),
    ],
)
def test_a_decision_that_is_not_sound_is_refused(changes: dict[str, object], sentence: str) -> None:
    answer = confirm(client_for("coordinator"), **changes)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not DueDiligence.objects.filter(from_file=False).exists()


def test_days_the_wrong_way_round_are_refused_before_the_list() -> None:
    asked = {"como": "SUSPENDED", "zona": "", "dia": "2025-03-05", "fin": "2025-03-04"}
    answer = client_for("coordinator").post(reverse("desk:finding", args=["MEX", "HND"]), asked)
    assert answer.status_code == 422
    assert "La fecha final es anterior" in answer.content.decode()


def test_of_two_people_at_once_the_second_reads_again() -> None:
    client = client_for("coordinator")
    version = len(queries.findings_of("MEX", "HND"))
    assert confirm(client_for("protection")).status_code == 302
    answer = confirm(client, como="CASE_BY_CASE", dia="2025-03-07", version=version)
    assert answer.status_code == 422
    assert DueDiligence.objects.filter(from_file=False).count() == 1


def test_closing_a_programme_shows_who_is_in_it_before_and_after() -> None:
    inside, out, over = alone(stage="DOCUMENTS"), alone(stage="DOCUMENTS"), alone(stage="WITHDRAWN")
    late = alone(stage="DOCUMENTS")
    foreign = alone(at=factories.office("TIJ", "Tijuana"))
    mine = (inside, over, late, foreign)
    Case.objects.filter(pk__in=[c.pk for c in mine]).update(programme="AVR-NCA")
    client = client_for("coordinator")
    before = numbers(client, programa="AVR-NCA")
    assert before.keys() == {inside.number, late.number}
    assert out.number not in before
    assert before[inside.number].startswith("Conserva lo decidido")
    shown = client.get(reverse(TOUCHED), {"programa": "AVR-NCA"}).content.decode()
    assert reverse("desk:close_programme", args=["AVR-NCA"]) in shown
    answer = close(client)
    assert answer.status_code == 302
    after = client.get(answer["Location"]).content.decode()
    assert inside.number in after
    assert reverse("desk:close_programme", args=["AVR-NCA"]) not in after
    assert numbers(client, programa="AVR-NCA") == before
    assert Opening.objects.get(programme="AVR-NCA").reason == "Se acabó el dinero."
    assert JournalEntry.objects.filter(code="programmes.closed").count() == 1
    page = client.get(reverse("programmes:programme", args=["AVR-NCA"])).content.decode()
    assert "Su último día es el 05/03/2025" in page
    assert "Cerrar el programa" not in page
    Agreement.objects.filter(programme="AVR-NCA").update(valid_until=DAY)
    assert "Se acabó el dinero." in page
    told = numbers(client, programa="AVR-NCA")
    assert told[inside.number].startswith("Ningún acuerdo cubre su fecha")


def test_whoever_reads_and_does_not_decide_gets_no_form_to_close() -> None:
    body = client_for("protection").get(reverse(TOUCHED), {"programa": "AVR-NCA"})
    assert reverse("desk:close_programme", args=["AVR-NCA"]) not in body.content.decode()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"on": "2025-03-06"}, "un cierre se anota cuando ocurre"),
        ({"on": "2018-11-03"}, "no está abierto ese día"),
        ({"reason": ""}, "obligatorio"),
        ({"version": 7}, "Otra persona cambió esto"),
    ],
)
def test_a_closing_that_is_not_sound_is_refused(changes: dict[str, object], sentence: str) -> None:
    answer = close(client_for("coordinator"), **changes)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert queries.is_programme_open("AVR-NCA", date(2025, 3, 6))


def test_what_an_address_says_is_made_sound() -> None:
    client = client_for("coordinator")
    for asked in (
        {"camino": "x"}, {"camino": "MEX-MEX", "como": "SUSPENDED", "dia": "2025-03-05"},
        {"camino": "MEX-XXX", "como": "SUSPENDED", "dia": "2025-03-05"},
        {**STOP, "dia": "2025-13-45"}, {**STOP, "zona": "'; --"}, {"programa": "NADA"},
        {"camino": "MEX-HND", "hallazgo": "NADA"}, {**STOP, "como": "QUIZA"},
        {**STOP, "fin": "2025-03-01"},
    ):  # fmt: skip
        assert client.get(reverse(TOUCHED), asked).status_code == 200, asked
    for where in (["MEX", "MEX"], ["MEX", "XXX"], ["x", "HND"]):
        assert client.get(reverse("desk:finding", args=where)).status_code == 404
        answer = client.post(reverse("desk:finding_record", args=where), {})
        assert answer.status_code == 404
    assert client.post(reverse("desk:close_programme", args=["NADA"]), {}).status_code == 404


def test_the_number_of_queries_does_not_grow_with_the_files() -> None:
    somebody = factories.user("coordinator")

    def asked() -> int:
        with reading(reader_of(somebody, DAY)) as reader, CaptureQueriesContext(connection) as seen:
            touching.shown(touching.touched(reader, STOP), reader)
        return len(seen)

    alone()
    few = asked()
    for _n in range(4):
        alone()
    assert asked() == few


def test_a_suspension_says_in_the_journal_who_stopped_which_way() -> None:
    actions.suspend_country(actor=SYSTEM, host="MEX", origin="HND", since=DAY, source="aviso")
    assert JournalEntry.objects.filter(code="programmes.finding_recorded").count() == 1
