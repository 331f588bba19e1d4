"""The verbs of protection and health."""

from rumbo.protection.actions.assessing import assess
from rumbo.protection.actions.children import (
    close_track,
    presume_child_alone,
    record_child_step,
)
from rumbo.protection.actions.claims import record_asylum_claim, record_custody_finding
from rumbo.protection.actions.emergencies import open_in_emergency
from rumbo.protection.actions.fear import ask_fear, confirm_resolution, resolve_fear
from rumbo.protection.actions.handovers import (
    ask_for_acts,
    hand_over,
    note_check,
    note_sheet,
    report_other_receiver,
    undo_handover,
)
from rumbo.protection.actions.health import (
    record_care_needs,
    record_fitness,
    record_pregnancy,
)
from rumbo.protection.actions.mpp import note_mpp_step, record_mpp, record_reentry
from rumbo.protection.actions.screening import intake_signals, screen
from rumbo.protection.actions.siblings import (
    decide_siblings,
    look_for_all,
    look_for_siblings,
    part_reunited,
    reunite_siblings,
    suspect_siblings,
    take_back_siblings,
)
from rumbo.protection.actions.survivors import (
    clear_jointly,
    clear_trafficking,
    keep_from_origin,
    record_survivor,
    second_trafficking_clearance,
)

__all__ = [
    "ask_fear",
    "ask_for_acts",
    "assess",
    "clear_jointly",
    "clear_trafficking",
    "close_track",
    "confirm_resolution",
    "decide_siblings",
    "hand_over",
    "intake_signals",
    "keep_from_origin",
    "look_for_all",
    "look_for_siblings",
    "note_check",
    "note_mpp_step",
    "note_sheet",
    "open_in_emergency",
    "part_reunited",
    "presume_child_alone",
    "record_asylum_claim",
    "record_care_needs",
    "record_child_step",
    "record_custody_finding",
    "record_fitness",
    "record_mpp",
    "record_pregnancy",
    "record_reentry",
    "record_survivor",
    "report_other_receiver",
    "resolve_fear",
    "reunite_siblings",
    "screen",
    "second_trafficking_clearance",
    "suspect_siblings",
    "take_back_siblings",
    "undo_handover",
]
