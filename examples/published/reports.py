"""The four reports that the files give, and where in them each published number is found."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from examples.published.figures import HERE, Published, published
from examples.published.fitting import possible
from rumbo.statistics import sitrep
from rumbo.statistics.codes import Lang
from rumbo.statistics.disclosure import Previous
from rumbo.statistics.figures import Figure
from rumbo.statistics.report.contents import Contents
from rumbo.statistics.returns import Period, read

WHERE = HERE / "where.csv"


@dataclass(frozen=True, slots=True)
class Report:
    """One call of `rumbo sitrep --returns`."""

    file: str
    period: Period

    @property
    def call(self) -> str:
        """How it is asked for."""
        since = f" --since {self.period.since}" if self.period.since else ""
        return (
            f"rumbo sitrep --returns examples/published/{self.file}{since}"
            f" --until {self.period.until} --out OUT"
        )


JULY_FILE = "returns-2019-07-11.csv"
REPORTS: Mapping[str, Report] = {
    "november": Report(JULY_FILE, Period(until=date(2018, 11, 28))),
    "july": Report(JULY_FILE, Period(until=date(2019, 7, 11))),
    "july-mpp": Report("returns-2019-07-11-mpp.csv", Period(until=date(2019, 7, 11))),
    "bus": Report("returns-2019-07-02-bus.csv", Period(until=date(2019, 7, 2))),
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a published number is found: a cell, or the reason why there is none."""

    report: str
    table: str
    row: str
    column: str | None
    shows: str
    why_not: str


@cache
def places() -> Mapping[tuple[str, str, str, str], Place]:
    """Return the place of every published number, by its key."""
    with WHERE.open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    return {
        (line["as_of"], line["programme"], line["figure"], line["row"]): Place(
            line["report"],
            line["table"],
            line["table_row"],
            line["column"] or None,
            line["shows"],
            line["why_not"],
        )
        for line in lines
    }


@cache
def internal(name: str, lang: Lang = "es") -> Contents:
    """Return the internal edition of a report."""
    report = REPORTS[name]
    return sitrep.sitrep(read(HERE / report.file), report.period, lang)


@cache
def public(name: str, lang: Lang = "es") -> Contents:
    """Return the public edition of a report, as the only one that is published of its people."""
    report = REPORTS[name]
    return sitrep.public_sitrep(read(HERE / report.file), report.period, lang, ())


@cache
def july_after_november() -> Contents:
    """Return July's public edition if November's had been published before: of the same people."""
    before, report = public("november"), REPORTS["july"]
    earlier = Previous(before.period, tuple(before.figures))
    return sitrep.public_sitrep(read(HERE / report.file), report.period, "es", [earlier])


def cell(contents: Contents, place: Place) -> Figure | None:
    """Return the figure of a place, if the report has such a row."""
    asked = (place.table, place.row, place.column)
    found = (f for f in contents.figures if (f.table, f.row, f.column) == asked)
    return next(found, None)


@dataclass(frozen=True, slots=True)
class Met:
    """A published number beside the report's."""

    number: Published
    place: Place
    count: int
    base: int
    figure: Figure

    @property
    def share(self) -> float:
        """The share that the report gives; for what a row leaves, the rest of it."""
        share = self.figure.share or 0.0
        return 1 - share if self.place.shows == "rest" else share

    @property
    def allowed(self) -> range:
        """The counts of this base that round to what was printed."""
        if self.place.shows == "count":
            return range(int(self.number.value), int(self.number.value) + 1)
        return possible(self.base, self.number.value)

    @property
    def is_so(self) -> bool:
        """Whether the report shows what was printed, to as many digits."""
        return self.count in self.allowed


def met(number: Published) -> Met | None:
    """Return the report's number for a published one; nothing for those not rebuilt."""
    place = places()[number.key]
    if place.why_not:
        return None
    figure = cell(internal(place.report), place)
    if figure is None or figure.count is None or figure.base is None:
        raise LookupError(number.key)
    count = figure.base - figure.count if place.shows == "rest" else figure.count
    return Met(number, place, count, figure.base, figure)


def every_met() -> list[Met]:
    """Return every published number that is rebuilt."""
    found = (met(number) for number in published())
    return [one for one in found if one is not None]
