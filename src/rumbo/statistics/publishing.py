"""Keeps to the one way in which an office publishes people: closed quarters, or reports of its days.

Each way is safe by itself; a report of some weeks and the quarter around them could be subtracted.
`RUMBO_PUBLIC_BY` shuts one of the two ways. Where it is not set both are open, and who makes a
report is told.
"""

from collections.abc import Iterator
from datetime import date

from django.conf import settings

from rumbo.common import clock
from rumbo.statistics import editions
from rumbo.statistics.codes import Lang
from rumbo.statistics.errors import UnreadableReturns
from rumbo.statistics.periods import Quarter, closed_quarters, closed_years, quarter_of
from rumbo.statistics.report.contents import Contents
from rumbo.statistics.returns import Period

QUARTERS, REPORTS = "quarters", "reports"


def is_both() -> bool:
    """Whether nobody chose one way."""
    return settings.PUBLIC_BY not in {QUARTERS, REPORTS}


def are_quarters_given() -> bool:
    """Whether closed quarters, their year and the lines of donors are given out."""
    return bool(settings.PUBLIC_BY != REPORTS)


def quarters(day: date) -> Iterator[Quarter]:
    """Yield the closed quarters that are given out on a day, newest first."""
    if are_quarters_given():
        yield from closed_quarters(day)


def years(day: date) -> Iterator[int]:
    """Yield the years that are given out on a day, newest first."""
    if are_quarters_given():
        yield from closed_years(day)


def require_quarters_given() -> None:
    """Refuse a quarter, or what is made of quarters, where reports of other days are published."""
    if not are_quarters_given():
        raise UnreadableReturns(
            es="Esta oficina publica informes de sus propios periodos (RUMBO_PUBLIC_BY=reports): "
            "los trimestres de las mismas personas no se dan, porque podrían restarse.",
            en="This office publishes reports of its own periods (RUMBO_PUBLIC_BY=reports): the "
            "quarters of the same people are not given, for they could be subtracted.",
        )


def quarter_asked(period: Period, known: date | None, lang: Lang) -> Contents | None:
    """Return the edition of a closed quarter where nothing else is published, as everybody has it.

    Nothing is returned where reports of other days may be made. Raises UnreadableReturns for
    any period that is no closed quarter of the whole programme.
    """
    if settings.PUBLIC_BY != QUARTERS:
        return None
    quarter = quarter_of(period.until)
    is_whole = (period.since, period.until) == (quarter.since, quarter.until)
    if is_whole and not period.stream and known is None and quarter.is_closed_on(clock.today()):
        return editions.public(quarter, lang)
    raise UnreadableReturns(
        es="Esta oficina publica trimestres cerrados de todo el programa (RUMBO_PUBLIC_BY=quarters): "
        "la edición pública de otros días podría restarse de ellos.",
        en="This office publishes closed quarters of the whole programme (RUMBO_PUBLIC_BY=quarters): "
        "a public edition of other days could be subtracted from them.",
    )
