"""What a report holds: the figures that may be shown and what is said around them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rumbo.statistics.cleaning import TOLD_ONLY, Problem
from rumbo.statistics.codes import Lang
from rumbo.statistics.corrections import Since
from rumbo.statistics.disclosure import Edition, Previous
from rumbo.statistics.figures import Figure
from rumbo.statistics.indicators import BY_NAME, Section
from rumbo.statistics.returns import Period


@dataclass(frozen=True, slots=True)
class Uncounted:
    """How many people's values in a column of the database are counted as missing, and why."""

    column: str
    reason: str
    people: int

    @classmethod
    def of(cls, found: Mapping[tuple[str, str], int]) -> "tuple[Uncounted, ...]":
        """Return one for each column and reason: of a database nobody has the rows before them."""
        return tuple(cls(column, why, people) for (column, why), people in sorted(found.items()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """One report in one language: public is what holds an edition of the gate, and only that."""

    period: Period
    lang: Lang
    figures: Sequence[Figure]
    edition: Edition | None = None
    total: int | None = None
    persons: int | None = None
    """How many people returned: one who returned twice is two returns. Inside alone, for beside the
    returns it says how few returned twice."""
    surveyed: int | None = None
    undated: int = 0
    problems: Sequence[Problem] = ()
    since_then: Since | None = None
    """Of a report as it was known on a past day: that day, and what was corrected since."""
    uncounted: Sequence[Uncounted] = ()
    compared: Previous | None = None

    def __post_init__(self) -> None:
        """Refuse a public report that would tell anything its edition does not."""
        if self.edition is None:
            return
        inside = (
            self.total,
            self.persons,
            self.surveyed,
            self.undated,
            tuple(self.problems),
            tuple(self.uncounted),
            self.compared,
            self.since_then,
        )
        is_all = (self.figures, self.period) == (self.edition.figures, self.edition.period)
        if inside != (None, None, None, 0, (), (), None, None) or not is_all:
            raise TypeError("A public report holds its edition and nothing else.")

    @classmethod
    def of(cls, edition: Edition, lang: Lang) -> "Contents":
        """Return the public report of an edition."""
        return cls(period=edition.period, lang=lang, figures=edition.figures, edition=edition)

    @property
    def public(self) -> bool:
        """Tell whether everybody may read it."""
        return self.edition is not None

    @property
    def earlier(self) -> Previous | None:
        """Return the report that this one is held against."""
        return self.compared if self.edition is None else self.edition.earlier

    def table(self, name: str) -> list[Figure]:
        """Return the figures of one table in their order."""
        return [figure for figure in self.figures if figure.table == name]

    def sections(self, every: Sequence[Section]) -> Iterator[Section]:
        """Yield the sections there are: demand is told only where a database was read."""
        told = {BY_NAME[figure.table].section for figure in self.figures}
        yield from (section for section in every if section != "demand" or section in told)

    def figure(self, table: str, row: str) -> Figure | None:
        """Return one figure of a one-way table, when it is shown with its base."""
        for figure in self.figures:
            if (figure.table, figure.row) == (table, row) and figure.share is not None:
                return figure
        return None

    @property
    def agreed(self) -> list[Figure]:
        """Return the figures of the tables that sitrep.json and sitrep.csv were agreed to have."""
        return [figure for figure in self.figures if not BY_NAME[figure.table].inside]

    @property
    def set_aside(self) -> int:
        """Return how many values could not be counted and are counted as missing."""
        lost = sum(problem.reason not in TOLD_ONLY for problem in self.problems)
        return lost + sum(one.people for one in self.uncounted if one.reason not in TOLD_ONLY)

    @property
    def least(self) -> int | None:
        """Return how many people anybody can see there are: the largest base that is shown."""
        if self.total is not None:
            return self.total
        return max((f.base for f in self.figures if f.base is not None), default=None)
