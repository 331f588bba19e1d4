"""Coordinates were written down by hand: each is held against others that were not written with it."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rumbo.network import files
from rumbo.network.rules import Point, fold, kilometres
from rumbo.ui.land import _holds, rings

Row = dict[str, Any]
COUNTRIES: dict[str, Row] = {row["code"]: row for row in files.rows("countries")}
DEPARTMENTS: dict[str, Row] = {row["code"]: row for row in files.rows("departments")}
MUNICIPALITIES = files.rows("municipalities")
# Kilometres. A tenth of a degree is 11; a coast of the map cuts corners; a department is not round.
FAR, FARTHER, ASHORE, SAME_TOWN = 100, 50, 15, 20
ISLANDS = {"HN-IB", "VE-O", "VE-W", "CO-SAP", "EC-W", "CU-99"}
"""Departments that do not lie on the main land of their country."""


def at(row: Row) -> Point:
    return Point(row["lat"], row["lon"])


def in_frame(row: Row) -> bool:
    """Whether a row lies between the outermost points of its country."""
    frame = COUNTRIES[row["country"]]
    return bool(
        frame["south"] <= row["lat"] <= frame["north"]
        and frame["west"] <= row["lon"] <= frame["east"]
    )


def from_land(row: Row) -> int:
    """Kilometres to the main land of its country as Natural Earth has it (`ui/data/land.json`)."""
    middle = COUNTRIES[row["country"]]
    found = []
    for ring in rings()["near"]:
        if _holds(ring, middle["lon"], middle["lat"]):
            inside = _holds(ring, row["lon"], row["lat"])
            found.append(0 if inside else min(kilometres(at(row), Point(y, x)) for x, y in ring))
    return min(found)


def doubts(row: Row) -> Iterator[str]:
    """What speaks against the place of a municipality."""
    if not in_frame(row):
        yield "outside of its country's frame"
        return
    own = kilometres(at(row), at(DEPARTMENTS[row["department"]]))
    others = [at(one) for one in DEPARTMENTS.values() if one["country"] == row["country"]]
    nearest = min(kilometres(at(row), other) for other in others)
    if own > FAR:
        yield f"{own} km from the middle of its department"
    if own > nearest + FARTHER:
        yield f"{own} km from its department, and {nearest} from another"
    if row["department"] not in ISLANDS and (off := from_land(row)) > ASHORE:
        yield f"{off} km from its country's land"


@pytest.mark.parametrize(
    "row", MUNICIPALITIES, ids=lambda row: f"{row['department']} {row['name']}"
)
def test_a_municipality_lies_where_its_department_and_country_are(row: Row) -> None:
    assert DEPARTMENTS[row["department"]]["country"] == row["country"]
    assert list(doubts(row)) == []


def test_no_two_municipalities_are_one_point_nor_two_departments() -> None:
    for every in (MUNICIPALITIES, list(DEPARTMENTS.values())):
        assert len({at(row) for row in every}) == len(every)


def test_a_department_lies_on_its_country_s_land() -> None:
    assert [row["code"] for row in DEPARTMENTS.values() if not in_frame(row)] == []
    off = {row["code"] for row in DEPARTMENTS.values() if from_land(row) > ASHORE}
    assert off == ISLANDS


def test_a_town_that_another_file_knows_is_at_the_same_place() -> None:
    """Booths, consulates, crossings and centres have places of their own, to a hundredth."""
    named = {
        (row["country"], fold(name)): at(row)
        for row in MUNICIPALITIES
        for name in (row["name"], *row["aliases"])
    }
    elsewhere = [
        *((one["country"], one["name"], at(one)) for one in files.rows("sites")),
        *((one["host"], one["city"], at(one)) for one in files.rows("consulates")),
        *((one["country"], one["place"], at(one)) for one in files.rows("centres")),
        *((one["country_b"], one["place_b"], at(one)) for one in files.rows("crossings")),
    ]
    both = [
        (town, kilometres(named[country, fold(town)], point))
        for country, town, point in elsewhere
        if (country, fold(town)) in named
    ]
    assert len({town for town, _off in both}) >= 6
    assert [(town, off) for town, off in both if off > SAME_TOWN] == []


@pytest.mark.parametrize(
    ("name", "town", "most", "known"),
    [("municipalities", "name", 10, 80), ("sites", "name", 10, 18), ("centres", "place", 25, 20)],
)
def test_a_town_is_where_geonames_has_it(name: str, town: str, most: int, known: int) -> None:
    """GeoNames (geonames.org, CC BY 4.0), which nobody read when the points were written down.

    The names of two towns are another town's too: `geonames.csv` has them not, nor those it lacks.
    """
    there: dict[tuple[str, str], list[Point]] = {}
    with (Path(__file__).parent / "geonames.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found = there.setdefault((row["country"], fold(row["name"])), [])
            found.append(Point(float(row["lat"]), float(row["lon"])))
    off = [
        (
            row[town],
            min(kilometres(at(row), point) for point in there[row["country"], fold(row[town])]),
        )
        for row in files.rows(name)
        if (row["country"], fold(row[town])) in there
    ]
    assert len(off) >= known
    assert [(one, km) for one, km in off if km > most] == []


def test_a_slip_of_a_degree_would_be_seen() -> None:
    """What the checks are worth: of rows one degree off, or in another department, most are doubted."""
    slips = [
        {**row, name: round(row[name] + by, 1)}
        for row in MUNICIPALITIES
        for name in ("lat", "lon")
        for by in (-1, 1)
    ]
    seen = sum(any(doubts(row)) for row in slips)
    assert seen >= 0.9 * len(slips)
