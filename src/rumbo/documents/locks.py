"""Locking a paper before it changes, in one place."""

from rumbo.access.errors import changed_meanwhile
from rumbo.documents import errors, queries
from rumbo.documents.models import ConsularBatch, ConsularRequest, TravelDocument


def lock_document(document: TravelDocument, base_version: int | None = None) -> TravelDocument:
    """Lock a paper for a change; refuse one that ended or that somebody changed meanwhile."""
    rows = TravelDocument.objects.select_for_update(of=("self",)).select_related("person")
    row: TravelDocument = rows.get(pk=document.pk)
    if base_version is not None and row.version != base_version:
        raise changed_meanwhile()
    if not row.is_live:
        raise errors.already_ended()
    return row


def lock_request(request: ConsularRequest) -> ConsularRequest:
    """Lock a request for a change; refuse one that was answered or stopped.

    It goes along with whom it is for: who parted from a group, or came back to it, has it still.
    """
    rows = ConsularRequest.objects.select_for_update(of=("self",)).select_related("person", "case")
    row: ConsularRequest = rows.get(pk=request.pk)
    if row.answered_on is not None:
        raise errors.nothing_to_answer()
    if row.stopped_at is not None:
        raise errors.request_is_over()
    now = queries.case_of(row.person_id)
    if now is not None and now.pk != row.case_id:
        row.case = now
        row.save(update_fields=["case"])
    return row


def lock_batch(batch: ConsularBatch) -> ConsularBatch:
    """Lock a batch for a change; refuse one that was handed over."""
    row: ConsularBatch = ConsularBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if row.handed_on is not None:
        raise errors.batch_is_handed()
    return row
