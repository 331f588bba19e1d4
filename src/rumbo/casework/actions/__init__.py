"""The verbs of a case."""

from rumbo.casework.actions.absence import (
    record_interrupted,
    record_lost_contact,
    record_no_show,
    take_back_no_show,
)
from rumbo.casework.actions.appointments import (
    cancel_appointment,
    end_appointment,
    make_appointment,
)
from rumbo.casework.actions.assigning import assign, unassign
from rumbo.casework.actions.contact import add_contact, finish_contact, log_attempt
from rumbo.casework.actions.eligibility import countersign, decide_eligibility, revoke_decision
from rumbo.casework.actions.exits import close_case, hold_case, release_hold, reopen, withdraw
from rumbo.casework.actions.family import call_family, note_family_contact, withdraw_family_consent
from rumbo.casework.actions.inquiries import (
    carry_on,
    end_inquiry,
    forget_old_inquiries,
    forget_who_asked,
    log_inquiry_call,
    record_inquiry,
)
from rumbo.casework.actions.joining import join_files
from rumbo.casework.actions.opening import open_case, open_many, open_received
from rumbo.casework.actions.overrides import ask_override, confirm_override, end_override
from rumbo.casework.actions.ranking import (
    change_rank,
    end_priority_fact,
    end_rank_change,
    note_priority_fact,
)
from rumbo.casework.actions.regrouping import regroup
from rumbo.casework.actions.retention import (
    decide_to_erase,
    decide_to_keep,
    take_retention_back,
)
from rumbo.casework.actions.splitting import split_group, withdraw_person
from rumbo.casework.actions.stays import note_stay, report_danger
from rumbo.casework.actions.steps import move, reach
from rumbo.casework.actions.tasks import drop_task, finish_task, open_task
from rumbo.casework.actions.undoing import undo_family_change
from rumbo.casework.actions.urgency import make_urgent
from rumbo.casework.actions.visits import cancel_visit, end_visit, make_visit
from rumbo.casework.values import FamilyWord, Regrouping

__all__ = [
    "FamilyWord",
    "Regrouping",
    "add_contact",
    "ask_override",
    "assign",
    "call_family",
    "cancel_appointment",
    "cancel_visit",
    "carry_on",
    "change_rank",
    "close_case",
    "confirm_override",
    "countersign",
    "decide_eligibility",
    "decide_to_erase",
    "decide_to_keep",
    "drop_task",
    "end_appointment",
    "end_inquiry",
    "end_override",
    "end_priority_fact",
    "end_rank_change",
    "end_visit",
    "finish_contact",
    "finish_task",
    "forget_old_inquiries",
    "forget_who_asked",
    "hold_case",
    "join_files",
    "log_attempt",
    "log_inquiry_call",
    "make_appointment",
    "make_urgent",
    "make_visit",
    "move",
    "note_family_contact",
    "note_priority_fact",
    "note_stay",
    "open_case",
    "open_many",
    "open_received",
    "open_task",
    "reach",
    "record_inquiry",
    "record_interrupted",
    "record_lost_contact",
    "record_no_show",
    "regroup",
    "release_hold",
    "reopen",
    "report_danger",
    "revoke_decision",
    "split_group",
    "take_back_no_show",
    "take_retention_back",
    "unassign",
    "undo_family_change",
    "withdraw",
    "withdraw_family_consent",
    "withdraw_person",
]
