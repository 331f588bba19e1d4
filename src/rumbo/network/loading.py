"""Writes reference rows from files: keyed by code, repeatable, never deleting."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models

from rumbo.common import clock


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did to one table."""

    created: int = 0
    changed: int = 0
    closed: int = 0

    @property
    def is_nothing(self) -> bool:
        return self == Loaded()


def totals(told: Mapping[str, Loaded]) -> dict[str, int]:
    """The sums over all tables, for the journal."""
    return {
        "created": sum(load.created for load in told.values()),
        "changed": sum(load.changed for load in told.values()),
        "closed": sum(load.closed for load in told.values()),
    }


def upsert(
    model: type[models.Model],
    rows: Iterable[Mapping[str, Any]],
    *,
    closes: models.QuerySet[Any] | None = None,
    spared: Collection[str] = (),
) -> Loaded:
    """Write rows keyed by code; live rows of `closes` (default: all) missing from the file end today.

    Rows whose code is `spared` stay as a verb left them. Columns named after a foreign key hold its code. A row that did not change is not written.
    """
    manager = model._default_manager
    existing = {row.pk: row for row in manager.all()}
    fresh = [_made(model, row) for row in rows if row["code"] not in spared]
    columns = [f for f in model._meta.concrete_fields if not f.primary_key]
    names = [f.attname for f in columns]
    created = [row for row in fresh if row.pk not in existing]
    changed = [row for row in fresh if row.pk in existing and differ(row, existing[row.pk], names)]
    manager.bulk_create(created)
    if changed:
        manager.bulk_update(changed, [f.name for f in columns])
    closed = 0
    if any(f.name == "valid_until" for f in model._meta.concrete_fields):
        gone = manager.all() if closes is None else closes
        gone = gone.exclude(pk__in=[row.pk for row in fresh]).filter(valid_until__isnull=True)
        closed = gone.filter(valid_from__lte=clock.today()).update(valid_until=clock.today())
    return Loaded(len(created), len(changed), closed)


def _made(model: type[models.Model], row: Mapping[str, Any]) -> models.Model:
    names = {f.name: f.attname for f in model._meta.concrete_fields}
    return model(**{names[name]: value for name, value in row.items()})


def differ(one: models.Model, other: models.Model, names: Iterable[str]) -> bool:
    """Whether two rows say different things in these columns."""
    return any(getattr(one, name) != getattr(other, name) for name in names)
