"""The reference files: every place is where it should be, every code exists, nothing twice."""

import csv
import re
from importlib import resources
from zoneinfo import ZoneInfo

import pycountry
import pytest

from rumbo.common import codes
from rumbo.network import files
from rumbo.network.rules import Point, fold, kilometres

TABLES = ("countries", "departments", "sites", "crossings", "centres", "consulates", "airports")
COUNTRIES = {row["code"]: row for row in files.rows("countries")}
CODES = {name: {row["code"] for row in files.rows(name)} for name in TABLES}
ROUTES = files.document("routes")["routes"]


def country_of(row: dict[str, str]) -> str:
    return row.get("host") or row.get("country") or row.get("country_a") or row["code"]


@pytest.mark.parametrize("table", [*TABLES, "closures", "organisations", "transit"])
def test_no_code_is_used_twice(table: str) -> None:
    used = [row["code"] for row in files.rows(table)]
    assert len(used) == len(set(used)) > 0
    assert all(re.fullmatch(r"[A-Z0-9-]{2,24}", code) for code in used)


@pytest.mark.parametrize("table", TABLES)
def test_every_place_lies_inside_its_country(table: str) -> None:
    slack = 0.1
    for row in files.rows(table):
        box = COUNTRIES[country_of(row)]
        assert box["south"] - slack <= row["lat"] <= box["north"] + slack, row["code"]
        assert box["west"] - slack <= row["lon"] <= box["east"] + slack, row["code"]


def test_every_department_is_known_to_iso_and_lies_apart_from_the_others() -> None:
    seen: dict[Point, str] = {}
    for row in files.rows("departments"):
        listed = pycountry.subdivisions.get(code=row["code"])
        assert listed is not None, row["code"]
        assert listed.country.alpha_3 == row["country"]
        point = Point(row["lat"], row["lon"])
        assert point not in seen, (row["code"], seen.get(point))
        seen[point] = row["code"]


@pytest.mark.parametrize(
    ("country", "count"),
    [("HND", 18), ("GTM", 22), ("SLV", 14), ("NIC", 17), ("MEX", 32), ("VEN", 25), ("COL", 33),
     ("ECU", 24), ("CUB", 16), ("HTI", 10), ("BRA", 27), ("CHL", 16), ("PER", 26)],
)  # fmt: skip
def test_a_country_has_all_its_departments(country: str, count: int) -> None:
    assert sum(row["country"] == country for row in files.rows("departments")) == count


@pytest.mark.parametrize("table", ["sites", "centres", "consulates"])
def test_a_place_lies_near_the_department_it_names(table: str) -> None:
    where = {row["code"]: Point(row["lat"], row["lon"]) for row in files.rows("departments")}
    owner = {row["code"]: row["country"] for row in files.rows("departments")}
    for row in files.rows(table):
        assert owner[row["department"]] == country_of(row)
        far = kilometres(where[row["department"]], Point(row["lat"], row["lon"]))
        assert far < 520, (row["code"], far)


def test_the_zones_the_kinds_and_the_prefixes_of_sites_are_good() -> None:
    prefixes = [row["folio_prefix"] for row in files.rows("sites")]
    assert len(prefixes) == len(set(prefixes))
    for row in files.rows("sites"):
        assert ZoneInfo(row["zone"]).key == row["zone"]
        assert row["kind"] in codes.LISTS["site_kind"]
    for row in files.rows("centres"):
        assert ZoneInfo(row["zone"]).key == row["zone"]
        assert row["daily_capacity"] > 0
        assert set(row["modes"]) <= set(codes.values("mode"))


