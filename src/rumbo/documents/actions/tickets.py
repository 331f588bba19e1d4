"""The seat that a consulate wants to see first: held by movements, told here, gone with its day."""

from datetime import datetime
from typing import Any

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.casework import actions as casework
from rumbo.casework.models import Case, Task
from rumbo.common import clock
from rumbo.documents.models import ConsularRequest, RequestItem


def ticket_held(*, actor: Actor, case: Case, at: datetime | None = None) -> int:
    """Say that seats are held for a case: what its requests wanted of a ticket is here."""
    with verb(actor):
        when = at or clock.now()
        items = _tickets(case).filter(state="WANTED")
        count = items.update(state="GATHERED", on=clock.day_of(when), by=actor.id)
        for task in Task.objects.open().filter(case=case, code="HOLD_SEAT"):
            casework.finish_task(actor=actor, task=task, at=when)
    return int(count)


def ticket_gone(*, actor: Actor, case: Case, at: datetime | None = None) -> int:
    """Say that the seats were given back: a request that is not out wants a ticket again."""
    with verb(actor):
        when = at or clock.now()
        items = _tickets(case).filter(state="GATHERED").select_related("request__person")
        wanting = [item.request for item in items]
        items.update(state="WANTED", on=None, by=actor.id)
        for request in wanting:
            casework.open_task(
                actor=actor, case=case, person=request.person, role="movements",
                code="HOLD_SEAT", at=when,
            )  # fmt: skip
    return len(wanting)


def ticket_firm(*, actor: Actor, case: Case, at: datetime | None = None) -> None:
    """Say that the seats are held firmly: nobody is asked to confirm them any more."""
    with verb(actor):
        for task in Task.objects.open().filter(case=case, code="CONFIRM_SEAT"):
            casework.finish_task(actor=actor, task=task, at=at or clock.now())


def _tickets(case: Case) -> Any:
    waiting = ConsularRequest.objects.open().filter(case=case, sent_on=None)
    return RequestItem.objects.filter(request__in=waiting, code="TICKET")
