"""What is missing, in words: one row for each thing, who lacks it, whose turn, and where it is done."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from rumbo.access.doors import opens
from rumbo.access.values import Reader
from rumbo.casework.models import Case, EligibilityDecision
from rumbo.common import codes
from rumbo.desk.collecting import address, offered
from rumbo.readiness import turns
from rumbo.readiness.queries import CaseStanding, Lack, area_word
from rumbo.registry.models import Person
from rumbo.ui import words

if TYPE_CHECKING:
    from uuid import UUID

    from django.utils.functional import _StrPromise

SEATED = ("BOOKED", "PRE_DEPARTURE")
GATES = ("BOOK", "CONFIRM", "BOARD")
FIRST = 4  # rows shown at once; the rest one click away


@dataclass(frozen=True, slots=True)
class Answer:
    """Where one requirement is met: the page (first that exists) and the verb on its button."""

    label: "_StrPromise"
    pages: tuple[str, ...]


_SESSION = Answer(gettext_lazy("Abrir la consejería"), ("counselling:session",))
_FINDING = Answer(gettext_lazy("Anotar la valoración"), ("counselling:finding",))
_SCREEN = Answer(gettext_lazy("Hacer el tamizaje"), ("protection:screening",))
_ELIGIBLE = Answer(gettext_lazy("Decidir la elegibilidad"), ("casework:eligibility",))
_PAPER = Answer(gettext_lazy("Añadir el documento"), ("documents:add",))
_CHILD = Answer(gettext_lazy("Abrir la vía de niñez"), ("protection:child",))
_PROTECT = Answer(gettext_lazy("Abrir protección"), ("protection:panel",))
_MPP = Answer(gettext_lazy("Explicar punto por punto"), ("protection:mpp",))
_HEALTH = Answer(gettext_lazy("Anotar el dictamen"), ("protection:fitness",))
_TRAVEL = Answer(gettext_lazy("Ver el viaje"), ("movements:panel",))
ANSWERS: dict[str, Answer] = {
    "DATA_CONSENT": Answer(gettext_lazy("Anotar el consentimiento"), ("desk:consent",)),
    "COUNSELLED": _SESSION,
    "ASYLUM_EXPLAINED": _SESSION,
    "MPP_EXPLAINED": _MPP,
    "MPP_UNDERSTOOD": _MPP,
    "COURT_DATE_RECORDED": _MPP,
    "FREE_DECISION": _FINDING,
    "INFORMED_DECISION": _FINDING,
    "CAPACITY": _FINDING,
    "DECLARATION": Answer(gettext_lazy("Tomar la declaración"), ("counselling:declaration",)),
    "GUARDIAN_DECLARATION": Answer(
        gettext_lazy("Tomar la declaración"), ("counselling:child_declaration",)
    ),
    "SCREENED": _SCREEN,
    "FEAR_ASKED": Answer(gettext_lazy("Preguntar por el temor"), ("protection:fear",)),
    "FEAR_RESOLVED": Answer(gettext_lazy("Resolver el temor"), ("protection:resolve",)),
    "ASYLUM_CLAIM_SETTLED": Answer(
        gettext_lazy("Anotar su solicitud de asilo"), ("protection:claim",)
    ),
    "NOT_IN_CUSTODY": Answer(gettext_lazy("Anotar la custodia"), ("protection:custody",)),
    "SAFETY_OF_SURVIVORS": Answer(gettext_lazy("Anotar su seguridad"), ("protection:survivor",)),
    "TRAFFICKING_CLEARED": Answer(gettext_lazy("Abrir la valoración"), ("protection:trafficking",)),
    "PARENTAGE_SHOWN": Answer(gettext_lazy("Acreditar el parentesco"), ("documents:parentage",)),
    "OTHER_PARENT": Answer(
        gettext_lazy("Anotar a la otra madre o padre"), ("documents:other_parent",)
    ),
    "ELIGIBLE": _ELIGIBLE,
    "COUNTRY_OPEN": Answer(gettext_lazy("Ver los países"), ("programmes:countries",)),
    "AGREEMENT_LIVE": Answer(gettext_lazy("Ver los convenios"), ("programmes:programmes",)),
    "ENTRY_RIGHT": Answer(gettext_lazy("Anotar su residencia"), ("documents:residence",)),
    "NO_LEGAL_BAR": Answer(gettext_lazy("Revisar si puede salir"), ("documents:legal",)),
    "EXIT_PAPER": Answer(gettext_lazy("Anotar el papel de salida"), ("documents:exit_paper",)),
    "TRANSIT_ALLOWED": Answer(gettext_lazy("Revisar el tránsito"), ("documents:transit",)),
    "TRAVEL_DOCUMENT": _PAPER,
    "REENTRY_PAPER": Answer(gettext_lazy("Anotar el papel"), ("protection:reentry",)),
    "FIT_TO_TRAVEL": _HEALTH,
    "RECEIVING_SIDE_TOLD": Answer(gettext_lazy("Avisar a quien recibe"), ("documents:notice",)),
}
# Where what is missing is only whether a row is for somebody at all, another page answers.
_WHOSE = Answer(gettext_lazy("Decir el parentesco"), ("desk:relation",))
UNKNOWN: dict[str, Answer] = {
    "PARENTAGE_SHOWN": _WHOSE,
    "OTHER_PARENT": _WHOSE,
    "AGREEMENT_LIVE": _ELIGIBLE,
    "ASYLUM_CLAIM_SETTLED": Answer(
        gettext_lazy("Anotar su situación migratoria"), ("desk:correct",)
    ),
}
_BY_TURN = {
    "protection": _PROTECT,
    "child_officer": _CHILD,
    "panel": _CHILD,
    "documents": _PAPER,
    "counsellor": _SESSION,
    "health": _HEALTH,
    "movements": _TRAVEL,
    "officer": _ELIGIBLE,
}


@dataclass(frozen=True, slots=True)
class Key:
    """What makes two missing rows one line: said alike, to the same turn."""

    gate: str
    code: str
    whose: str
    text: str
    is_unknown: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is missing, as the page shows it."""

    who: str
    what: str
    turn: str
    why: str
    is_mine: bool
    url: str = ""
    label: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """The card "Qué falta": one sentence, the three gates, the first gaps, the rest, one button."""

    say: str
    gates: list[tuple[str, str]]
    first: list[Gap]
    more: list[Gap]
    main: Gap | None


