"""Telling those who receive: only who said yes to it, and refusing never ends the help."""

from datetime import date, datetime

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.casework.models import Case
from rumbo.common import clock
from rumbo.counselling import queries as counselling
from rumbo.documents import errors, permits, queries, rules
from rumbo.documents.actions.beginning import begin
from rumbo.documents.actions.transferring import log_transfer
from rumbo.documents.models import ReceivingNotice
from rumbo.documents.values import Told
from rumbo.documents.words import RECIPIENTS

TELL = ("movements", "documents", "coordinator")


def tell_receiving_side(
    *,
    actor: Actor,
    case: Case,
    recipient: str = "RECEIVING_MISSION",
    on: date | None = None,
    travel_date: date | None = None,
    at: datetime | None = None,
) -> ReceivingNotice:
    """Write down that those who receive were told of a group (TRANSFER_CONSENT is asked first).

    With a day of travel the notice counts for that day alone: another journey is told anew.
    """
    with verb(actor, *TELL):
        when = at or clock.now()
        if recipient not in RECIPIENTS:
            raise errors.not_a_recipient()
        day = on or clock.today()
        people = [member.person for member in counselling.members(case)]
        yes = permits.require(people, recipient, day)
        if recipient == "RECEIVING_MISSION" and not queries.may_tell_mission(case):
            raise errors.mission_not_cleared()
        made: ReceivingNotice = ReceivingNotice.objects.create(
            office_id=case.office_id,
            case=case,
            told_on=day,
            travel_date=travel_date,
            recipient=recipient,
            by=actor.id,
            occurred_at=when,
        )
        begin(actor=actor, case=case, at=when)
        told = Told(
            kind="NOTICE", recipient=recipient, fields=rules.TOLD_BEFORE_ARRIVAL,
            purpose="RECEPTION",
        )  # fmt: skip
        for person in people:
            log_transfer(
                actor=actor, case=case, person=person, told=told, consent=yes[person.id], at=when
            )
        audit.record(
            actor=actor,
            code="documents.receiver_told",
            at=when,
            case=case.id,
            recipient=f"consent_recipient:{recipient}",
        )
    return made


def receiving_side_answered(
    *,
    actor: Actor,
    case: Case,
    notice: ReceivingNotice | None = None,
    on: date | None = None,
    at: datetime | None = None,
) -> ReceivingNotice:
    """Write down that those who receive answered: this notice, or the last one of the case.

    A notice speaks of one journey: an answer about one day says nothing of another.
    """
    with verb(actor, *TELL):
        rows = ReceivingNotice.objects.select_for_update().filter(case=case)
        if notice is not None:
            rows = rows.filter(pk=notice.pk)
        row = rows.order_by("-occurred_at", "-recorded_at").first()
        if row is None or row.answered_on is not None:
            raise errors.nothing_to_answer()
        row.answered_on = on or clock.today()
        row.save(update_fields=["answered_on"])
        audit.record(
            actor=actor, code="documents.receiver_answered", at=at or clock.now(), case=case.id
        )
    return row
