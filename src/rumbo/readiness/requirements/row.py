"""What one row of the table is: whom it is for, when it is met, and how it speaks of what is missing."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from rumbo.readiness.facts import Facts, Person

BOOK, CONFIRM, BOARD = "BOOK", "CONFIRM", "BOARD"
GATES = (BOOK, CONFIRM, BOARD)


class Words(NamedTuple):
    """One thing said in the programme's two languages."""

    es: str
    en: str

    def said(self, lang: str) -> str:
        """The words in `lang`; Spanish unless English is asked for."""
        return self.en if lang == "en" else self.es


@dataclass(frozen=True, kw_only=True)
class Whom:
    """Whom a row is for: true, false, or None where a fact that decides it is not known."""

    words: Words
    applies: Callable[[Person, Facts], bool | None]


@dataclass(frozen=True, kw_only=True)
class AtTheDoor:
    """The part of a row that is asked only at the door, and what is said where only that is missing."""

    met: Callable[[Person, Facts], bool]
    text: Words


@dataclass(frozen=True, kw_only=True)
class Row:
    """One requirement. `protects` rows are never overridden by anyone."""

    code: str
    gate: str
    protects: bool = True
    whom: Whom
    met_when: Words
    met: Callable[[Person, Facts], bool]
    whose: str
    whose_on_child_track: str | None = None
    text: Words
    text_not_known: Words | None = None
    at_the_door: AtTheDoor | None = None
    source: Words