def standing(
    case: Case, judged: CaseStanding, people: Sequence[Person], reader: Reader
) -> Standing:
    """Put what a case lacks into words for a reader; their own turn first, then gate by gate."""
    gaps = _gaps(case, judged, people, reader)
    gaps.sort(key=lambda gap: not gap.is_mine)
    main = next((gap for gap in gaps if gap.is_mine and gap.url), None)
    return Standing(
        say=_say(judged, len(gaps), len(people), seated=case.stage in SEATED),
        gates=_gates(judged, seated=case.stage in SEATED),
        first=gaps[:FIRST],
        more=gaps[FIRST:],
        main=main,
    )


def _gaps(case: Case, judged: CaseStanding, people: Sequence[Person], reader: Reader) -> list[Gap]:
    rows: dict[Key, list[UUID]] = {}
    for one in judged.people:
        for lack in one.missing:
            # What can only be done on the day of travel is no gap before it; the sentence says it.
            if lack.code == "GROUP_TOGETHER" or lack.later:
                continue
            key = Key(
                lack.gate, lack.code, lack.whose, _text(lack, reader), is_unknown=lack.is_unknown
            )
            if same := next((k for k in rows if (k.whose, k.text) == (key.whose, key.text)), None):
                key = same
            if not turns.may_read(lack.code, lack.whose, reader.roles):
                key = Key(lack.gate, "", lack.whose, key.text)
            rows.setdefault(key, [])
            if one.person_id not in rows[key]:
                rows[key].append(one.person_id)
    order = {gate: at for at, gate in enumerate(GATES)}
    by_id = {person.id: person for person in people}
    found = sorted(rows.items(), key=lambda row: order.get(row[0].gate, 9))
    return [
        _gap(case, key, [by_id[i] for i in ids if i in by_id], len(people), reader)
        for key, ids in found
    ]


def _text(lack: Lack, reader: Reader) -> str:
    if not turns.may_read(lack.code, lack.whose, reader.roles):
        return area_word(lack.whose)
    return lack.text(words.language())


