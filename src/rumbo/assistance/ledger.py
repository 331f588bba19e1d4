"""The fund under its lock and the lines of its ledger: what every verb about money goes through."""

from datetime import datetime

from rumbo.access.values import Actor
from rumbo.assistance import errors, queries, rules, words
from rumbo.assistance.models import FundEntry, Payment, Voucher
from rumbo.audit import actions as audit
from rumbo.common import clock
from rumbo.common.money import Money
from rumbo.programmes import ledger as books
from rumbo.programmes.models import FundingLine
from rumbo.programmes.values import Cost


def locked_fund(when: datetime) -> tuple[rules.Standing, str]:
    """Lock the fund until the transaction ends and say where it stands, and its currency.

    Its rows are locked in one order, after the file and the voucher; whoever promises next waits
    here and reads what was promised meanwhile.
    """
    held = lock_ledger()
    lines = [row for row in queries.fund_lines(clock.day_of(when)) if row.pk in held]
    if not lines:
        raise errors.no_fund()
    total = sum(line.amount_minor for line in lines)
    return queries.standing_of(total), lines[0].currency


def lock_ledger() -> set[str]:
    """Hold the fund's rows, the ended ones too: what was promised is given or freed after its line."""
    rows = FundingLine.objects.select_for_update().filter(code=rules.FUND).order_by("pk")
    return {row.pk for row in rows}


def locked_voucher(voucher: Voucher, becomes: str, base_version: int | None = None) -> Voucher:
    """Lock a voucher and refuse what it may not become from where it stands."""
    row: Voucher = Voucher.objects.select_for_update(of=("self",)).get(pk=voucher.pk)
    if not rules.may_become(row.state, becomes):
        raise errors.not_now(words_of(row.state))
    if base_version is not None and row.version != base_version:
        raise errors.not_now(words_of(row.state))
    return row


def words_of(state: str) -> str:
    """The word for where a voucher stands."""

    return str(words.STATES[state])


def write(actor: Actor, payment: Payment, kind: str, minor: int, when: datetime) -> None:
    """Add one line to the ledger; nothing is written for nothing."""
    if minor <= 0:
        return
    FundEntry.objects.create(
        office_id=payment.office_id,
        fund=rules.FUND,
        kind=kind,
        amount_minor=minor,
        payment=payment,
        by=actor.id,
        occurred_at=when,
    )
    _keep_the_books(actor, payment, kind, minor, when)


def _keep_the_books(actor: Actor, payment: Payment, kind: str, minor: int, when: datetime) -> None:
    """Say the same in the ledger of all lines, by the payment alone: it leads to nobody."""
    cost = Cost(
        line=rules.FUND,
        money=Money(minor, payment.currency),
        purpose="VOUCHER",
        about=payment.pk,
        office=payment.office_id,
        reference=payment.reference,
    )
    if kind == "RESERVED":
        books.charge([cost], actor=actor, pot="COMMITTED", at=when)
        return
    taken_from, to = rules.POTS[kind]
    books.take(cost, minor, actor=actor, taken_from=taken_from, to=to, at=when)


def settle(payment: Payment, state: str) -> None:
    """Say to finance where a payment stands."""
    payment.state = state
    payment.save(update_fields=["state"])


def note(actor: Actor, row: Voucher, code: str, when: datetime, minor: int | None = None) -> None:
    """Tell the journal what was done with a voucher, inside its compartment."""
    amount = Money(row.amount_minor if minor is None else minor, row.currency)
    audit.record(
        actor=actor,
        code=code,
        at=when,
        person=row.person_id,
        case=row.case_id,
        compartment=row.compartment,
        amount=str(amount),
        reference=row.payment.reference if row.payment else "",
    )
