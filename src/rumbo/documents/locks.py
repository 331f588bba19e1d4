"""Locking a paper before it changes, in one place."""

from rumbo.access.errors import changed_meanwhile
from rumbo.documents import errors
from rumbo.documents.models import TravelDocument


def lock_document(document: TravelDocument, base_version: int | None = None) -> TravelDocument:
    """Lock a paper for a change; refuse one that ended or that somebody changed meanwhile."""
    rows = TravelDocument.objects.select_for_update(of=("self",)).select_related("person")
    row: TravelDocument = rows.get(pk=document.pk)
    if base_version is not None and row.version != base_version:
        raise changed_meanwhile()
    if not row.is_live:
        raise errors.already_ended()
    return row
