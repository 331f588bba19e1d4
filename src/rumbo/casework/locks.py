"""Locks a case for a change: every verb of a case begins here."""

from rumbo.access.errors import changed_meanwhile
from rumbo.casework.models import Case


def locked(case: Case, base_version: int | None = None) -> Case:
    """Lock a case for a change; refuse where somebody changed it since `base_version`."""
    row: Case = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    if base_version is not None and row.version != base_version:
        raise changed_meanwhile()
    return row
