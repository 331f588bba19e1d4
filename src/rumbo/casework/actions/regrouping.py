"""Changing who travels with whom: parting, moving and joining, by rules, by a name, with a word."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from rumbo.access.entry import verb
from rumbo.access.errors import not_your_role
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.casework import kinship, rules, signals
from rumbo.casework.actions.bringing import bring
from rumbo.casework.actions.parting import own_file
from rumbo.casework.actions.steps import end_emptied, move
from rumbo.casework.actions.tasks import open_task
from rumbo.casework.locks import locked_pair, touch
from rumbo.casework.models import Case, FamilyChange
from rumbo.casework.models.families import EMPTYING
from rumbo.casework.queries.kin import as_placed_there, asked_of, leader, members_of, placed
from rumbo.casework.regrouping import require_may_regroup
from rumbo.casework.values import Regrouping
from rumbo.common import clock
from rumbo.registry import actions as registry
from rumbo.registry.models import GroupMember
from rumbo.registry.values import Place

DECIDERS = ("counsellor", "protection", "child_officer", "coordinator")
SAID = {
    "SPLIT": "casework.split",
    "MOVE": "casework.regrouped",
    "LINK": "casework.linked",
    "JOIN": "casework.joined",
}


def regroup(
    *, actor: Actor, case: Case, asked: Regrouping, at: datetime | None = None
) -> FamilyChange:
    """Let people of a file travel with another one from now on, or on their own, before departure.

    Everybody: the two families are one, and the emptied file ends. Seats of those who go and of
    those they come to are given back: they book together. What was decided of the file they come
    to says nothing of who came, so that eligibility is decided anew. Their open tasks come along.
    """
    with verb(actor, *DECIDERS):
        when = at or clock.now()
        row, there = locked_pair(case, asked.to, asked.seen)
        require_may_regroup(actor, row, there, asked, when)
        return carry_out(actor=actor, row=row, there=there, asked=asked, when=when)


def carry_out(
    *,
    actor: Actor,
    row: Case,
    there: Case | None,
    asked: Regrouping,
    when: datetime,
    joined: bool = False,
) -> FamilyChange:
    """Do what the rules let, both files being locked; keep how it was, so that it can be returned.

    `joined`: protection joins siblings, by its own word.
    """
    with verb(actor):
        if actor.id is None:
            raise not_your_role()
        members = members_of(row)
        going = [m for m in members if m.person_id in {p.pk for p in asked.people}]
        kind = _kind(row, there, asked, joined=joined)
        present = members_of(there) if there is not None else []
        _free_seats(actor, row, going, there, when)
        known = asked_of(there) if there is not None else set()
        other = there or own_file(actor=actor, case=row, at=when)
        made = _bring(actor, row, other, asked, when)
        touched = {m.person_id for m in going} | _stay(actor, row, when)
        before = _as_it_was(row.stage, present, [m for m in members if m.person_id in touched])
        if there is not None:
            before["decisions"] = _decide_anew(actor, [row, there] if kind in EMPTYING else [there],
                                               other, when)  # fmt: skip
        opened = asked_of(other) - known
        before |= bring(
            actor=actor, row=row, other=other, people=[m.person_id for m in going],
            everything=kind in EMPTYING, when=when,
        )  # fmt: skip
        before |= {"made": [str(m.pk) for m in made], "opened": sorted(map(str, opened))}
        if kind in EMPTYING:
            end_emptied(actor=actor, case=row, at=when)
        change: FamilyChange = FamilyChange.objects.create(
            office_id=row.office_id, kind=kind, case=row, other=other, decided_by=actor.id,
            family_word=asked.word.said.strip(), word_on=asked.word.on, why=asked.why.strip(),
            before=before, occurred_at=when,
        )  # fmt: skip
        for file in (row, other):
            touch(file)
            audit.record(
                actor=actor, code=SAID[kind], at=when, case=file.pk,
                people=len(going), number=(other if file is row else row).number,
            )  # fmt: skip
    return change


def _kind(row: Case, there: Case | None, asked: Regrouping, *, joined: bool) -> str:
    if joined:
        return "JOIN"
    if there is None:
        return "SPLIT"
    everybody = len({p.pk for p in asked.people}) == len(members_of(row))
    return "LINK" if everybody else "MOVE"


def _as_it_was(
    stage: str, there: Sequence[GroupMember], touched: Sequence[GroupMember]
) -> dict[str, Any]:
    """Who was with whom, in ids and codes, so that it can be returned exactly."""
    return {
        "places": [
            {
                "person": str(m.person_id),
                "position": m.position,
                "relation": m.relation,
                "guardian": str(m.guardian_id) if m.guardian_id else "",
                "guardian_relation": m.guardian_relation,
            }
            for m in touched
        ],
        "there": [str(m.person_id) for m in there],
        "stage": stage,
        "decisions": [],
    }


def _free_seats(
    actor: Actor, row: Case, going: Sequence[GroupMember], there: Case | None, when: datetime
) -> None:
    people = [m.person_id for m in going]
    signals.people_stopped.send(Case, case=row, people=people, kind="SPLIT", actor=actor, at=when)
    row.refresh_from_db(fields=["stage"])  # whose seats were given back stands where it stood
    if there is None:
        return
    signals.people_stopped.send(
        Case, case=there, people=[m.person_id for m in members_of(there)], kind="REJOINED",
        actor=actor, at=when,
    )  # fmt: skip
    there.refresh_from_db()
    if there.stage in rules.SEATED:
        move(actor=actor, case=there, to="TRAVEL_READY", at=when)


def _bring(
    actor: Actor, row: Case, other: Case, asked: Regrouping, when: datetime
) -> list[GroupMember]:
    people = {p.pk for p in asked.people}
    members = [m for m in members_of(row) if m.person_id in people]
    there = members_of(other)
    places = as_placed_there(members, there, asked.relation, clock.day_of(when))
    return registry.place_in_group(actor=actor, group=other.group, places=places, at=when)


def _stay(actor: Actor, row: Case, when: datetime) -> set[UUID]:
    """Those who stay have a first person, from whom the others are told; give whose place changed."""
    members = members_of(row)
    here = {m.person_id for m in members}
    if not members:
        return set()
    first = leader(members, clock.day_of(when))
    places = [
        placed(
            m,
            0 if m is first else m.position,
            "HEAD" if m is first else kinship.seen_from(first.relation, m.relation),
            here,
        )
        for m in members
    ]
    changed = [p for p, m in zip(places, members, strict=True) if p != _as_placed(m)]
    registry.place_in_group(actor=actor, group=row.group, places=changed, at=when)
    return {place.person for place in changed}


def _as_placed(member: GroupMember) -> Place:
    return Place(
        person=member.person_id,
        position=member.position,
        relation=member.relation,
        guardian=member.guardian_id,
        guardian_relation=member.guardian_relation,
    )


def _decide_anew(actor: Actor, files: Sequence[Case], other: Case, when: datetime) -> list[str]:
    """Nothing that was decided says anything of who is together now; give what was revoked."""
    revoked = []
    for file in files:
        for decision in file.decisions.filter(revoked_at=None):
            decision.revoked_at = when
            decision.save(update_fields=["revoked_at"])
            revoked.append(str(decision.pk))
            audit.record(actor=actor, code="casework.decision_revoked", at=when, case=file.pk)
    if revoked:
        open_task(actor=actor, case=other, role="coordinator", code="DECIDE_JOINED", at=when)
    return revoked
