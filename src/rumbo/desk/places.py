"""Names the places of a file, and says how far from home somebody is."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rumbo.network import files
from rumbo.network.gazetteer import COUNTRY, DEPARTMENT, MUNICIPALITY, Home, gazetteer
from rumbo.registry.models import Person
from rumbo.ui import words
from rumbo.ui.maps import Place, distance_km, way_map

TENS = 10  # kilometres: the points are good to a tenth of a degree


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


# What a point on the map is, said beside a distance that is measured to it.
KNOWN_AS = {
    MUNICIPALITY: gettext_lazy(
        "Hasta el lugar aproximado del municipio (a 0.1 grados; escrito a mano para Rumbo y comparado con GeoNames)."
    ),
    DEPARTMENT: gettext_lazy(
        "Hasta el centro aproximado del departamento (a 0.1 grados; escrito a mano para Rumbo)."
    ),
    COUNTRY: gettext_lazy(
        "Hasta el centro aproximado del país, escrito a mano para Rumbo: no se conoce el departamento."
    ),
}


@dataclass(frozen=True, slots=True)
class FarFromHome:
    """How far a person is from home: a title, a sentence that names the source, and a drawn way."""

    title: str
    sentence: str
    map: str


def far_from_home(person: Person, site: str) -> FarFromHome | None:
    """Say how far a site is from where somebody goes; None where one of them is not on the map.

    The municipality is that of origin: it counts where somebody goes back to that department.
    """
    country = person.return_country or person.origin_country
    department = person.return_department or (
        person.origin_department if country == person.origin_country else ""
    )
    from_here = (country, department) == (person.origin_country, person.origin_department)
    town = str(person.place.get("municipality") or "") if from_here else ""
    known = gazetteer()
    here, home = known.points.get(site), known.home(country, department, town)
    if here is None or home is None or here == home.point:
        return None
    name = _home_name(home, country, department)
    there = home.point
    start, end = Place(here.lat, here.lon, site_name(site)), Place(there.lat, there.lon, name)
    distance = words.distance(rounded(distance_km(start, end)))
    way = _("En línea recta: de %(start)s a %(end)s.") % {"start": start.label, "end": end.label}
    return FarFromHome(
        title=_("A unos %(distance)s de casa") % {"distance": distance},
        sentence=f"{way} {KNOWN_AS[home.known_as]}",
        map=way_map([start, end]),
    )


def rounded(kilometres: float) -> int:
    """A distance as well as the points are known: to ten kilometres, and never to none."""
    return max(TENS, round(kilometres / TENS) * TENS)


def _home_name(home: Home, country: str, department: str) -> str:
    if home.known_as == COUNTRY:
        return words.country(country)
    place = department_name(department)
    return place if home.name in {"", place} else f"{home.name}, {place}"
