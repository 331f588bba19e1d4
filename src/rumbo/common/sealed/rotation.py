"""Seals everything anew with a fresh key, while the house works; old keys go only when unused.

What still has an old key number is what is left to do, so a rotation that was stopped goes on by
itself. A row is opened and sealed again under a short lock; nothing it says changes, so its
version stays, and history must not grow by it. The history triggers are told so by pgtrigger's
own transaction-local setting: it needs no right that the owner of the tables has not, whereas
`session_replication_role` would need a superuser and would silence foreign keys as well. History
rows themselves are sealed anew too, which only the owning role may do.
"""

import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pgtrigger
from django.apps import apps
from django.db import connection, models, transaction
from django.utils.translation import gettext_lazy as _
from psycopg import sql

from rumbo.common.refusal import Refusal
from rumbo.common.sealed import cipher, files, keyring
from rumbo.common.sealed.fields import SealedField, place

BATCH = 500
PASSES = 20
PATIENCE = 60.0
LOCK = 7_203_114_902  # any number that nobody else takes as an advisory lock
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with sealed columns: a model's own, or that of its history."""

    model: type[models.Model]
    tracked: type[models.Model]
    columns: tuple[str, ...]

    @property
    def key(self) -> str:
        """The column of its primary key."""
        return str(self.model._meta.pk.column)

    @property
    def owner(self) -> str:
        """The column that names the object whose place a ciphertext is bound to."""
        return self.key if self.model is self.tracked else "pgh_obj_id"

    @property
    def name(self) -> sql.Identifier:
        """Its name, quoted."""
        return sql.Identifier(self.model._meta.db_table)


def tables() -> Iterator[Table]:
    """Find every table with sealed columns, history included, by walking the models."""
    for model in apps.get_models(include_auto_created=True):
        fields = [f for f in model._meta.concrete_fields if isinstance(f, SealedField)]
        if fields and model._meta.managed and not model._meta.proxy:
            tracked = getattr(model, "pgh_tracked_model", model)
            yield Table(model, tracked, tuple(field.name for field in fields))


def in_use() -> Counter[int]:
    """Count, for each key number, the values and files that it seals."""
    found: Counter[int] = Counter()
    with connection.cursor() as cursor:
        for table in tables():
            for column in table.columns:
                cursor.execute(
                    sql.SQL(
                        "SELECT get_byte({c}, 1) * 256 + get_byte({c}, 2), count(*)"
                        " FROM {t} WHERE {c} IS NOT NULL GROUP BY 1"
                    ).format(c=sql.Identifier(column), t=table.name)
                )
                found.update(dict(cursor.fetchall()))
    found.update(n for n in map(files.key_number, files.kept()) if n is not None)
    return found


def rotate(progress: Progress = lambda _done, _whole: None) -> int:
    """Add a key unless a rotation is under way, seal everything with it, and give its number."""
    with alone():
        ring = keyring.load_now()
        left = _left(in_use(), ring.current)
        if not left and not keyring.is_from_environment():
            ring = ring.with_new_key()
            keyring.write(ring)
            left = in_use().total()
        wait_for_others()
        done = 0
        for _pass in range(PASSES):
            for sealed in _reseal_all(ring.current):
                done += sealed
                progress(min(done, left), left)
            remaining = _left(in_use(), ring.current)
            if not remaining:
                return ring.current
            time.sleep(keyring.STALE_SECONDS)
        raise Refusal(
            "keys.busy",
            _(
                "Quedan %(number)s datos con una llave anterior porque están en uso: repita la orden."
            ),
            number=remaining,
        )


def forget(number: int) -> None:
    """Take a key off the ring for good, once nothing is sealed with it any more."""
    with alone():
        ring = keyring.load_now()
        if keyring.is_from_environment():
            raise Refusal(
                "keys.from_environment",
                _("El llavero viene de RUMBO_KEYS: quite la llave de ahí."),
            )
        ring.key(number)
        if number == ring.current:
            raise Refusal(
                "keys.current", _("La llave %(number)s es la que cifra ahora."), number=number
            )
        is_quiet = wait_for_others()
        used = in_use()[number]
        if used or not is_quiet:
            raise Refusal(
                "keys.in_use",
                _(
                    "La llave %(number)s todavía cifra %(used)s datos o hay trabajo sin terminar: "
                    "use antes rumbo keys rotate."
                ),
                number=number,
                used=used,
            )
        keyring.write(ring.without_key(number))


def _left(used: Mapping[int, int], current: int) -> int:
    return sum(count for number, count in used.items() if number != current)


