"""Which due-diligence finding counts: the latest of its area, and the stricter of area and country."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from rumbo.network.rules import is_live

STRICTNESS = {"OPEN": 0, "CASE_BY_CASE": 1, "SUSPENDED": 2}


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding of due diligence for a host and an origin; `area` is empty for the whole country."""

    code: str
    area: str
    finding: str
    valid_from: date
    valid_until: date | None
    source: str = ""
    note_es: str = ""
    note_en: str = ""
    host: str = ""
    origin: str = ""


def _latest(rows: Iterable[Finding]) -> Finding | None:
    """The finding taken last rules; of two of one day the stricter one."""
    return max(rows, key=lambda r: (r.valid_from, STRICTNESS[r.finding]), default=None)


def strictest(rows: Iterable[Finding], area: str, day: date) -> Finding | None:
    """The finding that rules a return to an area on a day (RRDDP, domain 0.10); None: not studied.

    Where the area is not known and some area of the country is not open, that area's finding
    counts, but a suspension of one area alone asks for a case-by-case study, no more.
    """
    live = [row for row in rows if is_live(row.valid_from, row.valid_until, day)]
    country = _latest(row for row in live if not row.area)
    if area:
        found = [country, _latest(row for row in live if row.area == area)]
    else:
        areas = {row.area for row in live if row.area}
        partial = [_latest(row for row in live if row.area == name) for name in sorted(areas)]
        found = [country, *(_softened(row) for row in partial)]
    known = [row for row in found if row is not None]
    if country is None and not area:
        return None
    return max(known, key=lambda row: STRICTNESS[row.finding], default=None)


def rulings(rows: Sequence[Finding], areas: Iterable[str], day: date) -> list[Finding | None]:
    """What rules the return of a group: one finding for each area to which its people go back."""
    return [strictest(rows, area, day) for area in areas]


def may_return(found: Iterable[Finding | None]) -> bool:
    """Whether every area of a group is open: not studied and case by case are not."""
    return all(one is not None and one.finding == "OPEN" for one in found)


def is_touched(rows: Sequence[Finding], areas: Sequence[str], day: date, code: str) -> bool:
    """Whether one finding decides about a journey: it stops it, or it alone lets it go on."""
    found = rulings(rows, areas, day)
    mine = next((row for row in rows if row.code == code), None)
    if mine is not None and mine.finding == "OPEN":
        without = [row for row in rows if row.code != code]
        return may_return(found) and not may_return(rulings(without, areas, day))
    return any(one is not None and one.code == code for one in found)


def outdone_by(finding: Finding, rows: Iterable[Finding]) -> Finding | None:
    """The finding of the same area that would rule in its place on its first day, if one does."""
    same = [row for row in rows if row.area == finding.area]
    live = [row for row in same if is_live(row.valid_from, row.valid_until, finding.valid_from)]
    rules = _latest([*live, finding])
    return None if rules is finding else rules


def _softened(row: Finding | None) -> Finding | None:
    if row is None or row.finding != "SUSPENDED":
        return row
    return replace(row, finding="CASE_BY_CASE")
