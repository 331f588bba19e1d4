"""The annex: every table with its figures, bases and missing, and the method on the last page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from rumbo.statistics import codes
from rumbo.statistics.cleaning import REASONS
from rumbo.statistics.figures import Figure
from rumbo.statistics.indicators import BY_NAME, EVERY, Indicator, Section
from rumbo.statistics.phrases import day, number, percent, say
from rumbo.statistics.report.changes import lines as changed_lines
from rumbo.statistics.report.charts import half
from rumbo.statistics.report.contents import Contents

LISTED = 200
BROAD = 7
MANY = 4
MONTHS = 24
HEAD = 5
"""How many lines the name of a table takes, with its definition and its headings."""
SECTIONS: tuple[Section, ...] = (
    "returns",
    "people",
    "situation",
    "company",
    "health",
    "survey",
    "demand",
)
DEFINED = (
    "return",
    "base",
    "stream",
    "site",
    "age",
    "unaccompanied",
    "family",
    "health",
    "survey",
    "map",
)
Laid: TypeAlias = tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]


@dataclass(frozen=True, slots=True)
class Table:
    """One table as it is printed: the first cell of each line is its name."""

    title: str
    section: Section
    definition: str
    headings: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """The tables of a section: narrow ones in two columns about as long, then broad ones."""

    title: str
    left: tuple[Table, ...]
    right: tuple[Table, ...]
    wide: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What the last page says: how figures were made, what words mean, what was not counted."""

    method: Sequence[str]
    definitions: Sequence[tuple[str, str]] = ()
    problems: Sequence[str] = ()


def told(contents: Contents) -> Told:
    """Return the last page of the situation report."""
    return Told(list(method(contents)), list(definitions(contents)), list(problems(contents)))


def annex(contents: Contents) -> list[Part]:
    """Return every table that has rows, section by section."""
    tables = [table_of(contents, indicator) for indicator in EVERY]
    parts = [part_of(say("corrections", contents.lang), [_corrected(contents)])]
    parts += _changes(contents)
    for section in contents.sections(SECTIONS):
        mine = [table for table in tables if table.section == section]
        parts.append(part_of(say(f"section_{section}", contents.lang), mine))
    return [part for part in parts if part.left or part.right or part.wide]


def part_of(title: str, tables: Sequence[Table]) -> Part:
    """Lay the tables of a section that have rows."""
    mine = [table for table in tables if table.lines]
    narrow = [table for table in mine if not table.wide]
    at = half([len(table.lines) + HEAD for table in narrow])
    return Part(
        title=title,
        left=tuple(narrow[:at]),
        right=tuple(narrow[at:]),
        wide=tuple(table for table in mine if table.wide),
    )


def _corrected(contents: Contents) -> Table:
    """Say first, of a report for a past day, each figure that is another today."""
    lang, since = contents.lang, contents.since_then
    heads = ("col_table", "col_value", "col_column", "col_then", "col_now")
    lines = [
        (
            BY_NAME[one.table].title(lang),
            codes.label(BY_NAME[one.table].attribute, one.row, lang),
            codes.label(BY_NAME[one.table].by or "", one.column, lang) if one.column else "",
            number(one.then),
            number(one.now),
        )
        for one in (since.corrections if since else ())
    ]
    return Table(
        title=say("corrections_listed", lang),
        section="returns",
        definition=say("corrections_are", lang, known=day(since.known, lang)) if since else "",
        headings=tuple(say(head, lang) for head in heads),
        lines=tuple(lines),
        wide=True,
    )


def _done_since(contents: Contents) -> Iterator[str]:
    """Say as whose knowledge the report is told, and what was done to its returns since."""
    lang, since = contents.lang, contents.since_then
    if since is None:
        return
    yield say("method_known", lang, known=day(since.known, lang))
    done = since.changes
    if not (done.late or done.gone or done.corrected):
        yield say("method_unchanged", lang)
        return
    names = ", ".join(
        say("corrected_one", lang, name=say(f"raw_{name}", lang), count=number(count))
        for name, count in done.corrected.items()
    )
    yield say(
        "method_changed",
        lang,
        late=number(done.late),
        gone=number(done.gone),
        corrected=names or say("corrected_none", lang),
    )


def _changes(contents: Contents) -> Iterator[Part]:
    """Yield what changed since the report before, where there is one and something did."""
    lang, told = contents.lang, tuple(changed_lines(contents))
    if not told or contents.earlier is None:
        return
    until = day(contents.earlier.period.until, lang)
    title = say("changes", lang)
    heads = ("col_value", "col_then", "col_now", "col_change")
    table = Table(
        title=say("changes_since", lang, until=until),
        section="returns",
        definition=say("changes_note", lang),
        headings=tuple(say(head, lang) for head in heads),
        lines=told,
        wide=True,
    )
    yield Part(title, (), (), (table,))


