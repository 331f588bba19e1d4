"""Sisters and brothers who were registered apart: looked for, found by a person, and reunited."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from rumbo.access.entry import verb
from rumbo.access.errors import changed_meanwhile
from rumbo.access.values import SYSTEM, Actor
from rumbo.audit import actions as audit
from rumbo.casework import actions as casework
from rumbo.casework.models import Case, FamilyChange, Task
from rumbo.common import clock
from rumbo.counselling import queries as counselling
from rumbo.protection import errors, queries, refusals, rules, siblings, tasks
from rumbo.protection.models import Siblings
from rumbo.protection.queries import case_of
from rumbo.registry.models import Person

LEAD = ("child_officer", "protection")
# Somebody named the other child: that asks anew, whatever was said before.
BY_HAND = "HAND"
DECISIONS = ("SIBLINGS", "NOT_SIBLINGS")


def look_for_siblings(
    *, actor: Actor, person: Person, at: datetime | None = None
) -> list[Siblings]:
    """Look for a child's sisters and brothers everywhere, and put them before protection.

    Nobody else learns of it: neither of the search nor of what it found.
    """
    with verb(actor):
        when = at or clock.now()
        return [
            suspect_siblings(
                actor=actor, person=person, other=one.person, reasons=one.reasons, at=when
            )
            for one in siblings.likely_siblings(person)
        ]


def look_for_all(*, actor: Actor = SYSTEM, at: datetime | None = None) -> int:
    """Look again for the siblings of every child on the way: one may have come since."""
    with verb(actor):
        found = [
            pair
            for child in queries.children_on_the_way()
            for pair in look_for_siblings(actor=actor, person=child, at=at)
        ]
    return len({pair.pk for pair in found})


def suspect_siblings(
    *,
    actor: Actor,
    person: Person,
    other: Person,
    reasons: tuple[str, ...] = (),
    at: datetime | None = None,
) -> Siblings:
    """Put two children before protection as possible siblings; a pair known before is given back."""
    with verb(actor):
        when = at or clock.now()
        earlier, later = _in_order(person, other)
        pair: Siblings
        pair, is_new = Siblings.objects.get_or_create(
            earlier=earlier,
            later=later,
            defaults={
                "office_id": later.office_id,
                "other_office_id": earlier.office_id,
                "reasons": list(reasons),
                "by": actor.id,
                "occurred_at": when,
            },
        )
        if is_new:
            _tell_both(actor, pair, when)
        elif pair.decision == "NOT_SIBLINGS" and BY_HAND in reasons:
            _ask(actor, pair, (*pair.reasons, *reasons), when)
    return pair


def take_back_siblings(
    *, actor: Actor, pair: Siblings, base_version: int | None = None, at: datetime | None = None
) -> Siblings:
    """Take back that two are siblings, where it was a mistake: by another person, and asked again.

    Once they are in one file they are parted as a family is, or not at all.
    """
    with verb(actor, *LEAD):
        _lock_files(pair)
        row: Siblings = Siblings.objects.select_for_update(of=("self",)).get(pk=pair.pk)
        if base_version is not None and row.version != base_version:
            raise changed_meanwhile()
        if row.decision != "SIBLINGS":
            raise errors.not_confirmed_siblings()
        if row.decided_by == actor.id or case_of(row.earlier) == case_of(row.later):
            raise refusals.another_takes_back()
        when = at or clock.now()
        for child in (row.earlier, row.later):
            if (case := case_of(child)) is not None:
                tasks.finish(rules.REUNITE.task, actor=actor, case=case, person=child, at=when)
                _say(actor, "protection.siblings_taken_back", case, child, when)
        _ask(actor, row, tuple(row.reasons), when)
    return row


def _ask(actor: Actor, pair: Siblings, reasons: tuple[str, ...], when: datetime) -> None:
    """Let a pair be open, and ask both offices what it is."""
    pair.decision, pair.decided_by, pair.decided_at = "", None, None
    pair.reasons, pair.version = list(dict.fromkeys(reasons)), pair.version + 1
    changed = ["decision", "decided_by", "decided_at", "reasons", "version"]
    pair.save(update_fields=changed)
    _tell_both(actor, pair, when)


def _tell_both(actor: Actor, pair: Siblings, when: datetime) -> None:
    for child in (pair.earlier, pair.later):
        _tell(actor, "protection.siblings_suspected", child, when, rules.SIBLINGS)


def decide_siblings(
    *,
    actor: Actor,
    pair: Siblings,
    decision: str,
    notes: str = "",
    base_version: int | None = None,
    at: datetime | None = None,
) -> Siblings:
    """Say whether two children are siblings; from then on neither is booked without the other."""
    with verb(actor, *LEAD):
        if decision not in DECISIONS:
            raise ValueError(decision)
        _lock_files(pair)
        row: Siblings = Siblings.objects.select_for_update(of=("self",)).get(pk=pair.pk)
        if base_version is not None and row.version != base_version:
            raise changed_meanwhile()
        if row.decision:
            raise errors.already_decided()
        when = at or clock.now()
        row.decision, row.decided_by, row.decided_at = decision, actor.id, when
        row.notes, row.version = notes, row.version + 1
        row.save(update_fields=["decision", "decided_by", "decided_at", "notes", "version"])
        apart = case_of(row.earlier) != case_of(row.later)
        flag = rules.REUNITE if decision == "SIBLINGS" and apart else None
        for child in (row.earlier, row.later):
            case = case_of(child)
            if case is not None and not queries.open_pairs_of(child):
                tasks.finish(rules.SIBLINGS.task, actor=actor, case=case, person=child, at=when)
            _tell(actor, f"protection.{decision.lower()}", child, when, flag)
    return row


def reunite_siblings(
    *, actor: Actor, pair: Siblings, base_version: int | None = None, at: datetime | None = None
) -> Case:
    """Bring two siblings into one file, the one that was opened first: they travel together.

    Whoever is in the later file comes along. What was decided for one file is decided anew. Where
    the files are of two offices, an officer of the one that gives its file away joins them, after
    somebody else said that they are siblings; the other office is told to receive it.
    """
    with verb(actor, *LEAD):
        when = at or clock.now()
        files = _lock_files(pair)
        row: Siblings = Siblings.objects.select_for_update(of=("self",)).get(pk=pair.pk)
        if base_version is not None and row.version != base_version:
            raise changed_meanwhile()
        if row.decision != "SIBLINGS":
            raise errors.not_confirmed_siblings()
        if len(files) == 2:
            first, second = siblings.in_order_of_joining(files)
            apart = first.office_id != second.office_id
            if apart and row.decided_by == actor.id:
                raise refusals.two_offices_agree()
            came = [child for child in (row.earlier, row.later) if case_of(child) == second]
            joined = casework.join_files(actor=actor, first=first, second=second, at=when)
            if apart:
                _keep_with(actor, joined, came, when)
        else:
            joined = files[0]
        row.reunited_at, row.version = when, row.version + 1
        row.save(update_fields=["reunited_at", "version"])
        for child in (row.earlier, row.later):
            tasks.finish(rules.REUNITE.task, actor=actor, case=joined, person=child, at=when)
            _say(actor, "protection.siblings_reunited", joined, child, when)
    return joined


def part_reunited(*, actor: Actor, change: FamilyChange, at: datetime | None = None) -> None:
    """See that siblings who are in two files again, for a change was undone, wait to be reunited.

    That they are siblings stands until another person takes it back: neither travels alone.
    """
    with verb(actor):
        when = at or clock.now()
        back, other = (counselling.members(file) for file in (change.case, change.other))
        people = [m.person_id for m in (*back, *other)]
        if change.case.office_id != change.other.office_id:
            _follow_offices(people)
            for member in back:
                _not_come(actor, change.case, member.person, when)
        for known in queries.pairs_of(people):
            apart = case_of(known.earlier) != case_of(known.later)
            if known.decision == "SIBLINGS" and known.reunited_at is not None and apart:
                known.reunited_at, known.version = None, known.version + 1
                known.save(update_fields=["reunited_at", "version"])
                for child in (known.earlier, known.later):
                    _tell(actor, "protection.siblings_parted", child, when, rules.REUNITE)


def _not_come(actor: Actor, case: Case, child: Person, when: datetime) -> None:
    """Nobody is asked any more to receive a child who went back to the office it came from."""
    code = rules.FILE_CAME.task
    for task in Task.objects.open().filter(case=case, person=child, code=code):
        casework.drop_task(actor=actor, task=task, at=when)


def _keep_with(actor: Actor, joined: Case, came: list[Person], when: datetime) -> None:
    """The office that has both now is asked to receive who comes; their pairs are known where they are."""
    for child in came:
        tasks.open_for(rules.FILE_CAME, actor=actor, case=joined, person=child, at=when)
    _follow_offices([member.person_id for member in counselling.members(joined)])


def _follow_offices(people: Collection[UUID]) -> None:
    """Let the pairs of people be known where each of the two is looked after."""
    for known in queries.pairs_of(people):
        Siblings.objects.filter(pk=known.pk).update(
            office=known.later.office_id, other_office=known.earlier.office_id
        )


def _lock_files(pair: Siblings) -> list[Case]:
    """Lock both files, in the one order of cases: by id."""
    cases = {case.pk for child in (pair.earlier, pair.later) if (case := case_of(child))}
    rows = Case.objects.select_for_update(of=("self",)).filter(pk__in=cases).order_by("pk")
    return list(rows)


def _in_order(one: Person, other: Person) -> tuple[Person, Person]:
    if one.pk == other.pk or case_of(one) is None or case_of(other) is None:
        raise errors.not_two_children()
    first, second = sorted((one, other), key=lambda person: person.search_no)
    return first, second


def _tell(actor: Actor, code: str, child: Person, when: datetime, flag: rules.Flag | None) -> None:
    case = case_of(child)
    if case is None:
        return
    _say(actor, code, case, child, when)
    if flag is not None:
        tasks.open_for(flag, actor=actor, case=case, person=child, at=when)


def _say(actor: Actor, code: str, case: Case, child: Person, when: datetime) -> None:
    audit.record(
        actor=actor, code=code, at=when, person=child.id, case=case.id, compartment="protection"
    )
