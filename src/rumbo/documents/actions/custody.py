"""Who has the original: each change of hands is a row of its own, with a receipt."""

from datetime import datetime

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.casework import actions as casework
from rumbo.casework.models import Case
from rumbo.common import clock, codes
from rumbo.common.ids import new_id
from rumbo.counselling import queries as counselling
from rumbo.documents import errors, permits, rules
from rumbo.documents.actions.beginning import begin
from rumbo.documents.actions.transferring import log_transfer
from rumbo.documents.locks import lock_document
from rumbo.documents.models import Custody, TravelDocument
from rumbo.documents.values import Told

HOLD = ("documents", "registrar", "child_officer", "movements")
REPORT = (*HOLD, "counsellor", "protection", "field")


def take_custody(
    *,
    actor: Actor,
    case: Case,
    document: TravelDocument,
    held_by: str = "office",
    handed_to: str = "",
    at: datetime | None = None,
) -> Custody:
    """Take an original into the office's or an escort's hands, against a receipt."""
    with verb(actor, *HOLD):
        row = lock_document(document)
        if held_by not in rules.HELD_BY_US:
            raise errors.unknown_code("original_with")
        return _pass_on(actor, case, row, held_by, handed_to, at or clock.now())


def hand_over(
    *,
    actor: Actor,
    case: Case,
    document: TravelDocument,
    held_by: str,
    handed_to: str = "",
    at: datetime | None = None,
) -> Custody:
    """Give an original to somebody: its owner, an escort, a consulate or the INM.

    What we hand to an authority is a transfer of data: that recipient's own consent is asked,
    and a consulate is told of nobody who may fear it.
    """
    with verb(actor, *HOLD):
        row = lock_document(document)
        when = at or clock.now()
        if held_by not in codes.LISTS["original_with"] or held_by == "lost":
            raise errors.unknown_code("original_with")
        asked = rules.CONSENT_OF_HOLDER.get(held_by)
        # Where nobody wrote down who has it, it may have been us.
        ours = row.original_with in {*rules.HELD_BY_US, ""}
        if not (asked and ours):
            return _pass_on(actor, case, row, held_by, handed_to, when)
        yes = permits.require([row.person], asked, clock.day_of(when))
        made = _pass_on(actor, case, row, held_by, handed_to, when)
        told = Told(
            kind="ORIGINAL", recipient=asked, fields=("original", row.type.lower()),
            purpose="KEEP_ORIGINAL" if held_by == "consulate" else "EXIT",
        )  # fmt: skip
        log_transfer(
            actor=actor, case=case, person=row.person, told=told, consent=yes[row.person_id],
            at=when,
        )  # fmt: skip
        return made


def report_lost(
    *,
    actor: Actor,
    case: Case,
    document: TravelDocument,
    report_number: str = "",
    at: datetime | None = None,
) -> Custody:
    """Say that an original is lost or stolen: documents see today how to replace it."""
    with verb(actor, *REPORT):
        row = lock_document(document)
        when = at or clock.now()
        row.report_number = report_number.strip()
        made = _pass_on(actor, case, row, "lost", "", when)
        audit.record(
            actor=actor,
            code="documents.lost",
            at=when,
            person=row.person_id,
            case=case.id,
            type=f"document_type:{row.type}",
        )
        casework.open_task(
            actor=actor,
            case=case,
            role="documents",
            code="REPLACE_DOCUMENT",
            person=row.person,
            at=when,
        )
    return made


def _pass_on(
    actor: Actor,
    case: Case,
    row: TravelDocument,
    held_by: str,
    handed_to: str,
    when: datetime,
) -> Custody:
    counselling.member_of(case, row.person)
    name = handed_to.strip()
    if row.original_with == held_by and not (held_by == "escort" and name):
        raise errors.already_there(held_by)
    if held_by == "escort" and not name:
        raise errors.name_needed()
    made = Custody(
        id=new_id(),
        office_id=row.office_id,
        document=row,
        held_before=row.original_with,
        held_by=held_by,
        handed_to=name or (row.person.full_name if held_by == "person" else ""),
        by=actor.id,
        occurred_at=when,
    )
    made.save(force_insert=True)
    row.original_with, row.version = held_by, row.version + 1
    row.save(update_fields=["original_with", "report_number", "version"])
    begin(actor=actor, case=case, at=when)
    audit.record(
        actor=actor,
        code="documents.custody",
        at=when,
        person=row.person_id,
        case=case.id,
        holder=f"original_with:{held_by}",
        receipt=made.receipt,
        custody=made.id,
    )
    return made
