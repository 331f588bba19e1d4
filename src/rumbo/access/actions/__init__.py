"""The verbs of access."""

from rumbo.access.actions.accounts import (
    close_account,
    end_role,
    ensure_demo_accounts,
    forget_second_factor,
    give_role,
    invite_first_administrator,
    invite_user,
    note_export,
    open_by_link,
    open_office,
    reopen_account,
)
from rumbo.access.actions.glass import break_glass, close_glass, review_glass

__all__ = [
    "break_glass",
    "close_account",
    "close_glass",
    "end_role",
    "ensure_demo_accounts",
    "forget_second_factor",
    "give_role",
    "invite_first_administrator",
    "invite_user",
    "note_export",
    "open_by_link",
    "open_office",
    "reopen_account",
    "review_glass",
]
