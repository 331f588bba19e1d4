"""The latest word on each person: one query a kind of fact, for one case or for a thousand."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model

from rumbo.common import clock

M = TypeVar("M", bound=Model)


def latest(
    model: type[M], people: Iterable[UUID], whose: str = "person", **only: Any
) -> dict[UUID, M]:
    """Give each person's newest row of a model, by the person's id."""
    rows = model._default_manager.filter(**{f"{whose}_id__in": list(people)}, **only)
    return {getattr(row, f"{whose}_id"): row for row in rows.order_by("occurred_at", "recorded_at")}


def every(
    model: type[M], people: Iterable[UUID], whose: str = "person", **only: Any
) -> dict[UUID, list[M]]:
    """Give all of each person's rows of a model, oldest first."""
    found: dict[UUID, list[M]] = defaultdict(list)
    rows = model._default_manager.filter(**{f"{whose}_id__in": list(people)}, **only)
    for row in rows.order_by("occurred_at", "recorded_at"):
        found[getattr(row, f"{whose}_id")].append(row)
    return found


def day_of(moment: datetime | None) -> date | None:
    """The day on which something happened, where it happened."""
    return clock.day_of(moment) if moment else None


def name_of(user_id: UUID | None) -> str | None:
    """A name for the rules: they compare who, they never print it."""
    return str(user_id) if user_id else None
