"""A child passes from one hand to another: two people sign, at a place and an hour, on both ends."""

import uuid
from collections.abc import Collection
from datetime import datetime

from rumbo.access.entry import verb
from rumbo.access.models import Office
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.casework import actions as casework
from rumbo.casework.locks import locked
from rumbo.casework.models import Case, Task
from rumbo.common import clock, pdf
from rumbo.common.ids import new_id
from rumbo.common.sealed import files
from rumbo.counselling import queries as counselling
from rumbo.counselling import rules as counselling_rules
from rumbo.protection import checking, errors, queries, refusals, rules, tasks, track, words
from rumbo.protection.models import Handover
from rumbo.protection.values import Hand, NewHandover
from rumbo.protection.way import Way
from rumbo.registry.models import Person

# Who writes an act down: where the child leaves, and where it arrives.
SIGN = {
    "DEPARTURE": ("child_officer", "protection"),
    "ARRIVAL": ("reception", "reintegration", "child_officer", "protection"),
}
_ON_ITS_WAY = {
    "DEPARTURE": ("PRE_DEPARTURE", "IN_TRANSIT", "ARRIVED"),
    "ARRIVAL": ("ARRIVED", "POST_ARRIVAL"),
}
# Whoever is here by then has left: an act of leaving that is annulled is missing.
_GONE = ("IN_TRANSIT", "ARRIVED")


def hand_over(
    *,
    actor: Actor,
    case: Case,
    person: Person,
    act: NewHandover,
    receiving_office: Office | None = None,
    id: uuid.UUID | None = None,
    at: datetime | None = None,
) -> Handover:
    """Write down that a child was handed over, signed by both (domain.md 3.1, HANDOVER_SIGNED).

    When leaving, the escort who was named takes the child. When arriving, the same escort gives
    it to the person who was assessed, known by name and paper: nobody else receives it. The calls
    after one and three months are opened then.
    """
    if act.end not in SIGN:
        raise errors.no_such_end()
    with verb(actor, *SIGN[act.end]):
        row = locked(case)
        counselling.member_of(row, person)
        when = at or clock.now()
        same: Handover | None = Handover.objects.filter(pk=id).first() if id else None
        if same is not None:
            return same
        way = queries.way(row, person)
        _require_its_turn(row, way, act, when)
        _require_hands(act)
        _require_known(way, act)
        made = _act(actor, row, person, act, when)
        made.id, made.receiving_office = id or new_id(), receiving_office
        _keep(made, act)
        made.save(force_insert=True)
        audit.record(
            actor=actor, code=f"protection.handed_over.{act.end}", at=when, person=person.id,
            case=row.id, compartment="protection", act=made.number,
        )  # fmt: skip
        if act.end == "DEPARTURE":
            task = rules.ACT_MISSING.task
            tasks.finish(task, actor=actor, case=row, person=person, at=when)
        if act.end == "ARRIVAL":
            audit.record(
                actor=actor, code="protection.escort_relieved", at=when, person=person.id,
                case=row.id, compartment="protection",
            )  # fmt: skip
            _open_calls(actor, row, person, when)
    return made


def report_other_receiver(
    *, actor: Actor, case: Case, person: Person, at: datetime | None = None
) -> Task:
    """Say that somebody else than the person assessed came for a child: protection sees it now."""
    with verb(actor, *SIGN["ARRIVAL"]):
        row = locked(case)
        counselling.member_of(row, person)
        when = at or clock.now()
        task = tasks.open_for(rules.OTHER_RECEIVER, actor=actor, case=row, person=person, at=when)
        audit.record(
            actor=actor, code="protection.other_receiver", at=when, person=person.id,
            case=row.id, compartment="protection",
        )  # fmt: skip
    return task


def ask_for_acts(*, actor: Actor, people: Collection[uuid.UUID], at: datetime) -> list[Task]:
    """Ask today for the act of each child that left with an escort and without one."""
    with verb(actor):
        led = [person for person, who in queries.leading(people).items() if who.goes]
        signed = Handover.objects.live().filter(person__in=led, end="DEPARTURE")
        without = set(led) - set(signed.values_list("person_id", flat=True))
        return [
            tasks.open_for(rules.ACT_MISSING, actor=actor, case=case, person=child, at=at)
            for child in Person.objects.filter(pk__in=without).order_by("search_no")
            if (case := queries.case_of(child)) is not None
        ]


def undo_handover(
    *, actor: Actor, handover: Handover, why: str, at: datetime | None = None
) -> Handover:
    """Annul an act that is wrong: by somebody else, with a reason; it stays, marked."""
    with verb(actor, "child_officer", "protection"):
        case = locked(handover.case)
        row: Handover = Handover.objects.select_for_update(of=("self",)).get(pk=handover.pk)
        later = Handover.objects.live().filter(case=case, person=row.person_id, end="ARRIVAL")
        if row.undone_at is not None or (row.end == "DEPARTURE" and later.exists()):
            raise errors.nothing_to_undo()
        if actor.id == row.by or not why.strip():
            raise errors.another_undoes()
        when = at or clock.now()
        row.undone_at, row.undone_by, row.why_undone = when, actor.id, why.strip()
        row.save(update_fields=["undone_at", "undone_by", "why_undone"])
        audit.record(
            actor=actor, code="protection.handover_undone", at=when, person=row.person_id,
            case=case.id, compartment="protection", act=row.number,
        )  # fmt: skip
        if row.end == "ARRIVAL":
            _close_calls(actor, case, row.person, when)
        elif case.stage in _GONE:
            tasks.open_for(rules.ACT_MISSING, actor=actor, case=case, person=row.person, at=when)
    return row


