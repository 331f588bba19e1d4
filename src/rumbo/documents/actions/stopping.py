"""A request stops on its way: by the person's word, or because it is not needed any more."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.casework import actions as casework
from rumbo.casework.models import Case, Task
from rumbo.casework.rules import OVER
from rumbo.common import clock
from rumbo.counselling import queries as counselling
from rumbo.documents import errors, permits, queries, rules
from rumbo.documents.actions.consulates import ASK, say
from rumbo.documents.locks import lock_request
from rumbo.documents.models import ConsularRequest

TELL = "TELL_CONSULATE_STOP"


def stop_request(
    *, actor: Actor, request: ConsularRequest, kind: str, at: datetime | None = None
) -> ConsularRequest:
    """Stop a request; where the consulate has it, somebody tells it today to go no further."""
    with verb(actor, *ASK):
        if kind not in rules.STOPS_BY_HAND:
            raise errors.unknown_code("stop")
        row, when = lock_request(request), at or clock.now()
        _stop(actor, row, kind, when)
    return row


def stop_requests_of(
    *, actor: Actor, people: Collection[UUID], kind: str, at: datetime | None = None
) -> int:
    """Stop every open request of these people, in the transaction that says why; say how many.

    Under whichever file it was asked: somebody who moved to a file of their own has it still. The
    person is told what cannot be done without the consulate: taking a yes back ends no help.
    """
    with verb(actor):
        when = at or clock.now()
        rows = ConsularRequest.objects.open().filter(person__in=list(people))
        found = list(rows.order_by("id"))
        for one in found:
            row = lock_request(one)
            _stop(actor, row, kind, when)
            if kind == "CONSENT":
                casework.open_task(
                    actor=actor, case=row.case, person=row.person, role="counsellor",
                    code="TELL_WHAT_STOPS", at=when,
                )  # fmt: skip
    return len(found)


def stop_what_may_not_go_on(*, actor: Actor, at: datetime | None = None) -> int:
    """Stop what a consulate has and should not have any more: nobody need have thought of it.

    A yes that ended with its day, an asylum claim or a fear that came to be known in any way, a
    file that is over: the consulate is told today, as where somebody said so.
    """
    with verb(actor):
        when = at or clock.now()
        day = clock.day_of(when)
        out = ConsularRequest.objects.on_the_way().select_related("case", "person")
        rows = list(out.order_by("id"))
        files = queries.cases_of({one.person_id for one in rows})
        found = [
            (one, kind)
            for one in rows
            if (kind := _why_not(one, files.get(one.person_id, one.case), day))
        ]
        for one, kind in found:
            _stop(actor, lock_request(one), kind, when)
    return len(found)


def _why_not(row: ConsularRequest, case: Case, day: date) -> str:
    """Why a request may not stay on its way; empty where it may."""
    if case.stage in OVER:
        return "NOT_NEEDED"
    if row.person_id not in counselling.live_shares([row.person_id], "CONSULATE", day):
        return "LAPSED"
    return "" if permits.may_ask(row.person, day) else "NOT_CLEARED"


def note_stop_told(
    *,
    actor: Actor,
    request: ConsularRequest,
    on: date | None = None,
    at: datetime | None = None,
) -> ConsularRequest:
    """Write down that the consulate was told to go no further and to use nothing it was sent."""
    with verb(actor, *ASK):
        rows = ConsularRequest.objects.select_for_update(of=("self",))
        row: ConsularRequest = rows.select_related("person", "case").get(pk=request.pk)
        if not rules.is_to_be_told(row.stopped_at, row.sent_on, row.stop_told_on):
            raise errors.nothing_to_stop()
        when = at or clock.now()
        row.stop_told_on = on or clock.day_of(when)
        row.save(update_fields=["stop_told_on"])
        say(actor=actor, code="documents.stop_told", request=row, at=when)
        if not _still_to_tell(row):
            tasks = Task.objects.open().filter(case=row.case, person=row.person, code=TELL)
            for task in tasks:
                casework.finish_task(actor=actor, task=task, at=when)
    return row


def _stop(actor: Actor, row: ConsularRequest, kind: str, when: datetime) -> None:
    row.stopped_at, row.stop_kind, row.batch = when, kind, None if not row.sent_on else row.batch
    row.save(update_fields=["stopped_at", "stop_kind", "batch"])
    for task in Task.objects.open().filter(case=row.case, person=row.person, code="HOLD_SEAT"):
        casework.drop_task(actor=actor, task=task, at=when)
    if row.sent_on is not None:
        casework.open_task(
            actor=actor, case=row.case, person=row.person, role="documents", code=TELL,
            urgent=True, at=when,
        )  # fmt: skip
    say(actor=actor, code="documents.request_stopped", request=row, at=when)


def _still_to_tell(row: ConsularRequest) -> bool:
    others = ConsularRequest.objects.filter(person=row.person, case=row.case, stop_told_on=None)
    return others.exclude(stopped_at=None).exclude(sent_on=None).exists()
