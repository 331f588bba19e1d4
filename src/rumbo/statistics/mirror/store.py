"""Where the extract lies: parts that are written beside one another, and one list that says which hold."""

import fcntl
import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from rumbo.common import clock
from rumbo.common.home import home
from rumbo.statistics.mirror.shape import KEY, SHAPE, TABLES, Table, schema

if TYPE_CHECKING:
    import polars as pl

LIST = "extract.json"
FOLDER_MODE = 0o700
FILE_MODE = 0o600
Read = TypeVar("Read")


@dataclass(kw_only=True)
class Extract:
    """Which parts hold, oldest first, and what is needed to read them and to go on.

    `told_at` is when it was last refreshed, `passed` are numbers of row versions that need not be read again; `seen` are those of earlier
    refreshes that some transaction may still lie below, each with the number under which all are over.
    """

    shape: int = SHAPE
    key: str = ""
    told_at: str = ""
    number: int = 0
    parts: list[str] = field(default_factory=list)
    books: dict[str, list[str]] = field(default_factory=dict)
    reference: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    passed: dict[str, int] = field(default_factory=dict)
    seen: list[tuple[int, dict[str, int]]] = field(default_factory=list)

    @property
    def moment(self) -> datetime:
        """When it was last refreshed; what is told is what was known then."""
        return datetime.fromisoformat(self.told_at)

    @property
    def told_on(self) -> date:
        """The day of that."""
        return clock.day_of(self.moment)

    def next_part(self) -> str:
        """Name a part that was never there."""
        self.number += 1
        return f"part-{self.number:06}"


@dataclass(frozen=True, slots=True)
class Part:
    """Some rows of each table, and the cases and people whose rows in earlier parts no longer hold."""

    tables: Mapping[Table, "pl.DataFrame"]
    replaced: Mapping[str, "pl.Series"]


def folder() -> Path:
    """Return the folder of the extract, which only its owner may open."""
    return in_home("mirror")


def in_home(name: str) -> Path:
    """Return a folder of the home, made if need be, which only its owner may open."""
    found = home() / name
    found.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
    found.chmod(FOLDER_MODE)
    return found


@contextmanager
def locked(*, wait: bool = True) -> Iterator[None]:
    """Let one refresh at a time write; the next one waits, or raises BlockingIOError."""
    with (folder() / "lock").open("a") as file:
        os.chmod(file.fileno(), FILE_MODE)
        fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        yield


def load() -> Extract | None:
    """Return what holds, if anything was ever written and can be read as of this version."""
    try:
        told: dict[str, Any] = json.loads((folder() / LIST).read_text(encoding="utf-8"))
        extract = Extract(**told)
    except (FileNotFoundError, ValueError, TypeError):
        return None
    extract.seen = [(int(over), dict(marks)) for over, marks in extract.seen]
    return extract if extract.shape == SHAPE else None


def reading(work: Callable[[Extract], Read]) -> Read:
    """Do some reading of what holds; once more where its parts were put together meanwhile.

    Raises FileNotFoundError where there is no extract.
    """
    for _try in range(3):
        extract = load()
        if extract is None:
            break
        try:
            return work(extract)
        except FileNotFoundError:  # the new list is there already
            continue
    raise FileNotFoundError(folder() / LIST)


def write_part(name: str, part: Part) -> None:
    """Write a part beside the others; it holds only once it is on the list."""
    place = folder() / name
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(mode=FOLDER_MODE)
    for table, frame in part.tables.items():
        _write(frame, place / f"{table}.parquet")
    for key, series in part.replaced.items():
        _write(series.sort().to_frame(), place / f"replaced-{key}.parquet")


def commit(extract: Extract) -> None:
    """Put a new list in the place of the old one, at once, and take away what is on none."""
    here = folder()
    beside = here / f"{LIST}.new"
    beside.touch(mode=FILE_MODE)
    with beside.open("w", encoding="utf-8") as file:
        json.dump(asdict(extract), file, ensure_ascii=False, sort_keys=True)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(here / LIST)
    for place in here.glob("part-*"):
        if place.name not in extract.parts:
            shutil.rmtree(place, ignore_errors=True)


def scan(extract: Extract, table: Table) -> "pl.LazyFrame":
    """Return the rows of a table that hold, of each case or person those of the newest part.

    Nothing is read before it is collected, and then only the columns that are asked for.
    """
    import polars as pl

    key = KEY[table]
    frames: list[pl.LazyFrame] = []
    replaced: pl.Series | None = None
    for name in reversed(extract.parts):
        place = folder() / name
        frame = pl.scan_parquet(place / f"{table}.parquet")
        if replaced is not None:
            frame = frame.filter(~pl.col(key).is_in(replaced.implode()))
        frames.append(frame)
        these = place / f"replaced-{key}.parquet"
        if these.exists():
            newer = pl.read_parquet(these)[key]
            replaced = newer if replaced is None else pl.concat([replaced, newer]).unique()
    return pl.concat(frames[::-1]) if frames else pl.LazyFrame(schema=schema(table))


def _write(frame: "pl.DataFrame", path: Path) -> None:
    path.touch(mode=FILE_MODE)
    frame.write_parquet(path, compression="lz4", statistics=False)
    with path.open("rb") as file:
        os.fsync(file.fileno())


def every_table(extract: Extract) -> Iterator[tuple[Table, "pl.DataFrame"]]:
    """Read all tables, one at a time."""
    for table in TABLES:
        yield table, scan(extract, table).collect()
