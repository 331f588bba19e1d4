"""The verbs about papers."""

from rumbo.documents.actions.answers import consulate_answered, issue_paper
from rumbo.documents.actions.batches import (
    hand_batch,
    print_packet,
    put_in_batch,
    take_out_of_batch,
)
from rumbo.documents.actions.children import (
    ask_for_other_parent,
    record_other_parent,
    show_parentage,
)
from rumbo.documents.actions.consulates import (
    ask_consulate,
    book_appointment,
    gather_item,
    pay_fee,
    send_request,
    write_letter,
)
from rumbo.documents.actions.custody import hand_over, report_lost, take_custody
from rumbo.documents.actions.files import destroy_file, keep_file, open_file
from rumbo.documents.actions.leaving import (
    record_exit_paper,
    record_legal_check,
    record_residence_right,
    record_transit,
)
from rumbo.documents.actions.opening import open_books
from rumbo.documents.actions.papers import correct_document, end_document, record_document
from rumbo.documents.actions.relations import unsettle_family
from rumbo.documents.actions.stopping import (
    note_stop_told,
    stop_request,
    stop_requests_of,
    stop_what_may_not_go_on,
)
from rumbo.documents.actions.telling import receiving_side_answered, tell_receiving_side
from rumbo.documents.actions.terms import follow_terms, record_terms
from rumbo.documents.actions.tickets import (
    show_itinerary,
    ticket_firm,
    ticket_gone,
    ticket_held,
)
from rumbo.documents.actions.transferring import (
    log_transfer,
    name_to_institution,
    record_explicit_consent,
)

__all__ = [
    "ask_consulate",
    "ask_for_other_parent",
    "book_appointment",
    "consulate_answered",
    "correct_document",
    "destroy_file",
    "end_document",
    "follow_terms",
    "gather_item",
    "hand_batch",
    "hand_over",
    "issue_paper",
    "keep_file",
    "log_transfer",
    "name_to_institution",
    "note_stop_told",
    "open_books",
    "open_file",
    "pay_fee",
    "print_packet",
    "put_in_batch",
    "receiving_side_answered",
    "record_document",
    "record_exit_paper",
    "record_explicit_consent",
    "record_legal_check",
    "record_other_parent",
    "record_residence_right",
    "record_terms",
    "record_transit",
    "report_lost",
    "send_request",
    "show_itinerary",
    "show_parentage",
    "stop_request",
    "stop_requests_of",
    "stop_what_may_not_go_on",
    "take_custody",
    "take_out_of_batch",
    "tell_receiving_side",
    "ticket_firm",
    "ticket_gone",
    "ticket_held",
    "unsettle_family",
    "write_letter",
]
