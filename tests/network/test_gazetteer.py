"""Reading what people write for a place, on the practice sheets and beyond."""

import csv
from pathlib import Path

import pytest

from rumbo.network.gazetteer import gazetteer

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.mark.parametrize(
    ("written", "code"),
    [("HONDURAS", "HND"), ("hondureña", "HND"), ("Hondureño", "HND"), ("HN", "HND"),
     ("HND", "HND"), ("Peru", "PER"), ("HAITÍ", "HTI"), ("venezolana", "VEN"), ("EC", "ECU"),
     ("El Salvador", "SLV"), ("nicaraguense", "NIC"), ("Ayiti", "HTI")],
)  # fmt: skip
def test_a_nationality_written_six_ways_is_one(written: str, code: str) -> None:
    assert gazetteer().country(written) == code


def test_what_is_not_known_is_not_guessed() -> None:
    assert gazetteer().country("") is None
    assert gazetteer().country("Atlantis") is None
    assert gazetteer().department("HND", "Antioquia") is None
    assert gazetteer().site("Marte") is None


@pytest.mark.parametrize("sheet", ["intake-2019.csv", "intake-2025.csv"])
def test_every_place_of_the_practice_sheets_is_found(sheet: str) -> None:
    places = gazetteer()
    with (EXAMPLES / sheet).open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) > 1000
    for row in rows:
        assert places.site(row["lugar_registro"]), row["lugar_registro"]
        if row["nacionalidad"]:
            country = places.country(row["nacionalidad"])
            assert country, row["nacionalidad"]
            assert places.department(country, row["departamento"]), row["departamento"]


def test_a_place_that_lost_its_accent_keeps_its_code() -> None:
    assert gazetteer().site("CIUDAD DE MEXICO") == gazetteer().site("CDMX") == "CDMX"
    assert gazetteer().site("Cd. Juarez") == "CJS"
    assert gazetteer().department("HND", "Copan") == "HN-CP"
    assert gazetteer().department("VEN", "Caracas") == "VE-A"


def test_how_far_from_home_falls_back_from_department_to_country() -> None:
    places = gazetteer()
    near = places.km_from_home("TAP", "GTM", "GT-12")
    assert near is not None
    assert near < 80
    country = places.km_from_home("TIJ", "HND")
    department = places.km_from_home("TIJ", "HND", "HN-GD")
    assert country is not None
    assert department is not None
    assert 3200 < country < department < 4000
    assert places.km_from_home("NOWHERE", "HND") is None
    assert places.km_from_home("TIJ", "XXX") is None
