"""Builds the report of a line for its donor from plain values: sums and counts, and no names."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rumbo.common.pdf import Lang, Letterhead, Paper, render

HERE = Path(__file__).parent


@dataclass(frozen=True, kw_only=True)
class LinePaper:
    """Everything on the report, already in words: each row is the cells of a table."""

    letterhead: Letterhead
    line: str
    code: str
    donor: str
    term: str
    whom: str
    on: date
    people: str
    totals: tuple[tuple[str, str], ...]
    modes: tuple[tuple[str, ...], ...] = ()
    purposes: tuple[tuple[str, ...], ...] = ()
    offices: str = ""


def line_report_pdf(report: LinePaper, *, lang: Lang, paper: Paper = "a4") -> bytes:
    """Return the report of a line."""
    return render(HERE / "line.typ", vars(report), lang=lang, paper=paper)