def _gap(
    case: Case,
    key: Key,
    people: Sequence[Person],
    size: int,
    reader: Reader,
) -> Gap:
    code, whose = key.code, key.whose
    mine = turns.is_turn_of(whose, reader.roles)
    answer = answer_to(code, whose, is_unknown=key.is_unknown)
    url = ""
    if answer is not None and mine and people:
        url = page_of(answer, case.id, people[0].id)
        url = url if opens(url, reader.roles) else ""
    return Gap(
        who=_names(people, size),
        what=key.text,
        turn=_("Le toca a %(role)s") % {"role": codes.label("turn", whose)},
        why=f"{address('readiness:table')}#{code}" if code else "",
        is_mine=mine,
        url=url,
        label=_label(answer, case, reader) if answer is not None and url else "",
        code=code,
    )


def _label(answer: Answer, case: Case, reader: Reader) -> str:
    """The verb on the button; a decision that waits for its second name is not decided again."""
    if answer is not _ELIGIBLE:
        return str(answer.label)
    waiting = EligibilityDecision.objects.visible_to(reader).filter(
        case=case, countersigned_by=None, revoked_at=None
    )
    decided_by = waiting.values_list("decided_by", flat=True).first()
    if decided_by is None:
        return str(answer.label)
    return _("Ver la decisión") if decided_by == reader.user_id else _("Confirmar la decisión")


def answer_to(code: str, whose: str, *, is_unknown: bool = False) -> Answer | None:
    """Where a missing row is met; `is_unknown`: where it is said whether it is for somebody."""
    if is_unknown and code in UNKNOWN:
        return UNKNOWN[code]
    brought = {
        k: v for more in offered("ANSWERS") if isinstance(more, dict) for k, v in more.items()
    }
    found = brought.get(code) or ANSWERS.get(code) or _BY_TURN.get(whose)
    return found if isinstance(found, Answer) else None


def page_of(answer: Answer, case: "UUID", person: "UUID") -> str:
    """The address of an answer: of one person, of the file, or of neither."""
    return (
        address(*answer.pages, case=case, person=person)
        or address(*answer.pages, case=case)
        or address(*answer.pages)
    )


def _names(people: Sequence[Person], size: int) -> str:
    if size == 1:
        return ""
    if size > 2 and len(people) == size:
        return _("Toda la familia")
    return words.sentence_list([person.short_name for person in people])


def _gates(judged: CaseStanding, *, seated: bool) -> list[tuple[str, str]]:
    may_book = _("Tiene lugar") if seated else _("Puede apartar lugar")
    told = (
        (judged.may_book, may_book, _("Aún no puede apartar lugar")),
        (
            judged.may_confirm,
            _("Puede ir en la lista de pasajeros"),
            _("Aún no en la lista de pasajeros"),
        ),
        (judged.may_board, _("Puede abordar"), _("Aún no puede abordar")),
    )
    return [("ok", yes) if may else ("wait", no) for may, yes, no in told]


def _say(judged: CaseStanding, missing: int, size: int, *, seated: bool) -> str:
    """The one large sentence: what is possible, and how much is missing for the next gate."""
    if judged.may_board:
        return _("Todo está en orden para viajar.")
    if judged.may_confirm:
        return _("Todo listo; el día de la salida hay que preguntar de nuevo.")
    if not judged.may_book:
        sentence = ngettext(
            "Antes de apartar lugar y viajar falta %(n)s cosa.",
            "Antes de apartar lugar y viajar faltan %(n)s cosas.",
            missing,
        )
    elif seated:
        sentence = ngettext(
            "Ya hay lugar. Para viajar falta %(n)s cosa.",
            "Ya hay lugar. Para viajar faltan %(n)s cosas.",
            missing,
        )
    elif size > 1:
        sentence = ngettext(
            "La familia puede apartar lugar. Para viajar falta %(n)s cosa.",
            "La familia puede apartar lugar. Para viajar faltan %(n)s cosas.",
            missing,
        )
    else:
        sentence = ngettext(
            "Puede apartar lugar. Para viajar falta %(n)s cosa.",
            "Puede apartar lugar. Para viajar faltan %(n)s cosas.",
            missing,
        )
    return sentence % {"n": missing}
