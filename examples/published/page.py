"""Writes docs/published.md and its Spanish sibling from what the reports show."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from examples.published import returns, words
from examples.published.figures import HERE, number, printed, published
from examples.published.fitting import possible
from examples.published.reports import (
    REPORTS,
    Met,
    cell,
    every_met,
    internal,
    july_after_november,
    places,
    public,
)
from rumbo.statistics import codes
from rumbo.statistics.codes import Lang
from rumbo.statistics.disclosure import THRESHOLD
from rumbo.statistics.figures import Figure
from rumbo.statistics.indicators import BY_NAME
from rumbo.statistics.report.contents import Contents

ROOT = HERE.parents[1]
PAGES: dict[Lang, Path] = {
    "en": ROOT / "docs" / "published.md",
    "es": ROOT / "docs" / "es" / "publicadas.md",
}


def reason(one: Met, edition: Contents | None = None) -> str:
    """Return why the public edition withholds a number, or that it is shown."""
    place, contents = one.place, edition or public(one.place.report)
    shown, table = cell(contents, place), contents.table(place.table)
    reasons = {
        "TOGETHER": shown is None,
        "SHOWN": shown is not None and _tells(one, shown),
        "CROSSED": place.table == "education_adults_by_sex",
        "TOTAL": place.table == "stream",
        "BASE": shown is not None and shown.count is not None,
        "FEW": (one.figure.count or 0) < THRESHOLD,
        "TABLE": all(figure.count is None for figure in table),
    }
    return next((name for name, is_so in reasons.items() if is_so), "BESIDE")


def _tells(one: Met, shown: Figure) -> bool:
    """A count is told by itself, a share only with its base."""
    return shown.count is not None and (one.number.unit == "persons" or shown.base is not None)


def page(lang: Lang) -> str:
    """Return one page."""
    return "\n".join(_lines(lang)) + "\n"


def _lines(lang: Lang) -> Iterator[str]:
    every = every_met()
    lacking = len(published()) - len(every)
    intro = words.INTRO[lang].format(shown=len(every), not_shown=lacking)
    yield from (f"# {words.TITLE[lang]}", "", words.OTHER_PAGE[lang], "", words.MADE[lang], "")
    yield from (intro, "", f"## {words.ROWS[lang]}")
    for name in REPORTS:
        yield from _report(name, [one for one in every if one.place.report == name], lang)
    yield from ("", f"## {words.WITHHELD[lang]}", "", *_withheld(every, lang))
    yield from ("", f"## {words.DOUBTS[lang]}", "", words.DOUBT[lang].format(**_numbers(lang)))
    yield from ("", f"## {words.NOT_REBUILT[lang]}", "", *_not_rebuilt(lang))


def _report(name: str, mets: Sequence[Met], lang: Lang) -> Iterator[str]:
    call = f"    {REPORTS[name].call} --lang {lang}"
    yield from ("", f"### {words.REPORT[name][lang]}", "", call, "")
    if name in words.PICTURES:
        yield from (_pictures(name, lang), "")
    yield from _table(words.HEADS[lang], [_line(one, lang) for one in mets])


def _line(one: Met, lang: Lang) -> tuple[str, ...]:
    indicator, number_, place = BY_NAME[one.place.table], one.number, one.place
    row = codes.label(indicator.attribute, place.row, lang)
    if indicator.by and place.column:
        row = f"{row} · {codes.label(indicator.by, place.column, lang)}"
    if place.shows == "rest":
        row = words.REST[lang].format(row=row)
    is_count = place.shows == "count"
    unit = "" if is_count else " %"
    allowed = one.allowed
    return (
        f"{number_.figure}: {number_.row}",
        f"{number_.value}{unit}",
        indicator.title(lang),
        row,
        f"{indicator.base(lang)}: {one.base}",
        str(one.count),
        "–" if is_count else f"{100 * one.share:.2f} %",
        "–" if is_count else f"{allowed.start}–{allowed.stop - 1}",
        words.PUBLIC[reason(one)][lang],
    )


def _table(heads: Sequence[str], lines: Sequence[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    yield from (f"| {' | '.join(line)} |" for line in lines)


def _withheld(every: Sequence[Met], lang: Lang) -> Iterator[str]:
    reasons = [reason(one) for one in every]
    in_july = [one for one in every if one.place.report == "july"]
    july = [reason(one) for one in in_july]
    after = [reason(one, july_after_november()) for one in in_july]
    yield words.WITHHELD_INTRO[lang].format(
        shown=reasons.count("SHOWN"),
        all=len(every),
        july_shown=july.count("SHOWN"),
        july_all=len(july),
        after=after.count("SHOWN"),
        counted=reasons.count("BASE"),
        **_cost(),
    )
    yield ""
    for name, said in words.REASONS.items():
        if name in reasons:
            yield f"- {words.PUBLIC[name][lang][-1]} {said[lang]}: {reasons.count(name)}."
    yield from ("", _pictures("public", lang))


def _cost() -> dict[str, str]:
    """Return what July's public edition withholds, in percent: of all cells, and of the large ones.

    How many are small is said of made-up people only: it is no part of any edition.
    """
    cells = public("july").figures
    small = {_key(f) for f in internal("july").figures if _is_small(f)}
    lost = [figure.count is None for figure in cells if _key(figure) not in small]
    shares = {
        "cost": sum(figure.count is None for figure in cells) / len(cells),
        "few": 1 - len(lost) / len(cells),
        "lost": sum(lost) / len(lost),
    }
    return {name: f"{100 * share:.0f}" for name, share in shares.items()}


def _is_small(figure: Figure) -> bool:
    return (figure.count or 0) < THRESHOLD


def _key(figure: Figure) -> tuple[str, str, str | None]:
    return figure.table, figure.row, figure.column


def _pictures(name: str, lang: Lang) -> str:
    """Return the pages of a report as `bin/pictures` drew them."""
    folder = "pictures" if lang == "en" else "../pictures"
    files = enumerate(words.PICTURES[name], start=1)
    said = words.PICTURED[name][lang]
    return " ".join(f"![{said.format(page=page)}]({folder}/{file})" for page, file in files)


def _not_rebuilt(lang: Lang) -> Iterator[str]:
    lines = [
        (
            one.as_of,
            f"{one.programme}, {one.figure}: {one.row}",
            f"{one.value} {one.unit} ({one.qualifier})",
            words.WHY_NOT[places()[one.key].why_not][lang],
        )
        for one in published()
        if places()[one.key].why_not
    ]
    yield from _table(words.NOT_HEADS[lang], lines)


def _numbers(lang: Lang) -> dict[str, str]:
    """Return the numbers that the doubts are about, each from where it is counted."""
    total, alone = number("returned"), number("returned", "unaccompanied children")
    flown = possible(total, printed("share mode")["AIR"])
    applied = possible(total, printed("share applied to regularise")["yes"])
    july = {(f.table, f.row): f for f in internal("july").figures if f.column is None}
    air = july["mode", "AIR"].count or 0
    numbers: dict[str, int | str] = {
        "total": total,
        "alone": alone,
        "alone_share": f"{100 * alone / total:.1f}",
        "air_from": flown.start,
        "air_to": flown.stop - 1,
        "air": air,
        "others": air - alone,
        "mexico": july["country_of_registration", "MEX"].count or 0,
        "applied_from": applied.start,
        "applied_to": applied.stop - 1,
        "applied": july["applied_to_regularise", "YES"].count or 0,
        "divided": words.AND[lang].join(str(n) for n in returns.applicants(total)),
        "surveyed": july["incidents", "ABUSE"].base or 0,
        "adults": july["sector", "AGRI"].base or 0,
    }
    mark = "," if lang == "en" else "\N{NO-BREAK SPACE}"
    return {
        name: value if isinstance(value, str) else f"{value:,}".replace(",", mark)
        for name, value in numbers.items()
    }
