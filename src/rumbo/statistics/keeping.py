"""Keeps each closed quarter as it was first given out: two editions of one would tell who changed.

A quarter is counted from the rows' history; but an erasure takes birth dates out of that too, and a
place's name has none. What everybody could have read already is therefore given again as it was,
with the threshold it was given with, whatever threshold is set since.
"""

import fcntl
import json
import logging
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import Any

from rumbo.audit.queries import first_entry
from rumbo.common.home import scratch
from rumbo.statistics.disclosure import Edition, once_more, report_of
from rumbo.statistics.mirror import store
from rumbo.statistics.periods import Quarter
from rumbo.statistics.refusals import cannot_be_kept, kept_is_unreadable
from rumbo.statistics.report.contents import Contents
from rumbo.statistics.report.data_files import as_json
from rumbo.statistics.returns import Period

FOLDER = "published"
DAMAGED = ".damaged"
log = logging.getLogger(__name__)


class _Damaged(Exception):
    """A file that is there and is not the public edition of its quarter."""


def first(quarter: Quarter, threshold: int, make: Callable[[int], Edition]) -> Edition:
    """Return the edition of a quarter that was given out first; make and keep it where none was.

    `threshold` is for the first alone: it is given again with its own. Raises Refusal where what
    is kept cannot be read, and where what was made cannot be kept: a second might be another.
    """
    path = kept_at(quarter)
    if path is None:
        return make(threshold)
    try:
        found = _read(path, quarter)
    except _Damaged:
        found = None
    return found or _made(path, quarter, lambda: make(threshold))


def kept_at(quarter: Quarter) -> Path | None:
    """Return where a quarter is kept; nowhere in a house where nothing was ever done."""
    whose = _whose()
    if whose is None:
        return None
    return store.in_home(FOLDER) / f"{whose}-{quarter.year}-{quarter.number}.json"


def _made(path: Path, quarter: Quarter, make: Callable[[], Edition]) -> Edition:
    """Make and keep it, one at a time: who comes second is given what the first has kept."""
    with _alone(path):
        try:
            found = _read(path, quarter)
        except _Damaged:
            # Looked at alone: nobody puts a good one there meanwhile.
            _put_aside(path)
            found = None
        if found is None:
            found = make()
            _keep(path, found)
    return found


def _whose() -> str | None:
    """Return the mark of this database, which a backup brings along: two may share one home."""
    entry = first_entry()
    if entry is None:
        return None
    told = f"{entry.number} {entry.recorded_at.isoformat()} {entry.code}"
    return blake2b(told.encode(), digest_size=8).hexdigest()


def _read(path: Path, quarter: Quarter) -> Edition | None:
    """Return what was kept, if anything was; raise _Damaged for what is no edition of the quarter."""
    try:
        told = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        log.exception("the kept quarter %s cannot be read", path.name)
        raise kept_is_unreadable(path.name) from error
    try:
        return _edition(json.loads(told), quarter)
    except (ValueError, KeyError, TypeError) as error:
        raise _Damaged from error


def _edition(kept: dict[str, Any], quarter: Quarter) -> Edition:
    report = report_of(kept)
    if report.period != Period(since=quarter.since, until=quarter.until):
        raise ValueError(report.period)
    return once_more(report, int(kept["threshold"]))


def _keep(path: Path, made: Edition) -> None:
    """Write it whole: beside its place first, then there at once."""
    told = json.loads(as_json(Contents.of(made, "es"))) | {"threshold": made.threshold}
    with _written(path):
        beside = scratch() / path.name
        beside.touch(mode=store.FILE_MODE)
        with beside.open("wb") as file:
            file.write(json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)


def _put_aside(path: Path) -> None:
    """Leave what is damaged for somebody to look at: it may be all that is left of what is out."""
    aside, number = path.with_name(path.name + DAMAGED), 1
    while aside.exists():
        number += 1
        aside = path.with_name(f"{path.name}{DAMAGED}-{number}")
    with _written(path):
        path.rename(aside)
    log.error("the kept quarter %s was damaged and is put aside as %s", path.name, aside.name)


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Let one keep at a time."""
    with ExitStack() as stack:
        with _written(path):
            file = stack.enter_context(path.with_name("lock").open("a"))
            os.chmod(file.fileno(), store.FILE_MODE)
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def _written(path: Path) -> Iterator[None]:
    """Refuse where the disk is full or lets nothing be written."""
    try:
        yield
    except OSError as error:
        log.exception("the quarter %s cannot be kept", path.name)
        raise cannot_be_kept(path.name) from error
