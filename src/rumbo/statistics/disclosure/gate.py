"""The one gate to the public: figures leave it with everything unsafe withheld."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from rumbo.common.few import STRICTEST, THRESHOLD
from rumbo.statistics import codes
from rumbo.statistics.disclosure.cells import CROSSINGS, choose_cells
from rumbo.statistics.disclosure.people import People
from rumbo.statistics.disclosure.places import (
    SITE,
    TOGETHER,
    joined,
    joined_frame,
    members_of,
    small_places,
)
from rumbo.statistics.disclosure.previous import Previous
from rumbo.statistics.disclosure.since import Since, newcomers, since
from rumbo.statistics.disclosure.uncrossed import close_values, too_close
from rumbo.statistics.disclosure.values import ONE_WAY, Choice, Known, choose_values
from rumbo.statistics.disclosure.whole import choose_whole
from rumbo.statistics.figures import Figure, values_of
from rumbo.statistics.indicators import BY_NAME, CLOSER, DEMAND, YEARLY
from rumbo.statistics.returns import Period, Returns

Place: TypeAlias = tuple[str, str, str | None]
_Part: TypeAlias = tuple[Mapping[Place, Figure], Mapping[tuple[str, str], int | None]]
DEMANDED = frozenset(indicator.name for indicator in DEMAND)
INSIDE = frozenset(indicator.name for indicator in (*CLOSER, *YEARLY))


@dataclass(frozen=True, slots=True)
class _Seal:
    """Says of which figures the gate has said that they are safe."""

    figures: tuple[Figure, ...]
    earlier: Previous | None = None


@dataclass(frozen=True, slots=True)
class Edition:
    """The figures that may be shown, and what safety cost; nothing but the gate makes one."""

    figures: tuple[Figure, ...]
    period: Period
    threshold: int
    comparable: bool
    seal: object
    earlier: Previous | None = None
    """The last of the public reports before, of whose people these are the same and more."""

    def __post_init__(self) -> None:
        """Refuse what did not come through the gate."""
        seal = self.seal
        is_sealed = isinstance(seal, _Seal) and seal.figures is self.figures
        if not is_sealed or getattr(seal, "earlier", None) is not self.earlier:
            raise TypeError("What is public comes from `protect` alone.")

    @property
    def withheld(self) -> int:
        """Return how many cells are withheld."""
        return sum(figure.count is None for figure in self.figures)

    @property
    def cost(self) -> float:
        """Return the share of all cells that is withheld."""
        return self.withheld / len(self.figures) if self.figures else 0.0


def protect(
    returns: Returns,
    figures: Sequence[Figure],
    reports: Sequence[Previous] = (),
    threshold: int = THRESHOLD,
) -> Edition:
    """Return the public edition of the figures; `reports` are those published before.

    `threshold` is the smallest number of people that is shown, from 5 to 10.
    """
    if not THRESHOLD <= threshold <= STRICTEST:
        raise ValueError(threshold)
    demand = [figure for figure in figures if figure.table in DEMANDED]
    plain = [figure for figure in figures if figure.table not in DEMANDED | INSIDE]
    again = _same_again(returns, plain, reports, threshold)
    if again is not None:
        return _edition([*again, *_withheld(demand)], returns.period, threshold)
    returns, plain, reports = _together(returns, plain, reports, threshold)
    limits = since(returns, reports, threshold)
    choice = _choose(returns, limits, threshold) if limits.comparable else Choice(threshold)
    shown = [*_shown(plain, choice), *_withheld(demand)]
    earlier = _last(reports, returns.period) if limits.comparable else None
    return _edition(shown, returns.period, threshold, comparable=limits.comparable, earlier=earlier)


def once_more(report: Previous, threshold: int) -> Edition:
    """Return a report that this house gave out, as it was: whoever has it learns nothing new.

    Raises ValueError where it is not public, shows fewer people than `threshold`, or has other codes.
    """
    if not report.is_public or _least_of(report) < threshold:
        raise ValueError(threshold)
    return _edition(report.figures, report.period, threshold)


def added(editions: Sequence[Edition], period: Period, tables: Collection[str]) -> Edition:
    """Return one public edition of several that do not overlap: the sum of what each shows.

    Nothing is in it that whoever holds the editions could not add up, so it tells nothing new. A
    cell that one of them withholds is withheld; a value that one of them does not name has nobody
    there. Places that share a row in one of them share it here.
    """
    rows = {f.row for edition in editions for f in edition.figures if f.table == SITE}
    names = frozenset(name for row in rows for name in row.split(TOGETHER))
    shared = frozenset(n for row in rows if TOGETHER in row for n in row.split(TOGETHER))
    parts = [_by_key(joined(edition.figures, shared, names), tables) for edition in editions]
    keys = dict.fromkeys(key for figures, _bases in parts for key in figures)
    safe = [_sum(key, parts) for key in keys]
    # Of several thresholds the sum keeps no more than the lowest, and says so.
    threshold = min(edition.threshold for edition in editions)
    return _edition(safe, period, threshold)


def _by_key(figures: Iterable[Figure], tables: Collection[str]) -> _Part:
    """Return the figures of an edition by their place, and the bases by whole."""
    mine = [figure for figure in figures if figure.table in tables]
    return (
        {(f.table, f.row, f.column): f for f in mine},
        {_whole(f.table, f.row, f.column): f.base for f in mine},
    )


def _whole(table: str, row: str, column: str | None) -> tuple[str, str]:
    """Return of what a figure is a part: all people, those of its row or those of its column."""
    if column is None:
        return table, ""
    return table, row if BY_NAME[table].whole == "row" else column


def _sum(key: Place, parts: Sequence[_Part]) -> Figure:
    counts = [figures[key].count if key in figures else 0 for figures, _bases in parts]
    bases = [bases.get(_whole(*key), 0) for _figures, bases in parts]
    known = [count for count in counts if count is not None]
    whole = [base for base in bases if base is not None]
    is_shown = len(known) == len(counts)
    return Figure(
        table=key[0],
        row=key[1],
        column=key[2],
        count=sum(known) if is_shown else None,
        base=sum(whole) if len(whole) == len(bases) else None,
        missing=None,
        suppressed=not is_shown,
    )


def _together(
    returns: Returns, figures: Sequence[Figure], reports: Sequence[Previous], threshold: int
) -> tuple[Returns, list[Figure], list[Previous]]:
    """Name small places as one, today and in every earlier report alike."""
    names = frozenset(values_of(returns.frame, "site"))
    small = small_places(newcomers(returns, reports), names, reports, threshold)
    return (
        replace(returns, frame=joined_frame(returns.frame, small)),
        joined(figures, small, names),
        [replace(r, figures=tuple(joined(r.figures, small, names))) for r in reports],
    )


def _edition(
    safe: Iterable[Figure],
    period: Period,
    threshold: int,
    *,
    comparable: bool = True,
    earlier: Previous | None = None,
) -> Edition:
    """Put the rows in an order that tells nothing: the largest first would rank what is hidden."""
    tables = list(BY_NAME)
    ordered = tuple(sorted(safe, key=lambda f: (tables.index(f.table), *_place(f))))
    return Edition(ordered, period, threshold, comparable, _Seal(ordered, earlier), earlier)


def _last(reports: Sequence[Previous], period: Period) -> Previous | None:
    """Return the latest report that was public and told of the same people, up to an earlier day."""
    before = [
        report
        for report in reports
        if report.is_public
        and (report.period.since, report.period.stream) == (period.since, period.stream)
        and report.period.until < period.until
    ]
    return max(before, key=lambda report: report.period.until, default=None)


def _place(figure: Figure) -> tuple[int, str, int, str]:
    indicator = BY_NAME[figure.table]
    row = codes.closed(indicator.attribute) or ()
    column = (codes.closed(indicator.by) if indicator.by else None) or ()
    name = figure.column or ""
    return (
        row.index(figure.row) if row else 0,
        figure.row,
        column.index(name) if column else 0,
        name,
    )


def _least_of(report: Previous) -> int:
    """Return the smallest number of people that a report shows."""
    shown = (n for f in report.figures for n in (f.count, f.base, f.missing) if n is not None)
    return min(shown, default=STRICTEST)


def _same_again(
    returns: Returns, figures: Sequence[Figure], reports: Sequence[Previous], threshold: int
) -> Sequence[Figure] | None:
    """Publishing once more what was published tells nothing new."""
    names = frozenset(values_of(returns.frame, "site"))
    for report in reports:
        if not report.is_public or report.period != returns.period:
            continue
        if _least_of(report) < threshold:  # made when fewer were enough
            continue
        rows = [members_of(f.row, names) for f in report.figures if f.table == "site"]
        group = frozenset().union(*(row for row in rows if len(row) > 1))
        now = {(f.table, f.row, f.column): f for f in joined(figures, group, names)}
        then = {(f.table, f.row, f.column): f for f in report.figures}
        if then.keys() == now.keys() and not report.contradicts(now):
            return list(then.values())
    return None


def _choose(returns: Returns, limits: Since, threshold: int) -> Choice:
    people = People(limits.frame, returns.frame)
    # Who is new since an earlier report is told by subtracting it: a table of them as well.
    sets = [returns.frame, *limits.later]
    known = _with_hidden(limits.known, close_values(sets))
    choice = choose_values(people, known, threshold)
    if returns.period.stream:
        # Everyone in the report has this stream, so its base would tell how many they are.
        choice.hidden.pop("stream", None)
    never = too_close(sets)
    for name in never:
        choice.hidden.pop(name, None)
    choose_cells(people, choice, limits.crossed)
    choose_whole(people, choice, known, refused=limits.refused | never)
    return choice


def _with_hidden(
    known: Mapping[str, Known], more: Mapping[str, frozenset[str]]
) -> Mapping[str, Known]:
    """Return what is fixed of each table, with more values that must be hidden."""
    fixed = {name: known.get(name, Known()) for name in known.keys() | more.keys()}
    return {
        name: replace(one, hidden=one.hidden | more.get(name, frozenset()))
        for name, one in fixed.items()
    }


def _shown(figures: Sequence[Figure], choice: Choice) -> Iterator[Figure]:
    crossings = {crossing.table: crossing for crossing in CROSSINGS}
    for figure in figures:
        cell, base = False, False
        if figure.table in ONE_WAY:
            base = choice.tells_base(figure.table)
            cell = choice.shows(figure.table, figure.row)
        elif figure.table in crossings:
            turned = BY_NAME[figure.table].whole == "column"
            row, column = figure.row, figure.column or ""
            group, part = (column, row) if turned else (row, column)
            base = group in choice.bases.get(figure.table, ())
            cell = (group, part) in choice.cells.get(figure.table, ())
        elif figure.table == "reason_leaving_of_applicants":
            base = choice.tells_base(figure.table)
            cell = choice.shows(figure.table, figure.row)
        else:
            cell = base = figure.table in choice.whole
        yield replace(
            figure,
            count=figure.count if cell else None,
            base=figure.base if base else None,
            missing=None,
            suppressed=not cell,
        )


def _withheld(demand: Sequence[Figure]) -> Iterator[Figure]:
    """Name the tables of who asks and who waits, for which nothing is proven.

    Of their rows only those that tell nothing are named.
    """
    for figure in demand:
        if codes.closed(BY_NAME[figure.table].attribute) is not None:
            yield replace(figure, count=None, base=None, missing=None, suppressed=True)
