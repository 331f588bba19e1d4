"""What a consulate answered: the paper, or a no with what is done about it."""

from datetime import date, datetime

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.casework import actions as casework
from rumbo.casework.models import Task
from rumbo.common import clock
from rumbo.documents import errors, rules
from rumbo.documents.actions.consulates import ASK, say
from rumbo.documents.actions.papers import record_document
from rumbo.documents.locks import lock_request
from rumbo.documents.models import ConsularRequest, TravelDocument
from rumbo.documents.values import NewDocument, Refused


def issue_paper(
    *,
    actor: Actor,
    request: ConsularRequest,
    document: NewDocument,
    at: datetime | None = None,
) -> TravelDocument:
    """Write down the paper that a consulate gave: it is a travel document from now on.

    Nobody answers what nobody handed in: what left the house is written down when it leaves.
    """
    with verb(actor, *ASK):
        row, when = lock_request(request), at or clock.now()
        if row.sent_on is None:
            raise errors.not_sent_yet()
        made = record_document(
            actor=actor, case=row.case, person=row.person, document=document, at=when
        )
        _end(actor, row, clock.day_of(when), when, granted=True)
        row.paper = made
        row.save(update_fields=["paper"])
    return made


def consulate_answered(
    *,
    actor: Actor,
    request: ConsularRequest,
    granted: bool,
    refused: Refused | None = None,
    on: date | None = None,
    at: datetime | None = None,
) -> ConsularRequest:
    """Write down what a consulate answered; the paper itself is recorded when it is here.

    A no opens what is done about it: documents look at the reason, and where a country says that
    somebody is not its own, protection does.
    """
    with verb(actor, *ASK):
        row, when = lock_request(request), at or clock.now()
        if row.sent_on is None:
            raise errors.not_sent_yet()
        if not granted:
            row.refusal = refused.reason if refused else ""
            row.refusal_note = refused.note.strip() if refused else ""
            if row.refusal and row.refusal not in rules.REFUSALS:
                raise errors.reason_needed()
            row.save(update_fields=["refusal", "refusal_note"])
        _end(actor, row, on or clock.day_of(when), when, granted=granted)
    return row


def _end(actor: Actor, row: ConsularRequest, day: date, when: datetime, *, granted: bool) -> None:
    row.answered_on, row.granted = day, granted
    row.save(update_fields=["answered_on", "granted"])
    held = row.items.filter(code="TICKET", state="GATHERED").exists()
    if granted and held:
        casework.open_task(
            actor=actor, case=row.case, person=row.person, role="movements",
            code="CONFIRM_SEAT", at=when,
        )  # fmt: skip
    for task in Task.objects.open().filter(case=row.case, person=row.person, code="HOLD_SEAT"):
        casework.drop_task(actor=actor, task=task, at=when)
    if not granted:
        casework.open_task(
            actor=actor, case=row.case, person=row.person, role="documents",
            code="CONSULATE_REFUSED", at=when,
        )  # fmt: skip
        if row.refusal == "NOT_NATIONAL":
            casework.open_task(
                actor=actor, case=row.case, person=row.person, role="protection",
                code="NATIONALITY_DENIED", at=when,
            )  # fmt: skip
    code = "documents.consulate_granted" if granted else "documents.consulate_refused"
    say(actor=actor, code=code, request=row, at=when)
