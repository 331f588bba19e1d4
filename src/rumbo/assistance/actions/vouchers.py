"""Sums asked of the fund: by protection, approved by another officer, never above the balance."""

import uuid
from datetime import datetime, timedelta

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.assistance import errors, rules
from rumbo.assistance.actions.services import HELP
from rumbo.assistance.ledger import locked_fund, locked_voucher, note, write
from rumbo.assistance.models import Payment, Service, Voucher
from rumbo.assistance.values import NewVoucher
from rumbo.casework import errors as casework_errors
from rumbo.casework.locks import locked
from rumbo.casework.models import Case
from rumbo.common import clock
from rumbo.common.ids import new_id
from rumbo.common.money import Money
from rumbo.counselling import queries as counselling


def request_voucher(
    *,
    actor: Actor,
    service: Service,
    voucher: NewVoucher,
    id: uuid.UUID | None = None,
    at: datetime | None = None,
) -> Voucher:
    """Ask the fund for a sum for one service; nothing is promised until another officer approves."""
    with verb(actor, *HELP):
        case, when = locked(service.case), at or clock.now()
        if not case.is_open:
            raise casework_errors.case_is_over()
        _require_running(service)
        _require_sound(voucher, case)
        _standing, currency = locked_fund(when)
        if voucher.amount.currency != currency:
            raise errors.nothing_asked()
        made = Voucher(
            id=id or new_id(),
            office_id=case.office_id,
            case=case,
            person_id=service.person_id,
            by=actor.id,
            service=service,
            payee_kind=voucher.payee_kind,
            payee="" if voucher.payee_kind == "SURVIVOR" else voucher.payee.strip(),
            amount_minor=voucher.amount.minor,
            currency=voucher.amount.currency,
            due_on=voucher.due_on or clock.day_of(when) + timedelta(days=rules.GIVEN_WITHIN),
            notes=voucher.notes.strip(),
            occurred_at=when,
        )
        made.save(force_insert=True)
        note(actor, made, "assistance.voucher_requested", when)
    return made


def approve_voucher(
    *, actor: Actor, voucher: Voucher, base_version: int | None = None, at: datetime | None = None
) -> Voucher:
    """Approve a sum as another protection officer, and promise it under the lock of the fund.

    Another officer of protection and no coordinator: to judge a need one must be allowed to read
    it, and the coordinator's post does not open this compartment (decision 0013).
    """
    with verb(actor, *HELP):
        if not locked(voucher.case).is_open:
            raise casework_errors.case_is_over()
        row, when = locked_voucher(voucher, "APPROVED", base_version), at or clock.now()
        if actor.id is None or row.by == actor.id:
            raise errors.approved_by_another()
        _require_running(row.service)
        standing, _currency = locked_fund(when)
        if row.amount_minor > standing.left:
            raise errors.too_much(Money(max(standing.left, 0), row.currency))
        payment = Payment(
            id=new_id(),
            office_id=row.office_id,
            reference=rules.new_reference(),
            payee=row.payee,
            amount_minor=row.amount_minor,
            currency=row.currency,
            occurred_at=when,
        )
        payment.save(force_insert=True)
        row.payment, row.state = payment, "APPROVED"
        row.decided_by, row.decided_at = actor.id, when
        row.version += 1
        row.save(update_fields=["payment", "state", "decided_by", "decided_at", "version"])
        write(actor, payment, "RESERVED", row.amount_minor, when)
        note(actor, row, "assistance.voucher_approved", when)
    return row


def decline_voucher(
    *, actor: Actor, voucher: Voucher, why: str, at: datetime | None = None
) -> Voucher:
    """Not approve a sum, with the reason; who asked cancels, another declines."""
    with verb(actor, *HELP):
        locked(voucher.case)
        row, when = locked_voucher(voucher, "DECLINED"), at or clock.now()
        if actor.id is None or row.by == actor.id:
            raise errors.approved_by_another()
        if not why.strip():
            raise errors.reason_needed()
        row.state, row.why = "DECLINED", why.strip()
        row.decided_by, row.decided_at = actor.id, when
        row.version += 1
        row.save(update_fields=["state", "why", "decided_by", "decided_at", "version"])
        note(actor, row, "assistance.voucher_declined", when)
    return row


def _require_running(service: Service) -> None:
    """Asked under the lock of the file: the service may have ended since the page was opened."""
    if Service.objects.get(pk=service.pk).ended_on is not None:
        raise errors.service_over()


def _require_sound(voucher: NewVoucher, case: Case) -> None:
    """A sum, and a payee by whom finance is not led to the person."""
    if voucher.amount.minor <= 0:
        raise errors.nothing_asked()
    payee = voucher.payee.strip()
    if voucher.payee_kind not in rules.PAYEES or (voucher.payee_kind != "SURVIVOR" and not payee):
        raise errors.payee_needed()
    if voucher.payee_kind == "SURVIVOR":
        return
    names = [member.person.full_name for member in counselling.members(case)]
    if rules.leads_to(payee, case.number, names):
        raise errors.payee_says_who()
