"""Small multiples: one picture per table, with its finding above and its base beneath."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rumbo.statistics import codes
from rumbo.statistics.figures import Figure
from rumbo.statistics.indicators import Indicator
from rumbo.statistics.phrases import number, percent, say
from rumbo.statistics.report.charts import TONES, WIDTH, Bar, Point, Split, bars, line, splits
from rumbo.statistics.report.contents import Contents

MOST = 7
NAMES = 4
PHONE = 18
PARTS = len(TONES)
ORDERED = {"age_group", "distance", "education", "minors", "self_rated_health", "waited"}


@dataclass(frozen=True, slots=True)
class Panel:
    """One picture with its title, its finding and, in the margin, its base."""

    title: str
    finding: str
    note: str
    svg: str
    narrow: str = ""
    """The same for a phone, where the picture is a wide one."""


def panel(
    contents: Contents, indicator: Indicator, *, most: int = MOST, width: int = WIDTH
) -> Panel:
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
    drawn = known[:most]
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
        note=_note(contents, indicator, figures, most),
        svg=bars(rows, f"{title}. {finding}", width=width),
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


def _note(
    contents: Contents, indicator: Indicator, figures: Sequence[Figure], most: int = MOST
) -> str:
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
    more = len(known_of(figures)) - most
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
            text=say("withheld", lang) if f.count is None else number(f.count),
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
    wholes: dict[str, dict[str, Figure]] = {}
    sizes: Counter[str] = Counter()
    for figure in contents.table(indicator.name):
        pair = (figure.row, figure.column or "")
        whole, part = pair if indicator.whole == "row" else pair[::-1]
        if figure.share is not None:
            wholes.setdefault(whole, {})[part] = figure
            sizes[part] += figure.count or 0
    of, by = indicator.attribute, indicator.by or ""
    if indicator.whole == "column":
        of, by = by, of
    parts = _in_order(by, [part for part, count in sizes.most_common(PARTS) if count])
    drawn = sorted(wholes, key=lambda each: -_base(wholes[each]))[:MOST]
    if indicator.whole == "row" and indicator.attribute in ORDERED:
        drawn = [whole for whole in wholes if whole in drawn]
    if not parts or not drawn:
        return None
    rows = [_split(codes.label(of, each, lang), wholes[each], parts, lang) for each in drawn]
    first = max(drawn, key=lambda each: _base(wholes[each]))
    finding = _split_finding(codes.label(of, first, lang), wholes[first], by, lang)
    is_whole = all(sum(row.shares) > 0.995 for row in rows)
    note = indicator.definition(lang) + ("" if is_whole else f" {say('part_rest', lang)}")
    names = [codes.label(by, part, lang) for part in parts]
    return Panel(title, finding, note, splits(rows, f"{title}. {finding}", names))


def _in_order(attribute: str, parts: list[str]) -> list[str]:
    """Steps of lightness follow the order of what has one; women have the accent everywhere."""
    if attribute == "sex":
        return sorted(parts)
    listed = codes.closed(attribute)
    return sorted(parts, key=listed.index) if attribute in ORDERED and listed else parts


def _base(cells: Mapping[str, Figure]) -> int:
    return max(figure.base or 0 for figure in cells.values())


def _split(
    label: str, cells: Mapping[str, Figure], parts: Sequence[str], lang: codes.Lang
) -> Split:
    """Cut one whole; a tone means the same part in every row, and what is withheld stays empty."""
    shares = tuple((cells[part].share or 0.0) if part in cells else 0.0 for part in parts)
    return Split(
        label=label,
        shares=shares,
        value=say("part_base", lang, base=number(_base(cells))),
        texts=tuple(
            percent(share, lang) if part in cells else say("withheld", lang)
            for part, share in zip(parts, shares, strict=True)
        ),
    )


def _split_finding(label: str, cells: Mapping[str, Figure], by: str, lang: codes.Lang) -> str:
    largest = max(cells.items(), key=lambda item: item[1].share or 0.0)
    share = percent(largest[1].share or 0.0, lang)
    return say(
        "finding_part", lang, whole=label, part=codes.label(by, largest[0], lang), share=share
    )
