"""Files that no row knows: a transaction failed after its scan was written. They go after a day."""

import time
import uuid
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from django.apps import apps
from django.db import connection, models
from psycopg import sql

from rumbo.common.sealed import files

A_DAY = 24 * 60 * 60.0
BATCH = 1000
NAMED = ("_file", "_signature")
CALLED = frozenset({"file", "signature"})


def columns() -> Iterator[tuple[str, str]]:
    """Name every column that holds the id of a sealed file, history too: (table, column).

    A column says so by its name, `file`, `signature`, `…_file` or `…_signature`; a model whose rows
    are files says so by `IS_A_FILE`.
    """
    for model in apps.get_models(include_auto_created=True):
        if not model._meta.managed or model._meta.proxy:
            continue
        tracked: Any = getattr(model, "pgh_tracked_model", model)
        for field in model._meta.concrete_fields:
            if names_a_file(field) or (field.name == "id" and getattr(tracked, "IS_A_FILE", False)):
                yield model._meta.db_table, str(field.column)


def names_a_file(field: Any) -> bool:
    """Whether a column of a row holds the id of a sealed file."""
    called = field.name in CALLED or field.name.endswith(NAMED)
    return isinstance(field, models.UUIDField) and called


def sweep(older_than: float = A_DAY) -> int:
    """Take the files off the disk that no row has named for a day; give how many went."""
    gone = 0
    old = _old(older_than)
    while some := list(islice(old, BATCH)):
        for file_id in set(some) - _named(some):
            files.destroy(file_id)
            gone += 1
    return gone


def _old(older_than: float) -> Iterator[uuid.UUID]:
    before = time.time() - older_than
    for file_id in files.kept():
        written = files.written_at(file_id)
        if written is not None and written < before:
            yield file_id


def _named(ids: Sequence[uuid.UUID]) -> set[uuid.UUID]:
    found: set[uuid.UUID] = set()
    with connection.cursor() as cursor:
        for table, column in columns():
            query = sql.SQL("SELECT DISTINCT {c} FROM {t} WHERE {c} = ANY(%s)").format(
                c=sql.Identifier(column), t=sql.Identifier(table)
            )
            cursor.execute(query, [list(ids)])
            found.update(row[0] for row in cursor.fetchall())
    return found
