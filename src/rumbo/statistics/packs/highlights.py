"""The year's key highlights (domain.md 7.2): hosts and origins, who, vulnerable, helped how."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from rumbo.statistics import codes
from rumbo.statistics.codes import Lang
from rumbo.statistics.disclosure import Edition
from rumbo.statistics.figures import Figure, tables_of
from rumbo.statistics.indicators import BY_NAME, HIGHLIGHTS, Indicator
from rumbo.statistics.packs.pack import Grid, Pack
from rumbo.statistics.phrases import number, percent, say
from rumbo.statistics.report.charts import WIDTH, Bar, Column, bars, columns
from rumbo.statistics.report.contents import Contents
from rumbo.statistics.report.cover import children_of, pyramid_of
from rumbo.statistics.report.panels import Panel, panel, split_panel
from rumbo.statistics.report.story import Big, Chapter, Story, cutoff
from rumbo.statistics.report.tables import method, part_of, table_of
from rumbo.statistics.returns import Period

if TYPE_CHECKING:
    import polars as pl

HOST, ORIGIN = "country_of_registration", "country_of_return"
TABLES: Mapping[str, Indicator] = {**BY_NAME, **{one.name: one for one in HIGHLIGHTS}}
CHAPTERS: Mapping[str, tuple[str, ...]] = {
    "where": (HOST, ORIGIN, f"{ORIGIN}_by_{HOST}"),
    "how": ("returns_by_month", "stream", "mode"),
    "who": ("sex", "age_group", "age_group_by_sex", "unaccompanied"),
    "host": ("sex_by_host", "age_by_host"),
    "origin": ("sex_by_origin", "age_by_origin"),
    "vulnerable": ("vulnerable", "vulnerable_by_host", "vulnerable_by_origin"),
    "counselled": ("counselled", "counselled_by_host"),
    "after": ("after_arrival", "after_arrival_by_origin"),
}
NAMES = tuple(name for names in CHAPTERS.values() for name in names)
INSIDE = frozenset(name for name in NAMES if TABLES[name].inside)
PUBLISHED = frozenset(NAMES) - INSIDE
"""What the public quarters tell as well: a public year is their sum, and nothing else."""


# Drawn as on the first page of the situation report.
AS_REPORTED: Mapping[str, Callable[[Contents, int], Panel | None]] = {
    "age_group_by_sex": pyramid_of,
    "unaccompanied": children_of,
}
# Of these one person may have several.
SEVERAL = ("vulnerable", "after_arrival")
SESSIONS = ("NONE", "ONE", "SEVERAL")


@dataclass(frozen=True, slots=True, kw_only=True)
class More:
    """What is known of one person: flags of the latest screen (None: never screened), help given."""

    flags: frozenset[str] | None = None
    sessions: int = 0
    given: frozenset[str] = frozenset()


def year_of(year: int) -> Period:
    """Return the period of a year."""
    return Period(since=date(year, 1, 1), until=date(year, 12, 31))


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """What the internal highlights of a year are made of; `before` is the total of the year before.

    `frame` holds cleaned returns with the columns vulnerable, counselled and after_arrival.
    """

    frame: "pl.DataFrame"
    before: int
    office: str = ""


def internal(told: Year, year: int, lang: Lang) -> Pack:
    """Return the edition for those who work here: every table of the year."""
    figures = tables_of(told.frame, [TABLES[name] for name in NAMES])
    contents = Contents(period=year_of(year), lang=lang, figures=figures, total=told.frame.height)
    return _pack(contents, year, told)


def public(edition: Edition, year: int, lang: Lang) -> Pack:
    """Return the edition for everyone; the tables that no quarter publishes are only named."""
    return _pack(Contents.of(edition, lang), year, None)


def _pack(contents: Contents, year: int, told: Year | None) -> Pack:
    lang, office = contents.lang, told.office if told else ""
    shown = [TABLES[name] for name in NAMES if contents.table(name)]
    parts = [
        part_of(say(f"chapter_{chapter}", lang), [table_of(contents, TABLES[n]) for n in names])
        for chapter, names in CHAPTERS.items()
    ]
    when = cutoff(contents)
    return Pack(
        name="highlights",
        lang=lang,
        about={"year": year, "office": office or None},
        story=Story(
            title=say("highlights_title", lang, year=str(year)),
            edition=say("edition_public" if contents.public else "edition_internal", lang),
            cutoff=f"{when} · {office}" if office else when,
            headline=_headline(contents, year, told),
            bigs=tuple(_bigs(contents)),
            chapters=tuple(_chapters(contents)),
        ),
        parts=[part for part in parts if part.left or part.right or part.wide],
        grids=[_grid(contents, indicator) for indicator in shown],
        method=list(_method(contents)),
        edition=contents.edition,
    )


def _headline(contents: Contents, year: int, told: Year | None) -> str:
    lang, total = contents.lang, contents.least
    if not total:
        name = "headline_none" if told else "headline_withheld"
        return say(name, lang)
    name = "highlights_headline" if told else "highlights_least"
    if told and total == 1:
        name = "highlights_one"
    hosts, origins = (_names(contents, name) for name in (HOST, ORIGIN))
    words = say(name, lang, year=str(year), total=number(total))
    if told and hosts and origins:
        words += " " + say("highlights_ways", lang, hosts=number(hosts), origins=number(origins))
    if told and told.before:
        words += " " + say("highlights_before", lang, before=number(told.before))
    return words


def _names(contents: Contents, table: str) -> int:
    return sum(bool(figure.count) for figure in contents.table(table))


def _bigs(contents: Contents) -> Iterator[Big]:
    lang = contents.lang
    for table, row, name in (
        ("sex", "F", "big_women"),
        ("unaccompanied", "YES", "big_unaccompanied"),
        ("counselled", "NONE", "big_counselled"),
        ("after_arrival", "MET", "big_met"),
    ):
        figure = contents.figure(table, row)
        if figure is not None:
            count = figure.count or 0
            # Of whom no session is written down is counted; said is of whom one is.
            count = (figure.base or 0) - count if row == "NONE" else count
            share = percent(count / figure.base, lang) if figure.base else "–"
            of = say("big_of", lang, count=number(count), base=number(figure.base or 0))
            yield Big(share, say(name, lang, name=""), of)


def _chapters(contents: Contents) -> Iterator[Chapter]:
    lang = contents.lang
    for chapter, names in CHAPTERS.items():
        drawn = [_panel(contents, TABLES[name]) for name in names if contents.table(name)]
        panels = tuple(one for one in drawn if one is not None)
        if panels:
            yield Chapter(say(f"chapter_{chapter}", lang), "", panels=panels)


def _panel(contents: Contents, indicator: Indicator) -> Panel | None:
    draw = AS_REPORTED.get(indicator.name)
    if draw is not None and not contents.public:
        return draw(contents, WIDTH)
    if indicator.attribute == "month":
        return _months(contents, indicator)
    if indicator.by in SEVERAL:
        return _any_of_it(contents, indicator)
    if indicator.by is None:
        return panel(contents, indicator)
    return split_panel(contents, indicator)


def _any_of_it(contents: Contents, indicator: Indicator) -> Panel | None:
    """Draw in each country the part of whom anything is told: parts of several would overlap."""
    lang, title = contents.lang, indicator.title(contents.lang)
    none = [f for f in contents.table(indicator.name) if f.column == "NONE" and f.base]
    some = [(f.row, (f.base or 0) - (f.count or 0), f.base or 1) for f in none]
    if not some:
        return None
    if not any(count for _row, count, _base in some):
        return Panel(title, say("finding_any_none", lang), "", "")
    rows = [
        Bar(
            label=codes.label(indicator.attribute, row, lang),
            length=count / base,
            value=f"{number(count)} · {percent(count / base, lang)}",
            accent=place == 0,
        )
        for place, (row, count, base) in enumerate(some)
    ]
    finding = say("finding_any", lang, name=rows[0].label, value=rows[0].value)
    return Panel(title, finding, say("any_note", lang), bars(rows, f"{title}. {finding}"))


def _months(contents: Contents, indicator: Indicator) -> Panel:
    """Draw the months of the year as columns, so that they can be read in half a page."""
    lang, figures = contents.lang, contents.table(indicator.name)
    told = panel(contents, indicator)
    rows = [
        Column(
            label=codes.month_name(f.row, lang, "short"),
            parts=None if f.count is None else (f.count,),
            text=say("withheld", lang) if f.count is None else number(f.count),
        )
        for f in figures
    ]
    alternative = f"{told.title}. {told.finding}"
    drawn = columns(rows, (told.title,), alternative, width=WIDTH) if rows else ""
    return replace(told, svg=drawn, narrow="")


def _grid(contents: Contents, indicator: Indicator) -> Grid:
    lang = contents.lang
    return Grid(
        name=indicator.name,
        title=indicator.title(lang),
        definition=f"{indicator.definition(lang)} "
        + say("base_is", lang, base=indicator.base(lang)),
        lines=tuple(_line(figure, indicator, lang) for figure in contents.table(indicator.name)),
    )


def _line(
    figure: Figure, indicator: Indicator, lang: Lang
) -> Mapping[str, str | int | float | bool | None]:
    by = indicator.by or ""
    column = codes.label(by, figure.column, lang) if figure.column is not None else ""
    return {
        "row": figure.row,
        "row_label": codes.label(indicator.attribute, figure.row, lang),
        "column": figure.column,
        "column_label": column,
        "count": figure.count,
        "base": figure.base,
        "missing": figure.missing,
        "share": figure.share,
        "suppressed": figure.suppressed,
    }  # fmt: skip


def _method(contents: Contents) -> Iterator[str]:
    lang = contents.lang
    yield say("highlights_method", lang)
    yield from method(contents)
    if contents.public:
        yield say("highlights_sum", lang)
        names = [TABLES[name].title(lang) for name in NAMES if name in INSIDE]
        yield say("highlights_away", lang, names=", ".join(names))


def with_more(frame: "pl.DataFrame", more: Mapping[str, More]) -> "pl.DataFrame":
    """Add what is known of each person beside the return: flags, sessions, what was given.

    Whoever returned alone as a child is one of the unaccompanied, screened or not.
    """
    import polars as pl

    flags: list[Sequence[str] | None] = []
    sessions: list[Sequence[str]] = []
    given: list[Sequence[str]] = []
    for row in frame.select("person", "unaccompanied").iter_rows(named=True):
        one = more.get(row["person"], More())
        known = one.flags
        if row["unaccompanied"] == ["YES"]:
            known = (known or frozenset()) | {"UMC"}
        flags.append(None if known is None else sorted(known) or ["NONE"])
        sessions.append([SESSIONS[min(one.sessions, len(SESSIONS) - 1)]])
        given.append(sorted(one.given) or ["NONE"])
    kind = pl.List(pl.String)
    return frame.with_columns(
        pl.Series("vulnerable", flags, dtype=kind),
        pl.Series("counselled", sessions, dtype=kind),
        pl.Series("after_arrival", given, dtype=kind),
    )
