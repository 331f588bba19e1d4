"""Makes the packs from the database: internal ones for whoever works here, others through the gate."""

from django.utils import translation

from rumbo.access.models import Office
from rumbo.access.values import Reader
from rumbo.programmes.models import FundingLine
from rumbo.statistics import editions, queries
from rumbo.statistics.codes import Lang
from rumbo.statistics.disclosure import added, protect_line
from rumbo.statistics.packs import highlights, line
from rumbo.statistics.packs.pack import Pack
from rumbo.statistics.periods import Quarter
from rumbo.statistics.queries.highlights import more_of
from rumbo.statistics.queries.money import spending_of
from rumbo.statistics.returns import returns_of

QUARTERS = (1, 2, 3, 4)


def year_inside(year: int, lang: Lang, reader: Reader, office: Office | None = None) -> Pack:
    """The highlights of a year for those who work here: of the reader's offices, or one of them."""
    period = highlights.year_of(year)
    mine = queries.narrowed(reader, office)
    frame = returns_of(queries.returns_frame(period.since, period.until, reader=mine), period).frame
    past = highlights.year_of(year - 1)
    before = queries.returns_frame(past.since, past.until, reader=mine).height
    more = more_of(frame["person"].to_list(), period.until)
    told = highlights.Year(
        frame=highlights.with_more(frame, more),
        before=before,
        office=office.name if office else "",
    )
    return highlights.internal(told, year, lang)


def year_public(year: int, lang: Lang) -> Pack:
    """The highlights of a year for everyone: the sum of its four closed quarters."""
    quarters = [editions.published(Quarter(year, number)) for number in QUARTERS]
    edition = added(quarters, highlights.year_of(year), highlights.PUBLISHED)
    return highlights.public(edition, year, lang)


def line_of(row: FundingLine, quarter: Quarter, lang: Lang) -> Pack:
    """A line of money in a closed quarter, as its donor may read it."""
    public = editions.published(quarter)
    # What is out of the quarter keeps the threshold it was given with, and its lines with it.
    threshold = public.threshold
    edition = protect_line(spending_of(row, quarter, threshold), public, threshold)
    with translation.override(lang):
        named = line.Named(name=str(row), donor=row.donor)
    return line.report(edition, named, lang)
