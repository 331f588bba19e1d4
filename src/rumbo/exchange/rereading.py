"""Judging one kept row again, with what somebody mended: by the same rules as the whole sheet."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from rumbo.exchange.intake import duplicates, values
from rumbo.exchange.intake.duplicates import Known
from rumbo.exchange.intake.rows import Outcome, Row, keep_to
from rumbo.exchange.models import IntakeRow
from rumbo.registry import index
from rumbo.registry.finding import sharing_keys
from rumbo.registry.models import Person


def cells_of(row: IntakeRow) -> dict[str, str]:
    """The row's cells as they came (opens what is sealed)."""
    return {k: v for k, v in row.raw.items() if not k.startswith("__")}


def judge(
    row: IntakeRow,
    mended: Mapping[str, str],
    today: date,
    sites: Collection[str] | None = None,
) -> Row:
    """Read the row with its mended cells, in the context of its sheet."""
    context = values.Context(today, row.sheet.year_first, row.sheet.median, row.sheet.lone_m)
    cells = {**cells_of(row), **mended}
    draft = values.read(cells, context)
    entry = draft.entry()
    keep_to(sites, draft, entry)
    judged = Row(
        number=row.number,
        outcome=Outcome.TO_CORRECT if draft.faults else Outcome.REGISTERED,
        key=bytes(row.key),
        cells=cells,
        entry=entry,
        faults=tuple(draft.faults),
        flags=tuple(draft.flags),
        same_as=(),
        presumed_unaccompanied=row.child_alone,
    )
    told = entry.features()
    numbers = sharing_keys(told)
    known = [
        Known(person.id, index.features_of(person))
        for person in Person.objects.filter(search_no__in=numbers)
    ]
    [matches] = duplicates.registered([told], [known], population=Person.objects.count())
    return replace(judged, same_as=tuple(matches))


def remarks(judged: Row) -> list[dict[str, Any]]:
    """The faults of a judged row as they are kept: columns and codes."""
    return [asdict(fault) for fault in judged.faults]
