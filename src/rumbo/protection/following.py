"""What the page of a child's way shows: each step with who, when, its state and what is missing."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from rumbo.access.queries import names_of
from rumbo.access.values import Reader
from rumbo.casework.models import Case
from rumbo.common import codes
from rumbo.protection import printing, queries, siblings, track, words
from rumbo.protection.models import ChildTrack, Handover, Siblings
from rumbo.protection.way import Way, track_day
from rumbo.registry.models import Person

DONE, NOW, LATE, WAITS, SETTLED, OVER = "done", "now", "late", "waits", "settled", "over"
SHAPES = {DONE: "ok", NOW: "wait", LATE: "wait", WAITS: "note", SETTLED: "note", OVER: "note"}
# Answers kept by code, and the words that stand for them.
_SAID = {
    "finding": words.FINDINGS,
    "document_type": words.PAPERS,
}


@dataclass(slots=True)
class Shown:
    """One step as it is shown: `facts` are its particulars, each already in words."""

    code: str
    title: str
    state: str
    word: str
    who: str = ""
    on: date | None = None
    due: date | None = None
    facts: list[str] = field(default_factory=list)
    notes: str = ""
    missing: str = ""
    act: Handover | None = None
    seal: str = ""

    @property
    def shape(self) -> str:
        """The shape that goes with the state."""
        return SHAPES[self.state]

    @property
    def is_now(self) -> bool:
        """Whether this is the step whose turn it is."""
        return self.state in {NOW, LATE}

    @property
    def is_signed(self) -> bool:
        """Whether this step is an act that two people sign."""
        return self.code in track.ACTS

    @property
    def do(self) -> str:
        """What the button to this step says."""
        return str(words.DO.get(self.code, ""))


@dataclass(slots=True)
class Kin:
    """A possible or confirmed sibling, as protection is told: where, and what speaks for it."""

    pair: Siblings
    number: str
    office: str
    reasons: list[str]
    name: str
    is_here: bool
    may_join: bool
    joins_into: str = ""
    given_by: str = ""
    may_take_back: bool = False


def steps(way: Way, today: date) -> list[Shown]:
    """Give the steps in their order, each with its state on a day."""
    turn = way.next_step
    who = names_of({row.by for row in (*way.steps.values(), *way.acts.values())})
    shown = [_shown(code, way, today, turn, who) for code in track.ORDER]
    for code in ("DISPENSED", "CONSENT_WITHDRAWN"):
        if code in way.steps:
            place = next(n for n, s in enumerate(shown) if s.code == "GUARDIAN_CONSENT_ORIGIN")
            shown.insert(place + 1, _shown(code, way, today, turn, who))
    return shown


def other_acts(way: Way) -> list[tuple[str, str]]:
    """What may be written down besides the step whose turn it is: code and words of the link."""
    if way.is_closed:
        return []
    done = way.done
    codes_now = [
        code
        for code in track.WRITTEN
        if code != way.next_step
        and code not in track.CALLS
        and not track.missing_before(code, done, track.RETURN if code == "BID" else way.decision)
    ]
    if "GUARDIAN_CONSENT_ORIGIN" in done:
        codes_now.append("CONSENT_WITHDRAWN")
    return [(code, str(words.CHILD_STEPS[code])) for code in codes_now]


def kin(reader: Reader, case: Case, people: Collection[UUID]) -> list[Kin]:
    """Give the siblings of these children that protection knows of, whichever office they are in."""
    found = []
    for pair in queries.pairs_seen(reader, people):
        other = pair.later if pair.earlier_id in people else pair.earlier
        file = queries.case_of(other)
        if file is None:
            continue
        stays, goes = siblings.in_order_of_joining([case, file])
        apart = stays.office_id != goes.office_id
        found.append(
            Kin(
                pair=pair,
                number=file.number,
                office=file.office.name,
                reasons=[str(words.SIBLING_REASONS[r]) for r in pair.reasons or ["HAND"]],
                name=_name_seen(reader, other),
                is_here=file.pk == case.pk,
                may_join=not apart or _may_give(reader, goes, pair),
                joins_into=stays.office.name if apart else "",
                given_by=goes.office.name if apart else "",
                may_take_back=bool(pair.decision)
                and file.pk != case.pk
                and pair.decided_by != reader.user_id,
            )
        )
    return found


def _may_give(reader: Reader, file: Case, pair: Siblings) -> bool:
    """Whether a reader is of the office that gives a file away, and not who said that they are kin."""
    mine = reader.offices is None or file.office_id in reader.offices
    return mine and pair.decided_by != reader.user_id


def _name_seen(reader: Reader, child: Person) -> str:
    """A child of another office is told by its file and its age, not by its name."""
    if reader.offices is None or child.office_id in reader.offices:
        return child.full_name
    return ""


def _shown(code: str, way: Way, today: date, turn: str, who: dict[object, str]) -> Shown:
    stage = track.BY_CODE.get(code)
    state, due = _state(code, way, today, turn)
    waits_for = str(words.WAITS_FOR[stage.whose]) if stage else ""
    made = Shown(
        code=code,
        title=str(words.CHILD_STEPS[code]),
        state=state,
        word=_word(state, waits_for),
        due=due if state in {NOW, LATE} else None,
        missing="" if state in {DONE, SETTLED} else str(words.MISSING.get(code, "")),
    )
    if (act := way.acts.get(track.ACTS.get(code, ""))) is not None:
        _tell_act(made, act, who)
    elif (row := way.steps.get(code)) is not None:
        _tell_row(made, row, who)
        if code == "ESCORT" and (given := way.acts.get("ARRIVAL")) is not None:
            said = _("su deber terminó con el acta %(number)s")
            made.facts.append(said % {"number": given.number})
        if code == "BID" and way.was_undone:
            made.facts.insert(0, _("Ya no vale: cambió algo en que se apoyaba"))
    return made


def _state(code: str, way: Way, today: date, turn: str) -> tuple[str, date | None]:
    due = track.due_on(code, way.begun, way.handed_on)
    if code in way.done or code in {"DISPENSED", "CONSENT_WITHDRAWN"}:
        return DONE, due
    if code in track.with_stand_ins(way.done):
        return SETTLED, due
    if way.is_closed or way.decision == track.AGAINST:
        return OVER, due
    if code == turn:
        return (LATE if due is not None and due < today else NOW), due
    return WAITS, due


def _word(state: str, waits_for: str) -> str:
    said = {
        DONE: _("hecho"),
        NOW: _("ahora · espera a: %(whom)s"),
        LATE: _("vencido · espera a: %(whom)s"),
        WAITS: _("después · %(whom)s"),
        SETTLED: _("ya no hace falta"),
        OVER: _("no sigue"),
    }
    return said[state] % {"whom": waits_for} if "%" in said[state] else said[state]


def _tell_row(made: Shown, row: ChildTrack, who: dict[object, str]) -> None:
    made.on, made.who, made.notes = row.on, who.get(row.by, ""), row.notes
    made.facts = [fact for fact in _facts(made.code, row) if fact]


def _facts(code: str, row: ChildTrack) -> list[str]:
    told = row.told
    name = {
        "GUARDIAN_ASSIGNED": row.guardian_assigned,
        "RECEIVER": str(row.receiver.get("name") or ""),
        "ESCORT": row.escort,
        "HANDOVER_ARRANGED": row.handover,
    }.get(code, "")
    bid = codes.label("best_interests", row.best_interests) if row.best_interests else ""
    facts = [name, bid if code == "BID" else ""]
    if code == "ESCORT" and told.get("children"):
        facts.append(_("va con %(children)s a su cuidado") % {"children": told["children"]})
    if code == "BID" and told.get("panel"):
        panel = ", ".join(track.panel_of(str(told["panel"])))
        facts += [_("Panel: %(names)s") % {"names": panel}, str(told.get("reasons", ""))]
    if code in {"ESCORT", "BID", "HANDOVER_ARRANGED"}:
        return facts
    return [*facts, *_plain(told)]


def _plain(told: dict[str, str]) -> list[str]:
    """The particulars of a step, those kept by code in words; a yes or no is told by its question."""
    questions = {
        "found": {"yes": _("Se encontró"), "no": _("No se encontró todavía")},
        "wants": {
            "yes": _("Quiere volver"),
            "no": _("No quiere volver"),
            "unsure": _("No lo sabe"),
        },
        "reached": {"yes": _("Se habló con la familia"), "no": _("No se pudo hablar")},
        "with_receiver": {"yes": _("Vive con quien le recibió"), "no": _("Vive en otro lugar")},
        "school": {"yes": _("Va a la escuela"), "no": _("No va a la escuela")},
        "safe": {"yes": _("Está a salvo"), "no": _("No está a salvo")},
    }
    said = []
    for key, value in told.items():
        listed = questions.get(key) or _SAID.get(key)
        said.append(str(listed.get(value, value)) if listed else value)
    return said


def _tell_act(made: Shown, act: Handover, who: dict[object, str]) -> None:
    made.on, made.who, made.notes = track_day(act.occurred_at), who.get(act.by, ""), act.notes
    made.act, made.seal = act, printing.seal_of(act)
    hands = {"giver": act.giver.get("name", ""), "taker": act.taker.get("name", "")}
    made.facts = [_("%(giver)s entregó a %(taker)s") % hands, act.place, act.number]
