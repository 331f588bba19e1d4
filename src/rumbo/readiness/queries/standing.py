"""Reading the kept answers: for lists of cases, in one query, in words that the reader may know."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from rumbo.access.values import Reader
from rumbo.casework.ready import NEARLY, NOT_YET, READY, Gap, Ready
from rumbo.common import codes
from rumbo.readiness import turns
from rumbo.readiness.models import Standing
from rumbo.readiness.queries.values import CaseStanding, Lack
from rumbo.readiness.requirements import TABLE

# Rows of these turns come with the seat and its day.
WITH_THE_SEAT = frozenset({"movements", "field"})
TEXTS = {row.code: row.text for row in TABLE}


@dataclass(frozen=True, slots=True)
class Told:
    """A missing row as one reader is told it; `code` and `why` are empty where it is kept apart."""

    text: str
    whose: str
    turn: str
    gate: str
    code: str = ""
    why: str = ""
    protects: bool = True
    is_mine: bool = False
    later: bool = False


def kept(reader: Reader, cases: Iterable[UUID]) -> dict[UUID, Standing]:
    """Give the answers as they were last judged, by case, for a list that a reader opens."""
    rows = Standing.objects.visible_to(reader).filter(case_id__in=list(cases))
    return {row.case_id: row for row in rows}


def readiness(
    reader: Reader, cases: Collection[UUID], *, in_words: bool = False
) -> dict[UUID, Ready]:
    """Say of many kept answers how near each case is, in one query; with `in_words` what it lacks.

    What only the seat brings (the notice to who receives) and the question of the last day are no
    gap of somebody who waits for a seat.
    """
    rows = Standing.objects.visible_to(reader).filter(case_id__in=list(cases))
    kept_words = rows.values_list("case_id", "may_book", "missing", "first")
    return {
        case: _ready(may_book=may_book, missing=missing, first=first if in_words else ())
        for case, may_book, missing, first in kept_words
    }


def _ready(*, may_book: bool, missing: Mapping[str, int], first: Sequence[str]) -> Ready:
    left = {whose: n for whose, n in missing.items() if whose not in WITH_THE_SEAT}
    if may_book and not left:
        return Ready(READY)
    lang = codes.active_language()
    entries = (entry.partition(":") for entry in first)
    gaps = tuple(
        Gap(_words(code, whose, lang), codes.label("turn", whose) if code in TEXTS else "")
        for whose, _colon, code in entries
        if whose in left
    )
    return Ready(NEARLY if may_book else NOT_YET, gaps, sum(left.values()))


def _words(code: str, whose: str, lang: str) -> str:
    return TEXTS[code].said(lang) if code in TEXTS else area_word(whose)


def first_words(standing: Standing) -> list[str]:
    """Say the first things that a case lacks, each in one sentence; kept ones as an area's word."""
    lang = codes.active_language()
    said = []
    for entry in standing.first:
        whose, _colon, code = entry.partition(":")
        said.append(_words(code, whose, lang))
    return said


def area_word(whose: str) -> str:
    """The sentence that stands for a row kept apart: whose word is missing, never which."""
    return _("Falta algo que le toca a %(area)s.") % {"area": codes.label("turn", whose)}


def told(lacks: Sequence[Lack], roles: Collection[str]) -> list[Told]:
    """Say missing rows to somebody with these roles; those kept apart become one of their area."""
    lang = codes.active_language()
    found: dict[tuple[str, ...], Told] = {}
    for lack in lacks:
        open_to_them = turns.may_read(lack.code, lack.whose, roles)
        key = (lack.code, lack.gate) if open_to_them else ("", lack.whose, lack.gate)
        turn = codes.label("turn", lack.whose)
        mine = turns.is_turn_of(lack.whose, roles)
        if open_to_them:
            one = Told(
                lack.text(lang), lack.whose, turn, lack.gate,
                lack.code, lack.why(lang), lack.protects, mine, lack.later,
            )  # fmt: skip
        else:
            one = Told(area_word(lack.whose), lack.whose, turn, lack.gate, is_mine=mine)
        found.setdefault(key, one)
    return list(found.values())


def answers_of(standing: CaseStanding) -> dict[str, bool]:
    """The three answers by gate."""
    return {
        "BOOK": standing.may_book,
        "CONFIRM": standing.may_confirm,
        "BOARD": standing.may_board,
    }
