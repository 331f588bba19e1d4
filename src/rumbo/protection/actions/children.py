"""A child without its family: found at once, and led step by step by the authority and an officer."""

from collections.abc import Callable
from datetime import datetime

from rumbo.access.entry import verb
from rumbo.access.errors import changed_meanwhile
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.casework import actions as casework
from rumbo.casework import rules as casework_rules
from rumbo.casework import signals
from rumbo.casework.locks import locked
from rumbo.casework.models import Case, Task
from rumbo.common import clock
from rumbo.counselling import queries as counselling
from rumbo.counselling.rules import day_of
from rumbo.protection import checking, errors, priority, queries, rules, tasks, track, words
from rumbo.protection.actions.siblings import look_for_siblings
from rumbo.protection.models import ChildTrack
from rumbo.protection.signals import escort_named
from rumbo.protection.values import ChildStep, Instead
from rumbo.protection.way import Way
from rumbo.registry.models import Person

LEAD = ("child_officer", "protection")
# What a row is about itself; everything else of it is carried on from row to row.
_OWN = frozenset(
    {"id", "office_id", "compartment", "case_id", "person_id", "by", "notes"}
    | {"occurred_at", "recorded_at", "step", "on", "details"}
)
_COLUMNS = tuple(
    field.attname for field in ChildTrack._meta.concrete_fields if field.attname not in _OWN
)


def presume_child_alone(
    *, actor: Actor, case: Case, person: Person, at: datetime | None = None
) -> Task:
    """Send a child who seems to be without its family to the child officer, today.

    The file cannot wait either, whether this was seen at its opening or is learned later. Sisters and brothers are looked for at once, wherever they were registered.
    """
    with verb(actor):
        when = at or clock.now()
        flag = rules.FLAGS["UASC"]
        same = Task.objects.open().filter(case=case, person=person, code=flag.task)
        is_known = same.exists() or ChildTrack.objects.filter(person=person).exists()
        casework.make_urgent(actor=actor, case=case, at=when)
        task = tasks.open_for(flag, actor=actor, case=case, person=person, at=when)
        if not is_known:
            _say(actor, "protection.child_alone", case, person, when)
            look_for_siblings(actor=actor, person=person, at=when)
    return task


def record_child_step(
    *,
    actor: Actor,
    case: Case,
    person: Person,
    step: ChildStep,
    base_version: int | None = None,
    at: datetime | None = None,
) -> ChildTrack:
    """Write down one step of the child's way; the steps before it stand (domain.md 3.1).

    `base_version` is how many words there were when the page was read. A determination rests on
    what was found before it, and one against return frees a seat that was held.
    """
    with verb(actor, *LEAD):
        counselling.member_of(locked(case), person)
        if step.step not in rules.CHILD_STEPS:
            raise errors.unknown_step()
        when = at or clock.now()
        way = _way(case, person, base_version)
        checking.require(step, way, day_of(when))
        made = _next_row(actor, case, person, way, when)
        made.step, made.on, made.notes = step.step, step.on, step.notes
        made.details = {key: value for key, value in _told(step, way).items() if value}
        _take(made, step)
        anew = checking.unsettles(step, way)
        if anew:
            made.best_interests, made.best_interests_on = track.PENDING, None
            _arrange_anew(made)
        made.save(force_insert=True)
        _say(actor, f"protection.child.{step.step}", case, person, when)
        _follow(actor, case, person, step, when)
        if anew:
            _determine_anew(actor, case, person, when)
        if step.step == "ESCORT":
            escort_named.send(
                ChildTrack, person=person, before=way.now.escort, actor=actor, at=when
            )
        tasks.finish(rules.FLAGS["UASC"].task, actor=actor, case=case, person=person, at=when)
    return made


def close_track(
    *,
    actor: Actor,
    case: Case,
    person: Person,
    instead: Instead,
    base_version: int | None = None,
    at: datetime | None = None,
) -> ChildTrack:
    """End the way of a child for whom return is not best, with what happens instead.

    Booking stays closed, as the determination says; only a new determination opens the way again.
    """
    with verb(actor, *LEAD):
        counselling.member_of(locked(case), person)
        when = at or clock.now()
        way = _way(case, person, base_version)
        if way.decision != track.AGAINST:
            raise errors.not_against()
        if way.is_closed:
            raise errors.track_closed()
        if instead.code not in words.INSTEAD or not instead.how.strip():
            raise errors.instead_needed()
        if instead.on > day_of(when):
            raise errors.step_in_future(day_of(when))
        made = _next_row(actor, case, person, way, when)
        made.step, made.on, made.instead = "CLOSED", instead.on, instead.code
        made.notes = instead.how.strip()
        made.save(force_insert=True)
        _say(actor, "protection.child.CLOSED", case, person, when)
        tasks.finish(rules.INSTEAD.task, actor=actor, case=case, person=person, at=when)
    return made


def _way(case: Case, person: Person, base_version: int | None) -> Way:
    way = queries.way(case, person)
    if base_version is not None and way.version != base_version:
        raise changed_meanwhile()
    return way


def _next_row(actor: Actor, case: Case, person: Person, way: Way, when: datetime) -> ChildTrack:
    kept = {name: getattr(way.now, name) for name in _COLUMNS}
    return ChildTrack(
        **kept,
        office_id=case.office_id,
        case=case,
        person=person,
        by=actor.id,
        occurred_at=when,
    )


