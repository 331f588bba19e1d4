"""The rules of HXL 1.1 that a file can be held against without a network: what breaks them, in words.

The hashtags are those of the core dictionary; the kinds of value those of the schema that the
reference validator (libhxl) uses where it is given none.
"""

import csv
import io
import re
from collections.abc import Iterator
from datetime import date

TAG = re.compile(r"#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*")
CORE = frozenset(
    [
        "#access",
        "#activity",
        "#adm1",
        "#adm2",
        "#adm3",
        "#adm4",
        "#adm5",
        "#affected",
        "#beneficiary",
        "#capacity",
        "#cause",
        "#channel",
        "#contact",
        "#country",
        "#crisis",
        "#currency",
        "#date",
        "#delivery",
        "#description",
        "#event",
        "#frequency",
        "#geo",
        "#group",
        "#impact",
        "#indicator",
        "#inneed",
        "#item",
        "#loc",
        "#meta",
        "#modality",
        "#need",
        "#operations",
        "#org",
        "#output",
        "#population",
        "#reached",
        "#region",
        "#respondee",
        "#sector",
        "#service",
        "#severity",
        "#status",
        "#subsector",
        "#targeted",
        "#value",
    ]
)
NUMBERS = frozenset(["#population", "#affected", "#inneed", "#targeted", "#reached", "#value"])


def faults(text: str) -> Iterator[str]:
    """Yield each rule that a file breaks: its tags belong in the second row."""
    rows = list(csv.reader(io.StringIO(text), strict=True))
    tags = rows[1] if len(rows) > 1 else []
    if not any(TAG.fullmatch(tag) for tag in tags):
        yield "no tags in the second row"
        return
    yield from _of_tags(tags)
    for line, row in enumerate(rows[2:], start=3):
        if len(row) != len(tags):
            yield f"row {line} has {len(row)} cells"
        for tag, cell in zip(tags, row, strict=False):
            if not _fits(tag, cell):
                yield f"row {line}, {tag}: {cell!r}"


def _of_tags(tags: list[str]) -> Iterator[str]:
    if len(set(tags)) < len(tags):
        yield "two columns with one tag"
    for tag in tags:
        if not TAG.fullmatch(tag):
            yield f"not a tag: {tag}"
        elif tag.partition("+")[0] not in CORE:
            yield f"not in the dictionary: {tag}"


def _fits(tag: str, cell: str) -> bool:
    name, *attributes = tag.split("+")
    if not cell:
        return True
    if cell != cell.strip() or "  " in cell:
        return False
    if name == "#date":
        return _is_day(cell)
    if name in NUMBERS or {"num", "pct"} & set(attributes):
        return re.fullmatch(r"-?\d+(\.\d+)?(e-?\d+)?", cell) is not None
    return True


def _is_day(cell: str) -> bool:
    try:
        date.fromisoformat(cell)
    except ValueError:
        return False
    return True
