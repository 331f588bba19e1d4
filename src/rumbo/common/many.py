"""Writes many rows of one table as one value: a tenth of the cost of so many placeholders.

It is an INSERT like any other: constraints, triggers, history and the rights of whoever writes hold.
"""

import json
import uuid
from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, TypeVar

from django.db import connection, models
from psycopg import sql

BATCH = 4000
M = TypeVar("M", bound=models.Model)


def insert_many(rows: Sequence[models.Model]) -> None:
    """Insert new rows of one model, with their ids made already where the id is not a counter."""
    for start in range(0, len(rows), BATCH):
        _insert(rows[start : start + BATCH])


def fresh(model: type[M], **told: Any) -> M:
    """Make a new row as `model(**told)` does, at a third of its cost; columns by their own names."""
    values = [told.pop(name) if name in told else default() for name, default in _defaults(model)]
    if told:
        raise TypeError(f"{model.__name__} has no column {', '.join(sorted(told))}")
    return model(*values)


@lru_cache(maxsize=64)
def _defaults(model: type[models.Model]) -> tuple[tuple[str, Callable[[], Any]], ...]:
    return tuple((field.attname, field.get_default) for field in model._meta.concrete_fields)


def _insert(rows: Sequence[models.Model]) -> None:
    fields = _fields(type(rows[0]))
    told = [{column: _value(f, row, name) for column, name, f in fields} for row in rows]
    with connection.cursor() as cursor:
        statement = _statement(type(rows[0])).as_string(cursor.connection)
        cursor.execute(statement, [json.dumps(told, ensure_ascii=False, default=_plain)])
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias


@lru_cache(maxsize=64)
def _fields(
    model: type[models.Model],
) -> "tuple[tuple[str, str, models.Field[Any, Any] | None], ...]":
    """Give each column with its attribute, and the field where it has a say before it is written."""
    fields = [f for f in model._meta.concrete_fields if not isinstance(f, models.AutoField)]
    return tuple((f.column, f.attname, f if _has_a_say(f) else None) for f in fields)


def _has_a_say(field: "models.Field[Any, Any]") -> bool:
    own = type(field).pre_save is not models.Field.pre_save
    return own and not (isinstance(field, models.DateField) and not _is_clock(field))


def _is_clock(field: "models.DateField[Any, Any]") -> bool:
    return field.auto_now or field.auto_now_add


def _value(field: "models.Field[Any, Any] | None", row: models.Model, name: str) -> Any:
    return getattr(row, name) if field is None else field.pre_save(row, add=True)


@lru_cache(maxsize=64)
def _statement(model: type[models.Model]) -> sql.Composed:
    columns = sql.SQL(", ").join(sql.Identifier(column) for column, _name, _field in _fields(model))
    table = sql.Identifier(model._meta.db_table)
    return sql.SQL(
        "INSERT INTO {table} ({columns})"
        " SELECT {columns} FROM json_populate_recordset(NULL::{table}, %s::json)"
    ).format(table=table, columns=columns)


def _plain(value: Any) -> Any:
    """Write a value as PostgreSQL reads it from JSON; sealed columns come as ciphertext alone."""
    if isinstance(value, uuid.UUID):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return f"\\x{bytes(value).hex()}"
    raise TypeError(f"nobody writes a {type(value).__name__} in many")
