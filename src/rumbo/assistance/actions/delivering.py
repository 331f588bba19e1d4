"""What was approved is given with a receipt, or goes back to the fund."""

from datetime import datetime
from uuid import UUID

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.assistance import errors, rules
from rumbo.assistance.actions.services import HELP
from rumbo.assistance.ledger import lock_ledger, locked_voucher, note, settle, write
from rumbo.assistance.models import Voucher
from rumbo.assistance.values import Receipt
from rumbo.casework.locks import locked
from rumbo.common import clock, pdf
from rumbo.common.ids import new_id
from rumbo.common.money import Money
from rumbo.common.sealed import files
from rumbo.counselling.rules import kind_of_paper


def deliver_voucher(
    *, actor: Actor, voucher: Voucher, receipt: Receipt, at: datetime | None = None
) -> Voucher:
    """Give what was approved, or less, against a signature or a thumb; the rest is free again."""
    with verb(actor, *HELP):
        locked(voucher.case)
        row, when = locked_voucher(voucher, "DELIVERED"), at or clock.now()
        _require_receipt(row, receipt)
        lock_ledger()
        signature, paper = _keep(receipt)
        given = receipt.amount.minor
        row.state, row.version = "DELIVERED", row.version + 1
        row.delivered_by, row.delivered_at, row.delivered_minor = actor.id, when, given
        row.received_by, row.how = receipt.received_by.strip(), receipt.how
        row.signature_file, row.paper_file = signature, paper
        row.save()
        if row.payment is not None:
            write(actor, row.payment, "DELIVERED", given, when)
            write(actor, row.payment, "RELEASED", row.amount_minor - given, when)
            settle(row.payment, "DELIVERED")
        note(actor, row, "assistance.voucher_delivered", when, given)
    return row


def cancel_voucher(
    *, actor: Actor, voucher: Voucher, why: str, at: datetime | None = None
) -> Voucher:
    """Take a voucher back before anything was given; what was promised is free again."""
    with verb(actor, *HELP):
        locked(voucher.case)
        row, when = locked_voucher(voucher, "CANCELLED"), at or clock.now()
        _end(row, actor, why, "CANCELLED", when)
        if row.payment is not None:
            lock_ledger()
            write(actor, row.payment, "RELEASED", row.amount_minor, when)
            settle(row.payment, "CANCELLED")
        note(actor, row, "assistance.voucher_cancelled", when)
    return row


def return_voucher(
    *, actor: Actor, voucher: Voucher, amount: Money, why: str, at: datetime | None = None
) -> Voucher:
    """Write down what came back of what was given, whole or in part."""
    with verb(actor, *HELP):
        locked(voucher.case)
        row, when = locked_voucher(voucher, "RETURNED"), at or clock.now()
        given = row.delivered or Money(0, row.currency)
        if amount.currency != row.currency or amount.minor <= 0:
            raise errors.nothing_asked()
        if amount.minor > given.minor:
            raise errors.more_than_given(given)
        row.returned_minor = amount.minor
        _end(row, actor, why, "RETURNED", when)
        if row.payment is not None:
            lock_ledger()
            write(actor, row.payment, "RETURNED", amount.minor, when)
            settle(row.payment, "RETURNED")
        note(actor, row, "assistance.voucher_returned", when, amount.minor)
    return row


def note_receipt(*, actor: Actor, voucher: Voucher, at: datetime | None = None) -> None:
    """Write down that a receipt was printed: a paper about a survivor left the screen."""
    with verb(actor, *HELP):
        note(actor, voucher, "assistance.receipt_printed", at or clock.now())


def _end(row: Voucher, actor: Actor, why: str, state: str, when: datetime) -> None:
    if not why.strip():
        raise errors.reason_needed()
    row.state, row.why, row.version = state, why.strip(), row.version + 1
    row.ended_by, row.ended_at = actor.id, when
    row.save(update_fields=["state", "why", "version", "ended_by", "ended_at", "returned_minor"])


def _require_receipt(row: Voucher, receipt: Receipt) -> None:
    amount = receipt.amount
    if amount.currency != row.currency or amount.minor <= 0:
        raise errors.nothing_asked()
    if amount.minor > row.amount_minor:
        raise errors.more_than_approved(row.amount)
    if not receipt.received_by.strip():
        raise errors.receiver_needed()
    is_drawn = receipt.how == "SCREEN" and receipt.strokes
    if receipt.how not in rules.SIGNED or not (is_drawn or receipt.paper):
        raise errors.signature_needed()


def _keep(receipt: Receipt) -> tuple[UUID | None, UUID | None]:
    """Seal the signature made on the screen, or the sheet that was signed or marked with a thumb."""
    if receipt.how == "SCREEN" and receipt.strokes:
        try:
            pdf.signature(receipt.strokes)
        except ValueError:
            raise errors.unreadable_signature() from None
        return _sealed(receipt.strokes.encode()), None
    if kind_of_paper(receipt.paper) is None:
        raise errors.unreadable_paper()
    return None, _sealed(receipt.paper)


def _sealed(content: bytes) -> UUID:
    file_id = new_id()
    files.save(file_id, content)
    return file_id
