"""A page asks as many questions of the database for thirty groups as for three."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from rumbo.access import actions as access
from rumbo.access.models import User
from rumbo.casework.models import Case
from rumbo.common import clock
from rumbo.demo import bulk, world
from rumbo.demo.chance import Chance

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 20, 18, 20, tzinfo=UTC)
PAGES = ("/", "/people/", "/waiting/", "case", "name", "number")


def asked(client: Client, page: str, case: Case) -> int:
    address = {"case": f"/cases/{case.id}/", "name": "/search/", "number": "/search/"}
    typed = {"name": "Maria Lopez Hernandez 1990", "number": case.number}
    for _again in range(2):  # what is kept for the process is kept by the first time
        with CaptureQueriesContext(connection) as said:
            if page in typed:
                answer = client.post("/search/", {"q": typed[page]})
            else:
                answer = client.get(address.get(page, page))
        assert answer.status_code in {200, 302}
    return len(said)


def test_no_page_asks_more_for_ten_times_as_many_people() -> None:
    with clock.travel_to(NOW):
        scene = world.set_up(3, NOW, 10)
        access.ensure_demo_accounts()
        client = Client(SERVER_NAME="localhost")
        client.force_login(User.objects.get(username="demo-coordinator"))
        bulk.add(scene, 300, progress=world.silent)
        case = Case.objects.filter(stage="ELIGIBILITY").order_by("number")[0]
        few = {page: asked(client, page, case) for page in PAGES}
        scene.chance = Chance("another")
        bulk.add(scene, 2500, progress=world.silent)
        many = {page: asked(client, page, case) for page in PAGES}
    # Where the search finds anybody at all it asks four questions more, however many it finds.
    assert {p: (few[p], many[p]) for p in PAGES if many[p] > few[p] + 4} == {}
