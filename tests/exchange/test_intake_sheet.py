"""Files of booths, good and hostile: read as text, or refused in one sentence."""

import zipfile
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path

import pytest
from django.utils import translation
from openpyxl import Workbook

from rumbo.exchange.intake import sheet, workbook
from rumbo.exchange.intake.columns import columns
from rumbo.exchange.intake.words import SheetRefused
from tests.factories.sheets import BAD, ROW, named, text_of

EXAMPLES = Path(__file__).parents[2] / "examples"


def refusal(path: Path) -> SheetRefused:
    with pytest.raises(SheetRefused) as caught:
        sheet.read(path)
    assert path.name in caught.value.sentence
    with translation.override("en"):
        english = caught.value.sentence
    assert "%(" not in english
    assert english != caught.value.sentence
    return caught.value


@pytest.fixture
def saved(tmp_path: Path) -> Callable[[bytes | str], Path]:
    def save(content: bytes | str) -> Path:
        path = tmp_path / "hoja.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return save


@pytest.fixture
def book(tmp_path: Path) -> Callable[..., Path]:
    def save(*rows: Mapping[str, object], title: str = "", merge: str = "") -> Path:
        made = Workbook()
        page = made.active
        assert page is not None
        if title:
            page.append([title])
        page.append(list(columns()))
        for row in rows:
            page.append([row.get(column) for column in columns()])
        if merge:
            page.merge_cells(merge)
        path = tmp_path / "hoja.xlsx"
        made.save(path)
        return path

    return save


@pytest.mark.parametrize(("name", "rows"), [("intake-2025.csv", 2862), ("intake-2019.csv", 1703)])
def test_the_booths_sheets_are_read_whole(name: str, rows: int) -> None:
    read = sheet.read(EXAMPLES / name)
    assert read.headings == columns()
    assert len(read.rows) == rows
    assert read.rows[0].number == 2
    assert read.rows[-1].number == rows + 1


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_delimiters_and_a_bom_make_no_difference(saved, delimiter: str, bom: bytes) -> None:

    text = text_of(
        {**ROW, "observaciones": 'dijo "sí"; después, no\nsegunda línea'}, ROW, delimiter=delimiter
    )
    read = sheet.read(saved(bom + text.encode()))
    assert [row.number for row in read.rows] == [2, 3]
    assert read.rows[0].cells["observaciones"].endswith("segunda línea")
    assert read.rows[1].cells["apellido_paterno"] == "López"


def test_blank_rows_are_passed_over_and_keep_their_number(saved) -> None:
    text = text_of(ROW, {}, ROW)
    assert [row.number for row in sheet.read(saved(text)).rows] == [2, 4]


def test_headings_may_be_written_another_way_and_a_column_of_their_own_is_kept(saved) -> None:
    text = text_of(ROW).replace("fecha_registro", "Fecha de Registro")
    head, row, _ = text.split("\r\n")
    read = sheet.read(saved(f"{head},caravana\r\n{row},sí\r\n"))
    assert read.headings[1] == "fecha_registro"
    assert read.rows[0].cells["caravana"] == "sí"


def test_missing_headings_are_named(saved) -> None:
    found = refusal(saved(text_of(ROW).replace("teme_volver", "temor").replace("edad", "años")))
    assert found.code == "MISSING_HEADINGS"
    assert "teme_volver" in found.sentence
    assert "edad" in found.sentence
    assert "nombres" not in found.sentence


@pytest.mark.parametrize(("content", "code"), BAD, ids=named)
def test_a_bad_file_is_refused_in_one_sentence(saved, content: bytes | str, code: str) -> None:
    assert refusal(saved(content)).code == code


def test_the_line_of_a_wrong_encoding_is_named(saved) -> None:
    good = text_of({**ROW, "apellido_paterno": "Paz"}).encode()
    assert "línea 3" in refusal(saved(good + "x,ñ".encode("latin-1"))).sentence


def test_repeated_headings_are_named(saved) -> None:
    text = text_of(ROW)
    head, row, _ = text.split("\r\n")
    found = refusal(saved(f"{head},folio\r\n{row},2\r\n"))
    assert (found.code, found.params["repeated"]) == ("DUPLICATE_HEADINGS", "folio")


def test_a_file_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "enorme.csv"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    found = refusal(path)
    assert found.code == "TOO_LARGE"
    assert "200 MB" in found.sentence


def test_a_folder_or_nothing_is_no_sheet(tmp_path: Path) -> None:
    assert refusal(tmp_path).code == "NOT_A_SHEET"
    assert refusal(tmp_path / "nada.csv").code == "NOT_A_SHEET"


def test_a_workbook_becomes_the_same_text_as_a_booths_sheet(book) -> None:
    path = book(
        {
            **ROW,
            "fecha_registro": datetime.fromisoformat("2025-02-24T10:30"),
            "fecha_nacimiento": date(1998, 10, 24),
            "edad": 26,
            "embarazo_semanas": 12.0,
            "mpp": True,
            "numero_documento": 9007199254740993,
            "observaciones": '=HYPERLINK("http://example.invalid","ver")',
        }
    )
    cells = sheet.read(path).rows[0].cells
    assert cells["fecha_registro"] == "24/02/2025"
    assert cells["fecha_nacimiento"] == "24/10/1998"
    assert cells["edad"] == "26"
    assert cells["embarazo_semanas"] == "12"
    assert cells["mpp"] == "Sí"
    assert cells["observaciones"] == '=HYPERLINK("http://example.invalid","ver")'
    assert cells["telefono"] == ""


def test_a_title_above_the_headings_of_a_workbook_is_passed_over(book) -> None:
    read = sheet.read(book(ROW, title="Registro de Tapachula"))
    assert [row.number for row in read.rows] == [3]


def test_merged_cells_over_people_are_refused_and_named(book) -> None:
    found = refusal(book(ROW, ROW, merge="L2:L3"))
    assert (found.code, found.params["ranges"]) == ("MERGED_CELLS", "L2:L3")


def test_a_merged_title_is_harmless(book) -> None:
    assert len(sheet.read(book(ROW, title="Registro", merge="A1:F1")).rows) == 1


def test_a_zip_that_is_no_workbook_is_no_sheet(tmp_path: Path) -> None:
    path = tmp_path / "fotos.xlsx"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("foto.jpg", b"x")
    assert refusal(path).code == "NOT_A_SHEET"


def test_a_zip_bomb_is_not_opened(book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "LARGEST_UNPACKED", 1_000)
    assert refusal(book(ROW)).code == "UNPACKS_TOO_LARGE"


def test_a_workbook_with_entities_is_not_opened(book, tmp_path: Path) -> None:
    path = tmp_path / "entidades.xlsx"
    with zipfile.ZipFile(book(ROW)) as good, zipfile.ZipFile(path, "w") as bad:
        for part in good.namelist():
            content = good.read(part)
            if part == "xl/worksheets/sheet1.xml":
                content = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]>' + content
            bad.writestr(part, content)
    assert refusal(path).code == "NOT_A_SHEET"


def test_a_truncated_workbook_is_no_sheet(book, tmp_path: Path) -> None:
    raw = book(ROW).read_bytes()
    path = tmp_path / "cortada.xlsx"
    for size in (10, 500, len(raw) // 2, len(raw) - 30):
        path.write_bytes(raw[:size])
        assert refusal(path).code == "NOT_A_SHEET"
