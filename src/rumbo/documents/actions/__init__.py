"""The verbs about papers."""

from rumbo.documents.actions.children import (
    ask_for_other_parent,
    record_other_parent,
    show_parentage,
)
from rumbo.documents.actions.consulates import ask_consulate, consulate_answered, write_letter
from rumbo.documents.actions.custody import hand_over, report_lost, take_custody
from rumbo.documents.actions.files import destroy_file, keep_file, open_file
from rumbo.documents.actions.leaving import (
    record_exit_paper,
    record_legal_check,
    record_residence_right,
    record_transit,
)
from rumbo.documents.actions.papers import correct_document, end_document, record_document
from rumbo.documents.actions.relations import unsettle_family
from rumbo.documents.actions.telling import receiving_side_answered, tell_receiving_side

__all__ = [
    "ask_consulate",
    "ask_for_other_parent",
    "consulate_answered",
    "correct_document",
    "destroy_file",
    "end_document",
    "hand_over",
    "keep_file",
    "open_file",
    "receiving_side_answered",
    "record_document",
    "record_exit_paper",
    "record_legal_check",
    "record_other_parent",
    "record_residence_right",
    "record_transit",
    "report_lost",
    "show_parentage",
    "take_custody",
    "tell_receiving_side",
    "unsettle_family",
    "write_letter",
]
