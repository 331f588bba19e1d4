"""In a demonstration the desk reads the practice sheets, and no other row."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from rumbo.exchange import practice
from rumbo.exchange.models import IntakeRow
from tests.factories import ready
from tests.factories.pages import client_for

pytestmark = pytest.mark.django_db
REFUSED = "solo lee las filas de sus hojas de práctica"


def first_rows(name: str, rows: int) -> str:
    lines = practice.path(name).read_text(encoding="utf-8-sig").splitlines()
    return "\n".join(lines[: rows + 1]) + "\n"


def send(client: Client, text: str) -> str:
    sheet = SimpleUploadedFile("hoja.csv", text.encode())
    return client.post(reverse("exchange:sheet"), {"sheet": sheet}).content.decode()


@pytest.fixture
def client() -> Client:
    ready.reference()
    return client_for("registrar")


@pytest.mark.parametrize("name", practice.NAMES)
def test_rows_of_a_practice_sheet_are_read_in_a_demonstration(
    name: str, client: Client, settings: Any
) -> None:
    settings.DEMO = True
    page = send(client, first_rows(name, 30))
    assert REFUSED not in page
    assert IntakeRow.objects.count() == 30


def test_one_row_that_is_no_practice_is_refused_with_all_others(
    client: Client, settings: Any
) -> None:
    text = first_rows("intake-2025", 30)
    last = text.rstrip("\n").rsplit("\n", 1)[1]
    stranger = last.replace(last.split(",")[0], "TAP-99999", 1)
    assert stranger != last
    settings.DEMO = True
    assert REFUSED in send(client, text + stranger + "\n")
    assert not IntakeRow.objects.exists()
    settings.DEMO = False
    assert REFUSED not in send(client, text + stranger + "\n")
    assert IntakeRow.objects.count() == 31


def test_a_bad_file_is_said_as_anywhere(client: Client, settings: Any) -> None:
    settings.DEMO = True
    page = send(client, "nada")
    assert REFUSED not in page
    assert "hoja.csv" in page


def test_a_demonstration_offers_its_sheets_and_a_real_home_none(
    client: Client, settings: Any, tmp_path: Path
) -> None:
    sheet, address = reverse("exchange:sheet"), reverse("exchange:practice", args=["intake-2025"])
    assert address not in client.get(sheet).content.decode()
    assert client.get(address).status_code == 404
    settings.DEMO = True
    assert address in client.get(sheet).content.decode()
    found = client.get(address)
    assert b"".join(found) == practice.path("intake-2025").read_bytes()
    assert client.get(reverse("exchange:practice", args=["other"])).status_code == 404
    assert client_for("counsellor").get(address).status_code == 404
