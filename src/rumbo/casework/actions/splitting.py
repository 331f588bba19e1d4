"""Parting a family: by decision of a named officer, with its word, and it can be undone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from rumbo.access.entry import verb
from rumbo.access.errors import not_your_role
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.casework import errors, rules, signals
from rumbo.casework.actions.exits import withdraw
from rumbo.casework.actions.opening import open_case
from rumbo.casework.actions.steps import end_emptied, move
from rumbo.casework.actions.tasks import open_task
from rumbo.casework.locks import locked
from rumbo.casework.models import Case, EligibilityDecision, SideExit, Split
from rumbo.common import clock
from rumbo.registry import actions as registry
from rumbo.registry.models import GroupMember, Person, TravelGroup
from rumbo.registry.rules.ages import is_adult

DECIDERS = ("counsellor", "protection", "child_officer", "coordinator")


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyWord:
    """What the family said about parting, and on which day."""

    said: str
    on: date


def split_group(
    *,
    actor: Actor,
    case: Case,
    staying: Sequence[Person],
    word: FamilyWord,
    at: datetime | None = None,
) -> Split:
    """Part a group: those who stay get their own file, and no child stays or goes without parents."""
    with verb(actor, *DECIDERS):
        return _part(actor, case, staying, word, at or clock.now())


def rejoin_group(*, actor: Actor, split: Split, at: datetime | None = None) -> Case:
    """Bring a parted family together again in its first file, as long as nobody has left.

    A seat that one part held is given back: they book together anew.
    """
    with verb(actor, *DECIDERS):
        when = at or clock.now()
        first, second = _both(split)
        row: Split = Split.objects.select_for_update(of=("self",)).get(pk=split.pk)
        if row.rejoined_at is not None:
            raise errors.nothing_to_end()
        if not all(rules.may_withdraw(c.stage) for c in (first, second)):
            raise errors.already_left()
        members = _members(second)
        for one in (first, second):
            people = [m.person_id for m in _members(one)]
            signals.people_stopped.send(
                Case, case=one, people=people, kind="REJOINED", actor=actor, at=when
            )
        if first.stage in rules.SEATED:
            move(actor=actor, case=first, to="TRAVEL_READY", at=when)
        registry.change_group(
            actor=actor, people=[m.person for m in members], group=first.group, at=when
        )
        row.rejoined_at, row.rejoined_by = when, actor.id
        row.save(update_fields=["rejoined_at", "rejoined_by"])
        end_emptied(actor=actor, case=second, at=when)
        audit.record(actor=actor, code="casework.rejoined", at=when, case=first.id)
    return first


def withdraw_person(
    *,
    actor: Actor,
    case: Case,
    people: Sequence[Person],
    word: FamilyWord | None = None,
    at: datetime | None = None,
) -> SideExit:
    """Let some of a group go: where others go on, the family is parted first, with its word.

    Nobody is asked why. Everyone of the group: the same as withdrawing the case.
    """
    with verb(actor):
        when = at or clock.now()
        row = locked(case)
        gone = {p.pk for p in people}
        if not rules.may_withdraw(row.stage):
            raise errors.already_left() if row.is_open else errors.case_is_over()
        if gone >= {m.person_id for m in _members(row)}:
            return withdraw(actor=actor, case=case, at=when)
        if word is None or not word.said.strip():
            raise errors.family_word_needed()
        made = split_group(actor=actor, case=case, staying=people, word=word, at=when)
        return withdraw(actor=actor, case=made.other, at=when)


def _part(
    actor: Actor, case: Case, parting: Sequence[Person], word: FamilyWord, when: datetime
) -> Split:
    row = locked(case)
    if actor.id is None:
        raise not_your_role()
    if not word.said.strip() or word.on > clock.day_of(when):
        raise errors.family_word_needed()
    if not rules.may_withdraw(row.stage):
        raise errors.already_left() if row.is_open else errors.case_is_over()
    _require_may_part(row, parting, clock.day_of(when))
    signals.people_stopped.send(
        Case, case=row, people=[p.pk for p in parting], kind="SPLIT", actor=actor, at=when
    )
    other = _other_file(actor, row, parting, when)
    made: Split = Split.objects.create(
        office_id=row.office_id,
        case=row,
        other=other,
        decided_by=actor.id,
        family_word=word.said,
        word_on=word.on,
        occurred_at=when,
    )
    for one in (row, other):
        audit.record(actor=actor, code="casework.split", at=when, case=one.id)
    return made


def _require_may_part(case: Case, parting: Sequence[Person], day: date) -> None:
    kin = [_kin(member, day) for member in _members(case)]
    here, leaving = {k.person for k in kin}, {p.pk for p in parting}
    if not leaving <= here:
        raise errors.not_of_this_case()
    if not leaving or leaving == here:
        raise errors.nobody_stays()
    if not rules.may_part(kin, leaving):
        raise errors.child_without_parents()


def _kin(member: GroupMember, day: date) -> rules.Kin:
    one = member.person
    adult = is_adult(one.birth_date, one.birth_precision, day, disputed=one.age_disputed)
    return rules.Kin(
        person=member.person_id,
        relation=member.relation,
        guardian=member.guardian_id,
        adult=None if one.birth_date is None and not one.age_disputed else adult,
    )


def _other_file(actor: Actor, case: Case, parting: Sequence[Person], when: datetime) -> Case:
    """A file of their own: same request day; what was decided for all goes on for each part."""
    group = TravelGroup.objects.create(
        office_id=case.office_id, sheet_folio=case.group.sheet_folio, occurred_at=when
    )
    registry.change_group(actor=actor, people=parting, group=group, at=when)
    other = open_case(
        actor=actor,
        office=case.office,
        group=group,
        site=case.site,
        requested_on=case.requested_on,
        at=when,
        urgent=case.urgent,
    )
    for stage in rules.way_to_preparation(case.stage):
        move(actor=actor, case=other, to=stage, at=when)
    decision = case.decisions.filter(revoked_at=None, countersigned_at__isnull=False).first()
    if decision is not None:
        _carry_over(actor, decision, other, when)
    return other


def _carry_over(actor: Actor, decision: EligibilityDecision, other: Case, when: datetime) -> None:
    names = (
        "office_id", "eligible", "reasons", "programme", "funding_line", "why", "decided_by",
        "countersigned_by", "countersigned_at",
    )  # fmt: skip
    EligibilityDecision.objects.create(
        case=other,
        proposed={**decision.proposed, "carried_over_from": str(decision.pk)},
        occurred_at=decision.occurred_at,
        **{name: getattr(decision, name) for name in names},
    )
    other.programme, other.funding_line = decision.programme, decision.funding_line
    other.save(update_fields=["programme", "funding_line"])
    open_task(actor=actor, case=other, role="coordinator", code="DECIDE_ANEW", at=when)


def _members(case: Case) -> "list[GroupMember]":
    rows = GroupMember.objects.filter(group=case.group_id, left_at=None)
    return list(rows.order_by("position").select_related("person"))


def _both(split: Split) -> tuple[Case, Case]:
    """Lock both files, in the one order of cases: by id."""
    ids = sorted([split.case_id, split.other_id])
    rows = {
        c.pk: c
        for c in Case.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk")
    }
    return rows[split.case_id], rows[split.other_id]
