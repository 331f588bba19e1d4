"""The columns of the extract: codes and days, never a name, a document, a birth date or a moment."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

if TYPE_CHECKING:
    import polars as pl

Table: TypeAlias = Literal[
    "returns", "people", "waiting", "steps", "files", "buses", "aboard", "referrals", "calls",
    "children",
]  # fmt: skip
SHAPE = 4
"""Counted up when the columns or what they mean change: the extract is then made anew."""

# What a return tells, each a code of its own book; several values in one are a value of their own.
TOLD = (
    "stream", "country_of_registration", "site", "nationality", "country_of_return", "sex",
    "unaccompanied_child", "mode", "status", "education", "sector", "health_condition",
    "self_rated_health", "journey_conditions", "travelling_with", "incidents", "reason_migrating",
    "reason_returning", "plan_on_return", "applied_to_regularise", "surveyed",
    "distance",
)  # fmt: skip
UNKNOWN = 0
"""The code of what is not known, in every book."""
CODED: Mapping[Table, tuple[str, ...]] = {
    "returns": (
        *TOLD, "office", "hidden_office", "relation", "guardian_relation", "said_with", "problems",
    ),
    "people": ("place", "office", "programme", "asked_office", "how_heard"),
    "waiting": ("office", "programme"),
    "steps": ("office", "from_stage", "to_stage"),
    "files": ("office", "programme"),
    "buses": ("office", "mode", "departure_status"),
    "aboard": ("programme",),
    "referrals": ("office", "programme", "referral_status"),
    "calls": ("office", "programme", "outcome"),
    "children": ("office", "programme"),
}  # fmt: skip
# Columns that share a book.
BOOK = {
    "hidden_office": "office",
    "asked_office": "office",
    "from_stage": "stage",
    "to_stage": "stage",
    "said_with": "travelling_with",
}
PSEUDONYMS: Mapping[Table, tuple[str, ...]] = {
    "returns": ("case", "person", "journey", "guardian"),
    "people": ("person", "case"),
    "waiting": ("case",),
    "steps": ("case",),
    "files": ("case",),
    "buses": ("journey",),
    "aboard": ("case", "journey"),
    "referrals": ("case",),
    "calls": ("case", "person"),
    "children": ("case", "person"),
}
# The day on which a file first stood at each station of the funnel, or further on.
STATIONS = ("registered", "counselled", "eligible", "ready", "booked", "departed", "arrived")
DAYS: Mapping[Table, tuple[str, ...]] = {
    "returns": (
        "returned_on", "seen", "recorded", "hidden_seen", "hidden_recorded", "whole_seen",
        "whole_recorded",
    ),
    "people": ("registered", "requested"),
    "waiting": ("requested", "since", "until"),
    "steps": ("since", "until"),
    "files": ("requested", *STATIONS),
    "buses": ("leaves",),
    "aboard": (),
    "referrals": ("made", "answer_by", "attend_by", "since"),
    "calls": ("arrived",),
    "children": ("left",),
}  # fmt: skip
FLAGS: Mapping[Table, tuple[str, ...]] = {
    "returns": ("many_offices",),
    "people": ("received_only", "direct", "first", "several"),
    "waiting": (),
    "steps": (),
    "files": (),
    "buses": ("is_priced",),
    "aboard": (),
    "referrals": (),
    "calls": ("adult", "agreed", "tried"),
    "children": ("determined", "escorted", "given", "taken", "came"),
}
NUMBERS: Mapping[Table, tuple[str, ...]] = {
    "returns": ("age", "years"),
    "people": (),
    "waiting": ("people",),
    "steps": (),
    "files": ("people",),
    "buses": ("seats", "held", "travelled", "absent"),
    "aboard": ("held", "travelled", "absent"),
    "referrals": (),
    "calls": (),
    "children": (),
}
# Amounts in minor units.
SUMS: Mapping[Table, tuple[str, ...]] = {"buses": ("cents",)}
KEY: Mapping[Table, str] = {
    "returns": "case",
    "people": "person",
    "waiting": "case",
    "steps": "case",
    "files": "case",
    "buses": "journey",
    "aboard": "case",
    "referrals": "case",
    "calls": "case",
    "children": "case",
}
"""By what rows are replaced: all rows of a changed case, person or departure go at once."""
# Rows lie in an order that follows from the key alone: that of the database would tell whose they are.
ORDER: Mapping[Table, tuple[str, ...]] = {
    "returns": ("case", "person", "journey", "returned_on", "hidden_seen"),
    "people": ("person", "case"),
    "waiting": ("case", "since"),
    "steps": ("case", "since", "until", "to_stage", "from_stage"),
    "files": ("case",),
    "buses": ("journey",),
    "aboard": ("case", "journey"),
    "referrals": ("case", "made", "since", "answer_by", "attend_by", "referral_status"),
    "calls": ("case", "person", "arrived"),
    "children": ("case", "person", "left"),
}
TABLES: tuple[Table, ...] = (
    "returns", "people", "waiting", "steps", "files", "buses", "aboard", "referrals", "calls",
    "children",
)  # fmt: skip


class Books:
    """A list of values for each coded column; a code is a value's place in it, from 1 on."""

    def __init__(self, known: Mapping[str, Iterable[str]] | None = None) -> None:
        self.values: dict[str, list[str]] = {n: list(v) for n, v in (known or {}).items()}
        self._codes = {n: {v: i for i, v in enumerate(vs, 1)} for n, vs in self.values.items()}

    def code(self, column: str, value: str | None) -> int:
        """Give the code of a value, a new one where it is new."""
        if not value:
            return UNKNOWN
        name = BOOK.get(column, column)
        codes = self._codes.setdefault(name, {})
        if value not in codes:
            self.values.setdefault(name, []).append(value)
            codes[value] = len(codes) + 1
        return codes[value]

    def known(self, column: str, values: Iterable[str]) -> list[int]:
        """Give the codes of those values that occur."""
        codes = self._codes.get(BOOK.get(column, column), {})
        return sorted(codes[value] for value in values if value in codes)

    def told(self, column: str) -> list[str]:
        """Give the values of a column; the first has code 1."""
        return self.values.get(BOOK.get(column, column), [])


