"""Counts the internal edition: from the extract where there is one, else from the database."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from rumbo.access.values import EVERYTHING, Reader
from rumbo.statistics import queries, sitrep
from rumbo.statistics.codes import Lang
from rumbo.statistics.figures import Figure
from rumbo.statistics.mirror import beside, counting, refreshing, store
from rumbo.statistics.mirror.cuts import Asked
from rumbo.statistics.report.contents import Contents, Uncounted
from rumbo.statistics.returns import Period
from rumbo.statistics.rules import a_year_before


def edition(period: Period, lang: Lang, reader: Reader = EVERYTHING) -> Contents:
    """Return every figure of the reader's offices, as the database stands now.

    While somebody else makes the extract anew nobody waits for it: the database is read instead.
    """
    if store.load() is None or refreshing.refresh_unless_busy() is None:
        return _live(period, lang, reader)
    asked = Asked(
        until=period.until, since=period.since, stream=period.stream, offices=reader.offices
    )
    found = counting.counts(asked, queries.humans())
    problems = Counter(found.problems)
    problems["person", "twice"] += counting.twice(asked)
    told = replace(found, problems=+problems)
    return _told(told, beside.beside(asked), period, lang)


def _live(period: Period, lang: Lang, reader: Reader) -> Contents:
    asked = (period.since, period.until, period.stream)
    # A year more is read than is told, so that returns stand beside those of the year before.
    earlier = a_year_before(period.since) if period.since else None
    raw = queries.returns_frame(earlier, period.until, period.stream, reader=reader)
    demand = [*queries.demand(*asked, reader=reader), *queries.yearly(*asked, reader=reader)]
    return without_rows(sitrep.sitrep(raw, period, lang, demand, humans=queries.humans_of_a_file()))


def without_rows(contents: Contents) -> Contents:
    """Say of the database how many could not be counted and why: there is no file with their rows."""
    found: Counter[tuple[str, str]] = Counter((p.column, p.reason) for p in contents.problems)
    return replace(contents, problems=(), uncounted=Uncounted.of(found))


def _told(found: counting.Counts, more: Sequence[Figure], period: Period, lang: Lang) -> Contents:
    return Contents(
        period=period,
        lang=lang,
        figures=[*found.figures, *more],
        total=found.total,
        persons=found.persons,
        surveyed=found.surveyed,
        uncounted=Uncounted.of(found.problems),
    )
