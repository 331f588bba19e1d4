"""The verbs of protection and health."""

from rumbo.protection.actions.children import presume_child_alone, record_child_step
from rumbo.protection.actions.claims import record_asylum_claim, record_custody_finding
from rumbo.protection.actions.fear import ask_fear, confirm_resolution, resolve_fear
from rumbo.protection.actions.health import (
    record_care_needs,
    record_fitness,
    record_pregnancy,
)
from rumbo.protection.actions.mpp import record_mpp
from rumbo.protection.actions.screening import intake_signals, screen
from rumbo.protection.actions.survivors import (
    clear_trafficking,
    record_survivor,
    second_trafficking_clearance,
)

__all__ = [
    "ask_fear",
    "clear_trafficking",
    "confirm_resolution",
    "intake_signals",
    "presume_child_alone",
    "record_asylum_claim",
    "record_care_needs",
    "record_child_step",
    "record_custody_finding",
    "record_fitness",
    "record_mpp",
    "record_pregnancy",
    "record_survivor",
    "resolve_fear",
    "screen",
    "second_trafficking_clearance",
]
