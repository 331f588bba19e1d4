"""The one way in: it opens the transaction and says who reads; outside it nobody sees anything."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import pghistory
from django.db import OperationalError, connection, transaction

from rumbo.access.errors import busy, not_your_role
from rumbo.access.rules import SEE_NOBODY
from rumbo.access.values import Actor, Reader
from rumbo.common import clock

_reader: ContextVar[Reader | None] = ContextVar("reader", default=None)
# Whom an outer verb has let in: what it calls in their name is part of what it may do.
_admitted: ContextVar[Actor | None] = ContextVar("admitted", default=None)
# A lock that was not to be had, and two who waited for each other.
_BUSY = frozenset({"55P03", "40P01"})


def current_reader() -> Reader | None:
    """Say for whom this transaction was opened, if for anyone."""
    return _reader.get()


@contextmanager
def reading(reader: Reader) -> Iterator[Reader]:
    """Open a transaction for one reader; the database is told who it is, for as long as it lasts."""
    with transaction.atomic():
        offices = "*" if reader.offices is None else ",".join(map(str, sorted(reader.offices)))
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('rumbo.reader', %s, true), set_config('rumbo.offices', %s, true),"
                " set_config('rumbo.compartments', %s, true)",
                [str(reader.user_id or ""), offices, ",".join(sorted(reader.compartments))],
            )
        token = _reader.set(reader)
        try:
            yield reader
        finally:
            _reader.reset(token)


@contextmanager
def verb(actor: Actor, *roles: str) -> Iterator[None]:
    """Open what every verb opens: one transaction, the actor's name on each row version.

    With `roles`, a person who holds none of them is refused; the system and imports are not. A
    verb that names none is for whoever works with people, or for the verb that calls it.
    """
    if actor.kind in {"user", "demo"} and not _may(actor, roles):
        raise not_your_role()
    with (
        _kindly(),
        transaction.atomic(),
        pghistory.context(
            actor=str(actor.id) if actor.id else actor.kind, kind=actor.kind, **_travelled()
        ),
    ):
        token = _admitted.set(actor)
        try:
            yield
        finally:
            _admitted.reset(token)


@contextmanager
def _kindly() -> Iterator[None]:
    """Where two people at once are in each other's way, one of them is asked to try again."""
    try:
        yield
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", "") in _BUSY:
            raise busy() from error
        raise


def _travelled() -> dict[str, str]:
    """When it is in a demo world, beside the real moment that the database writes by itself."""
    now = clock.now()
    is_real = abs((clock.real_now() - now).total_seconds()) < 1
    return {} if is_real else {"at": now.isoformat()}


def _may(actor: Actor, roles: tuple[str, ...]) -> bool:
    if roles:
        return bool(actor.roles.intersection(roles))
    return _admitted.get() == actor or not actor.roles or bool(actor.roles - SEE_NOBODY)


def describe(reader: Reader) -> str:
    """Write a reader as a short text, for the security log (no names in it)."""
    return json.dumps({"user": str(reader.user_id), "roles": sorted(reader.roles)})
