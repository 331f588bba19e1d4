"""What a room offers to the page of the day: sentences with one action each, and exact counts."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet
    from django.utils.functional import _StrPromise

# How soon something must be done: the page of the day is ordered by it.
HARM, TODAY, SOON, WHEN_FREE = 0, 1, 2, 3


@dataclass(frozen=True, slots=True)
class WorkItem:
    """One thing to do: a whole sentence, where it is done, and the verb on its link.

    A provider is `(reader, actor, today) -> list[WorkItem | Count | Tally | More]`; a room lists its
    providers in `pages.WORK`. `urgency` is one of the four above, `due` the day it is for, if any.
    `case` names the file it is about where the address does not: a reserved file gets no link.
    """

    sentence: "str | _StrPromise"
    url: str
    action: "str | _StrPromise"
    urgency: int = SOON
    due: date | None = None
    detail: "str | _StrPromise" = ""
    case: UUID | None = None

    @property
    def order(self) -> tuple[int, date]:
        """What cannot wait comes first, then what has waited longest."""
        return self.urgency, self.due or date.max


@dataclass(frozen=True, slots=True)
class Count:
    """One exact number that leads to its list; a provider of counts stands in `pages.COUNTS`."""

    number: int
    label: "str | _StrPromise"
    url: str


@dataclass(frozen=True, slots=True)
class More:
    """How many more of one urgency there are than the page of the day shows, and their list."""

    number: int
    url: str
    urgency: int = SOON


@dataclass(frozen=True, slots=True)
class Tally:
    """A number that is not asked yet: the page of the day asks all of them in one query.

    `say` makes what is shown from the number (nothing where it gives None).
    """

    rows: "QuerySet[Any]"
    say: "Callable[[int], WorkItem | Count | None]"
