"""The seat that a consulate wants to see first: held by movements, told here, gone with its day."""

from datetime import datetime
from typing import Any

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.casework import actions as casework
from rumbo.casework.models import Case, Task
from rumbo.common import clock
from rumbo.counselling import queries as counselling
from rumbo.documents import permits, rules
from rumbo.documents.actions.consulates import ASK, say
from rumbo.documents.actions.transferring import log_transfer
from rumbo.documents.locks import lock_request
from rumbo.documents.models import ConsularRequest, RequestItem
from rumbo.documents.values import Told


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
    """Say that the seats were given back: every open request wants a ticket again.

    One that is out already was shown a seat that is no more: another is held, or the paper comes
    for a journey that nobody makes.
    """
    with verb(actor):
        when = at or clock.now()
        items = _tickets(case).filter(state="GATHERED").select_related("request__person")
        wanting = [item.request for item in items]
        items.update(state="WANTED", on=None, by=actor.id)
        for request in wanting:
            casework.open_task(
                actor=actor, case=case, person=request.person, role="movements",
                code="HOLD_SEAT", at=when, urgent=request.sent_on is not None,
            )  # fmt: skip
    return len(wanting)


def ticket_firm(*, actor: Actor, case: Case, at: datetime | None = None) -> None:
    """Say that the seats are held firmly: nobody is asked to confirm them any more."""
    with verb(actor):
        for task in Task.objects.open().filter(case=case, code="CONFIRM_SEAT"):
            casework.finish_task(actor=actor, task=task, at=at or clock.now())


def show_itinerary(
    *, actor: Actor, request: ConsularRequest, at: datetime | None = None
) -> ConsularRequest:
    """Let a consulate see the seat that it wants: what is shown leaves the house, by a live yes."""
    with verb(actor, *ASK):
        row, when = lock_request(request), at or clock.now()
        yes = permits.require([row.person], "CONSULATE", clock.day_of(when))
        told = Told(
            kind="ITINERARY", recipient="CONSULATE", purpose="TRAVEL_PAPER",
            fields=rules.SHOWN_OF_A_SEAT, to_whom=row.consulate or row.country,
        )  # fmt: skip
        log_transfer(
            actor=actor, case=row.case, person=row.person, told=told, consent=yes[row.person_id],
            request=row, at=when,
        )  # fmt: skip
        say(actor=actor, code="documents.itinerary_shown", request=row, at=when)
    return row


def _tickets(case: Case) -> Any:
    """The tickets that the people of a case are asked for, under whichever file it was."""
    people = [member.person_id for member in counselling.members(case)]
    waiting = ConsularRequest.objects.open().filter(person__in=people)
    return RequestItem.objects.filter(request__in=waiting, code="TICKET")
