"""What booths write, and the code that it means: one table of spellings, compared without accents."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

import pycountry

from rumbo.common import codes
from rumbo.exchange.intake.words import table
from rumbo.registry.rules import names
from rumbo.registry.rules.names import fold

_SPACES = re.compile(r"\s+")
_DOTS = re.compile(r"[.´'’]")


@lru_cache(maxsize=50_000)
def plain(text: str) -> str:
    """Fold a cell for comparison: no accents, no case, no dots, single spaces."""
    return _SPACES.sub(" ", _DOTS.sub("", fold(text))).strip()


def code(name: str, text: str) -> str:
    """Give the code of `text` in a closed list, or "" where the list does not know it."""
    return spellings(name).get(plain(text), "")


@lru_cache(maxsize=50_000)
def is_blank(text: str) -> bool:
    """Say whether a cell says in words that it is empty (`s/d`, `-`)."""
    return fold(text).strip() in _blanks()


@cache
def _blanks() -> frozenset[str]:
    return frozenset(r["spelling"] for r in table("spellings.csv") if r["list"] == "blank")


@cache
def spellings(name: str) -> Mapping[str, str]:
    """Give folded spelling to code: the list's own labels in ES and EN, and the booths' ways."""
    found: dict[str, str] = {}
    if name == "nationality":
        found.update(_countries())
    elif name == "site":
        found.update(_sites())
    elif name in codes.LISTS:
        for entry in codes.LISTS[name]:
            found |= dict.fromkeys(map(plain, (entry.code, entry.es, entry.en)), entry.code)
    for row in table("spellings.csv"):
        if row["list"] == name:
            found[plain(row["spelling"])] = row["code"]
    return found


def department(country: str, text: str) -> str:
    """Give the code of a department of a country (`HN-CR`), or ""."""
    return _departments().get((country, plain(text)), "")


def _network(file: str) -> list[dict[str, str]]:
    return names.table("rumbo.network", file)


def _aliases(row: Mapping[str, str]) -> list[str]:
    return [alias for alias in row["aliases"].split("|") if alias]


def _sites() -> dict[str, str]:
    """Places where people register; a reception point or shelter is none."""
    found: dict[str, str] = {}
    for row in _network("sites.csv"):
        if row["kind"] in {"booth", "office"}:
            ways = (row["code"], row["name"], *_aliases(row))
            found |= dict.fromkeys(map(plain, ways), row["code"])
    return found


def _countries() -> dict[str, str]:
    found: dict[str, str] = {}
    for country in pycountry.countries:
        ways = (country.alpha_2, country.alpha_3, country.name)
        found |= dict.fromkeys(map(plain, ways), country.alpha_3)
    for row in _network("countries.csv"):
        columns = ("code", "es", "en", "demonym_f", "demonym_m", "demonym_en")
        told = [row[column] for column in columns] + _aliases(row)
        found |= dict.fromkeys((plain(t) for t in told if t), row["code"])
    return found


@cache
def _departments() -> Mapping[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for row in _network("departments.csv"):
        for way in (row["code"], row["name"], *_aliases(row)):
            found[row["country"], plain(way)] = row["code"]
    return found
