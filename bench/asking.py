"""The two ways of asking for a person that are timed: the ranked list alone, and what a page asks."""

from collections.abc import Callable, Iterator
from threading import local
from typing import Any
from uuid import UUID, uuid4

PROBES = 100  # so many questions are asked by one registrar: who asks very often is stopped
_mine = local()


def registrars() -> Iterator[UUID]:
    """Who asks next."""
    while True:
        yield from [uuid4()] * PROBES


def ranked(told: Any) -> None:
    """Keys, database, opening, weighing: the ranked list, whoever reads it."""
    from rumbo.registry import queries  # noqa: PLC0415 - Django is open only now

    queries.likely(told, least=0.0)


def looked_up(told: Any) -> None:
    """The same for a registrar, as the margin of the form asks: who may see whom, and the log of it."""
    from rumbo.access.entry import reading  # noqa: PLC0415 - Django is open only now
    from rumbo.registry import queries  # noqa: PLC0415

    reader = _reader()
    with reading(reader):
        queries.look_up(reader, told)


def _reader() -> Any:
    """A registrar of the office; each thread has those of its own."""
    from rumbo.access.models import Office  # noqa: PLC0415 - Django is open only now
    from rumbo.access.values import Reader  # noqa: PLC0415

    if not hasattr(_mine, "who"):
        _mine.who = registrars()
        _mine.offices = frozenset(Office.objects.values_list("pk", flat=True))
    return Reader(next(_mine.who), frozenset({"registrar"}), offices=_mine.offices)


WAYS: dict[str, Callable[[Any], None]] = {"ranked": ranked, "page": looked_up}
