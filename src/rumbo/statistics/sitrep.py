"""Makes the situation report: from returns to what may be shown of them."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from rumbo.statistics.codes import Lang
from rumbo.statistics.corrections import Since, changes, corrections
from rumbo.statistics.disclosure import THRESHOLD, Edition, Previous, protect
from rumbo.statistics.figures import Figure, closer_of, figures_of
from rumbo.statistics.report.contents import Contents
from rumbo.statistics.returns import Period, Returns, returns_of
from rumbo.statistics.yearly import returned_before, window

if TYPE_CHECKING:
    import polars as pl

Told: TypeAlias = "tuple[pl.DataFrame, Sequence[Figure]]"


def sitrep(
    raw: "pl.DataFrame",
    period: Period,
    lang: Lang,
    demand: Sequence[Figure] = (),
    *,
    compared: Previous | None = None,
    since_then: Since | None = None,
    humans: Mapping[str, str] | None = None,
) -> Contents:
    """Return the internal edition: every figure, and every value that could not be counted.

    `humans` says of people with several numbers by which of them they are counted once.
    """
    returns = returns_of(raw, period)
    frame = returns.frame
    if demand:
        demand = [*demand, *_a_year_before(raw, period)]
    return Contents(
        period=period,
        lang=lang,
        figures=[*figures_of(frame), *closer_of(frame), *demand],
        total=frame.height,
        persons=_persons(frame["person"], humans or {}),
        surveyed=int(frame["surveyed"].sum()),
        undated=frame["returned_on"].null_count(),
        problems=returns.problems,
        compared=compared,
        since_then=since_then,
    )


def _persons(numbers: "pl.Series", humans: Mapping[str, str]) -> int:
    """Count people: who returned twice is one. Whoever has no number is somebody else each time."""
    known = numbers.drop_nulls()
    return known.replace(dict(humans)).n_unique() + numbers.null_count()


def corrected_since(known: date, then: Told, now: Told, period: Period) -> Since:
    """Return what is told otherwise today than at the end of a day: returns and who asked."""
    before, after = (sitrep(raw, period, "es", demand).figures for raw, demand in (then, now))
    return Since(
        known=known,
        corrections=corrections(before, after),
        changes=changes(then[0], now[0], period),
    )


def _a_year_before(raw: "pl.DataFrame", period: Period) -> Iterator[Figure]:
    """Yield returns by month of the year before, where `raw` reaches back so far."""
    shown = window(period.since, period.until)
    then = Period(since=shown.start, until=shown.end, stream=period.stream)
    days = returns_of(raw, then).frame["returned_on"].drop_nulls()
    yield from returned_before(shown, Counter(f"{day:%Y-%m}" for day in days))


def public_sitrep(
    raw: "pl.DataFrame",
    period: Period,
    lang: Lang,
    reports: Sequence[Previous],
    demand: Sequence[Figure] = (),
    *,
    threshold: int = THRESHOLD,
) -> Contents:
    """Return the public edition: figures go through the gate, and nothing else goes in."""
    returns = returns_of(raw, period)
    return Contents.of(published(returns, reports, demand, threshold=threshold), lang)


def published(
    returns: Returns,
    reports: Sequence[Previous],
    demand: Sequence[Figure] = (),
    *,
    threshold: int = THRESHOLD,
) -> Edition:
    """Return what the gate lets out.

    What is proven of returns is not proven of who asks and who waits, so demand is withheld
    whole: its tables are named, and of its rows only those that tell nothing.
    """
    figures = [*figures_of(returns.frame), *demand]
    return protect(returns, figures, reports, threshold)
