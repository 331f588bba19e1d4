"""How far from home: by the points of our files, in bands, with who is not counted said."""

import csv
from datetime import date
from importlib import resources

import polars as pl  # noqa: TID253
import pytest

from rumbo.network.gazetteer import COUNTRY, DEPARTMENT, MUNICIPALITY, gazetteer
from rumbo.network.rules import Point, kilometres
from rumbo.statistics import codes, indicators, sitrep
from rumbo.statistics.distances import NAMES, band_of, distances
from rumbo.statistics.returns import COLUMNS, Period, returns_of

ROWS = [
    ("Tijuana", "HND", "HN-CR"),
    ("Tijuana", "HND", "HN-CR"),
    ("Tapachula", "GTM", "San Marcos"),
    ("TAP", "HND", ""),
    ("Marte", "HND", "HN-CR"),
    ("Tapachula", "", "HN-CR"),
    ("Tapachula", "HND", "Atlantis"),
]


def raw() -> pl.DataFrame:
    told = [
        dict(zip(("site", "country_of_return", "return_department"), row, strict=True))
        for row in ROWS
    ]
    every = [{**dict.fromkeys(COLUMNS, ""), "returned_on": "2025-03-01", **row} for row in told]
    return pl.DataFrame(every, schema=dict.fromkeys(COLUMNS, pl.String))


def test_returns_are_counted_by_band_and_who_is_nowhere_is_missing() -> None:
    found = distances(raw())
    assert (found.base, found.missing) == (5, 2)
    assert found.bands == {
        "0-499": 1, "500-999": 2, "1000-1999": 0, "2000-3999": 2, "4000+": 0,
    }  # fmt: skip
    far = gazetteer().km_from_home("TIJ", "HND", "HN-CR")
    assert found.farthest == far
    assert far is not None
    assert 3300 < far < 3600
    near = gazetteer().km_from_home("TAP", "HND")
    assert found.median == near
    assert found.share("2000-3999") == 2 / 5


def test_cleaned_or_raw_it_is_the_same() -> None:
    cleaned = returns_of(raw(), Period(until=date(2025, 12, 31))).frame
    assert distances(cleaned) == distances(raw())


def test_of_nobody_there_is_no_distance() -> None:
    found = distances(raw().clear())
    assert (found.base, found.missing, found.median, found.farthest) == (0, 0, None, None)
    assert found.share("0-499") is None


@pytest.mark.parametrize(("km", "band"), [(0, "0-499"), (499, "0-499"), (500, "500-999"),
                                          (3999, "2000-3999"), (4000, "4000+"), (20000, "4000+")])  # fmt: skip
def test_a_band_ends_where_the_next_begins(km: int, band: str) -> None:
    assert band_of(km) == band
    assert band in NAMES


def test_it_says_where_its_points_come_from_and_no_donor_reads_it() -> None:
    told = indicators.BY_NAME["distance_from_home"]
    for lang in codes.Lang.__args__:  # type: ignore[attr-defined]
        assert "10 km" in told.definition(lang)
        assert all(codes.label("distance", band, lang) for band in NAMES)
    assert codes.closed("distance") == NAMES
    assert "donor" not in told.readers


def test_the_internal_report_has_the_bands_and_the_public_one_has_none() -> None:
    period = Period(until=date(2025, 12, 31))
    inside = sitrep.sitrep(raw(), period, "es").table("distance_from_home")
    assert {f.row: f.count for f in inside} == dict(distances(raw()).bands)
    assert {(f.base, f.missing) for f in inside} == {(5, 2)}
    assert not sitrep.public_sitrep(raw(), period, "es", ()).table("distance_from_home")


def test_home_is_the_municipality_where_it_is_known_in_its_own_department() -> None:
    places = gazetteer()
    assert places.home("HND", "HN-YO", "VICTORIA").known_as == MUNICIPALITY  # type: ignore[union-attr]
    assert places.home("HND", "HN-YO", "Choluteca").known_as == DEPARTMENT  # type: ignore[union-attr]
    assert places.home("HND", "HN-YO").known_as == DEPARTMENT  # type: ignore[union-attr]
    assert places.home("HND", "", "Victoria").known_as == COUNTRY  # type: ignore[union-attr]
    assert places.home("", "", "Victoria") is None


def test_each_municipality_lies_in_the_reach_of_its_department() -> None:
    text = (
        resources.files("rumbo.network").joinpath("data", "municipalities.csv").read_text("utf-8")
    )
    rows = list(csv.DictReader(text.splitlines()))
    assert len(rows) > 80
    places = gazetteer()
    for row in rows:
        point = Point(float(row["lat"]), float(row["lon"]))
        assert kilometres(point, places.points[row["department"]]) < 125, row
        assert row["country"] in places.points
        assert {len(row[one].partition(".")[2]) for one in ("lat", "lon")} == {1}, row
    names = [(row["department"], row["name"]) for row in rows]
    assert len(names) == len(set(names))
