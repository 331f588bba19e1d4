"""A sheet becomes people, suspicions and corrections; nothing is lost and nothing comes twice."""

import csv
from collections import Counter
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from rumbo.access.values import SYSTEM
from rumbo.casework.models import Case, Task
from rumbo.common.refusal import Refusal
from rumbo.exchange import actions as exchange
from rumbo.exchange import taking
from rumbo.exchange.models import IntakeRow
from rumbo.registry.models import DataConsent, GroupMember, Person
from tests import factories
from tests.factories import ready

pytestmark = pytest.mark.django_db
SHEET = Path(__file__).parents[2] / "examples" / "intake-2025.csv"
TODAY = date(2026, 11, 20)
OTHER = {
    "nombres": "Yadira",
    "apellido_paterno": "Quiñónez",
    "apellido_materno": "Zúniga",
    "fecha_nacimiento": "02/09/1971",
    "departamento": "Colón",
}


@pytest.fixture(autouse=True)
def _places() -> None:
    ready.reference()


def part(tmp_path: Path, rows: int = 150) -> Path:
    lines = SHEET.read_text(encoding="utf-8-sig").splitlines(keepends=True)
    found = tmp_path / "sheet.csv"
    found.write_text("".join(lines[: rows + 1]), encoding="utf-8")
    return found


def changed(tmp_path: Path, **cells: str) -> Path:
    """The first row of the sheet alone, with some cells changed."""
    headings, first = SHEET.read_text(encoding="utf-8-sig").splitlines()[:2]
    row = dict(zip(headings.split(","), first.split(","), strict=True)) | cells
    found = tmp_path / "one.csv"
    found.write_text(headings + "\n" + ",".join(row.values()) + "\n", encoding="utf-8")
    return found


def test_every_row_ends_as_one_thing_and_the_same_file_changes_nothing(tmp_path: Path) -> None:
    path = part(tmp_path)
    first = exchange.import_sheet(actor=SYSTEM, path=path, today=TODAY)
    kept = Counter(IntakeRow.objects.values_list("outcome", flat=True))
    assert kept == Counter(row.outcome.value for row in first.rows)
    assert Person.objects.count() == first.counts.registered == kept["registered"]
    assert Case.objects.count() == first.counts.cases
    again = exchange.import_sheet(actor=SYSTEM, path=path, today=TODAY)
    assert again.counts.already_here == again.counts.rows == 150
    assert (Person.objects.count(), IntakeRow.objects.count()) == (first.counts.registered, 150)


def test_a_workbook_is_taken_in_and_the_same_rows_as_text_are_here_already(tmp_path: Path) -> None:
    path = part(tmp_path, 40)
    with path.open(encoding="utf-8", newline="") as file:
        headings, *rows = csv.reader(file)
    made = Workbook()
    page = made.active
    assert page is not None
    page.append(headings)
    days = {headings.index("fecha_registro"), headings.index("fecha_nacimiento")}
    for row in rows:
        page.append([_as_typed(cell, is_day=n in days) for n, cell in enumerate(row)])
    made.save(tmp_path / "sheet.xlsx")
    first = exchange.import_sheet(actor=SYSTEM, path=tmp_path / "sheet.xlsx", today=TODAY)
    people, kept = Person.objects.count(), IntakeRow.objects.count()
    assert (first.counts.rows, kept) == (40, 40)
    assert people == first.counts.registered > 30
    assert any(type(cell.value) is datetime for row in page.iter_rows() for cell in row)
    again = exchange.import_sheet(actor=SYSTEM, path=path, today=TODAY)
    assert again.counts.already_here == again.counts.rows == 40
    assert (Person.objects.count(), IntakeRow.objects.count()) == (people, kept)


def _as_typed(cell: str, *, is_day: bool) -> object:
    """A cell as somebody keeps it in a workbook: a day is a date, a number a number."""
    if is_day:
        with suppress(ValueError):
            return datetime.strptime(cell, "%d/%m/%Y")  # noqa: DTZ007
    return int(cell) if cell.isdecimal() and not cell.startswith("0") else cell or None


def test_an_imported_person_has_not_consented_to_anything(tmp_path: Path) -> None:
    exchange.import_sheet(actor=SYSTEM, path=part(tmp_path, 20), today=TODAY)
    assert Person.objects.exists()
    assert not DataConsent.objects.exists()


def test_a_family_of_the_sheet_travels_together(tmp_path: Path) -> None:
    reading = exchange.import_sheet(actor=SYSTEM, path=part(tmp_path), today=TODAY)
    families = Counter(
        row.entry.family or f"alone {row.number}"
        for row in reading.rows
        if row.outcome.value == "registered"
    )
    groups = Counter(GroupMember.objects.values_list("group", flat=True))
    assert sorted(groups.values()) == sorted(families.values())
    assert max(groups.values()) > 1


def test_a_yes_to_fear_opens_a_task_and_a_no_answers_nothing(tmp_path: Path) -> None:
    exchange.import_sheet(actor=SYSTEM, path=changed(tmp_path, teme_volver="No"), today=TODAY)
    assert not Task.objects.filter(role="protection").exists()
    exchange.import_sheet(
        actor=SYSTEM,
        path=changed(tmp_path, **OTHER, teme_volver="Sí"),
        today=TODAY,
    )
    assert Task.objects.filter(role="protection").exists()


def test_a_row_to_correct_is_mended_and_goes_on(tmp_path: Path) -> None:
    path = changed(tmp_path, fecha_nacimiento="31/02/1990", folio_familia="")
    exchange.import_sheet(actor=SYSTEM, path=path, today=TODAY)
    row = IntakeRow.objects.get()
    assert (row.outcome, Person.objects.count()) == ("to_correct", 0)
    registrar = factories.actor("registrar")
    with pytest.raises(Refusal) as refusal:
        exchange.mend_row(actor=registrar, row=row, cells={"fecha_nacimiento": "treinta"})
    assert refusal.value.code == "exchange.still_wrong"
    exchange.mend_row(actor=registrar, row=row, cells={"fecha_nacimiento": "28/02/1990"})
    assert Person.objects.get().birth_date == date(1990, 2, 28)
    with pytest.raises(Refusal):
        exchange.mend_row(actor=registrar, row=row, cells={})


def test_a_suspected_row_is_settled_by_a_person(tmp_path: Path) -> None:
    exchange.import_sheet(actor=SYSTEM, path=part(tmp_path, 400), today=TODAY)
    waiting = list(IntakeRow.objects.filter(outcome="suspected_duplicate")[:2])
    before = Person.objects.count()
    registrar = factories.actor("registrar")
    same = exchange.settle_suspected(actor=registrar, row=waiting[0], same=True)
    assert same.person_id is not None
    assert Person.objects.count() == before
    exchange.settle_suspected(actor=registrar, row=waiting[1], same=False)
    assert Person.objects.count() == before + 1


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("MARÍA DE LOS ÁNGELES", "María de los Ángeles"),
        ("lópez-reyes", "López-Reyes"),
        ("McDonald", "McDonald"),
        ("JD", "JD"),
    ],
)
def test_a_name_in_capitals_is_written_as_people_write_theirs(typed: str, kept: str) -> None:
    assert taking.written(typed) == kept


def test_the_row_as_it_came_lies_sealed(tmp_path: Path) -> None:
    exchange.import_sheet(actor=SYSTEM, path=part(tmp_path, 1), today=TODAY)
    row = IntakeRow.objects.get()
    assert row.raw["apellido_paterno"] == "Landaverde"
    held = row.__dict__["raw"].sealed
    assert held is not None
    assert b"Landaverde" not in held
