"""What is handed over: a kit, once; money for the way home, signed for and never paid twice."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rumbo.access.entry import verb
from rumbo.access.errors import same_person_twice
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.casework.models import Case
from rumbo.common import clock, pdf
from rumbo.common.ids import new_id
from rumbo.common.money import Money
from rumbo.common.refusal import Refusal
from rumbo.common.sealed import files
from rumbo.counselling import queries as counselling
from rumbo.movements import locks
from rumbo.reception import errors, paying, queries, tables, words
from rumbo.reception.actions.arriving import RECEIVE
from rumbo.reception.models import Arrival, Kit, OnwardMoney
from rumbo.reception.values import NewPayment


def give_kit(
    *,
    actor: Actor,
    arrival: Arrival,
    kind: str = "",
    at: datetime | None = None,
    id: UUID | None = None,
) -> Kit:
    """Hand over a kit: one for each arrival, by age where nobody chose; a resend changes nothing."""
    with verb(actor, *RECEIVE):
        when = at or clock.now()
        locks.lock_cases([arrival.case_id])
        here = _here(arrival)
        given = Kit.objects.live().filter(arrival=here).first()
        if isinstance(given, Kit):
            if given.pk == id:
                return given
            raise errors.kit_given()
        chosen = kind or tables.kit_for(here.person.age_on(clock.day_of(when)))
        made = Kit(
            id=id or new_id(),
            office_id=here.office_id,
            receiving_office_id=here.receiving_office_id,
            case_id=here.case_id,
            person=here.person,
            by=actor.id,
            arrival=here,
            kind=chosen if chosen in tables.kits() else "BASIC",
            occurred_at=when,
        )
        made.save(force_insert=True)
        audit.record(
            actor=actor, code="reception.kit_given", at=when,
            person=here.person_id, case=here.case_id,
        )  # fmt: skip
        paying.charge_kit(actor=actor, kit=made, at=when)
    return made


def pay_onward(
    *, actor: Actor, arrival: Arrival, payment: NewPayment, at: datetime | None = None
) -> OnwardMoney:
    """Pay money for the way home: once, within the ceiling, to an adult, against a signature.

    The case is locked first, so that two people who pay at the same moment wait for each other;
    a constraint stands behind it. A resend with the same id gives the same receipt back.
    """
    with verb(actor, *RECEIVE):
        when = at or clock.now()
        case = locks.lock_cases([arrival.case_id])[0]
        here = _here(arrival)
        paid = OnwardMoney.objects.live().filter(arrival=here).first()
        if isinstance(paid, OnwardMoney):
            if paid.pk == payment.id:
                return paid
            raise errors.already_paid(paid.number)
        _require_payable(case, here, payment, when)
        made = OnwardMoney(
            id=payment.id,
            office_id=here.office_id,
            receiving_office_id=here.receiving_office_id,
            case=case,
            person=here.person,
            by=actor.id,
            arrival=here,
            number=_number(case),
            amount=payment.amount.minor,
            currency=payment.amount.currency,
            signed=payment.signed,
            signature_file=_keep_signature(payment),
            occurred_at=when,
        )
        made.save(force_insert=True)
        audit.record(
            actor=actor, code="reception.money_paid", at=when, person=here.person_id,
            case=case.pk, amount=str(made.money), number=made.number,
        )  # fmt: skip
        paying.charge_fare(actor=actor, payment=made, at=when)
    return made


def void_onward(
    *, actor: Actor, payment: OnwardMoney, why: str, at: datetime | None = None
) -> OnwardMoney:
    """Void a receipt that is wrong: with a reason, and by somebody who did not pay it."""
    with verb(actor, *RECEIVE, "coordinator"):
        when = at or clock.now()
        locks.lock_cases([payment.case_id])
        row: OnwardMoney = OnwardMoney.objects.get(pk=payment.pk)
        if row.taken_back_at is not None:
            return row
        if not why.strip():
            raise errors.reason_needed()
        if actor.id is not None and row.by == actor.id:
            raise same_person_twice()
        row.taken_back_at, row.taken_back_by, row.why_taken_back = when, actor.id, why
        row.save(update_fields=["taken_back_at", "taken_back_by", "why_taken_back"])
        audit.record(
            actor=actor, code="reception.money_voided", at=when, person=row.person_id,
            case=row.case_id, number=row.number,
        )  # fmt: skip
        paying.give_back(actor=actor, row=row, at=when)
    return row


def _here(arrival: Arrival) -> Arrival:
    rows = Arrival.objects.live().select_related("person")
    found = rows.filter(pk=arrival.pk, state="ARRIVED").first()
    if not isinstance(found, Arrival):
        raise errors.not_here()
    return found


def _require_payable(case: Case, here: Arrival, payment: NewPayment, when: datetime) -> None:
    if not counselling.is_adult(here.person, clock.day_of(when)):
        raise errors.money_to_adults()
    people = 1 + len(queries.in_charge_of(case, here.person))
    ceiling = tables.onward_limit(here.country, people).ceiling
    _require_amount(payment.amount, ceiling)
    if payment.signed not in words.SIGNED or (payment.signed == "SCREEN" and not payment.strokes):
        raise errors.signature_needed()


def _require_amount(amount: Money, ceiling: Money) -> None:
    if amount.currency != ceiling.currency:
        raise errors.wrong_currency(ceiling.currency)
    if amount.minor <= 0:
        raise errors.nothing_to_pay()
    if amount.minor > ceiling.minor:
        raise errors.too_much(ceiling)


def _number(case: Case) -> str:
    """Give the next receipt number of a case, which is locked."""
    return f"{case.number}-R{OnwardMoney.objects.filter(case=case).count() + 1}"


def _keep_signature(payment: NewPayment) -> UUID | None:
    if payment.signed != "SCREEN":
        return None
    try:
        pdf.signature(payment.strokes)
    except ValueError:
        raise Refusal(
            "reception.unreadable_signature", _("La firma no se pudo leer. Firme otra vez.")
        ) from None
    file_id = new_id()
    files.save(file_id, payment.strokes.encode())
    return file_id
