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


def is_quarter(period: Period) -> bool:
    """Whether a public report of these days is the closed quarter that everybody is given."""
    quarter = quarter_of(period.until)
    is_whole = (period.since, period.until) == (quarter.since, quarter.until)
    is_closed = quarter.is_closed_on(clock.today())
    return are_quarters_given() and is_whole and is_closed and not period.stream


def threshold() -> int:
    """The smallest number of people that is shown of what is given out from now on."""
    return int(settings.PUBLIC_THRESHOLD)


def quarter_asked(period: Period, known: date | None, lang: Lang) -> Contents | None:
    """Return the edition of a closed quarter as everybody has it, where quarters are given.

    Nothing is returned for other days where reports of them may be made. Raises UnreadableReturns
    for them where only quarters are published, and for a quarter as it was known on another day.
    """
    if is_quarter(period) and known is None:
        return editions.public(quarter_of(period.until), lang)
    if is_quarter(period) and is_both():
        raise UnreadableReturns(
            es="Un trimestre cerrado se publica una sola vez, como se dio primero: no va con --as-of.",
            en="A closed quarter is published once, as it was given first: it does not go with "
            "--as-of.",
        )
    if settings.PUBLIC_BY != QUARTERS:
        return None
    raise UnreadableReturns(
        es="Esta oficina publica trimestres cerrados de todo el programa (RUMBO_PUBLIC_BY=quarters): "
        "la edición pública de otros días podría restarse de ellos.",
        en="This office publishes closed quarters of the whole programme (RUMBO_PUBLIC_BY=quarters): "
        "a public edition of other days could be subtracted from them.",
    )
