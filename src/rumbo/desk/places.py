"""Names the places of a file, and says how far from home somebody is."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext as _

from rumbo.network import files
from rumbo.network.gazetteer import gazetteer
from rumbo.registry.models import Person
from rumbo.ui import words
from rumbo.ui.maps import Place, distance_km, way_map


@cache
def _names(table: str) -> dict[str, str]:
    return {row["code"]: row["name"] for row in files.rows(table)}


@cache
def sites() -> Sequence[tuple[str, str]]:
    """Registration sites, code and name, by name."""
    return sorted(_names("sites").items(), key=lambda pair: pair[1])


@cache
def departments() -> Sequence[tuple[str, str]]:
    """Departments of origin, code and name, for a list of suggestions."""
    return sorted(_names("departments").items(), key=lambda pair: pair[1])


def site_name(code: str) -> str:
    """What people call a site."""
    return _names("sites").get(code, code)


def department_name(code: str) -> str:
    """What people call a department."""
    return _names("departments").get(code, code)


def home_of(person: Person) -> str:
    """Where somebody is from, as one says it: municipality and department, or the country."""
    country = words.country(person.origin_country) if person.origin_country else ""
    near = str(person.place.get("municipality") or "")
    department = department_name(person.origin_department)
    parts = [part for part in (near, department if department != near else "") if part]
    return ", ".join(parts or [country] if country or parts else [])


def home_and_country(person: Person) -> str:
    """Where a person is from with the country, which a department alone does not tell everyone."""
    near = home_of(person)
    country = words.country(person.origin_country) if person.origin_country else ""
    return ", ".join(part for part in (near, country if country != near else "") if part)


@dataclass(frozen=True, slots=True)
class FarFromHome:
    """How far a person is from home: a title, a sentence and a drawn way."""

    title: str
    sentence: str
    map: str


def far_from_home(person: Person, site: str) -> FarFromHome | None:
    """Say how far a site is from where somebody goes; None where one of them is not on the map."""
    country = person.return_country or person.origin_country
    department = person.return_department or (
        person.origin_department if country == person.origin_country else ""
    )
    known = gazetteer()
    here, there = known.points.get(site), known.point(country, department)
    if here is None or there is None or here == there:
        return None
    name = department_name(department) if department in known.points else words.country(country)
    start, end = Place(here.lat, here.lon, site_name(site)), Place(there.lat, there.lon, name)
    return FarFromHome(
        title=_("%(distance)s de casa") % {"distance": words.distance(distance_km(start, end))},
        sentence=_("de %(start)s a %(end)s, en línea recta")
        % {"start": start.label, "end": end.label},
        map=way_map([start, end]),
    )
