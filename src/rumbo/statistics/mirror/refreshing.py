"""Brings the extract up to what the database holds: what changed, or everything where it must."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from rumbo.common import clock
from rumbo.statistics.mirror import filling, shape, store
from rumbo.statistics.mirror.shape import Books, Table
from rumbo.statistics.mirror.store import Extract, Part
from rumbo.statistics.queries import changes

if TYPE_CHECKING:
    import polars as pl

MOST_PARTS = 12
"""From so many parts on they are put together; each makes reading a little slower."""
KEPT_SEEN = 50
Done = Callable[[int, int], None]
"""Hears how many cases were told, and of how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refreshed:
    """How many cases and people were told anew, and whether that was everybody."""

    cases: int
    people: int
    whole: bool


def refresh(
    *, whole: bool = False, together: bool = False, done: Done = lambda _done, _all: None
) -> Refreshed:
    """Refresh the extract; interrupted, it leaves the earlier one as it was.

    `whole` tells everything anew, `together` puts all parts into one; `done` hears how many cases
    were told. What was erased, or deleted, leaves the disk with the refresh that hears of it.
    """
    with store.locked():
        return _refreshed(whole=whole, together=together, done=done)


def refresh_unless_busy() -> Refreshed | None:
    """Tell what changed; nothing is done while another refresh is under way."""
    try:
        with store.locked(wait=False):
            return _refreshed()
    except BlockingIOError:
        return None


def _refreshed(
    *, whole: bool = False, together: bool = False, done: Done = lambda _done, _all: None
) -> Refreshed:
    extract, told_at = store.load(), clock.now().isoformat()
    now, reference = changes.horizon(), changes.reference()
    key = filling.key_check()
    if whole or extract is None or (extract.key, extract.reference) != (key, reference):
        number = extract.number if extract else 0
        extract = Extract(key=key, number=number, reference=reference)
        told = _everything(extract, done)
    else:
        changed = changes.since(extract.passed)
        told = _what_changed(extract, changed, done)
        if together or changed.taken or len(extract.parts) > MOST_PARTS:
            _put_together(extract)
    _pass(extract, now)
    extract.told_at = told_at
    store.commit(extract)
    return told


def _everything(extract: Extract, done: Done) -> Refreshed:
    books, frames = Books(), _Frames()
    cases = people = 0
    whole = changes.how_many_cases()
    for some in changes.every_case():
        frames.add(filling.of_cases(frozenset(some), books))
        cases += len(some)
        done(cases, max(cases, whole))
    for some in changes.every_person():
        frames.add({"people": filling.of_people(some, books)})
        people += len(some)
    for some in changes.every_departure():
        frames.add({"buses": filling.of_departures(some, books)})
    extract.books, extract.parts = books.values, []
    _add(extract, Part(frames.whole(), {}))
    return Refreshed(cases=cases, people=people, whole=True)


def _what_changed(extract: Extract, changed: changes.Changed, done: Done) -> Refreshed:
    if changed.cases or changed.people or changed.departures:
        books, frames = Books(extract.books), _Frames()
        frames.add(filling.of_cases(changed.cases, books))
        frames.add({"people": filling.of_people(changed.people, books)})
        frames.add({"buses": filling.of_departures(changed.departures, books)})
        extract.books = books.values
        replaced = {
            "case": _names("case", changed.cases),
            "person": _names("person", changed.people),
            "journey": _names("journey", changed.departures),
        }
        _add(extract, Part(frames.whole(), replaced))
    done(len(changed.cases), len(changed.cases))
    return Refreshed(cases=len(changed.cases), people=len(changed.people), whole=False)


def _put_together(extract: Extract) -> None:
    """Write what holds as one part: what was replaced leaves the disk."""
    if len(extract.parts) > 1:
        tables = {t: shape.ordered(t, frame) for t, frame in store.every_table(extract)}
        extract.parts = []
        _add(extract, Part(tables, {}))


def _add(extract: Extract, part: Part) -> None:
    name = extract.next_part()
    store.write_part(name, part)
    extract.parts.append(name)


def _pass(extract: Extract, now: changes.Horizon) -> None:
    """Move on to the newest numbers below which no transaction is under way any more."""
    seen = [*extract.seen, (now.begun_before, now.marks)]
    over = [marks for begun, marks in seen if begun <= now.over_before]
    if over:
        extract.passed = over[-1]
    extract.seen = [one for one in seen if one[0] > now.over_before][-KEPT_SEEN:]


def _names(kind: str, ids: Iterable[UUID]) -> "pl.Series":
    import polars as pl

    return pl.Series(kind, list(filling.names(kind, frozenset(ids))), dtype=pl.UInt64)


class _Frames:
    """The frames of each table, told some cases at a time."""

    def __init__(self) -> None:
        self._frames: dict[Table, list[pl.DataFrame]] = {table: [] for table in shape.TABLES}

    def add(self, told: "dict[Table, pl.DataFrame]") -> None:
        """Take some more."""
        for table, frame in told.items():
            self._frames[table].append(frame)

    def whole(self) -> "dict[Table, pl.DataFrame]":
        """Give each table in its order."""
        import polars as pl

        return {
            table: shape.ordered(
                table, pl.concat(frames) if frames else pl.DataFrame(schema=shape.schema(table))
            )
            for table, frames in self._frames.items()
        }
