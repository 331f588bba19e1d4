"""Makes the edition of the report that a reader may have."""

from django.conf import settings

from rumbo.access.values import EVERYTHING, Reader
from rumbo.statistics import queries, sitrep
from rumbo.statistics.codes import Lang
from rumbo.statistics.periods import Quarter
from rumbo.statistics.report.contents import Contents
from rumbo.statistics.returns import Period
from rumbo.statistics.rules import a_year_before


def internal(period: Period, lang: Lang, reader: Reader) -> Contents:
    """The edition for those who work here: every figure of the reader's offices."""
    asked = (period.since, period.until, period.stream)
    earlier = a_year_before(period.since) if period.since else None
    raw = queries.returns_frame(earlier, period.until, period.stream, reader=reader)
    demand = [*queries.demand(*asked, reader=reader), *queries.yearly(*asked, reader=reader)]
    return sitrep.sitrep(raw, period, lang, demand)


def public(quarter: Quarter, lang: Lang) -> Contents:
    """The edition for everyone: the whole programme in a closed quarter, through the gate.

    It is the same for every reader: nobody learns more by asking from another office.
    """
    period = Period(since=quarter.since, until=quarter.until)
    raw = queries.returns_frame(
        period.since, period.until, reader=EVERYTHING, recorded_by=quarter.recorded_by
    )
    threshold: int = settings.PUBLIC_THRESHOLD
    return sitrep.public_sitrep(raw, period, lang, [], threshold=threshold)
