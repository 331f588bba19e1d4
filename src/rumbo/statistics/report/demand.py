"""What was asked and what could be given: each month beside the same month a year before."""

from collections.abc import Iterator, Mapping

from rumbo.statistics import codes
from rumbo.statistics.indicators import BY_NAME
from rumbo.statistics.phrases import day, number, say
from rumbo.statistics.report.charts import Point, line
from rumbo.statistics.report.contents import Contents
from rumbo.statistics.report.panels import Panel, panel
from rumbo.statistics.rules import last_months

WIDTH = 340
PAIRS = (
    ("requests_by_month", "requests_a_year_before"),
    ("registrations_by_month_by_site", "registrations_a_year_before"),
    ("returns_by_month", "returns_a_year_before"),
    ("waiting_by_month", "waiting_a_year_before"),
)


def demand_panels(contents: Contents) -> Iterator[Panel]:
    """Yield four small pictures by month, and how long people have waited."""
    for name, before in PAIRS:
        one = _months(contents, name, before)
        if one is not None:
            yield one
    for name in ("waiting", "how_heard"):
        if contents.table(name):
            yield panel(contents, BY_NAME[name])


def _counts(contents: Contents, name: str) -> Mapping[str, int]:
    """Return people by month; of a table by place, everybody of the month."""
    figures = contents.table(name)
    if BY_NAME[name].by:
        return {f.row: f.base for f in figures if f.base is not None}
    return {f.row: f.count for f in figures if f.count is not None}


def _months(contents: Contents, name: str, before: str) -> Panel | None:
    lang, period = contents.lang, contents.period
    now, then = _counts(contents, name), _counts(contents, before)
    if not now:
        return None
    if not any(then.values()):
        # Nothing a year before: the programme was not there yet, and a line of zeros says less.
        then = {}
    points = []
    for index, month in enumerate(last_months(period.since, period.until)):
        points.append(
            Point(
                label=_axis(month, lang, is_first=index == 0),
                value=now.get(month, 0),
                text=number(now.get(month, 0)),
                before=then.get(f"{int(month[:4]) - 1}{month[4:]}"),
            )
        )
    title = BY_NAME[name].title(lang)
    if BY_NAME[name].by:
        title = say("registrations_months", lang)
    last = points[-1]
    finding = say(
        "yearly_alone" if last.before is None else "yearly",
        lang,
        month=codes.label("month", month, lang),
        count=last.text,
        before=number(last.before or 0),
    )
    names = (say("year_now", lang), say("year_before", lang))
    note = say("yearly_cut", lang, until=day(period.until, lang))
    drawing = line(points, f"{title}. {finding}", width=WIDTH, names=names)
    return Panel(title, finding, note if name == "requests_by_month" else "", drawing)


def _axis(month: str, lang: codes.Lang, *, is_first: bool) -> str:
    name = codes.month_name(month, lang, "short")
    return f"{name} {month[:4]}" if is_first or month.endswith("-01") else name
