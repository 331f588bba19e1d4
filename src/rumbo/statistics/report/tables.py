"""The annex: every table with its figures, bases and missing, and the method on the last page."""

from collections.abc import Iterator
from dataclasses import dataclass

from rumbo.statistics.cleaning import REASONS
from rumbo.statistics.indicators import INDICATORS, Indicator, Section
from rumbo.statistics.report.contents import Contents
from rumbo.statistics.report.story import column_label, row_label
from rumbo.statistics.sentences import number, percent, say

LISTED = 200


@dataclass(frozen=True, slots=True)
class Table:
    """One table as it is printed: the first cell of each line is its name."""

    title: str
    section: Section
    definition: str
    headings: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]
    summary: str = ""


def annex(contents: Contents) -> list[Table]:
    """Return every table that has rows."""
    tables = [_table(contents, indicator) for indicator in INDICATORS]
    return [table for table in tables if table.lines]


def _table(contents: Contents, indicator: Indicator) -> Table:
    lang = contents.lang
    figures = contents.table(indicator.name)
    withheld = say("withheld", lang)
    heads = ["col_value", "col_count", "col_share", "col_base", "col_missing"]
    if indicator.by:
        heads.insert(1, "col_column")
    if contents.public:
        heads.remove("col_missing")
    lines = []
    for figure in figures:
        cells = {
            "col_value": row_label(figure, lang),
            "col_column": column_label(figure, lang),
            "col_count": withheld if figure.count is None else number(figure.count),
            "col_share": "–" if figure.share is None else percent(figure.share, lang),
            "col_base": "–" if figure.base is None else number(figure.base),
            "col_missing": "–" if figure.missing is None else number(figure.missing),
        }
        lines.append(tuple(cells[head] for head in heads))
    if figures and all(figure.suppressed for figure in figures):
        lines = [(say("finding_withheld", lang), *[""] * (len(heads) - 1))]
    return Table(
        title=indicator.title(lang),
        section=indicator.section,
        definition=f"{indicator.definition(lang)} {say('base_is', lang, base=indicator.base(lang))}",
        headings=tuple(say(head, lang) for head in heads),
        lines=tuple(lines),
    )


def method(contents: Contents) -> Iterator[str]:
    """Yield the sentences that say how the figures were made."""
    lang = contents.lang
    yield say("method_share", lang)
    if contents.public:
        yield say("method_public", lang, cost=percent(contents.cost, lang))
        if not contents.comparable:
            yield say("method_not_comparable", lang)
        return
    if contents.undated:
        yield say("method_undated", lang, count=number(contents.undated))
    if contents.problems:
        yield say("problems_note", lang, count=number(len(contents.problems)))


def problems(contents: Contents) -> Iterator[str]:
    """Yield each value set aside, with row and column and never the value itself."""
    lang = contents.lang
    for problem in contents.problems[:LISTED]:
        reason = REASONS[problem.reason][0 if lang == "es" else 1]
        row = number(problem.row)
        yield say("problem_row", lang, row=row, column=problem.column, reason=reason)
    if len(contents.problems) > LISTED:
        yield say("problems_more", lang, shown=number(LISTED))
