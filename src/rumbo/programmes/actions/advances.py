"""Cash advances: given with two signatures, told by receipts, returned, and closed by another."""

import uuid
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Q

from rumbo.access.entry import verb
from rumbo.access.errors import same_person_twice
from rumbo.access.models import Grant, Office
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.common import clock, pdf
from rumbo.common.ids import new_id
from rumbo.common.money import Money
from rumbo.common.sealed import files
from rumbo.programmes import books, errors, ledger
from rumbo.programmes.models import Advance, AdvanceItem, FundingLine
from rumbo.programmes.rules import money as rules
from rumbo.programmes.values import Cost, NewAdvance, NewReceipt, Signature

GIVES = ("finance", "coordinator")
TELLS = (*GIVES, "field", "reception")


def give_advance(*, actor: Actor, advance: NewAdvance, at: datetime | None = None) -> Advance:
    """Give cash into somebody's hand, signed for by both: the line has promised it from now on."""
    with verb(actor, *GIVES):
        when = at or clock.now()
        day = clock.day_of(when)
        _require_sound(actor, advance, day)
        # Numbers are given one after another at an office.
        office = Office.objects.select_for_update(no_key=True).get(pk=advance.office.pk)
        line = FundingLine.objects.filter(pk=advance.line).first()
        if line is None:
            raise errors.unknown_line(advance.line)
        rate = books.rate_on(advance.amount.currency, line.currency, day)
        made = Advance(
            id=advance.id,
            office=office,
            number=f"{office.code}-A{Advance.objects.filter(office=office).count() + 1}",
            line=line,
            kind=advance.kind,
            holder=advance.holder,
            centre=advance.centre,
            reference=advance.reference,
            what_for=advance.what_for.strip(),
            amount_minor=advance.amount.minor,
            currency=advance.amount.currency,
            line_minor=rules.changed(advance.amount, line.currency, rate).minor,
            rate=rate,
            signed=advance.signature.how,
            giver_signature=_kept(advance.signature.giver),
            holder_signature=_kept(advance.signature.holder),
            by=actor.id,
            occurred_at=when,
        )
        if made.line_minor <= 0:
            raise errors.nothing_given()
        made.save(force_insert=True)
        _say(actor, "programmes.advance_given", made, made.given, when)
        ledger.charge([_cost(made, made.given)], actor=actor, pot="COMMITTED", at=when)
    return made


def note_receipt(
    *, actor: Actor, advance: Advance, receipt: NewReceipt, at: datetime | None = None
) -> AdvanceItem:
    """Account for a part of an advance by what was paid, in whatever money, at the rate of its day."""
    with verb(actor, *TELLS):
        when = at or clock.now()
        row = _locked(advance, actor)
        given = clock.day_of(row.occurred_at)
        if not receipt.what_for.strip():
            raise errors.nothing_given()
        if not given <= receipt.on <= clock.day_of(when):
            raise errors.receipt_to_come(given)
        kind = rules.kind_of_paper(receipt.paper) if receipt.paper else ""
        if kind is None:
            raise errors.unreadable_paper()
        item = AdvanceItem(
            id=receipt.id,
            kind="RECEIPT",
            what_for=receipt.what_for.strip(),
            on=receipt.on,
            media_type=kind,
            file=_sealed(receipt.paper) if receipt.paper else None,
        )
        _account(actor, row, item, receipt.amount, when)
        _say(actor, "programmes.advance_receipt", row, receipt.amount, when)
    return item


def note_return(
    *,
    actor: Actor,
    advance: Advance,
    amount: Money,
    signature: Signature,
    at: datetime | None = None,
) -> AdvanceItem:
    """Take back what was not used: counted and signed for by who returns it, free in the line again."""
    with verb(actor, *GIVES):
        when = at or clock.now()
        row = _locked(advance, actor)
        if actor.id is not None and actor.id == row.holder:
            raise errors.own_hand()
        if signature.how not in rules.SIGNED or (
            signature.how == "SCREEN" and not signature.holder
        ):
            raise errors.advance_unsigned()
        if amount.currency != row.currency:
            raise errors.nothing_given()
        item = AdvanceItem(kind="RETURN", on=clock.day_of(when), signature=_kept(signature.holder))
        _account(actor, row, item, amount, when)
        _say(actor, "programmes.advance_returned", row, amount, when)
    return item


