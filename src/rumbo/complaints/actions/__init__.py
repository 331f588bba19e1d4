"""What can be done about a complaint: filed by anybody, heard by its focal point alone."""

from rumbo.complaints.actions.filing import file_complaint, mark_read
from rumbo.complaints.actions.hearing import (
    acknowledge_complaint,
    answer_complaint,
    call_abuse,
    keep_from,
    note_complaint_read,
    note_step,
    refer_complaint,
)

__all__ = [
    "acknowledge_complaint",
    "answer_complaint",
    "call_abuse",
    "file_complaint",
    "keep_from",
    "mark_read",
    "note_complaint_read",
    "note_step",
    "refer_complaint",
]
