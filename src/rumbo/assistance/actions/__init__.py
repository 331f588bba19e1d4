"""The verbs of direct assistance."""

from rumbo.assistance.actions.delivering import (
    cancel_voucher,
    deliver_voucher,
    note_receipt,
    return_voucher,
)
from rumbo.assistance.actions.risks import (
    assess_risk,
    conclude_risk,
    let_origin_know,
    stop_origin_knowing,
)
from rumbo.assistance.actions.services import arrange_service, end_service
from rumbo.assistance.actions.vouchers import approve_voucher, decline_voucher, request_voucher

__all__ = [
    "approve_voucher",
    "arrange_service",
    "assess_risk",
    "cancel_voucher",
    "conclude_risk",
    "decline_voucher",
    "deliver_voucher",
    "end_service",
    "let_origin_know",
    "note_receipt",
    "request_voucher",
    "return_voucher",
    "stop_origin_knowing",
]
