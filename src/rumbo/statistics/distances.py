"""How far from home people were helped: great-circle kilometres from site to department, in bands.

Told inside the house only: it is no table of the published report (contracts.md, section 4), and
stands in no edition of the gate. The points are those of network/data: public coordinates, rounded.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rumbo.network.gazetteer import gazetteer
from rumbo.statistics.codes import Lang
from rumbo.statistics.readers import INSIDE

if TYPE_CHECKING:
    import polars as pl

COLUMNS = ("site", "country_of_return", "return_department")
# The last kilometre of each band, and its name.
BANDS = ((499, "0-499"), (999, "500-999"), (1999, "1000-1999"), (3999, "2000-3999"))
FARTHEST = "4000+"
NAMES = (*(name for _last, name in BANDS), FARTHEST)


@dataclass(frozen=True, slots=True, kw_only=True)
class Distance:
    """The indicator: its heading and what it says, in both languages, and who may see it."""

    name: str = "distance_from_home"
    readers: tuple[str, ...] = INSIDE

    def title(self, lang: Lang) -> str:
        """Its heading."""
        return "Distancia a casa" if lang == "es" else "Distance from home"

    def definition(self, lang: Lang) -> str:
        """What it counts, of whom, and where its points come from."""
        if lang == "es":
            return (
                "Kilómetros en línea recta del sitio de registro al departamento al que se vuelve"
                " o, si no se sabe, a su país. Coordenadas públicas aproximadas: el centro del"
                " departamento redondeado a una décima de grado, unos 10 km."
            )
        return (
            "Kilometres as the crow flies from the place of registration to the department of"
            " return or, where it is not known, to the country. Approximate public coordinates:"
            " the centre of the department rounded to a tenth of a degree, about 10 km."
        )

    def label(self, band: str, lang: Lang) -> str:
        """What a band is called: "500 a 999 km"."""
        if band == FARTHEST:
            return "4 000 km o más" if lang == "es" else "4,000 km and more"
        first, last = (f"{int(part):,}" for part in band.split("-"))
        told = f"{first} a {last} km" if lang == "es" else f"{first} to {last} km"
        return told if lang == "en" else told.replace(",", "\u202f")


DISTANCE = Distance()


@dataclass(frozen=True, slots=True, kw_only=True)
class Distances:
    """People by band; `base` are those of whom both ends are known, `missing` the others.

    `median` and `farthest` are whole kilometres, nothing where nobody is in the base; `together` is
    the sum over everybody.
    """

    bands: Mapping[str, int]
    base: int
    missing: int
    median: int | None
    farthest: int | None
    together: int

    def share(self, band: str) -> float | None:
        """The part of the base that is in a band."""
        return self.bands[band] / self.base if self.base else None


def distances(frame: "pl.DataFrame") -> Distances:
    """Count returns by how far home is; `frame` is of returns, raw or cleaned."""

    cells = [_text(frame, name).alias(name) for name in COLUMNS]
    ways = frame.select(cells).group_by(COLUMNS).len().rows()
    known: list[tuple[int, int]] = []
    missing = 0
    for site, country, department, people in ways:
        km = _kilometres(site, country, department)
        if km is None:
            missing += people
        else:
            known.append((km, people))
    known.sort()
    bands = dict.fromkeys(NAMES, 0)
    for km, people in known:
        bands[band_of(km)] += people
    base = sum(people for _km, people in known)
    return Distances(
        bands=bands,
        base=base,
        missing=missing,
        median=_middle(known, base),
        farthest=known[-1][0] if known else None,
        together=sum(km * people for km, people in known),
    )


def band_of(kilometres: int) -> str:
    """The band of a distance."""
    return next((name for last, name in BANDS if kilometres <= last), FARTHEST)


def _kilometres(site: str | None, country: str | None, department: str | None) -> int | None:
    places = gazetteer()
    code = places.site(site or "")
    if code is None or not country:
        return None
    home = department or ""
    if home not in places.points:
        home = places.department(country, home) or ""
    return places.km_from_home(code, country, home or None)


def _middle(known: list[tuple[int, int]], base: int) -> int | None:
    passed = 0
    for km, people in known:
        passed += people
        if 2 * passed >= base:
            return km
    return None


def _text(frame: "pl.DataFrame", name: str) -> "pl.Expr":
    """A column as one value for each row: cleaned ones hold lists, and only what is single counts."""
    import polars as pl

    if name not in frame.columns:
        return pl.lit(None, dtype=pl.String)
    if isinstance(frame.schema[name], pl.List):
        return pl.when(pl.col(name).list.len() == 1).then(pl.col(name).list.first())
    return pl.col(name).cast(pl.String).str.strip_chars().replace("", None)
