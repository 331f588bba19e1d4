"""Where places and countries lie, from the shipped lists of the network; needs no database."""

import csv
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from rumbo.ui.land import Place

DATA = Path(__file__).resolve().parents[2] / "network" / "data"


def plain(name: str) -> str:
    """Return a name as it is compared: without accents, capitals or spaces around."""
    letters = unicodedata.normalize("NFKD", name.strip().casefold())
    return "".join(sign for sign in letters if not unicodedata.combining(sign))


@cache
def _sites() -> Mapping[str, Place]:
    found: dict[str, Place] = {}
    for row in _rows("sites"):
        place = Place(float(row["lat"]), float(row["lon"]), row["name"])
        for name in (row["name"], *row["aliases"].split("|")):
            if name:
                found.setdefault(plain(name), place)
    return found


@cache
def _countries() -> Mapping[str, Place]:
    return {
        row["code"]: Place(float(row["lat"]), float(row["lon"]), row["code"])
        for row in _rows("countries")
    }


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def site(name: str) -> Place | None:
    """Return where a place of registration lies, by its name or by another it is known by."""
    return _sites().get(plain(name))


def country(code: str) -> Place | None:
    """Return the middle of a country, by its ISO alpha-3 code."""
    return _countries().get(code)
