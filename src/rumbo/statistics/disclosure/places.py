"""Groups small places into one row first, as the field does: “Celaya + Saltillo”."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import replace
from typing import TYPE_CHECKING

from rumbo.network.gazetteer import gazetteer
from rumbo.statistics.disclosure.previous import Previous
from rumbo.statistics.figures import Figure
from rumbo.statistics.indicators import BY_NAME

if TYPE_CHECKING:
    import polars as pl

TOGETHER = "+"
SITE = "site"


def small_places(
    newcomers: "pl.DataFrame", names: Set[str], reports: Iterable[Previous], threshold: int
) -> frozenset[str]:
    """Return the places that share one row: those with few newcomers, and those that shared one.

    They are at least two, smallest first, and have together `threshold` people beside the one in
    each of the others of whom its name tells.
    """
    counts = dict.fromkeys(sorted(names), 0)
    for (place,) in newcomers.select(SITE).explode(SITE).drop_nulls().iter_rows():
        counts[place] += 1
    small = {name for name, number in counts.items() if number < threshold}
    for report in reports:
        for figure in report.figures:
            members = members_of(figure.row, names)
            if figure.table == SITE and (len(members) > 1 or figure.count is None):
                small |= members & names
    if not small or sum(counts.values()) < threshold:
        return frozenset()
    for name in sorted(names - small, key=lambda name: (counts[name], name)):
        if len(small) > 1 and sum(counts[one] for one in small) >= threshold + len(small) - 1:
            break
        small.add(name)
    return frozenset(small) if len(small) > 1 else frozenset()


def members_of(row: str, names: Set[str]) -> Set[str]:
    """Return the places in a row of an earlier report; a place's own name may hold the sign."""
    if row in names:
        return {row}
    parts = set(row.split(TOGETHER))
    inside = {name for name in names if set(name.split(TOGETHER)) <= parts}
    told = {part for name in inside for part in name.split(TOGETHER)}
    return inside if inside and told == parts else {row}


def countries_of(row: str) -> frozenset[str]:
    """Return the countries in which the places of a row lie; nothing if one is on no map of ours."""
    lies_in = gazetteer().country_of_site
    whole = lies_in(row)
    found = [whole] if whole else [lies_in(name) for name in row.split(TOGETHER)]
    return frozenset(country for country in found if country) if all(found) else frozenset()


def row_of(group: Iterable[str]) -> str:
    """Return the name of the row, in an order that ranks nobody."""
    return TOGETHER.join(sorted(group))


def joined_frame(frame: "pl.DataFrame", group: Set[str]) -> "pl.DataFrame":
    """Return the people with the small places of theirs named as one."""
    import polars as pl

    if not group:
        return frame
    name = pl.lit(row_of(group))
    place = pl.element()
    one = pl.when(place.is_in(sorted(group))).then(name).otherwise(place)
    return frame.with_columns(pl.col(SITE).list.eval(one))


def joined(figures: Sequence[Figure], group: Set[str], names: Set[str]) -> list[Figure]:
    """Return the figures with the rows of small places added up; a hidden one hides the sum."""
    if not group:
        return list(figures)
    name = row_of(group)
    rows: dict[tuple[str, str, str | None], Figure] = {}
    for figure in figures:
        key = (figure.table, figure.row, figure.column)
        if BY_NAME[figure.table].attribute == SITE and members_of(figure.row, names) <= group:
            key = (figure.table, name, figure.column)
            if key in rows:
                rows[key] = _sum(rows[key], figure)
                continue
            figure = replace(figure, row=name)  # noqa: PLW2901
        rows[key] = figure
    return list(rows.values())


def _sum(one: Figure, other: Figure) -> Figure:
    known = one.count is not None and other.count is not None
    count = (one.count or 0) + (other.count or 0) if known else None
    return replace(one, count=count, suppressed=not known)