# Steps whose name has a column of its own; that of the others stays with the step.
_NAMED = frozenset({"GUARDIAN_ASSIGNED", "RECEIVER", "ESCORT"})


def _told(step: ChildStep, way: Way) -> dict[str, str]:
    """The particulars; a study of the family that names nobody is of whom was found."""
    name = "" if step.step in _NAMED else step.name.strip()
    if step.step == "FAMILY_ASSESSMENT":
        name = name or way.traced
    return {"name": name, **step.details}


def _take(made: ChildTrack, step: ChildStep) -> None:
    """Put a step's day and names into the columns that the table of requirements reads."""
    if column := rules.CHILD_STEPS[step.step]:
        setattr(made, column, step.on)
    if (take := _TAKES.get(step.step)) is not None:
        take(made, step)
    if step.step in {"ESCORT", "CONSENT_WITHDRAWN"}:
        _arrange_anew(made)


def _take_guardian(made: ChildTrack, step: ChildStep) -> None:
    made.guardian_assigned = step.name.strip()


def _take_assessment(made: ChildTrack, step: ChildStep) -> None:
    if step.details.get("finding") != "SUITABLE":
        made.family_traced_on = None


def _take_decision(made: ChildTrack, step: ChildStep) -> None:
    made.best_interests, made.instead = step.decision, ""


def _take_consent(made: ChildTrack, step: ChildStep) -> None:
    del step
    made.guardian_consent_withdrawn_on = None


def _take_escort(made: ChildTrack, step: ChildStep) -> None:
    made.escort, made.escort_is_specialised = step.name.strip(), step.is_specialised


def _take_arranged(made: ChildTrack, step: ChildStep) -> None:
    made.handover = checking.arranged(step)


def _take_receiver(made: ChildTrack, step: ChildStep) -> None:
    """Another receiver is another hand-over: what was arranged with the first no longer holds."""
    told = {key: value for key, value in step.details.items() if value}
    receiver = {"name": step.name.strip(), **told}
    if made.receiver != receiver:
        _arrange_anew(made)
    made.receiver = receiver


def _arrange_anew(made: ChildTrack) -> None:
    made.handover, made.handover_arranged_on = "", None


_TAKES: dict[str, Callable[[ChildTrack, ChildStep], None]] = {
    "GUARDIAN_ASSIGNED": _take_guardian,
    "FAMILY_ASSESSMENT": _take_assessment,
    "BID": _take_decision,
    "GUARDIAN_CONSENT_ORIGIN": _take_consent,
    "ESCORT": _take_escort,
    "RECEIVER": _take_receiver,
    "HANDOVER_ARRANGED": _take_arranged,
}


def _follow(actor: Actor, case: Case, person: Person, step: ChildStep, when: datetime) -> None:
    """What a step asks of others: a place on the list, a seat given back, help today."""
    if step.step == "BID":
        priority.of_best_interests(actor, case, person, step.decision, when)
        if step.decision == track.AGAINST:
            tasks.open_for(rules.INSTEAD, actor=actor, case=case, person=person, at=when)
        else:
            tasks.finish(rules.INSTEAD.task, actor=actor, case=case, person=person, at=when)
        if step.decision != track.PENDING:
            tasks.finish(rules.DETERMINE.task, actor=actor, case=case, person=person, at=when)
    stops = step.step == "CONSENT_WITHDRAWN" or (
        step.step == "BID" and step.decision != track.RETURN
    )
    if stops:
        _give_seat_back(actor, case, person, when)
    if step.step == "BID" and step.decision == track.AGAINST:
        _stay(actor, case, person, when)
    if step.step in track.CALLS:
        _after_call(actor, case, person, step, when)


def _determine_anew(actor: Actor, case: Case, person: Person, when: datetime) -> None:
    """What a panel weighed has changed: its word no longer holds, and it meets again."""
    priority.of_best_interests(actor, case, person, track.PENDING, when)
    tasks.open_for(rules.DETERMINE, actor=actor, case=case, person=person, at=when)
    _say(actor, "protection.child.BID_ANEW", case, person, when)
    _give_seat_back(actor, case, person, when)


def _give_seat_back(actor: Actor, case: Case, person: Person, when: datetime) -> None:
    row = Case.objects.get(pk=case.pk)
    if row.stage in casework_rules.SEATED:
        signals.people_stopped.send(
            Case, case=row, people=[person.pk], kind="CHILD_TRACK", actor=actor, at=when
        )


def _stay(actor: Actor, case: Case, person: Person, when: datetime) -> None:
    """Who is to stay is asked for of no consulate any more, wherever the file stands."""
    row = Case.objects.get(pk=case.pk)
    if row.stage in casework_rules.BEFORE_DEPARTURE:
        signals.people_stopped.send(
            Case, case=row, people=[person.pk], kind="CHILD_STAYS", actor=actor, at=when
        )


def _after_call(actor: Actor, case: Case, person: Person, step: ChildStep, when: datetime) -> None:
    if step.details.get("reached") == "yes":
        task = rules.CALLS[step.step].task
        tasks.finish(task, actor=actor, case=case, person=person, at=when)
    if step.details.get("safe") == "no":
        tasks.open_for(rules.CHILD_NOT_SAFE, actor=actor, case=case, person=person, at=when)


def _say(actor: Actor, code: str, case: Case, person: Person, when: datetime) -> None:
    audit.record(
        actor=actor,
        code=code,
        at=when,
        person=person.id,
        case=case.id,
        compartment="protection",
    )
