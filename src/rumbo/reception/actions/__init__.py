"""The verbs of reception."""

from rumbo.reception.actions.arriving import (
    confirm_arrival,
    confirm_family,
    not_arrived,
    take_back,
)
from rumbo.reception.actions.closing import close_reception, finish_support, set_next_step
from rumbo.reception.actions.direct import receive_directly
from rumbo.reception.actions.giving import give_kit, pay_onward, void_onward
from rumbo.reception.actions.handing import hand_child
from rumbo.reception.actions.opening import open_books
from rumbo.reception.actions.referring import (
    answer_referral,
    cancel_referral,
    complete_referral,
    note_agreement,
    note_letter,
    note_school_paper,
    refer,
)

__all__ = [
    "answer_referral",
    "cancel_referral",
    "close_reception",
    "complete_referral",
    "confirm_arrival",
    "confirm_family",
    "finish_support",
    "give_kit",
    "hand_child",
    "not_arrived",
    "note_agreement",
    "note_letter",
    "note_school_paper",
    "open_books",
    "pay_onward",
    "receive_directly",
    "refer",
    "set_next_step",
    "take_back",
    "void_onward",
]
