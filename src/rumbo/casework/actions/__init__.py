"""The verbs of a case."""

from rumbo.casework.actions.eligibility import countersign, decide_eligibility, revoke_decision
from rumbo.casework.actions.exits import close_case, hold_case, release_hold, reopen, withdraw
from rumbo.casework.actions.opening import open_case, open_many
from rumbo.casework.actions.steps import move, reach
from rumbo.casework.actions.tasks import finish_task, open_task

__all__ = [
    "close_case",
    "countersign",
    "decide_eligibility",
    "finish_task",
    "hold_case",
    "move",
    "open_case",
    "open_many",
    "open_task",
    "reach",
    "release_hold",
    "reopen",
    "revoke_decision",
    "withdraw",
]
