"""How near a case is to travelling, as a later room judged it: for lists, never for verbs."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rumbo.access.values import Reader
from rumbo.casework.models import Case
from rumbo.casework.signals import standings_wanted

READY, NEARLY, NOT_YET = "READY", "NEARLY", "NOT_YET"
STATES = (READY, NEARLY, NOT_YET)


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is missing, and whose turn it is; empty where the text says whose word it is."""

    text: str
    turn: str


@dataclass(frozen=True, slots=True)
class Ready:
    """The last answer about a case: READY lacks only its seat, NEARLY may be booked already."""

    state: str
    gaps: tuple[Gap, ...] = ()
    total: int = 0


def readiness_of(
    reader: Reader, cases: Iterable[uuid.UUID], *, in_words: bool = False
) -> Mapping[uuid.UUID, Ready]:
    """Ask who judges, once for all these cases; a case that nobody judged yet is left out.

    The gaps come only with `in_words`: for the rows of a page, not for the whole list.
    """
    found: dict[uuid.UUID, Ready] = {}
    for _receiver, told in standings_wanted.send(
        Case, reader=reader, cases=list(cases), in_words=in_words
    ):
        found |= _mapping(told)
    return found


def _mapping(told: object) -> dict[uuid.UUID, Ready]:
    return told if isinstance(told, dict) else {}
