"""Keeps each closed quarter as it was first given out: two editions of one would tell who changed.

A quarter is counted from the rows' history; but an erasure takes birth dates out of that too, and a
place's name has none. What everybody could have read already is therefore given again as it was.
"""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from rumbo.statistics.disclosure import Edition, once_more, read_previous
from rumbo.statistics.errors import UnreadableReturns
from rumbo.statistics.mirror import store
from rumbo.statistics.periods import Quarter
from rumbo.statistics.report.contents import Contents
from rumbo.statistics.report.data_files import as_json


def first(quarter: Quarter, threshold: int, make: Callable[[], Edition]) -> Edition:
    """Return the edition of a quarter that was given out first; make and keep it where none was."""
    path = store.in_home("published") / f"{quarter.year}-{quarter.number}-{threshold}.json"
    kept = _read(path, threshold)
    if kept is not None:
        return kept
    made = make()
    _keep(path, as_json(Contents.of(made, "es")))
    # Of two who made it at once one kept it: both give that.
    return _read(path, threshold) or made


def _read(path: Path, threshold: int) -> Edition | None:
    """Return what was kept; nothing where it is damaged, or from before a list of codes changed."""
    if not path.exists():
        return None
    try:
        return once_more(read_previous(path), threshold)
    except (UnreadableReturns, ValueError):
        path.unlink(missing_ok=True)
        return None


def _keep(path: Path, told: bytes) -> None:
    """Write it whole and only if nobody did."""
    with NamedTemporaryFile(dir=path.parent) as file:
        file.write(told)
        file.flush()
        os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(file.name, path)