def close_advance(
    *, actor: Actor, advance: Advance, why: str = "", at: datetime | None = None
) -> Advance:
    """Close an advance: another than who gave it, once all is accounted for.

    What nobody accounts for is gone: the coordinator alone closes it so, and writes why.
    """
    with verb(actor, *GIVES):
        when = at or clock.now()
        row = _locked(advance, actor)
        if actor.id is not None and actor.id in {row.by, row.holder}:
            raise same_person_twice()
        left = row.open
        if left.minor and not (why.strip() and _may_write_off(actor)):
            raise errors.still_open(left)
        row.closed_at, row.closed_by, row.why_open = when, actor.id, why.strip()
        row.version += 1
        row.save(update_fields=["closed_at", "closed_by", "why_open", "version"])
        if left.minor:
            _say(actor, "programmes.advance_written_off", row, left, when)
        else:
            _say(actor, "programmes.advance_closed", row, left, when)
        ledger.take(
            _cost(row, left),
            _worth(row, left.minor),
            actor=actor,
            taken_from="COMMITTED",
            to="SPENT",
            at=when,
            rate=_rate(row),
        )
    return row


def _account(actor: Actor, row: Advance, item: AdvanceItem, amount: Money, when: datetime) -> None:
    """Count a receipt or a return against what is open, and move exactly its part in the ledger."""
    line = row.line
    rate, day = _rate(row)
    if amount.currency != row.currency:
        rate, day = books.rate_on(amount.currency, line.currency, item.on), item.on
    part = rules.counted(amount, rate, row.currency, row.rate)
    if part.minor <= 0:
        raise errors.nothing_given()
    if part.minor > row.open.minor:
        raise errors.more_than_open(row.open)
    worth = _worth(row, part.minor)
    item.advance, item.office_id, item.by, item.occurred_at = row, row.office_id, actor.id, when
    item.amount_minor, item.currency, item.counted_minor = amount.minor, amount.currency, part.minor
    item.save(force_insert=True)
    if item.kind == "RECEIPT":
        row.receipts_minor += part.minor
    else:
        row.returned_minor += part.minor
    row.version += 1
    row.save(update_fields=["receipts_minor", "returned_minor", "version"])
    ledger.take(
        _cost(row, amount),
        worth,
        actor=actor,
        taken_from="COMMITTED",
        to="SPENT" if item.kind == "RECEIPT" else "RELEASED",
        at=when,
        rate=(rate, day),
    )


def _worth(row: Advance, minor: int) -> int:
    """What a part of an advance is worth in its line: all parts together are exactly the whole."""
    before = row.receipts_minor + row.returned_minor
    whole, base = row.line_minor, row.amount_minor
    return rules.share(whole, before + minor, base) - rules.share(whole, before, base)


def _require_sound(actor: Actor, advance: NewAdvance, day: date) -> None:
    if advance.amount.minor <= 0 or not advance.what_for.strip():
        raise errors.nothing_given()
    if advance.holder == actor.id:
        raise errors.own_hand()
    held = Grant.objects.live_on(day).filter(
        user=advance.holder, user__is_active=True, role__in=rules.HOLDS_CASH
    )
    if not held.filter(Q(office=None) | Q(office=advance.office)).exists():
        raise errors.not_a_holder()
    signature = advance.signature
    drawn = signature.giver and signature.holder
    if signature.how not in rules.SIGNED or (signature.how == "SCREEN" and not drawn):
        raise errors.advance_unsigned()


def _locked(advance: Advance, actor: Actor) -> Advance:
    """Lock an open advance; whoever holds cash tells only of their own."""
    rows = Advance.objects.select_for_update(of=("self",)).select_related("line")
    row: Advance = rows.get(pk=advance.pk)
    if row.closed_at is not None:
        raise errors.advance_closed()
    if actor.id is not None and actor.id != row.holder and not _answers(actor):
        raise errors.not_a_holder()
    return row


def _answers(actor: Actor) -> bool:
    return bool(actor.roles & rules.READS_THE_LEDGER)


def _may_write_off(actor: Actor) -> bool:
    return actor.id is None or "coordinator" in actor.roles


def _rate(row: Advance) -> tuple[Decimal, date]:
    return row.rate, clock.day_of(row.occurred_at)


def _cost(row: Advance, money: Money) -> Cost:
    return Cost(
        line=row.line_id,
        money=money,
        purpose="ADVANCE",
        about=row.pk,
        office=row.office_id,
        reference=row.number,
    )


def _say(actor: Actor, code: str, row: Advance, amount: Money, when: datetime) -> None:
    audit.record(
        actor=actor, code=code, at=when, compartment="finance", number=row.number,
        amount=str(amount), advance=row.pk,
    )  # fmt: skip


def _kept(strokes: str) -> uuid.UUID | None:
    """Seal a signature made on the screen, where there is one."""
    if not strokes:
        return None
    try:
        pdf.signature(strokes)
    except ValueError:
        raise errors.unreadable_signature() from None
    return _sealed(strokes.encode())


def _sealed(content: bytes) -> uuid.UUID:
    file_id = new_id()
    files.save(file_id, content)
    return file_id
