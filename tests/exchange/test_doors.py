"""What a corrector may read of a row, and the same sheet sent twice at once."""

import re
import threading
from pathlib import Path

import pytest
from django.db import connection
from django.urls import reverse

from rumbo.access.values import SYSTEM
from rumbo.casework.models import Case
from rumbo.exchange import actions as exchange
from rumbo.exchange import queries
from rumbo.exchange.actions import intake
from rumbo.exchange.models import ImportedSheet, IntakeRow, SheetFamily
from rumbo.registry.models import Person, PossibleDuplicate
from tests import factories
from tests.exchange.test_actions import TODAY, changed
from tests.factories import ready
from tests.factories.pages import client_for, elsewhere

pytestmark = pytest.mark.django_db


def row(**changes: object) -> IntakeRow:
    """A row that waits."""
    values: dict[str, object] = {
        "office": factories.office(),
        "sheet": ImportedSheet.objects.create(),
        "number": 2,
        "folio": "",
        "key": b"k" * 32,
        "raw": {"nombres": "Dilcia", "embarazo_semanas": "noventa", "edad": "mil"},
        "outcome": "to_correct",
    }
    return IntakeRow.objects.create(**{**values, **changes})


def test_a_faulty_cell_of_health_is_named_and_typed_anew() -> None:
    faults = [
        {"column": "embarazo_semanas", "code": "NOT_A_NUMBER"},
        {"column": "edad", "code": "NOT_A_NUMBER"},
    ]
    found = {cell.column: cell for cell in queries.cells(row(faults=faults), "es")}
    assert (found["embarazo_semanas"].text, found["edad"].text) == ("", "mil")
    assert found["embarazo_semanas"].wrong


def test_what_is_still_wrong_is_said_beside_its_field(tmp_path: Path) -> None:
    ready.reference()
    path = changed(tmp_path, fecha_nacimiento="31/02/1990", folio_familia="")
    exchange.import_sheet(actor=SYSTEM, path=path, today=TODAY)
    mine = IntakeRow.objects.get()
    page = reverse("exchange:correction", args=[mine.pk])
    typed = {"version": mine.version, "fecha_nacimiento": "treinta"}
    answer = client_for("registrar", at=mine.office).post(page, typed)
    wrong = answer.context["form"].errors
    assert "fecha_nacimiento" in wrong
    assert "todavía no se puede leer" not in answer.text


def test_of_somebody_of_another_office_neither_dates_nor_the_share_are_said() -> None:
    theirs = factories.people_of(factories.registered(at=elsewhere()))[0]
    mine = row(
        outcome="suspected_duplicate",
        resembles=theirs,
        probability=0.97,
        reasons=["SAME_SURNAMES", "SAME_BIRTH_DATE"],
    )
    client = client_for("registrar")
    for url in (reverse("exchange:lookalikes"), reverse("exchange:lookalike", args=[mine.pk])):
        page = client.get(url).content.decode()
        assert "mismos apellidos" in page.casefold()
        assert "fecha de nacimiento;" not in page
        assert "misma fecha" not in page
        assert "97 %" not in page


def test_a_sheet_is_read_while_no_other_is(tmp_path: Path) -> None:
    ready.reference()
    exchange.import_sheet(actor=SYSTEM, path=changed(tmp_path), today=TODAY)
    found: list[bool] = []

    def other() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [intake.LOCK])
            found.append(cursor.fetchone()[0])
        connection.close()

    apart = threading.Thread(target=other)
    apart.start()
    apart.join()
    assert found == [False]


def test_a_row_that_was_mended_leads_to_the_file_that_it_opened(tmp_path: Path) -> None:
    ready.reference()
    path = changed(tmp_path, fecha_nacimiento="31/02/1990", folio_familia="")
    exchange.import_sheet(actor=SYSTEM, path=path, today=TODAY)
    mine = IntakeRow.objects.get()
    page = reverse("exchange:correction", args=[mine.pk])
    typed = {column: mine.raw.get(column, "") for column in mine.raw}
    typed |= {"version": mine.version, "fecha_nacimiento": "28/02/1990"}
    said = client_for("registrar", at=mine.office).post(page, typed, follow=True).text
    case = Case.objects.get()
    assert "La fila quedó registrada." in said
    assert reverse("desk:case", kwargs={"case": case.pk}) in said
    assert f"Abrir el expediente {case.number}" in said


def test_a_second_row_of_a_family_leads_to_its_own_person(tmp_path: Path) -> None:
    ready.reference()
    path = changed(tmp_path, fecha_nacimiento="31/02/1990", folio_familia="F-1")
    exchange.import_sheet(actor=SYSTEM, path=path, today=TODAY)
    mine = IntakeRow.objects.get()
    case = factories.registered(at=mine.office)
    SheetFamily.objects.create(
        sheet=mine.sheet, family_key=mine.family_key, group=case.group, case=case
    )
    typed = {column: mine.raw.get(column, "") for column in mine.raw}
    typed |= {"version": mine.version, "fecha_nacimiento": "28/02/1990"}
    client = client_for("registrar", at=mine.office)
    said = client.post(reverse("exchange:correction", args=[mine.pk]), typed, follow=True).text
    mine.refresh_from_db()
    _first, second = factories.people_of(case)
    assert mine.person == second
    [address] = re.findall(rf'href="({reverse("desk:case", args=[case.pk])}[^"]*)"', said)
    assert client.get(address).context["person"] == second


def _mended(tmp_path: Path, role: str) -> tuple[str, IntakeRow]:
    """A row with a wrong date, mended by somebody; what they read afterwards."""
    path = changed(tmp_path, fecha_nacimiento="31/02/1990", folio_familia="")
    exchange.import_sheet(actor=SYSTEM, path=path, today=TODAY)
    mine = IntakeRow.objects.get(outcome="to_correct")
    typed = {column: mine.raw.get(column, "") for column in mine.raw}
    typed |= {"version": mine.version, "fecha_nacimiento": "28/02/1990"}
    page = reverse("exchange:correction", args=[mine.pk])
    said = client_for(role, at=mine.office).post(page, typed, follow=True).text
    mine.refresh_from_db()
    return said, mine


@pytest.mark.parametrize("is_reserved", [False, True])
def test_a_mended_row_like_somebody_reserved_says_nothing_and_goes_to_protection(
    tmp_path: Path, is_reserved: bool
) -> None:
    ready.reference()
    _said, first = _mended(tmp_path, "registrar")
    assert first.person is not None
    Person.objects.filter(pk=first.person.pk).update(sealed=is_reserved)
    first.delete()
    said, mine = _mended(tmp_path, "registrar")
    pairs = PossibleDuplicate.objects.filter(earlier=first.person)
    assert ("se parece a alguien" in said) is not is_reserved
    if not is_reserved:
        assert mine.outcome == "suspected_duplicate"
        assert not pairs.exists()
        return
    assert "La fila quedó registrada." in said
    assert pairs.get().compartment == "protection"
    for role, sees in (("registrar", False), ("counsellor", False), ("protection", True)):
        page = client_for(role, at=mine.office).get(reverse("registry:duplicates")).text
        home = client_for(role, at=mine.office).get("/").text
        assert (str(pairs.get().pk) in page) is sees
        assert ("puede ser la misma persona" in home) is sees


def test_protection_that_mends_is_told_whom_a_row_resembles(tmp_path: Path) -> None:
    ready.reference()
    _said, first = _mended(tmp_path, "registrar")
    Person.objects.update(sealed=True)
    first.delete()
    said, mine = _mended(tmp_path, "protection")
    assert "se parece a alguien" in said
    assert mine.resembles_id == first.person_id
