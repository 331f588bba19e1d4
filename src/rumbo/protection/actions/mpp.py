"""Somebody with a case in the United States: each point explained, and said back in own words."""

from datetime import datetime

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.casework.models import Case
from rumbo.common import clock
from rumbo.counselling import queries as counselling
from rumbo.protection import errors, rules, tasks
from rumbo.protection.models import MppStanding
from rumbo.protection.values import NewMpp
from rumbo.registry.models import Person


def record_mpp(
    *, actor: Actor, case: Case, person: Person, mpp: NewMpp, at: datetime | None = None
) -> MppStanding:
    """Write down what was told of each point and what the person keeps (domain.md 0.9, 8).

    Understood is what somebody said again in their own words; a tick alone is not enough.
    """
    with verb(actor, "counsellor", "protection", "child_officer"):
        counselling.member_of(case, person)
        if not mpp.in_mpp and (mpp.explained or mpp.keeps_case):
            raise errors.not_in_mpp()
        if mpp.understood and not mpp.own_words.strip():
            raise errors.own_words_needed()
        when = at or clock.now()
        made: MppStanding = MppStanding.objects.create(
            office_id=case.office_id,
            case=case,
            person=person,
            by=actor.id,
            in_mpp=mpp.in_mpp,
            explained=[point for point in rules.MPP_POINTS if point in mpp.explained],
            understood=mpp.understood,
            own_words=mpp.own_words,
            keeps_case=mpp.keeps_case,
            court_date=mpp.court_date,
            reentry_valid_until=mpp.reentry_valid_until,
            no_guarantee_signed_on=mpp.no_guarantee_signed_on,
            notes=mpp.notes,
            occurred_at=when,
        )
        audit.record(
            actor=actor, code="protection.mpp_noted", at=when, person=person.id, case=case.id
        )
        is_told = len(made.explained) == len(rules.MPP_POINTS) and made.understood is True
        if is_told or not made.in_mpp:
            tasks.finish("MPP", actor=actor, case=case, person=person, at=when)
    return made
