"""The waiting list says of each group how near it is, what it lacks first and whose turn that is."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.urls import reverse

from rumbo.access.values import SYSTEM
from rumbo.casework import actions as casework
from rumbo.casework.models import Case, SideExit
from rumbo.common import clock
from rumbo.documents.models import ReceivingNotice
from rumbo.protection.models import Screening
from rumbo.readiness import actions as readiness
from tests import factories
from tests.factories import cases as made
from tests.factories import ready
from tests.factories.pages import client_for

pytestmark = pytest.mark.django_db
LIST = reverse("casework:waiting")


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    """It is Monday, and the places exist."""
    ready.reference()
    with clock.travel_to(factories.MONDAY + timedelta(hours=3)):
        yield


def waits(days_ago: int = 3, **person: object) -> Case:
    """A group that was decided by two and waits."""
    case = factories.registered(factories.new_person(**person))
    Case.objects.filter(pk=case.pk).update(requested_on=clock.today() - timedelta(days=days_ago))
    return made.eligible(case)


def prepared() -> Case:
    """A family that lacks nothing."""
    case = ready.make_ready(ready.family())
    Case.objects.filter(pk=case.pk).update(stage="ELIGIBILITY")
    return case


def judged() -> None:
    """The lists' answers are those of now."""
    readiness.judge_all(actor=SYSTEM)


def page(role: str = "counsellor", **query: str) -> str:
    """The list as somebody reads it."""
    return client_for(role).get(LIST, query).content.decode()


def test_a_row_says_its_first_two_gaps_and_whose_turn_each_is() -> None:
    waits()
    judged()
    told = client_for("counsellor").get(LIST).context["rows"][0]
    assert told.near[1] == "todavía no está lista"
    assert [gap.turn for gap in told.gaps] == ["", "Consejería"]
    assert told.gaps[0].text == "Falta algo que le toca a Consejería."
    text = page()
    assert all(gap.text in text for gap in told.gaps)
    assert f"En total faltan {told.ready.total} cosas." in text


def test_who_lacks_only_a_seat_is_ready_and_the_notice_is_no_gap() -> None:
    prepared()
    ReceivingNotice.objects.all().delete()
    judged()
    row = client_for("counsellor").get(LIST).context["rows"][0]
    assert (row.row.ready.state, row.near[1], list(row.gaps)) == ("READY", "lista para viajar", [])
    assert "lista para viajar" in page()


def test_what_is_kept_apart_stays_an_areas_word_in_the_list() -> None:
    prepared()
    Screening.objects.update(codes=["VOT", "KIDNAPPING_VICTIM"])
    judged()
    text = page()
    assert "Falta algo que le toca a Protección." in text
    assert "trata" not in text


def test_a_case_that_nobody_judged_yet_shows_its_tasks() -> None:
    waits()
    row = client_for("counsellor").get(LIST).context["rows"][0]
    assert row.ready is None
    assert "todavía no está lista" not in page()


def test_a_pause_says_until_when_and_why_by_its_code() -> None:
    case = waits()
    casework.hold_case(
        actor=factories.actor("counsellor"),
        case=case,
        reason="DOCUMENT",
        why="Su primo trae el acta.",
        review_on=date(2026, 12, 3),
    )
    text = page()
    assert "En pausa hasta el 03/12/2026: Documentos" in text
    assert "primo" not in text
    SideExit.objects.update(review_on=date(2025, 2, 20))
    assert "En pausa, por revisar desde el 20/02/2025: Documentos" in page()


def test_the_list_groups_by_how_near_and_by_route_and_keeps_every_place() -> None:
    late, near = waits(90), prepared()
    other = waits(60, return_country="GTM")
    judged()
    client = client_for("counsellor")
    rows = client.get(LIST, {"orden": "listo"}).context["rows"]
    assert [r.row.number for r in rows] == [near.number, late.number, other.number]
    assert [r.heading for r in rows] == [
        "Lista para viajar · 1 grupo",
        "Todavía no está lista · 2 grupos",
        "",
    ]
    rows = client.get(LIST, {"orden": "ruta"}).context["rows"]
    assert rows[-1].row.number == other.number or rows[0].row.number == other.number
    assert sum(bool(r.heading) for r in rows) == 2
    assert sorted(r.row.position for r in rows) == [1, 2, 3]


def test_the_list_narrows_to_those_who_are_ready() -> None:
    waits(90)
    near = prepared()
    judged()
    rows = client_for("counsellor").get(LIST, {"listo": "READY"}).context["rows"]
    assert [r.row.number for r in rows] == [near.number]


def test_what_is_missing_costs_the_same_queries_for_two_and_for_twenty(
    django_assert_max_num_queries: object,
) -> None:
    for days in range(20):
        waits(days)
    judged()
    client = client_for("counsellor")
    client.get(LIST)
    with django_assert_max_num_queries(22) as told:  # type: ignore[operator]
        client.get(LIST)
    assert sum("readiness_standing" in q["sql"] for q in told.captured_queries) == 2
