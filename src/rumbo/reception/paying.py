"""What reception hands over is paid by the line of the group, in the money of the country.

A fare is refused where the line cannot pay it. A kit is handed over all the same: it lies there
already, and nobody is sent away without soap because a line is empty; the journal says that no line
paid it.
"""

from datetime import datetime

from django.db import transaction

from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.common.refusal import Refusal
from rumbo.programmes import ledger
from rumbo.programmes.values import Cost
from rumbo.reception import tables
from rumbo.reception.models import Kit, OnwardMoney


def charge_kit(*, actor: Actor, kit: Kit, at: datetime) -> None:
    """Charge what a kit costs where it was handed over."""
    cost = Cost(
        line=kit.case.funding_line,
        money=tables.kit_cost(kit.kind, kit.arrival.country),
        purpose="KIT",
        about=kit.pk,
        office=kit.receiving_office_id or kit.office_id,
        departure=kit.arrival.departure_id,
        case=kit.case_id,
        person=kit.person_id,
    )
    try:
        with transaction.atomic():
            ledger.charge([cost], actor=actor, pot="SPENT", at=at)
    except Refusal:
        audit.record(
            actor=actor, code="reception.kit_not_charged", at=at, case=kit.case_id,
            person=kit.person_id, amount=str(cost.money),
        )  # fmt: skip


def charge_fare(*, actor: Actor, payment: OnwardMoney, at: datetime) -> None:
    """Charge the money for the way home, at the rate of the day; refused where the line is empty."""
    cost = Cost(
        line=payment.case.funding_line,
        money=payment.money,
        purpose="FARE",
        about=payment.pk,
        office=payment.receiving_office_id or payment.office_id,
        departure=payment.arrival.departure_id,
        case=payment.case_id,
        person=payment.person_id,
        reference=payment.number,
    )
    ledger.charge([cost], actor=actor, pot="SPENT", at=at)


def give_back(*, actor: Actor, row: Kit | OnwardMoney, at: datetime) -> None:
    """Give the line back what was handed over by mistake."""
    ledger.turn([row.pk], actor=actor, to="RELEASED", at=at)
