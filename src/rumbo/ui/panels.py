"""What a room offers to the desk: a panel of the case page, lines of a day's work, exact numbers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class Panel:
    """One panel of the case page: `url_name` takes the case's id, `roles` are who may open it."""

    room: str
    title: "str | _StrPromise"
    url_name: str
    roles: frozenset[str]
    order: int

    def is_for(self, roles: frozenset[str]) -> bool:
        """Whether this panel exists for somebody with these roles."""
        return bool(self.roles & roles)


@dataclass(frozen=True, slots=True)
class WorkItem:
    """One line of somebody's day: a whole sentence, where it is done, and by when."""

    sentence: str
    url: str
    action: "str | _StrPromise"
    due: date | None = None
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Work:
    """What a room asks of these roles today: `items` takes the reader and the day."""

    room: str
    roles: frozenset[str]
    items: Callable[[Any, date], Sequence[WorkItem]]

    def is_for(self, roles: frozenset[str]) -> bool:
        """Whether any of this falls to somebody with these roles."""
        return bool(self.roles & roles)


@dataclass(frozen=True, slots=True)
class Count:
    """An exact number that leads to its list: `count` takes the reader and the day."""

    room: str
    label: "str | _StrPromise"
    url_name: str
    roles: frozenset[str]
    count: Callable[[Any, date], int]

    def is_for(self, roles: frozenset[str]) -> bool:
        """Whether this number is shown to somebody with these roles."""
        return bool(self.roles & roles)