def test_the_sites_of_the_programme_and_the_nine_receiving_points_are_there() -> None:
    names = {fold(row["name"]) for row in files.rows("sites")}
    published = (
        "Ciudad de México,Tijuana,Tapachula,Ciudad Juárez,Monterrey,San Luis Potosí,"
        "Piedras Negras,Celaya,Saltillo,Guadalajara,Guanajuato,Matamoros,Mexicali,Nuevo Laredo,"
        "San Luis Río Colorado,Nogales,Tenosique,Tecún Umán,Reynosa"
    )
    assert {fold(name) for name in published.split(",")} <= names
    assert sum(row["kind"] == "receiving_point" for row in files.rows("sites")) == 9
    booths = {row["code"] for row in files.rows("sites") if row["kind"] == "booth"}
    assert booths == {"CDMX", "TIJ", "TAP", "TEC"}


def test_an_airport_has_its_clock_and_a_time_to_change_that_nobody_confirmed_yet() -> None:
    for row in files.rows("airports"):
        assert ZoneInfo(row["zone"]).key == row["zone"]
        assert 30 <= row["connection_minutes"] <= 240
        assert not row["verified"]


def test_two_sides_of_a_crossing_are_two_countries() -> None:
    for row in files.rows("crossings"):
        assert row["country_a"] != row["country_b"]
        assert {row["country_a"], row["country_b"]} <= set(COUNTRIES)
        assert (row["opens"] is None) == (row["closes"] is None)


def test_routes_run_forward_in_time_and_end_at_a_centre() -> None:
    known = {"site": CODES["sites"], "crossing": CODES["crossings"], "centre": CODES["centres"]}
    for route in ROUTES:
        hours = [stop["hours"] for stop in route["stops"]]
        assert hours == sorted(set(hours)), route["code"]
        assert hours[0] == 0
        assert route["stops"][-1]["kind"] == "centre"
        for stop in route["stops"]:
            assert stop["place"] in known[stop["kind"]], route["code"]
            assert set(stop["services"]) <= set(codes.values("assistance_item"))


def test_a_route_stops_only_at_centres_that_take_its_mode() -> None:
    modes = {row["code"]: set(row["modes"]) for row in files.rows("centres")}
    for route in ROUTES:
        wanted = "LAND" if route["mode"] == "MIXED" else route["mode"]
        for stop in route["stops"]:
            assert stop["kind"] != "centre" or wanted in modes[stop["place"]], route["code"]


def test_a_land_route_crosses_every_border_between_its_ends() -> None:
    sides = {row["code"]: {row["country_a"], row["country_b"]} for row in files.rows("crossings")}
    lands = {row["code"]: row["country"] for t in ("sites", "centres") for row in files.rows(t)}
    for route in ROUTES:
        if route["mode"] == "AIR":
            continue
        here = lands[route["stops"][0]["place"]]
        for stop in route["stops"][1:]:
            if stop["kind"] == "crossing":
                assert here in sides[stop["place"]], (route["code"], stop["place"])
                (here,) = sides[stop["place"]] - {here}
            else:
                assert lands[stop["place"]] == here, (route["code"], stop["place"])


def test_partners_name_known_referral_targets_and_both_languages() -> None:
    covered = set()
    for row in files.rows("organisations"):
        assert row["name_es"]
        assert row["name_en"]
        assert row["country"] in COUNTRIES
        assert (
            not row["referral_target"] or row["referral_target"] in codes.LISTS["referral_target"]
        )
        covered.add(row["referral_target"])
    assert set(codes.values("referral_target")) - covered == {"CONSULATE"}


def test_what_nobody_confirmed_is_marked_so() -> None:
    confirmed = {row["code"] for row in files.rows("consulates") if row["verified"]}
    assert confirmed == {"HN-TAP", "HN-TEN", "EC-MTY"}
    exact = {row["code"] for row in files.rows("centres") if not row["capacity_estimated"]}
    assert exact == {"HN-BELEN"}


@pytest.mark.parametrize("table", [*TABLES, "closures", "organisations", "transit"])
def test_every_line_has_every_column_and_no_stray_space(table: str) -> None:
    text = resources.files("rumbo.network").joinpath("data", f"{table}.csv").read_text("utf-8")
    head, *lines = list(csv.reader(text.splitlines()))
    for line in lines:
        assert len(line) == len(head), line
        assert all(cell == cell.strip() for cell in line), line
