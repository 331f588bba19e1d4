"""The first page: where from and where to, when, who and how, each drawn once and small."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rumbo.statistics import codes
from rumbo.statistics.figures import Figure
from rumbo.statistics.indicators import BY_NAME
from rumbo.statistics.phrases import number, percent, say
from rumbo.statistics.report.charts import Ages, Bar, Column, bars, columns, pyramid
from rumbo.statistics.report.contents import Contents
from rumbo.statistics.report.panels import Panel, known_of, panel
from rumbo.statistics.report.ways import map_panel

NARROW = 250
MONTHS = 24
PHONE = 12
BESIDE = (("country_of_return", 3), ("mode", 3), ("nationality", 3))
CHILDREN = ("0-4", "5-12", "13-17")
COMPANY = "travelling_with_grouped"
DRAWN = frozenset(
    {
        "returns_by_month",
        "country_of_return",
        "mode",
        "nationality",
        COMPANY,
        "unaccompanied",
        "sex",
        "age_group",
    }
)
"""Tables whose picture is on the first page and need no second one."""


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page below its numbers; `who` are columns of panels."""

    map: Panel
    beside: tuple[Panel, ...]
    months: Panel
    who: tuple[tuple[Panel, ...], ...]


def cover_of(contents: Contents) -> Cover:
    """Return the first page: in the public edition only from what the gate let through."""
    return Cover(
        map=map_panel(contents),
        beside=tuple(_small(contents, name, most) for name, most in BESIDE),
        months=_months(contents),
        who=tuple(_who(contents)),
    )


def _small(contents: Contents, name: str, most: int) -> Panel:
    return panel(contents, BY_NAME[name], most=most, width=NARROW)


def _who(contents: Contents) -> Iterator[tuple[Panel, ...]]:
    ages = pyramid_of(contents, NARROW)
    if ages is not None:
        yield (ages,)
        yield (children_of(contents, NARROW),)
        yield (_first_drawn(contents),)
        return
    yield (_small(contents, "sex", 3), _small(contents, "unaccompanied", 2))
    yield (_small(contents, "age_group", 6),)
    yield (_first_drawn(contents),)


def _first_drawn(contents: Contents) -> Panel:
    """Return whom people travelled with or, where nothing of it is shown, the next that is."""
    panels = [_small(contents, name, 5) for name in (COMPANY, "education", "status")]
    return next((one for one in panels if one.svg), panels[0])


def pyramid_of(contents: Contents, width: int) -> Panel | None:
    """Draw men to the left and women to the right; another recorded sex is told in words.

    There is none where nobody's age and sex are told together, as in every public edition.
    """
    lang, title = contents.lang, say("pyramid", contents.lang)
    cells = {(f.row, f.column): f.count or 0 for f in contents.table("age_group_by_sex")}
    if not any(cells.values()):
        return None
    rows = [
        Ages(
            label=age.replace("-", "–"),
            left=cells[age, "M"],
            right=cells[age, "F"],
            texts=(number(cells[age, "M"]), number(cells[age, "F"])),
        )
        for age in codes.closed("age_group") or ()
    ]
    people = sum(cells.values())
    women = sum(count for (_age, sex), count in cells.items() if sex == "F")
    other = sum(count for (_age, sex), count in cells.items() if sex == "X")
    finding = ""
    for largest in known_of(contents.table("age_group"))[:1]:
        finding = say(
            "finding_pyramid",
            lang,
            women=percent(women / people, lang),
            age=codes.label("age_group", largest.row, lang),
            share=percent(largest.share or 0, lang),
        )
    notes = [say("pyramid_base", lang, base=number(people))]
    if other:
        notes.append(say("pyramid_other", lang, count=number(other)))
    heads = (codes.label("sex", "M", lang), codes.label("sex", "F", lang))
    drawing = pyramid(rows, heads, f"{title}. {finding}", width=width)
    return Panel(title, finding, " ".join(notes), drawing)


def children_of(contents: Contents, width: int) -> Panel:
    """Draw the children: alone, or with mother, father or guardian. Never in a public edition."""
    lang, title = contents.lang, say("children", contents.lang)
    ages = {f.row: f for f in contents.table("age_group")}
    children = sum(ages[age].count or 0 for age in CHILDREN)
    everyone = ages["0-4"].base or 0
    alone = sum(f.count or 0 for f in contents.table("unaccompanied") if f.row == "YES")
    if not everyone or not children or alone > children:
        return panel(contents, BY_NAME["unaccompanied"], most=2, width=width)
    counts = {
        say("children_alone", lang): alone,
        say("children_with", lang): children - alone,
        **{codes.label("age_group", age, lang): ages[age].count or 0 for age in CHILDREN},
    }
    rows = [
        Bar(
            label=label,
            length=count / children,
            value=f"{number(count)} · {percent(count / children, lang)}",
            accent=place == 0,
        )
        for place, (label, count) in enumerate(counts.items())
    ]
    finding = say(
        "finding_children", lang, count=number(children), share=percent(children / everyone, lang)
    )
    note = say("children_of", lang, base=number(children))
    return Panel(title, finding, note, bars(rows, f"{title}. {finding}", width=width))


def _months(contents: Contents) -> Panel:
    """Draw each month cut by stream where that may be told, else whole or withheld."""
    lang = contents.lang
    every = panel(contents, BY_NAME["returns_by_month"])
    figures = contents.table("returns_by_month")
    if not every.svg:
        return every
    cells = {(f.row, f.column): f.count or 0 for f in contents.table("returns_by_month_by_stream")}
    told = [
        code
        for code in codes.closed("stream") or ()
        if any(count for (_month, stream), count in cells.items() if stream == code)
    ]
    shown = figures[-MONTHS:]
    parts = [_parts(f, [cells.get((f.row, code), 0) for code in told]) for f in shown]
    series = [codes.label("stream", code, lang) for code in told]
    if any(one and len(one) > len(told) and one[-1] for one in parts):
        series.append(say("col_missing", lang))
    rows = [
        Column(
            label=_axis(f.row, lang, is_first=index == 0),
            parts=cut,
            text=say("withheld", lang) if f.count is None else number(f.count),
        )
        for index, (f, cut) in enumerate(zip(shown, parts, strict=True))
    ]
    title = say("months_stream", lang) if len(told) > 1 else every.title
    notes = [every.note]
    if any(f.suppressed for f in shown):
        notes.append(say("months_withheld", lang))
    if len(figures) > MONTHS:
        notes.append(say("months_more", lang, number=number(MONTHS)))
    best = max((f.count or 0 for f in shown), default=0)
    phone = [
        Bar(codes.label("month", f.row, lang), f.count, number(f.count), accent=f.count == best)
        for f in shown[-PHONE:]
        if f.count is not None
    ]
    alternative = f"{title}. {every.finding}"
    return Panel(
        title=title,
        finding=every.finding,
        note=" ".join(filter(None, notes)),
        svg=columns(rows, series, alternative),
        narrow=bars(phone, alternative, whole=best or 1),
    )


def _parts(figure: Figure, by_stream: Sequence[int]) -> tuple[int, ...] | None:
    """Cut a month by stream; the last part is of those whose stream is not known."""
    if figure.count is None:
        return None
    if not by_stream:
        return (figure.count,)
    return (*by_stream, max(figure.count - sum(by_stream), 0))


def _axis(month: str, lang: codes.Lang, *, is_first: bool) -> str:
    name = codes.month_name(month, lang, "short")
    return f"{name} {month[:4]}" if is_first or month.endswith("-01") else name
