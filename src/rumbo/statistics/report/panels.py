"""Small multiples: one picture per table, with its finding above and its base beneath."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rumbo.statistics import codes
from rumbo.statistics.figures import Figure
from rumbo.statistics.indicators import Indicator
from rumbo.statistics.phrases import number, percent, say
from rumbo.statistics.report.charts import Bar, Point, Split, bars, line, splits
from rumbo.statistics.report.contents import Contents

MOST = 7
NAMES = 4
PHONE = 18
ORDERED = {"age_group", "education", "self_rated_health", "minors"}


@dataclass(frozen=True, slots=True)
class Panel:
    """One picture with its title, its finding and, in the margin, its base."""

    title: str
    finding: str
    note: str
    svg: str
    narrow: str = ""
    """The same for a phone, where the picture is a wide one."""


def panel(contents: Contents, indicator: Indicator) -> Panel:
    """Return the picture of a one-way table, or the sentence that says why there is none."""
    lang, title = contents.lang, indicator.title(contents.lang)
    figures = contents.table(indicator.name)
    if indicator.attribute == "month" and any(f.count is not None for f in figures):
        return _months(contents, indicator, figures)
    known = known_of(figures)
    if not known:
        withheld = any(f.suppressed for f in figures)
        return Panel(title, say("finding_withheld" if withheld else "finding_none", lang), "", "")
    finding = _finding(contents, indicator, known)
    drawn = known[:MOST]
    if indicator.attribute in ORDERED:
        drawn = [figure for figure in figures if figure in drawn]
    rows = [
        Bar(
            label=codes.label(indicator.attribute, figure.row, lang),
            length=figure.share or 0.0,
            value=f"{number(figure.count or 0)} · {percent(figure.share or 0, lang)}",
            accent=figure is known[0],
        )
        for figure in drawn
    ]
    return Panel(
        title=title,
        finding=finding,
        note=_note(contents, indicator, figures),
        svg=bars(rows, f"{title}. {finding}"),
    )


def known_of(figures: Sequence[Figure]) -> list[Figure]:
    """Return the figures shown and not zero, largest first."""
    known = [f for f in figures if f.share]
    return sorted(known, key=lambda f: -(f.share or 0))


def _finding(contents: Contents, indicator: Indicator, known: Sequence[Figure]) -> str:
    lang = contents.lang
    words = [codes.label(indicator.attribute, f.row, lang) for f in known[:2]]
    shares = [percent(f.share or 0, lang) for f in known[:2]]
    if indicator.attribute == "minors":
        return say("finding_minors", lang, share=shares[0])
    if len(words) == 1:
        return say("finding_first", lang, first=words[0], share=shares[0])
    return say(
        "finding_second", lang, first=words[0], share=shares[0], second=words[1], other=shares[1]
    )


def _note(contents: Contents, indicator: Indicator, figures: Sequence[Figure]) -> str:
    lang, parts = contents.lang, []
    first = figures[0]
    if first.base is not None and first.missing is not None:
        counts = {"base": number(first.base), "missing": number(first.missing)}
        parts.append(say("base_note", lang, **counts))
    elif first.base is not None:
        parts.append(say("base_note_public", lang, base=number(first.base)))
    everyone = first.base if first.base is not None else math.inf
    if sum(f.count or 0 for f in figures) > everyone and indicator.attribute != "minors":
        parts.append(say("several_note", lang))
    more = len(known_of(figures)) - MOST
    if more > 0 and indicator.attribute != "month":
        parts.append(say("more_note", lang, number=number(more)))
    hidden = [codes.label(indicator.attribute, f.row, lang) for f in figures if f.suppressed]
    if hidden:
        name = "hidden_note" if len(hidden) <= NAMES else "hidden_many"
        rest = number(len(hidden) - NAMES)
        parts.append(say(name, lang, names=", ".join(hidden[:NAMES]), rest=rest))
    return " ".join(parts)


def _months(contents: Contents, indicator: Indicator, figures: Sequence[Figure]) -> Panel:
    lang, title = contents.lang, indicator.title(contents.lang)
    best = max(figures, key=lambda f: f.count or 0)
    finding = say(
        "finding_months_shown" if any(f.suppressed for f in figures) else "finding_months",
        lang,
        month=codes.label("month", best.row, lang),
        count=number(best.count or 0),
    )
    points = [
        Point(
            label=_axis(f.row, lang, is_first=index == 0),
            value=f.count,
            text=number(f.count or 0),
        )
        for index, f in enumerate(figures)
    ]
    rows = [
        Bar(codes.label("month", f.row, lang), f.count, number(f.count), accent=f is best)
        for f in figures[-PHONE:]
        if f.count is not None
    ]
    alternative = f"{title}. {finding}"
    return Panel(
        title=title,
        finding=finding,
        note=_note(contents, indicator, figures),
        svg=line(points, alternative),
        narrow=bars(rows, alternative, whole=best.count or 1),
    )


def _axis(month: str, lang: codes.Lang, *, is_first: bool) -> str:
    name = codes.month_name(month, lang, "short")
    return f"{name} {month[:4]}" if is_first or month.endswith("-01") else name


def split_panel(contents: Contents, indicator: Indicator) -> Panel | None:
    """Return the picture of a crossed table: each whole cut into its parts; none if withheld."""
    lang, title = contents.lang, indicator.title(contents.lang)
    wholes: dict[str, dict[str, float]] = {}
    sizes: Counter[str] = Counter()
    for figure in contents.table(indicator.name):
        pair = (figure.row, figure.column or "")
        whole, part = pair if indicator.whole == "row" else pair[::-1]
        if figure.share is not None:
            wholes.setdefault(whole, {})[part] = figure.share
            sizes[part] += figure.count or 0
    parts = [part for part, _ in sizes.most_common()]
    rows = [
        _split(indicator, whole, {part: shares.get(part, 0.0) for part in parts}, lang)
        for whole, shares in list(wholes.items())[:MOST]
    ]
    if not rows:
        return None
    finding = f"{rows[0].label}: {rows[0].value}."
    return Panel(title, finding, indicator.definition(lang), splits(rows, f"{title}. {finding}"))


def _split(
    indicator: Indicator, whole: str, shares: Mapping[str, float], lang: codes.Lang
) -> Split:
    """Name each row's own largest part; a tone means the same part in every row."""
    of, part = indicator.attribute, indicator.by or ""
    if indicator.whole == "column":
        of, part = part, of
    largest = max(shares, key=lambda each: shares[each])
    value = f"{codes.label(part, largest, lang)} {percent(shares[largest], lang)}"
    return Split(codes.label(of, whole, lang), tuple(shares.values()), value)
