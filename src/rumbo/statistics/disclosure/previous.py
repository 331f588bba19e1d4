"""Reads reports published earlier: what they showed limits what may be shown now."""

import json
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from rumbo.statistics.errors import UnreadableReturns
from rumbo.statistics.figures import Figure
from rumbo.statistics.indicators import BY_NAME, CLOSER, DEMAND, YEARLY
from rumbo.statistics.returns import Period

# Of these nothing was ever shown to the public.
NEVER_PUBLISHED = frozenset(indicator.name for indicator in (*CLOSER, *DEMAND, *YEARLY))


@dataclass(frozen=True, slots=True)
class Previous:
    """A report that is already in the world."""

    period: Period
    figures: tuple[Figure, ...]
    is_public: bool = True

    def rows(self, table: str) -> Set[str]:
        """Return the rows of a table with a count shown."""
        return {f.row for f in self.figures if f.table == table and f.count is not None}

    def cells(self, table: str) -> frozenset[tuple[str, str]]:
        """Return the cells of a crossed table with a count shown, each by its group and part."""
        shown = (f for f in self.figures if f.table == table and f.count is not None)
        return frozenset((_group(f), _part(f)) for f in shown)

    def bases(self, table: str) -> frozenset[str]:
        """Return the groups of a crossed table with a base shown."""
        return frozenset(_group(f) for f in self.figures if f.table == table and f.base is not None)

    def hidden(self, table: str) -> Set[str]:
        """Return the rows hidden in a table that was otherwise shown."""
        return {f.row for f in self.figures if f.table == table and f.count is None}

    def contradicts(self, now: Mapping[tuple[str, str, str | None], Figure]) -> Set[str]:
        """Return the tables that today's data would no longer give as they were published."""
        wrong = set()
        for then in self.figures:
            today = now.get((then.table, then.row, then.column))
            same = then.count is None if today is None else _agrees(then, today)
            if not same:
                wrong.add(then.table)
        return wrong


def _group(figure: Figure) -> str:
    is_turned = BY_NAME[figure.table].whole == "column"
    return (figure.column or "") if is_turned else figure.row


def _part(figure: Figure) -> str:
    is_turned = BY_NAME[figure.table].whole == "column"
    return figure.row if is_turned else (figure.column or "")


def _agrees(then: Figure, today: Figure) -> bool:
    pairs = ((then.count, today.count), (then.base, today.base), (then.missing, today.missing))
    return all(a is None or a == b for a, b in pairs)


def read_previous(path: Path) -> Previous:
    """Return an earlier sitrep.json, or refuse it in one sentence."""
    try:
        return report_of(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UnreadableReturns(
            es=f"{path.name} no es un informe anterior en JSON: no se puede comparar con él.",
            en=f"{path.name} is no earlier report in JSON: nothing can be compared with it.",
        ) from error


def report_of(told: Mapping[str, Any]) -> Previous:
    """Return the report that a sitrep.json tells.

    Raises ValueError, KeyError or TypeError where it tells none.
    """
    figures = tuple(_figures(told["figures"]))
    return Previous(_period(told), figures, is_public=told["public"] is True)


def _period(report: Mapping[str, str | None]) -> Period:
    since = report["since"]
    return Period(
        until=date.fromisoformat(str(report["until"])),
        since=date.fromisoformat(since) if since else None,
        stream=report["stream"],
    )


def _figures(rows: Iterable[Mapping[str, str | int | None]]) -> Iterable[Figure]:
    for row in rows:
        if row["table"] in NEVER_PUBLISHED:
            continue
        if row["table"] not in BY_NAME:
            raise KeyError(row["table"])
        column = row["column"]
        yield Figure(
            table=str(row["table"]),
            row=str(row["row"]),
            column=None if column is None else str(column),
            count=_number(row["count"]),
            base=_number(row["base"]),
            missing=_number(row["missing"]),
            suppressed=row["count"] is None,
        )


def _number(value: str | int | None) -> int | None:
    return None if value is None else int(value)
