"""Siblings in two files are one group at every gate: neither goes while the other may not."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from rumbo.casework.models import Case
from rumbo.readiness.queries.values import CaseStanding, Lack
from rumbo.readiness.requirements import BOARD, BOOK, CONFIRM, Words
from rumbo.readiness.requirements.group import GROUP_TOGETHER
from rumbo.readiness.turns import SIBLINGS_APART

WHOSE = "child_officer"
ANSWERS = {BOOK: "may_book", CONFIRM: "may_confirm", BOARD: "may_board"}
SIBLINGS_WAIT = Words(
    "Viaja con su hermana o hermano, que está en otro expediente y todavía no puede.",
    "Travels with a sister or brother in another file, who cannot go yet.",
)
SIBLINGS_ELSEWHERE = Words(
    "Su hermana o hermano, que está en otro expediente, tiene lugar en otra salida: viajan en la "
    "misma.",
    "A sister or brother in another file has a seat on another departure: they travel on the same one.",
)
SIBLINGS_UNSEATED = Words(
    "Falta el lugar de su hermana o hermano, que está en otro expediente.",
    "A sister or brother in another file has no seat yet.",
)


def held_together(
    judged: Mapping[UUID, CaseStanding],
    apart: Mapping[UUID, Sequence[Case]],
    judge: Callable[[Sequence[Case]], Mapping[UUID, CaseStanding]],
) -> dict[UUID, CaseStanding]:
    """Close each gate that a sibling's file does not pass, for the same journey, with its sentence."""
    others = {case.pk: case for files in apart.values() for case in files}
    unknown = [case for key, case in others.items() if key not in judged]
    answers = {**judged, **(judge(unknown) if unknown else {})}
    return {
        key: _held(standing, [answers[case.pk] for case in apart.get(key, ())])
        for key, standing in judged.items()
    }


def _held(standing: CaseStanding, others: Sequence[CaseStanding]) -> CaseStanding:
    for gate, answer in ANSWERS.items():
        if not all(getattr(other, answer) for other in others):
            return _closed_from(standing, gate)
    return standing


def _closed_from(standing: CaseStanding, gate: str) -> CaseStanding:
    """A gate that is closed closes those after it."""
    people = tuple(
        replace(
            one,
            may_book=one.may_book and gate != BOOK,
            may_confirm=one.may_confirm and gate == BOARD,
            may_board=False,
            missing=(*one.missing, siblings_lack(gate, SIBLINGS_WAIT))
            if getattr(one, ANSWERS[gate])
            else one.missing,
        )
        for one in standing.people
    )
    return replace(
        standing,
        may_book=standing.may_book and gate != BOOK,
        may_confirm=standing.may_confirm and gate == BOARD,
        may_board=False,
        people=people,
    )


def siblings_lack(gate: str, words: Words) -> Lack:
    """What is missing where siblings wait in two files, for whoever may know that there are two."""
    return Lack(
        code=SIBLINGS_APART,
        gate=gate,
        protects=GROUP_TOGETHER.protects,
        es=words.es,
        en=words.en,
        whose=WHOSE,
        source=GROUP_TOGETHER.source.es,
        source_en=GROUP_TOGETHER.source.en,
    )
