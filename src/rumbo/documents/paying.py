"""What a consulate charges is paid by the line that was named, never by the person."""

from datetime import datetime

from rumbo.access.values import Actor
from rumbo.documents.models import ConsularRequest
from rumbo.documents.values import PaidFee
from rumbo.programmes import ledger
from rumbo.programmes.values import Cost


def charge_fee(*, actor: Actor, request: ConsularRequest, fee: PaidFee, at: datetime) -> None:
    """Charge the line at the rate of the day; what was written down before is given back first."""
    cost = Cost(
        line=fee.funding_line,
        money=fee.amount,
        purpose="FEE",
        about=request.pk,
        office=request.office_id,
        case=request.case_id,
        person=request.person_id,
        reference=request.case.number,
    )
    ledger.hold([request.pk], [fee.funding_line])
    ledger.turn([request.pk], actor=actor, to="RELEASED", at=at)
    ledger.charge([cost], actor=actor, pot="SPENT", at=at, on=fee.on)
