"""Turns what people write for a place into its code, and says how far it is; needs no database."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import pycountry

from rumbo.network import files
from rumbo.network.rules import Point, fold, kilometres

# How well a point on the map stands for a home, the best first (docs/glossary.md, "Distance").
MUNICIPALITY, DEPARTMENT, COUNTRY = "MUNICIPALITY", "DEPARTMENT", "COUNTRY"


@dataclass(frozen=True, slots=True)
class Home:
    """Where home is on the map, and as what it is known: a municipality, a department, a country."""

    point: Point
    known_as: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """The names of places folded once, so that a sheet of thousands of rows is read at once."""

    countries: Mapping[str, str]
    departments: Mapping[tuple[str, str], str]
    sites: Mapping[str, str]
    points: Mapping[str, Point]
    municipalities: Mapping[tuple[str, str], tuple[str, Point]]
    countries_of_sites: Mapping[str, str]

    def country(self, text: str) -> str | None:
        """The three letters for a country or a demonym ("HONDURAS", "hondureña", "HN", "HND")."""
        return self.countries.get(fold(text))

    def department(self, country: str, text: str) -> str | None:
        """The code of a department of a country ("Cortes", "Copán"); None where it is not known."""
        return self.departments.get((country, fold(text)))

    def site(self, text: str) -> str | None:
        """The code of a registration place ("CIUDAD DE MEXICO", "Cd. Juárez")."""
        return self.sites.get(fold(text))

    def country_of_site(self, text: str) -> str | None:
        """The country in which a registration place lies; None where the place is not known."""
        return self.countries_of_sites.get(self.site(text) or "")

    def point(self, country: str, department: str | None = None) -> Point | None:
        """Where home is: the department, or failing that the middle of the country."""
        return self.points.get(department or "") or self.points.get(country)

    def home(self, country: str, department: str = "", municipality: str = "") -> Home | None:
        """Where home is, as near as it is known; a municipality counts only in its department."""
        near = self.municipalities.get((department, fold(municipality)))
        if near is not None:
            return Home(near[1], MUNICIPALITY, near[0])
        if department in self.points:
            return Home(self.points[department], DEPARTMENT)
        return Home(self.points[country], COUNTRY) if country in self.points else None

    def km_from_home(self, site: str, country: str, department: str | None = None) -> int | None:
        """Whole kilometres from a site to home as the crow flies; None where either is not known."""
        here, there = self.points.get(site), self.point(country, department)
        return kilometres(here, there) if here and there else None


def _names(row: Mapping[str, Any], *columns: str) -> Iterable[str]:
    yield from (fold(str(row[column])) for column in columns if row[column])
    yield from (fold(alias) for alias in row["aliases"])


def _country_names() -> dict[str, str]:
    names: dict[str, str] = {}
    for row in files.rows("countries"):
        known = pycountry.countries.get(alpha_3=row["code"])
        names[fold(row["code"])] = row["code"]
        if known is not None:
            names[fold(known.alpha_2)] = row["code"]
        for name in _names(row, "es", "en", "demonym_f", "demonym_m", "demonym_en"):
            names.setdefault(name, row["code"])
    return names


@cache
def gazetteer() -> Gazetteer:
    """Read the files once; the same value serves every later call."""
    departments: dict[tuple[str, str], str] = {}
    sites: dict[str, str] = {}
    points: dict[str, Point] = {}
    for row in files.rows("departments"):
        for name in _names(row, "name"):
            departments[row["country"], name] = row["code"]
    for row in files.rows("sites"):
        for name in _names(row, "code", "name"):
            sites.setdefault(name, row["code"])
    for name in ("countries", "departments", "sites", "crossings", "centres"):
        points |= {row["code"]: Point(row["lat"], row["lon"]) for row in files.rows(name)}
    lie_in = {row["code"]: row["country"] for row in files.rows("sites")}
    return Gazetteer(_country_names(), departments, sites, points, _municipalities(), lie_in)


def _municipalities() -> dict[tuple[str, str], tuple[str, Point]]:
    found: dict[tuple[str, str], tuple[str, Point]] = {}
    for row in files.rows("municipalities"):
        point = Point(row["lat"], row["lon"])
        for name in _names(row, "name"):
            found[row["department"], name] = row["name"], point
    return found
