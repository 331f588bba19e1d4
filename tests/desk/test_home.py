"""Each role's home: its own work, counted exactly, and no way that leads nowhere."""

import re
from collections.abc import Iterator
from html import unescape

import pytest
import time_machine
from django.urls import reverse

from rumbo.access.values import SYSTEM
from rumbo.casework import actions as casework
from rumbo.common import clock
from rumbo.desk import pages
from rumbo.desk.roles import EVERYBODY, SEARCH
from rumbo.registry.models import Person
from tests import factories
from tests.factories import ready
from tests.factories.pages import client_for
from tests.security import world
from tests.security.test_crawl import NOW
from tests.security.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def lived() -> Iterator[World]:
    with time_machine.travel(NOW, tick=False):
        ready.reference()
        yield world.build("TAP", "Dilcia")


def links(page: str) -> list[str]:
    """Where a page leads: its links and the addresses of what it loads."""
    found = re.findall(r'(?:href|hx-get)="(/[^"]*)"', page)
    return [unescape(url) for url in dict.fromkeys(found) if not url.startswith("/static/")]


def test_every_link_of_every_home_and_menu_opens(lived: World) -> None:
    wrong = []
    for role in EVERYBODY:
        client = client_for(role, at=lived.office)
        home = client.get("/").text
        assert 'href="/"' in home
        for url in links(home):
            status = client.get(url).status_code
            if status != 200:
                wrong.append(f"{role} {status} {url}")
    assert not wrong, "\n".join(wrong)


def test_the_search_box_is_there_for_those_who_may_search_and_for_nobody_else() -> None:
    ready.family()
    for role in EVERYBODY:
        page = client_for(role).get("/").text
        assert (f'action="{reverse("desk:search")}"' in page) is (role in SEARCH), role


def test_no_home_is_without_a_way_on(lived: World) -> None:
    for role in EVERYBODY:
        page = client_for(role, at=lived.office).get("/").text
        main = page[page.index("<main") : page.index("</main>")]
        assert links(main), role


def test_a_heading_counts_all_that_there_is_and_not_what_is_shown() -> None:
    more = pages.MOST + 7
    case = ready.family()
    for number in range(more):
        code = f"X{number}"
        casework.open_task(actor=SYSTEM, case=case, role="counsellor", code=code, urgent=True)
    casework.open_task(actor=SYSTEM, case=case, role="counsellor", code="MPP", due_on=clock.today())
    page = client_for("counsellor").get("/")
    [urgent] = [one for one in page.context["work"] if one.total >= more]
    assert urgent.total == more
    assert len(urgent.items) == pages.MOST
    [today] = [one for one in page.context["work"] if "Para hoy" in str(one.heading)]
    assert today.total == len(today.items) == 1
    assert f"Se muestran {len(urgent.items)} de {more}." in page.text
    assert reverse("casework:tasks") in page.text


def test_a_task_of_a_reserved_file_stays_and_says_whom_to_ask() -> None:
    case = ready.family()
    person = factories.people_of(case)[1]
    casework.open_task(
        actor=SYSTEM, case=case, role="counsellor", code="MPP", person=person, urgent=True
    )
    there = f'href="{reverse("desk:case", args=[case.pk])}"'
    protection = client_for("protection", "counsellor")
    assert there in client_for("counsellor").get("/").text
    Person.objects.filter(pk=person.pk).update(sealed=True)
    page = client_for("counsellor").get("/").text
    assert there not in page
    assert "Expediente reservado: pregunte a protección (" in page
    assert there in protection.get("/").text
