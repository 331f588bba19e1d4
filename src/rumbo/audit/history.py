"""Every version of a row, written by the database itself: a bulk update is seen too."""

from collections.abc import Callable
from typing import TypeVar

import pghistory
from django.db.models import Model

M = TypeVar("M", bound=type[Model])


def tracked(model: M) -> M:
    """Keep every version of a model's rows in `<model>event`, with who changed it and when."""
    return tracked_without()(model)


def tracked_without(*columns: str) -> Callable[[M], M]:
    """Keep every version but of these columns (a password's hash has no place in a history).

    New and deleted rows are written once a statement: a thousand rows at once cost a fifth. A
    change is written row by row, because telling old from new in one statement would pair the
    rows by a plan that is kept from the first, small change.
    """
    decorate: Callable[[M], M] = pghistory.track(
        pghistory.InsertEvent(level=pghistory.Statement),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(level=pghistory.Statement),
        exclude=list(columns) or None,
    )
    return decorate
