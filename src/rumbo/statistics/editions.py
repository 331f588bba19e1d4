"""Makes the edition of the report that a reader may have."""

from collections.abc import Sequence
from datetime import date

from django.conf import settings

from rumbo.access.values import EVERYTHING, Reader
from rumbo.common.clock import end_of
from rumbo.statistics import inside, keeping, queries, sitrep
from rumbo.statistics.codes import Lang
from rumbo.statistics.disclosure import Edition, Previous
from rumbo.statistics.mirror import people
from rumbo.statistics.mirror.cuts import Asked
from rumbo.statistics.periods import Quarter
from rumbo.statistics.report.contents import Contents
from rumbo.statistics.returns import Period, returns_of
from rumbo.statistics.rules import a_year_before


def internal(period: Period, lang: Lang, reader: Reader) -> Contents:
    """The edition for those who work here: every figure of the reader's offices."""
    return inside.edition(period, lang, reader)


def as_known(period: Period, known: date, lang: Lang, reader: Reader = EVERYTHING) -> Contents:
    """The internal edition as it was at the end of a day, and what was corrected since.

    It is counted from the database: the extract keeps what is said today, and no former version.
    """
    with queries.known_by(end_of(known)):
        then = told(period, reader)
        humans = queries.humans_of_a_file()
    now = told(period, reader)
    since_then = sitrep.corrected_since(known, then, now, period)
    made = sitrep.sitrep(then[0], period, lang, then[1], since_then=since_then, humans=humans)
    return inside.without_rows(made)


def told(period: Period, reader: Reader) -> sitrep.Told:
    """What the database says of a period: its returns with those of a year before, and who asked."""
    asked = (period.since, period.until, period.stream)
    earlier = a_year_before(period.since) if period.since else None
    raw = queries.returns_frame(earlier, period.until, period.stream, reader=reader)
    return raw, [*queries.demand(*asked, reader=reader), *queries.yearly(*asked, reader=reader)]


def public(quarter: Quarter, lang: Lang) -> Contents:
    """The edition for everyone: the whole programme in a closed quarter, through the gate.

    It is counted from the rows' history, of which the extract keeps nothing. It is the same for every reader: nobody learns more by asking from another office.
    """
    return Contents.of(published(quarter), lang)


def published(quarter: Quarter) -> Edition:
    """What the gate let out of a closed quarter when somebody asked for it first."""
    threshold: int = settings.PUBLIC_THRESHOLD
    return keeping.first(quarter, threshold, lambda least: _counted(quarter, least))


def _counted(quarter: Quarter, threshold: int) -> Edition:
    period = Period(since=quarter.since, until=quarter.until)
    # A closed quarter stays as it was: two editions of it would tell who was corrected.
    with queries.known_by(quarter.recorded_by):
        raw = queries.returns_frame(
            period.since, period.until, reader=EVERYTHING, recorded_by=quarter.recorded_by
        )
    return sitrep.published(returns_of(raw, period), [], threshold=threshold)


def of_days(period: Period, lang: Lang, reports: Sequence[Previous], threshold: int) -> Contents:
    """The edition for everyone of the days that were asked for, beside those published before.

    It is counted from the extract, which has to be there and as new as the report is to be.
    """
    asked = Asked(until=period.until, since=period.since, stream=period.stream)
    returns, demand = people.told(asked)
    return Contents.of(sitrep.published(returns, reports, demand, threshold=threshold), lang)