def table_of(contents: Contents, indicator: Indicator) -> Table:
    """Return one table as it is printed: a one-way table line by line, a crossed one as a matrix."""
    lang = contents.lang
    figures = contents.table(indicator.name)
    if indicator.section == "demand" and indicator.inside and not any(f.count for f in figures):
        figures = []
    crossed = indicator.by is not None
    is_long = not crossed and indicator.attribute == "month" and len(figures) > MONTHS
    if is_long:
        figures = figures[-MONTHS:]
    headings, lines = (_crossed if crossed else _listed)(contents, indicator, figures)
    if figures and all(figure.suppressed for figure in figures):
        headings = (say("col_value", lang),)
        lines = ((say("finding_withheld", lang),),)
    base = say("base_is", lang, base=indicator.base(lang))
    if is_long:
        base += f" {say('months_printed', lang, number=number(MONTHS))}"
    return Table(
        title=indicator.title(lang),
        section=indicator.section,
        definition=f"{indicator.definition(lang)} {base}",
        headings=headings,
        lines=lines,
        wide=crossed and len(headings) > MANY,
    )


def _listed(contents: Contents, indicator: Indicator, figures: list[Figure]) -> Laid:
    lang = contents.lang
    heads = ["col_value", "col_count", "col_share", "col_base", "col_missing"]
    if contents.public:
        heads.remove("col_missing")
    lines = []
    for figure in figures:
        cells = {
            "col_value": codes.label(indicator.attribute, figure.row, lang),
            "col_count": _count(figure.count, lang),
            "col_share": "–" if figure.share is None else percent(figure.share, lang),
            "col_base": _count(figure.base, lang),
            "col_missing": _count(figure.missing, lang),
        }
        lines.append(tuple(cells[head] for head in heads))
    return tuple(say(head, lang) for head in heads), tuple(lines)


def _crossed(contents: Contents, indicator: Indicator, figures: list[Figure]) -> Laid:
    """Lay wholes as lines and their parts as columns; empty wholes are in the data files."""
    lang, by = contents.lang, indicator.by or ""
    of, part = (indicator.attribute, by) if indicator.whole == "row" else (by, indicator.attribute)
    grid: dict[str, dict[str, Figure]] = {}
    for figure in figures:
        pair = (figure.row, figure.column or "")
        whole, piece = pair if indicator.whole == "row" else pair[::-1]
        grid.setdefault(whole, {})[piece] = figure
    parts = list(dict.fromkeys(piece for cells in grid.values() for piece in cells))
    lines = []
    for whole, cells in grid.items():
        first = next(iter(cells.values()))
        if first.base == 0 and not first.missing:
            continue
        line = [codes.label(of, whole, lang), *(_cell(cells[piece], lang) for piece in parts)]
        line.append(_count(first.base, lang))
        lines.append((*line, *([] if contents.public else [_count(first.missing, lang)])))
    tail = ["col_base"] if contents.public else ["col_base", "col_missing"]
    names = [codes.label(part, piece, lang) for piece in parts]
    headings = (say("col_value", lang), *names, *(say(head, lang) for head in tail))
    if len(parts) > BROAD and len(lines) < len(parts):
        turned = list(zip(headings, *lines, strict=True))
        return turned[0], tuple(turned[1:])
    return headings, tuple(lines)


def _cell(figure: Figure, lang: codes.Lang) -> str:
    if figure.count is None or figure.share is None:
        return _count(figure.count, lang)
    return f"{number(figure.count)} · {percent(figure.share, lang)}"


def _count(value: int | None, lang: codes.Lang) -> str:
    return say("withheld", lang) if value is None else number(value)


def method(contents: Contents) -> Iterator[str]:
    """Yield the sentences that say how the figures were made."""
    lang = contents.lang
    yield from _done_since(contents)
    yield say("method_share", lang)
    if contents.edition is not None:
        edition = contents.edition
        most, cost = number(edition.threshold - 1), percent(edition.cost, lang)
        yield say("method_public", lang, most=most, cost=cost)
        yield say("method_uncrossed", lang)
        yield say("method_persons", lang)
        if not edition.comparable:
            yield say("method_not_comparable", lang)
        return
    if contents.undated:
        yield say("method_undated", lang, count=number(contents.undated))
    if contents.set_aside:
        yield say("problems_note", lang, count=number(contents.set_aside))


def definitions(contents: Contents) -> Iterator[tuple[str, str]]:
    """Yield what the words of the report mean, each with its sentence."""
    for name in DEFINED:
        yield say(f"term_{name}", contents.lang), say(f"def_{name}", contents.lang)


def problems(contents: Contents) -> Iterator[str]:
    """Yield each value set aside, with row and column and never the value itself."""
    lang = contents.lang
    for problem in contents.problems[:LISTED]:
        reason = REASONS[problem.reason][0 if lang == "es" else 1]
        row = number(problem.row)
        yield say("problem_row", lang, row=row, column=problem.column, reason=reason)
    if len(contents.problems) > LISTED:
        yield say("problems_more", lang, shown=number(LISTED))
    for one in contents.uncounted:
        if one.reason == "twice":
            yield say("twice_in_all", lang, people=number(one.people))
            continue
        reason = REASONS[one.reason][0 if lang == "es" else 1]
        yield say(
            "uncounted_row", lang, people=number(one.people), column=one.column, reason=reason
        )
