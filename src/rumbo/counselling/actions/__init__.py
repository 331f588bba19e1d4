"""The verbs of counselling."""

from rumbo.counselling.actions.consenting import record_data_consent, withdraw_data_consent
from rumbo.counselling.actions.reconfirming import reconfirm, take_back_reconfirmation
from rumbo.counselling.actions.sessions import hold_session, record_finding
from rumbo.counselling.actions.sharing import record_share_consents, withdraw_share_consent
from rumbo.counselling.actions.signing import note_print, sign_declaration, sign_for_child
from rumbo.counselling.actions.withdrawing import withdraw_child_declaration, withdraw_declaration

__all__ = [
    "hold_session",
    "note_print",
    "reconfirm",
    "record_data_consent",
    "record_finding",
    "record_share_consents",
    "sign_declaration",
    "sign_for_child",
    "take_back_reconfirmation",
    "withdraw_child_declaration",
    "withdraw_data_consent",
    "withdraw_declaration",
    "withdraw_share_consent",
]