def note_sheet(*, actor: Actor, case: Case, person: Person) -> None:
    """Write down that the sheet of a hand-over was made to be printed."""
    with verb(actor):
        audit.record(
            actor=actor, code="protection.handover_printed", person=person.id, case=case.id,
            compartment="protection",
        )  # fmt: skip


def note_check(
    *, actor: Actor, handover: Handover, is_doubted: bool = False, at: datetime | None = None
) -> None:
    """Write down that somebody who holds an act asked whether it is genuine, signed in or not.

    `is_doubted`: a name was read to us from it that the act does not have.
    """
    with verb(actor):
        audit.record(
            actor=actor, code="protection.act_doubted" if is_doubted else "protection.act_checked",
            at=at or clock.now(), person=handover.person_id, case=handover.case_id,
            compartment="protection", act=handover.number,
        )  # fmt: skip


def _require_its_turn(case: Case, way: Way, act: NewHandover, when: datetime) -> None:
    if (signed := way.acts.get(act.end)) is not None:
        raise errors.already_handed_over(signed.number)
    if way.is_closed:
        raise errors.track_closed()
    code = next(code for code, end in track.ACTS.items() if end == act.end)
    if missing := track.missing_before(code, way.done, way.decision):
        raise errors.steps_missing([str(words.MISSING[step]) for step in missing])
    if case.stage not in _ON_ITS_WAY[act.end]:
        raise errors.not_on_its_way()
    left = way.acts.get("DEPARTURE")
    if act.end == "ARRIVAL" and left is not None and when < left.occurred_at:
        raise errors.before_the_first_act()


def _require_hands(act: NewHandover) -> None:
    giver, taker = act.giver.name.strip(), act.taker.name.strip()
    if not giver or not taker or counselling_rules.names_the_same(giver, taker):
        raise errors.two_people_sign()
    if not act.place.strip():
        raise errors.act_place_needed()


def _require_known(way: Way, act: NewHandover) -> None:
    """The escort is who was named; who receives is who was assessed, or nobody.

    That a study names the receiver is asked where the child leaves; on the road nothing new is asked.
    """
    escort = act.taker if act.end == "DEPARTURE" else act.giver
    if track.name_key(escort.name) != track.name_key(way.now.escort):
        raise errors.not_the_escort(way.now.escort)
    if act.end == "DEPARTURE":
        checking.require_assessed_receiver(way)
        if queries.in_hands_of(escort.name) >= track.CHILDREN_AN_ESCORT:
            raise refusals.escort_has_others(track.CHILDREN_AN_ESCORT)
    if act.end == "ARRIVAL" and not track.is_one_person(way.now.receiver, act.taker.told()):
        raise errors.not_the_receiver()


def _act(actor: Actor, case: Case, person: Person, act: NewHandover, when: datetime) -> Handover:
    before = Handover.objects.filter(case=case).count()
    return Handover(
        office_id=case.office_id,
        case=case,
        person=person,
        by=actor.id,
        end=act.end,
        number=f"{case.number}-E{before + 1}",
        place=act.place.strip(),
        giver=act.giver.told(),
        taker=act.taker.told(),
        how=act.how,
        notes=act.notes,
        occurred_at=when,
    )


def _keep(made: Handover, act: NewHandover) -> None:
    """Seal both signatures or the signed sheet; without them there is no act."""
    if act.how == "SCREEN":
        made.giver_signature = _drawn(act.giver)
        made.taker_signature = _drawn(act.taker)
        return
    if not act.paper:
        raise errors.both_sign()
    if counselling_rules.kind_of_paper(act.paper) is None:
        raise errors.paper_unreadable()
    made.paper_file = new_id()
    files.save(made.paper_file, act.paper)


def _drawn(hand: Hand) -> uuid.UUID:
    try:
        drawn = pdf.signature(hand.strokes)
    except ValueError:
        raise errors.both_sign() from None
    if not drawn:
        raise errors.both_sign()
    kept = new_id()
    files.save(kept, hand.strokes.encode())
    return kept


def _open_calls(actor: Actor, case: Case, person: Person, when: datetime) -> None:
    day = counselling_rules.day_of(when)
    for code, months in track.CALLS.items():
        flag = rules.CALLS[code]
        casework.open_task(
            actor=actor, case=case, person=person, role=flag.role, code=flag.task,
            compartment=flag.compartment, due_on=track.months_after(day, months), at=when,
        )  # fmt: skip


def _close_calls(actor: Actor, case: Case, person: Person, when: datetime) -> None:
    for flag in rules.CALLS.values():
        tasks.finish(flag.task, actor=actor, case=case, person=person, at=when)
