"""How far from home people were helped: great-circle kilometres from site to department, in bands.

Told inside the house only: it is no table of the published report, and stands in no edition of the
gate. The points are those of network/data: written by hand, rounded (docs/places.md).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rumbo.network.gazetteer import gazetteer

if TYPE_CHECKING:
    import polars as pl

COLUMNS = ("site", "country_of_return", "return_department")
# The last kilometre of each band, and its name.
BANDS = ((499, "0-499"), (999, "500-999"), (1999, "1000-1999"), (3999, "2000-3999"))
FARTHEST = "4000+"
NAMES = (*(name for _last, name in BANDS), FARTHEST)


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


def banded(frame: "pl.DataFrame") -> "pl.DataFrame":
    """Add `distance`, a list with the band of each return; nothing where an end is not known."""
    import polars as pl

    ways = frame.select(_text(frame, name).alias(f"_{name}") for name in COLUMNS)
    each = ways.unique()
    told = [_kilometres(*row) for row in each.iter_rows()]
    bands = pl.Series(
        [None if km is None else [band_of(km)] for km in told], dtype=pl.List(pl.String)
    )
    known = each.with_columns(bands.alias("distance"))
    found = ways.join(known, on=ways.columns, how="left", nulls_equal=True, maintain_order="left")
    return frame.with_columns(found["distance"])


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
