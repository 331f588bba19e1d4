"""What changed since the report before: only where both say the number, so nothing new is told."""

from collections.abc import Iterator

from rumbo.statistics import codes
from rumbo.statistics.figures import Figure
from rumbo.statistics.indicators import BY_NAME
from rumbo.statistics.phrases import day, number, say
from rumbo.statistics.report.contents import Contents

TOLD = (
    "stream",
    "country_of_registration",
    "site",
    "country_of_return",
    "nationality",
    "mode",
    "sex",
    "age_group",
    "unaccompanied",
    "status",
    "travelling_with",
)
MINUS = "\N{MINUS SIGN}"


def changed(contents: Contents) -> str:
    """Return the sentence that says since when, and how many returned; empty without a report.

    In the public edition the number itself is in the table alone, row by row.
    """
    earlier = contents.earlier
    if earlier is None:
        return ""
    until = day(earlier.period.until, contents.lang)
    totals = ((f.base or 0) + (f.missing or 0) for f in earlier.figures if _is_whole(f))
    before = max(totals, default=None)
    if contents.public or contents.total is None or before is None:
        return say("changed_public", contents.lang, until=until) if any(lines(contents)) else ""
    count = _signed(contents.total - before)
    return say("changed", contents.lang, until=until, count=count)


def lines(contents: Contents) -> Iterator[tuple[str, ...]]:
    """Yield each row whose number is another now: its name, then, now and the change."""
    earlier = contents.earlier
    if earlier is None:
        return
    then = {(f.table, f.row): f.count for f in earlier.figures if f.column is None}
    for table in TOLD:
        for figure in contents.table(table):
            before = then.get((table, figure.row))
            is_rest = (table, figure.row) == ("unaccompanied", "NO")
            if figure.count is None or before is None or figure.count == before or is_rest:
                continue
            name = codes.label(BY_NAME[table].attribute, figure.row, contents.lang)
            if table != "unaccompanied":
                name = f"{BY_NAME[table].title(contents.lang)}: {name}"
            yield name, number(before), number(figure.count), _signed(figure.count - before)


def _signed(count: int) -> str:
    return f"+{number(count)}" if count > 0 else f"{MINUS}{number(-count)}" if count else "0"


def _is_whole(figure: Figure) -> bool:
    indicator = BY_NAME[figure.table]
    is_plain = indicator.population == "everyone" and indicator.by is None
    known = figure.base is not None and figure.missing is not None
    return is_plain and known and indicator.section != "demand"
