"""What would change with less money, fewer counsellors or one bus more: counted, and nobody named."""

import io
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from pypdf import PdfReader

from rumbo.access.values import SYSTEM
from rumbo.common import clock
from rumbo.movements import actions as movements
from rumbo.movements.models import Booking, Departure, WhatIf
from rumbo.movements.values import WantedWhatIf
from tests import factories
from tests.factories import movements as travel
from tests.factories import ready
from tests.factories.pages import client_for

pytestmark = pytest.mark.django_db
DAY = travel.BEFORE.date()
WAY = f"{travel.ROUTE}@TAP"
SPAN: dict[str, Any] = {"first": DAY + timedelta(days=1), "last": DAY + timedelta(days=20)}


@pytest.fixture(autouse=True)
def _then() -> Iterator[None]:
    ready.reference()
    with clock.travel_to(travel.BEFORE):
        yield


def asked(**wanted: Any) -> WhatIf:
    """What was supposed, worked out."""
    row = movements.ask_what_if(
        actor=SYSTEM, office=factories.office(), wanted=WantedWhatIf(**{**SPAN, **wanted})
    )
    return movements.look_what_if(what_if=row.pk)


def columns(row: WhatIf) -> dict[str, dict[str, Any]]:
    return {one["code"]: one for one in row.told["scenarios"]}


def test_each_supposition_is_a_column_beside_what_stands_and_nothing_is_booked() -> None:
    travel.departure(seats=2)
    travel.ready_family(), travel.ready_alone()
    row = asked(way=WAY, country="HND", consulate="HND")
    assert row.state == "DONE"
    told = columns(row)
    people = {code: one["plan"]["people"] for code, one in told.items()}
    assert people == {
        "BASE": 2, "MONEY": 2, "COUNSELLORS": 2, "BUS": 3, "COUNTRY": 0, "CONSULATE": 2
    }  # fmt: skip
    assert not Booking.objects.exists()
    assert Departure.objects.count() == 1


def page_of(row: WhatIf, **how: Any) -> str:
    return str(client_for("movements", **how).get(reverse("movements:what_if", args=[row.pk])).text)


def text_of(row: WhatIf) -> str:
    answer = client_for("movements").get(reverse("movements:what_if_paper", args=[row.pk]))
    assert answer["Content-Type"] == "application/pdf"
    pages = PdfReader(io.BytesIO(answer.content)).pages
    return " ".join(" ".join(one.extract_text() for one in pages).split())


def test_the_page_asks_watches_and_shows_the_scenarios_side_by_side() -> None:
    travel.departure(seats=2)
    family, man = travel.ready_family(), travel.ready_alone()
    client = client_for("movements")
    form = client.get(reverse("movements:what_ifs"), {"first": "2025-03-09"}).text
    assert f'value="{WAY}" selected' in form
    assert 'value="HND" selected' in form
    asked = client.post(
        reverse("movements:what_ifs"),
        {
            "first": SPAN["first"].isoformat(), "last": SPAN["last"].isoformat(),
            "percent": "40", "way": WAY, "country": "HND", "consulate": "HND", "weeks": "2",
        },
    )  # fmt: skip
    row = WhatIf.objects.get()
    here = reverse("movements:what_if", args=[row.pk])
    assert asked["Location"] == here
    assert "Se está calculando" in client.get(here).text
    watched = client.get(reverse("movements:what_if_progress", args=[row.pk]))
    assert "HX-Refresh" not in watched
    assert "every 1s" in watched.text
    movements.look_what_if(what_if=row.pk)
    watched = client.get(reverse("movements:what_if_progress", args=[row.pk]))
    assert watched["HX-Refresh"] == "true"
    page = client.get(here).text
    for title in ("Menos dinero", "Una salida más por semana", "Un consulado más lento"):
        assert title in page
    assert "estimación" in page
    assert "<polygon" in page
    for person in (*factories.people_of(family), *factories.people_of(man)):
        assert person.known("surname_1") not in page
    assert family.number not in page
    assert client_for("counsellor").get(here).status_code == 404


def test_the_paper_names_nobody_and_no_small_number() -> None:
    travel.departure(seats=2)
    family = travel.ready_family()
    travel.ready_alone()
    row = asked(way=WAY, country="HND", consulate="HND")
    text = text_of(row)
    assert "¿Qué pasaría si…?" in text
    assert "menos de 5" in text
    assert "estimación" in text
    assert family.number not in text
