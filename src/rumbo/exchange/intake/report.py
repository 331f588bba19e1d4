"""What became of a sheet, to hand back to the booth: folio, row, column and reason, never a value."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from rumbo.exchange.intake.rows import Outcome, Reading, Row
from rumbo.exchange.intake.words import sentence
from rumbo.registry.rules import reasons

HEADINGS: Final = ("folio", "row", "column", "reason", "kind")
_LONGEST_FOLIO = 40
_DANGEROUS = "=+-@\t\r"


def lines(reading: Reading, language: str = "es") -> Iterator[tuple[str, int, str, str, str]]:
    """Give the lines of the report: folio, row, column, reason in words, and kind.

    Kind is `correction`, `duplicate` or `notice`. Rows that were here already have no line.
    """
    for row in reading.rows:
        if row.outcome is Outcome.ALREADY_HERE:
            continue
        folio = _safe(row.entry.folio)
        for fault in row.faults:
            reason = sentence(fault.code, language)
            yield folio, row.number, fault.column, reason, "correction"
        if row.outcome is Outcome.SUSPECTED:
            yield folio, row.number, "", suspicion(reading, row, language), "duplicate"
        for flag in row.flags:
            reason = sentence(flag.code, language)
            yield folio, row.number, _safe(flag.column), reason, "notice"


def suspicion(reading: Reading, row: Row, language: str = "es") -> str:
    """Say in one sentence whom a suspected row resembles most, and why."""
    match = row.same_as[0]
    why = reasons.words(match.reasons, language)
    if match.place is None:
        return sentence("SAME_PERSON_KNOWN", language, why=why)
    number = reading.rows[match.place].number
    return sentence("SAME_PERSON", language, row=number, why=why)


def write(reading: Reading, path: Path, language: str = "es") -> None:
    """Write the report as CSV (UTF-8 with a BOM, so that Excel reads the accents)."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADINGS)
        writer.writerows(lines(reading, language))


def _safe(text: str) -> str:
    """Keep a cell of theirs from being run as a formula when the report is opened."""
    short = text[:_LONGEST_FOLIO]
    return f"'{short}" if short.startswith(tuple(_DANGEROUS)) else short


def summary(reading: Reading, language: str = "es") -> Iterator[str]:
    """Say in a few lines what became of a sheet, for whoever gave the command."""
    counts = reading.counts.as_dict()
    for name, number in counts.items():
        yield f"{number:>7}  {sentence('COUNT_' + name.upper(), language)}"