def _reseal_all(current: int) -> Iterator[int]:
    """Seal batch after batch; yield how many values each had."""
    for table in tables():
        last: Any = None
        while True:
            with transaction.atomic():
                rows = _old_rows(table, current, last)
                sealed = _reseal_rows(table, rows) if rows else 0
            if not rows:
                break
            last = rows[-1][0]
            yield sealed
    for file_id in files.kept():
        if files.key_number(file_id) not in {None, current}:
            files.reseal(file_id)
            yield 1


def _old_rows(table: Table, current: int, last: Any) -> list[tuple[Any, ...]]:
    """Lock the next rows with an old key; whoever works on one keeps it, for the next pass."""
    key = sql.Identifier(table.key)
    names = [sql.Identifier(name) for name in (table.key, table.owner, *table.columns)]
    old = sql.SQL(" OR ").join(
        sql.SQL("substring({} from 1 for 3) <> %s").format(sql.Identifier(c)) for c in table.columns
    )
    beyond = sql.SQL("TRUE") if last is None else sql.SQL("{} > %s").format(key)
    query = sql.SQL(
        "SELECT {names} FROM {t} WHERE {beyond} AND ({old}) ORDER BY {key} LIMIT {batch}"
        " FOR NO KEY UPDATE SKIP LOCKED"
    ).format(names=sql.SQL(", ").join(names), t=table.name, beyond=beyond, old=old, key=key,
             batch=sql.Literal(BATCH))  # fmt: skip
    given = [*([] if last is None else [last]), *([cipher.head(current)] * len(table.columns))]
    with connection.cursor() as cursor:
        cursor.execute(query, given)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def _reseal_rows(table: Table, rows: Sequence[tuple[Any, ...]]) -> int:
    sealed: list[list[bytes | None]] = [[] for _column in table.columns]
    done = 0
    for _key, owner, *values in rows:
        for at, (column, value) in enumerate(zip(table.columns, values, strict=True)):
            if value is None:
                sealed[at].append(None)
                continue
            before = bytes(value)
            after = _anew(table, before, column, owner)
            sealed[at].append(after)
            done += after != before
    _write(table, [row[0] for row in rows], sealed)
    return done


def _anew(table: Table, sealed: bytes, column: str, owner: object) -> bytes:
    try:
        return cipher.reseal(sealed, place(table.tracked, column, owner))
    except Refusal as refusal:
        raise Refusal(
            "keys.damaged",
            _("No se abre un dato de %(table)s, fila de %(owner)s: %(why)s"),
            table=f"{table.model._meta.db_table}.{column}",
            owner=owner,
            why=refusal.sentence,
        ) from refusal


def _write(table: Table, keys: list[Any], sealed: list[list[bytes | None]]) -> None:
    kind = "uuid" if isinstance(keys[0], uuid.UUID) else "bigint"
    columns = [sql.Identifier(name) for name in table.columns]
    query = sql.SQL(
        "UPDATE {t} SET {sets} FROM unnest(%s::{kind}[], {arrays}) AS anew(key, {names})"
        " WHERE {t}.{key} = anew.key"
    ).format(
        t=table.name,
        sets=sql.SQL(", ").join(sql.SQL("{c} = anew.{c}").format(c=c) for c in columns),
        kind=sql.SQL(kind),
        arrays=sql.SQL(", ").join([sql.SQL("%s::bytea[]")] * len(columns)),
        names=sql.SQL(", ").join(columns),
        key=sql.Identifier(table.key),
    )
    with pgtrigger.ignore(), connection.cursor() as cursor:
        cursor.execute(query, [keys, *sealed])


def wait_for_others() -> bool:
    """Wait until every process knows the ring and all work under way has ended, if it does."""
    time.sleep(keyring.STALE_SECONDS)
    until = time.monotonic() + PATIENCE
    under_way = _working()
    while under_way and time.monotonic() <= until:
        time.sleep(0.1)
        under_way &= _working()
    return not under_way


def _working() -> set[tuple[int, str]]:
    """Who else has a transaction open in this database, by process and number.

    One that has written nothing yet counts: what it is about to write may be sealed already.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(
            "SELECT l.pid, l.virtualtransaction FROM pg_locks l JOIN pg_stat_activity a USING (pid)"
            " WHERE l.locktype = 'virtualxid' AND l.mode = 'ExclusiveLock'"
            " AND a.datname = current_database() AND l.pid <> pg_backend_pid()"
            # The server's own cleaning has a transaction as well, and nobody's name: it seals nothing.
            " AND a.usesysid IS NOT NULL"
        )
        return {(pid, number) for pid, number in cursor.fetchall()}


@contextmanager
def alone() -> Iterator[None]:
    """Let nobody else change the ring meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
        (is_ours,) = cursor.fetchone()
        if not is_ours:
            raise Refusal("keys.other", _("Otra orden está cambiando las llaves ahora mismo."))
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
