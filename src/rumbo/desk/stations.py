"""The line of stations: where a file has been, where it stands, what lies ahead, where it left."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from rumbo.casework.models import Case, SideExit, Step
from rumbo.casework.rules import OVER
from rumbo.common import codes
from rumbo.ui import words

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

# A station as people say it, with the stages that stand at it (domain.md 2); the first is its own.
STATIONS: "tuple[tuple[_StrPromise, tuple[str, ...]], ...]" = (
    (_("Registro"), ("REGISTRATION", "INQUIRY")),
    (_("Consejería"), ("COUNSELLING",)),
    (_("Tamizaje"), ("SCREENING", "REFERRED_PROTECTION", "SPECIAL_ASSESSMENT")),
    (_("Elegibilidad"), ("ELIGIBILITY",)),
    (_("Declaración"), ("DECLARATION",)),
    (_("Documentos"), ("DOCUMENTS", "MEDICAL")),
    (_("Lista para viajar"), ("TRAVEL_READY",)),
    (_("Con lugar"), ("BOOKED", "PRE_DEPARTURE")),
    (_("En camino"), ("IN_TRANSIT",)),
    (_("Llegada"), ("ARRIVED",)),
    (_("Seguimiento"), ("POST_ARRIVAL", "MONITORING")),
)
_PLACE = {stage: at for at, (_label, stages) in enumerate(STATIONS) for stage in stages}
# A stage that stands at another one's station is named under its own word while it lasts.
OWN_WORD = ("INQUIRY", "REFERRED_PROTECTION", "SPECIAL_ASSESSMENT", "MEDICAL", "PRE_DEPARTURE")


def line(case: Case, steps: Sequence[Step], exits: Sequence[SideExit]) -> list[dict[str, Any]]:
    """The stations of a case; a case that is over ends with how and when it left."""
    reached: dict[int, date] = {}
    for step in steps:
        at = _PLACE.get(step.to_stage)
        if at is not None:
            reached[at] = words.as_day(step.occurred_at)
    if case.stage in OVER:
        return _ended(case, reached, exits)
    here = _PLACE.get(case.stage, 0)
    return [
        _station(at, reached.get(at) if at <= here else None, at - here, case.stage)
        for at in range(len(STATIONS))
    ]


def _station(at: int, day: date | None, from_here: int, stage: str) -> dict[str, Any]:
    label: object = STATIONS[at][0]
    if from_here == 0 and stage in OWN_WORD:
        label = codes.label("stage", stage)
    state = "here" if from_here == 0 else _behind(day) if from_here < 0 else "ahead"
    return {"label": label, "state": state, "when": day}


def _behind(day: date | None) -> str:
    """A station where the file never stood is behind, which does not say that it is done."""
    return "done" if day is not None else "passed"


def _ended(case: Case, reached: dict[int, date], exits: Sequence[SideExit]) -> list[dict[str, Any]]:
    furthest = max(reached, default=0)
    done = [
        {"label": STATIONS[at][0], "state": _behind(reached.get(at)), "when": reached.get(at)}
        for at in range(furthest + 1)
    ]
    if case.stage == "CLOSED":
        label = codes.label("stage", "CLOSED")
        return [*done, {"label": label, "state": "here", "when": words.as_day(case.stage_since)}]
    kind = next((e.kind for e in exits if e.kind == case.stage), case.stage)
    label = codes.label("side_exit", kind)
    return [*done, {"label": label, "state": "exit", "when": words.as_day(case.stage_since)}]
