"""Calling people one to three months after they returned, as they agreed to."""

from datetime import datetime

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.casework import actions as casework
from rumbo.casework.lookup import SEALED_FOR
from rumbo.common import clock
from rumbo.counselling import queries as counselling
from rumbo.followup import errors, queries, rules, words
from rumbo.followup.models import Call, CallAttempt
from rumbo.movements import locks
from rumbo.reception.models import Arrival

CALL = (*queries.CALLERS, *SEALED_FOR)
_SAID = {"DONE": "followup.talked", "REFUSED": "followup.refused"}


def note_attempt(
    *, actor: Actor, arrival: Arrival, outcome: str, note: str = "", at: datetime | None = None
) -> Call:
    """Write down a try and what came of it; talking, or a no, ends the call."""
    with verb(actor, *CALL):
        when = at or clock.now()
        call = _open(actor, arrival, when)
        if outcome not in words.OUTCOMES:
            raise errors.unknown_outcome()
        CallAttempt.objects.create(
            office_id=call.office_id,
            receiving_office_id=call.receiving_office_id,
            case_id=call.case_id,
            person_id=call.person_id,
            by=actor.id,
            call=call,
            outcome=outcome,
            note=note,
            occurred_at=when,
        )
        if outcome in rules.ENDS_IT:
            _end(call, outcome, when)
        if outcome == "DONE":
            casework.reach(actor=actor, case=arrival.case, to="MONITORING", at=when)
        audit.record(
            actor=actor, code=_SAID.get(outcome, "followup.tried"), at=when,
            person=call.person_id, case=call.case_id,
        )  # fmt: skip
    return call


def give_up(*, actor: Actor, arrival: Arrival, at: datetime | None = None) -> Call:
    """Stop calling somebody who was tried often enough, on different days."""
    with verb(actor, *CALL):
        when = at or clock.now()
        call = _open(actor, arrival, when)
        tried = [queries.day_of(a.occurred_at) for a in call.attempts.all()]
        if not rules.may_give_up(tried):
            raise errors.keep_trying(rules.TRIES)
        _end(call, "UNREACHED", when)
        audit.record(
            actor=actor, code="followup.given_up", at=when, person=call.person_id,
            case=call.case_id, tries=len(set(tried)),
        )  # fmt: skip
    return call


def _open(actor: Actor, arrival: Arrival, when: datetime) -> Call:
    """Lock the case, and give the call of this arrival; refuse where there is to be none."""
    locks.lock_cases([arrival.case_id])
    today = queries.day_of(when)
    if not counselling.may_share(arrival.person_id, queries.RECIPIENT, today):
        raise errors.no_consent()
    if today < rules.window(queries.day_of(arrival.occurred_at))[0]:
        raise errors.too_early()
    call: Call = Call.objects.get_or_create(
        arrival=arrival,
        defaults={
            "office_id": arrival.office_id,
            "receiving_office_id": arrival.receiving_office_id,
            "case_id": arrival.case_id,
            "person_id": arrival.person_id,
            "by": actor.id,
            "occurred_at": when,
        },
    )[0]
    if call.done_at is not None:
        raise errors.already_done()
    return call


def _end(call: Call, outcome: str, when: datetime) -> None:
    call.done_at, call.outcome = when, outcome
    call.save(update_fields=["done_at", "outcome"])
