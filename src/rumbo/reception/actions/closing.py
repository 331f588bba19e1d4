"""What comes next for each person, and the end of a reception."""

from datetime import datetime
from uuid import UUID

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.casework import actions as casework
from rumbo.casework.models import Case
from rumbo.common import clock
from rumbo.common.ids import new_id
from rumbo.counselling import queries as counselling
from rumbo.movements import locks
from rumbo.reception import errors, queries, words
from rumbo.reception.actions.arriving import RECEIVE
from rumbo.reception.hands import require_handed_over
from rumbo.reception.models import Arrival, NextStep
from rumbo.registry.models import Person


def set_next_step(
    *,
    actor: Actor,
    arrival: Arrival,
    kind: str,
    note: str = "",
    at: datetime | None = None,
    id: UUID | None = None,
) -> NextStep:
    """Write down where somebody goes from here; the children in their charge go with them."""
    with verb(actor, *RECEIVE):
        when = at or clock.now()
        case = locks.lock_cases([arrival.case_id])[0]
        rows = Arrival.objects.live().select_related("person")
        here = rows.filter(pk=arrival.pk, state="ARRIVED").first()
        if not isinstance(here, Arrival):
            raise errors.not_here()
        if kind not in words.NEXT:
            raise errors.no_such_step()
        alone = counselling.is_child_alone(case, here.person, clock.day_of(when))
        if alone and kind not in words.NEXT_FOR_CHILD_ALONE:
            raise errors.child_is_handed_over()
        if kind in words.INTO_A_HAND:
            require_handed_over(case, here.person, kind, when)
        made = _next(actor, here, kind, note, when, id)
        children = queries.in_charge_of(case, here.person)
        for child in rows.filter(person__in=children, departure=here.departure, state="ARRIVED"):
            if not NextStep.objects.live().filter(arrival=child).exists():
                _next(actor, child, kind, "", when, None)
    return made


def close_reception(*, actor: Actor, case: Case, at: datetime | None = None) -> Case:
    """End the reception of a group of whom each person was accounted for.

    While an institution still has to attend somebody, or somebody asked to be called after some
    weeks, the case goes on as followed up; otherwise it is closed as completed.
    """
    with verb(actor, *RECEIVE):
        when = at or clock.now()
        row = locks.lock_cases([case.pk])[0]
        _require_all_said(row)
        for person in queries.people_of(row):
            _require_in_good_hands(row, person, when)
        audit.record(actor=actor, code="reception.closed", at=when, case=row.pk)
        if queries.has_open_referral(row) or queries.wants_a_call(row):
            return casework.reach(actor=actor, case=case, to="POST_ARRIVAL", at=when)
        return casework.close_case(actor=actor, case=case, reason="COMPLETED", at=when)


def finish_support(*, actor: Actor, case: Case, at: datetime | None = None) -> Case:
    """Close a case whose referrals are done: the programme's support ends here."""
    with verb(actor, *RECEIVE):
        when = at or clock.now()
        row = locks.lock_cases([case.pk])[0]
        if queries.has_open_referral(row):
            raise errors.referrals_open()
        audit.record(actor=actor, code="reception.support_finished", at=when, case=row.pk)
        return casework.close_case(actor=actor, case=case, reason="COMPLETED", at=when)


def _require_all_said(case: Case) -> None:
    states = []
    for person in queries.people_of(case):
        seat = queries.seat_of(case, person.pk)
        rows = Arrival.objects.live().filter(person=person, case=case)
        said = rows.filter(departure=seat.departure if seat else None).first()
        if not isinstance(said, Arrival):
            raise errors.somebody_is_missing()
        states.append(said.state)
    if "ARRIVED" not in states:
        raise errors.nobody_came()


def _require_in_good_hands(case: Case, person: Person, when: datetime) -> None:
    """A child who came is not left at a centre: the act says in whose hands it is."""
    if Arrival.objects.live().filter(case=case, person=person, state="ARRIVED").exists():
        step = NextStep.objects.live().filter(case=case, person=person).first()
        require_handed_over(case, person, step.kind if step else "", when)


def _next(
    actor: Actor, arrival: Arrival, kind: str, note: str, when: datetime, id: UUID | None
) -> NextStep:
    NextStep.objects.live().filter(arrival=arrival).update(taken_back_at=when)
    made = NextStep(
        id=id or new_id(),
        office_id=arrival.office_id,
        receiving_office_id=arrival.receiving_office_id,
        case_id=arrival.case_id,
        person_id=arrival.person_id,
        by=actor.id,
        arrival=arrival,
        kind=kind,
        note=note,
        occurred_at=when,
    )
    made.save(force_insert=True)
    audit.record(
        actor=actor, code="reception.next_step", at=when,
        person=arrival.person_id, case=arrival.case_id,
    )  # fmt: skip
    return made
