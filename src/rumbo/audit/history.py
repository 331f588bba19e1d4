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
    """Keep every version but of these columns (a password's hash has no place in a history)."""
    decorate: Callable[[M], M] = pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        exclude=list(columns) or None,
    )
    return decorate