def schema(table: Table) -> "dict[str, Any]":
    """Give the columns of a table with their types in Polars."""
    import polars as pl

    found: dict[str, Any] = dict.fromkeys(PSEUDONYMS[table], pl.UInt64)
    found |= dict.fromkeys(DAYS[table], pl.Date)
    found |= dict.fromkeys(CODED[table], pl.UInt16)
    found |= dict.fromkeys(FLAGS[table], pl.Boolean)
    found |= dict.fromkeys(NUMBERS[table], pl.Int16)
    return found | dict.fromkeys(SUMS.get(table, ()), pl.Int64)


def coded(column: str, values: "pl.Series", books: Books) -> "pl.Series":
    """Give the codes of a whole column of values; new ones are told in the order of the alphabet."""
    import polars as pl

    found = values.drop_nulls().unique().sort()
    codes = {value: books.code(column, value) for value in found}
    return values.replace_strict(codes, default=UNKNOWN, return_dtype=pl.UInt16).alias(column)


def framed(
    table: Table,
    rows: Iterable[Mapping[str, object]],
    books: Books,
    without: Collection[str] = (),
) -> "pl.DataFrame":
    """Give rows with values as a frame with codes, `without` some columns that come otherwise."""
    import polars as pl

    columns = {name: kind for name, kind in schema(table).items() if name not in without}
    coded = frozenset(CODED[table])
    found: dict[str, list[object]] = {name: [] for name in columns}
    for row in rows:
        for name, cells in found.items():
            value = row[name]
            cells.append(books.code(name, _text(value)) if name in coded else value)
    return pl.DataFrame(found, schema=columns)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def ordered(table: Table, frame: "pl.DataFrame") -> "pl.DataFrame":
    """Put rows in the order that every extract of the same rows has."""
    return frame.select(list(schema(table))).sort(ORDER[table], nulls_last=True)


NEVER = date(9999, 12, 31)
"""The end of what has not ended."""
