"""Turns figures into what people read: a large sentence, a few large numbers, small multiples."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rumbo.statistics import codes
from rumbo.statistics.figures import Figure
from rumbo.statistics.indicators import BY_NAME, EVERY, INDICATORS, Section
from rumbo.statistics.phrases import day, number, percent, say
from rumbo.statistics.report.changes import changed
from rumbo.statistics.report.contents import Contents
from rumbo.statistics.report.cover import DRAWN, Cover, cover_of
from rumbo.statistics.report.demand import demand_panels
from rumbo.statistics.report.panels import Panel, known_of, panel, split_panel
from rumbo.statistics.report.tables import SECTIONS


@dataclass(frozen=True, slots=True)
class Big:
    """A large number with what it counts and its base."""

    value: str
    label: str
    base: str


DRAWN_INSIDE = frozenset({"distance_from_home"})
"""Tables of the internal edition alone that have a picture of their own among the others."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A section of the report."""

    title: str
    note: str
    panels: tuple[Panel, ...] = ()
    rest: tuple[str, ...] = ()
    """Sentences on what has no picture: nothing is known of it, or it is withheld."""


@dataclass(frozen=True, slots=True)
class Story:
    """The report before its annex."""

    title: str
    edition: str
    cutoff: str
    headline: str
    bigs: tuple[Big, ...]
    chapters: tuple[Chapter, ...]
    changed: str = ""
    cover: Cover | None = None


def tell(contents: Contents) -> Story:
    """Return the report as people read it."""
    lang = contents.lang
    return Story(
        title=say("title", lang),
        edition=say("edition_public" if contents.public else "edition_internal", lang),
        cutoff=cutoff(contents),
        headline=_headline(contents),
        changed=changed(contents),
        bigs=tuple(_bigs(contents)),
        cover=cover_of(contents) if contents.least else None,
        chapters=tuple(_chapters(contents)),
    )


def cutoff(contents: Contents) -> str:
    """Return the period and the stream, and of a past day's report the day, in words."""
    lang, period = contents.lang, contents.period
    when = say("cutoff_until", lang, until=day(period.until, lang))
    if period.since:
        when = say(
            "cutoff_since", lang, since=day(period.since, lang), until=day(period.until, lang)
        )
    stream = say("all_streams", lang)
    if period.stream:
        stream = codes.label("stream", period.stream, lang)
    told = say("cutoff_stream", lang, period=when, stream=stream)
    if contents.since_then is None:
        return told
    return say("cutoff_known", lang, cutoff=told, known=day(contents.since_then.known, lang))


def _headline(contents: Contents) -> str:
    lang, total = contents.lang, contents.least
    if total is None:
        return say("headline_withheld", lang)
    if not total:
        return say("headline_none", lang)
    name = "headline_least" if contents.public else "headline_returns"
    if total == 1:
        name = "headline_one"
    persons = contents.persons
    if total > 1 and persons is not None:
        name = "headline" if persons > 1 else "headline_twice"
    opening = say(name, lang, total=number(total), persons=number(persons or 0))
    return f"{opening} {_destinations(contents)}".strip()


def _destinations(contents: Contents) -> str:
    lang = contents.lang
    top = known_of(contents.table("country_of_return"))[:2]
    words = [codes.label("country_of_return", f.row, lang) for f in top]
    shares = [percent(f.share or 0, lang) for f in top]
    if not top:
        return ""
    if len(top) == 1:
        return say("tail_one", lang, first=words[0], share=shares[0])
    return say("tail_two", lang, first=words[0], share=shares[0], second=words[1], other=shares[1])


def _bigs(contents: Contents) -> Iterator[Big]:
    lang = contents.lang
    children = contents.figure("unaccompanied", "YES")
    if children:
        yield _big(contents, children, "big_unaccompanied", is_share=False)
    for table, row, name in (
        ("sex", "F", "big_women"),
        ("mode", "LAND", "big_land"),
        ("travelling_with", "FIRST_DEGREE", "big_family"),
    ):
        figure = contents.figure(table, row)
        if figure:
            yield _big(contents, figure, name)
    for figure in known_of(contents.table("nationality"))[:1]:
        country = codes.label("nationality", figure.row, lang)
        yield _big(contents, figure, "big_nationality", country=country)


def _big(
    contents: Contents, figure: Figure, name: str, *, country: str = "", is_share: bool = True
) -> Big:
    lang, count, base = contents.lang, figure.count or 0, figure.base or 0
    value = percent(figure.share or 0, lang) if is_share else number(count)
    of = say("big_of", lang, count=number(count), base=number(base))
    return Big(value, say(name, lang, name=country), of)


def _chapters(contents: Contents) -> Iterator[Chapter]:
    """Yield the sections that have something the first page does not show."""
    for section in contents.sections(SECTIONS):
        chapter = _chapter(contents, section)
        if chapter.panels or chapter.rest:
            yield chapter


def _chapter(contents: Contents, section: Section) -> Chapter:
    note = _survey_note(contents) if section == "survey" else ""
    drawn: list[Panel] = []
    rest: dict[str, list[str]] = {"rest_none": [], "rest_partly": [], "rest_withheld": []}
    for title, why, one in _panels(contents, section):
        if one is not None and one.svg:
            drawn.append(one)
        else:
            rest[why].append(title)
    return Chapter(
        title=say(f"section_{section}", contents.lang),
        note=note,
        panels=tuple(drawn),
        rest=tuple(
            say(why, contents.lang, names=", ".join(names)) for why, names in rest.items() if names
        ),
    )


def _panels(contents: Contents, section: Section) -> Iterator[tuple[str, str, Panel | None]]:
    """Yield what each table of a section is called, its picture, and why where there is none."""
    if section == "demand" and not contents.public:
        yield from ((one.title, "rest_none", one) for one in demand_panels(contents))
        return
    for indicator in EVERY:
        is_beside = indicator.inside and (contents.public or indicator.name not in DRAWN_INSIDE)
        if indicator.section != section or indicator.name in DRAWN or is_beside:
            continue
        figures = contents.table(indicator.name)
        why = "rest_withheld" if section == "demand" else _why_not(figures)
        draw = panel if indicator.by is None else split_panel
        yield indicator.title(contents.lang), why, draw(contents, indicator)


def _why_not(figures: Sequence[Figure]) -> str:
    """Why a table is not drawn: nothing was asked, some of it is withheld, or all of it."""
    if not any(figure.suppressed for figure in figures):
        return "rest_none"
    return "rest_partly" if any(figure.count for figure in figures) else "rest_withheld"


def _survey_note(contents: Contents) -> str:
    lang, total = contents.lang, contents.least
    surveyed, name = contents.surveyed, "survey_note"
    if contents.public:
        name = "survey_note_public"
        tables = [i.name for i in INDICATORS if i.population == "surveyed"]
        bases = [f.base for t in tables for f in contents.table(t) if f.base is not None]
        surveyed = max(bases, default=None)
    if not surveyed or not total:
        return say("survey_note_withheld", lang)
    return say(name, lang, surveyed=number(surveyed), share=percent(surveyed / total, lang))


def row_label(figure: Figure, lang: codes.Lang) -> str:
    """Return the words for a figure's row."""
    return codes.label(BY_NAME[figure.table].attribute, figure.row, lang)


def column_label(figure: Figure, lang: codes.Lang) -> str:
    """Return the words for a figure's column; nothing in a one-way table."""
    by = BY_NAME[figure.table].by
    return codes.label(by, figure.column, lang) if by and figure.column is not None else ""
