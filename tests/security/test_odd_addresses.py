"""Addresses that nobody of ours wrote are answered calmly."""

import base64
import json

import pytest
from django.urls import reverse

from tests import factories
from tests.factories.pages import client_for

pytestmark = pytest.mark.django_db
ID = "01234567-89ab-7def-8123-456789abcdef"


def key(*told: object) -> str:
    """A page's key with something else in it."""
    return base64.urlsafe_b64encode(json.dumps(told).encode()).decode().rstrip("=")


@pytest.mark.parametrize("name", ["antes", "desde"])
@pytest.mark.parametrize("order", ["fecha", "-numero"])
@pytest.mark.parametrize(
    "mark",
    [key("x", ID), key("\ud800", ID), key("a\x00", ID), key(["a"], ID), key("9999-99-99", ID), "%"],
)
def test_a_strange_key_of_the_list_is_its_first_page(name: str, order: str, mark: str) -> None:
    client = client_for("registrar")
    answer = client.get(reverse("desk:people"), {name: mark, "orden": order, "sort": order})
    assert answer.status_code == 200


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "1999-12-31", "x"])
def test_a_day_far_away_is_today(day: str) -> None:
    client = client_for("counsellor", "movements", "reception")
    for name in ("casework:calendar", "movements:board"):
        assert client.get(reverse(name), {"desde": day}).status_code == 200, name


@pytest.mark.parametrize("word", ["%00", "NOBODY", "CONSULATE%00"])
def test_only_those_of_the_list_can_be_told_to_stop(word: str) -> None:
    case = factories.registered()
    person = factories.people_of(case)[0]
    url = f"/cases/{case.pk}/counselling/people/{person.pk}/sharing/{word}/withdrawal/"
    assert client_for("counsellor").post(url).status_code == 404
