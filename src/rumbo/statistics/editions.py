"""Makes the edition of the report that a reader may have."""

from django.conf import settings

from rumbo.access.values import EVERYTHING, Reader
from rumbo.statistics import inside, queries, sitrep
from rumbo.statistics.codes import Lang
from rumbo.statistics.periods import Quarter
from rumbo.statistics.report.contents import Contents
from rumbo.statistics.returns import Period


def internal(period: Period, lang: Lang, reader: Reader) -> Contents:
    """The edition for those who work here: every figure of the reader's offices."""
    return inside.edition(period, lang, reader)


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
