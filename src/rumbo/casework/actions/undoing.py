"""Taking back who travels with whom: exactly as it was, as long as nothing later rests on it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.casework import errors, refusals, rules, signals
from rumbo.casework.actions.bringing import take_back
from rumbo.casework.actions.joining import give_back_to_office
from rumbo.casework.actions.regrouping import DECIDERS
from rumbo.casework.actions.steps import end_emptied, move, open_emptied
from rumbo.casework.locks import locked_pair, touch
from rumbo.casework.models import Case, EligibilityDecision, FamilyChange
from rumbo.casework.queries.kin import kin_of, later_changes, members_of
from rumbo.casework.regrouping import PROTECT
from rumbo.common import clock
from rumbo.registry import actions as registry
from rumbo.registry.models import GroupMember
from rumbo.registry.values import Place

SAID = {
    "SPLIT": "casework.rejoined",
    "MOVE": "casework.regrouping_undone",
    "LINK": "casework.link_undone",
    "JOIN": "casework.join_undone",
}


def undo_family_change(
    *, actor: Actor, change: FamilyChange, why: str = "", at: datetime | None = None
) -> Case:
    """Bring people back to the file they left, each in their place; give that file.

    Refused where a later change stands, where somebody has left, or where it was said since that
    somebody of one side answers for a child of the other: that only who protects undoes, with a
    reason, and what it joined itself. Seats of both files are given back: each part books anew.
    """
    with verb(actor, *DECIDERS):
        when = at or clock.now()
        case, other = locked_pair(change.case, change.other)
        row: FamilyChange = FamilyChange.objects.select_for_update(of=("self",)).get(pk=change.pk)
        if other is None or row.undone_at is not None:
            raise errors.nothing_to_end()
        _require_protection(actor, row, case, other, why)
        back = _require_may_undo(row, case, other)
        broken = _rests_on_it(row, other, back, when)
        if broken and (not actor.roles & PROTECT or not why.strip()):
            raise errors.answered_for_since()
        for file in (case, other):
            people = [m.person_id for m in members_of(file)]
            signals.people_stopped.send(
                Case, case=file, people=people, kind="REJOINED", actor=actor, at=when
            )
        _stand_back(actor, row, (case, other), when)
        _return(actor, row, case, other, when)
        row.undone_at, row.undone_by = when, actor.id
        row.why = "\n".join(filter(None, (row.why, why.strip())))
        row.save(update_fields=["undone_at", "undone_by", "why"])
        for file in (case, other):
            touch(file)
            audit.record(
                actor=actor, code=SAID[row.kind], at=when, case=file.pk,
                people=len(back), number=(other if file is case else case).number,
            )  # fmt: skip
    return case


def _require_protection(actor: Actor, row: FamilyChange, case: Case, other: Case, why: str) -> None:
    """What protection joined it undoes, with a reason; of two offices, the one that has the people."""
    if row.kind != "JOIN":
        return
    if not actor.roles & PROTECT or not why.strip():
        raise refusals.joined_by_protection()
    if other.office_id not in {case.office_id, actor.office}:
        raise refusals.with_the_other_office(other.office.name)


def _require_may_undo(row: FamilyChange, case: Case, other: Case) -> list[GroupMember]:
    """Give those who go back: they stand where the change brought them, and nothing came after."""
    later = later_changes(row)
    if later:
        raise errors.later_change_first()
    emptied = row.empties and case.stage == "CLOSED" and not members_of(case)
    for file in (other, *([] if emptied else [case])):
        if not rules.may_withdraw(file.stage):
            raise errors.already_left() if file.is_open else errors.case_is_over()
    # By who they are: whom a later change took along and gave back stands in a row of its own.
    went = set(
        GroupMember.objects.filter(pk__in=row.before["made"]).values_list("person_id", flat=True)
    )
    live = [m for m in members_of(other) if m.person_id in went]
    stayed = {UUID(one["person"]) for one in row.before["places"]} - {m.person_id for m in live}
    if len(live) != len(went) or not stayed <= {m.person_id for m in members_of(case)}:
        raise errors.later_change_first()
    return live


def _rests_on_it(
    row: FamilyChange, other: Case, back: Sequence[GroupMember], when: datetime
) -> bool:
    """Whether somebody was said since to answer for a child whom this would part from them.

    What was so before the change returns with it; only who came or was said later is looked at.
    """
    going = {m.person_id for m in back}
    there = {UUID(key) for key in row.before["there"]}
    members = kin_of(other, clock.day_of(when))
    parted = any(
        one.guardian is not None and (one.guardian in going) is not (one.person in going)
        for one in members
    )
    stay = [one for one in members if one.person not in going]
    came = any(one.is_child and one.person not in there for one in stay)
    return parted or (came and not any(one.adult for one in stay))


def _stand_back(actor: Actor, row: FamilyChange, files: tuple[Case, Case], when: datetime) -> None:
    """Both files wait for seats anew; one that was emptied goes on from where it stood."""
    for file in files:
        file.refresh_from_db()
        if file.stage in rules.SEATED:
            move(actor=actor, case=file, to="TRAVEL_READY", at=when)
    case, _other = files
    if row.empties:
        stage = str(row.before["stage"])
        stage = "TRAVEL_READY" if stage in rules.SEATED else stage
        open_emptied(actor=actor, case=case, to=stage, at=when)


def _return(actor: Actor, row: FamilyChange, case: Case, other: Case, when: datetime) -> None:
    """Everybody is in their place again, what is asked about them too, and what was decided."""
    registry.place_in_group(
        actor=actor, group=case.group, places=[_place(one) for one in row.before["places"]], at=when
    )
    take_back(actor=actor, row=row, case=case, other=other, when=when)
    if case.office_id != other.office_id:
        people = [UUID(one["person"]) for one in row.before["places"]]
        give_back_to_office(actor=actor, change=row, people=people, at=when)
    for key in row.before["decisions"]:
        _decide_as_before(actor, key, when)
    if row.kind == "SPLIT":
        end_emptied(actor=actor, case=other, at=when)


def _decide_as_before(actor: Actor, key: str, when: datetime) -> None:
    """What was decided of just these people holds again, where nobody decided since."""
    row = EligibilityDecision.objects.select_for_update(of=("self",)).get(pk=key)
    if row.case.decisions.filter(revoked_at=None).exists():
        return
    row.revoked_at = None
    row.save(update_fields=["revoked_at"])
    audit.record(actor=actor, code="casework.decision_again", at=when, case=row.case_id)


def _place(told: dict[str, Any]) -> Place:
    return Place(
        person=UUID(told["person"]), position=told["position"], relation=told["relation"],
        guardian=UUID(told["guardian"]) if told["guardian"] else None,
        guardian_relation=told["guardian_relation"],
    )  # fmt: skip
