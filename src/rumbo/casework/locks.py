"""Locks a case for a change: every verb of a case begins here."""

from typing import Any

from rumbo.access.errors import changed_meanwhile
from rumbo.casework.models import Case


def locked(case: Case, base_version: int | None = None) -> Case:
    """Lock a case for a change; refuse where somebody changed it since `base_version`."""
    row: Case = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    if base_version is not None and row.version != base_version:
        raise changed_meanwhile()
    return row


def locked_pair(
    first: Case, second: Case | None, seen: tuple[int | None, int | None] = (None, None)
) -> tuple[Case, Case | None]:
    """Lock two cases in the one order, by id; refuse where one changed since it was `seen`."""
    wanted = [first, *([second] if second is not None else [])]
    rows: dict[Any, Case] = {
        row.pk: row
        for row in Case.objects.select_for_update(of=("self",))
        .filter(pk__in=[case.pk for case in wanted])
        .order_by("pk")
        .select_related("office", "group")
    }
    for case, version in zip(wanted, seen, strict=False):
        if version is not None and rows[case.pk].version != version:
            raise changed_meanwhile()
    return rows[first.pk], rows[second.pk] if second is not None else None


def touch(case: Case) -> None:
    """Let whoever read a locked case before see that it changed."""
    case.refresh_from_db(fields=["version"])
    case.version += 1
    case.save(update_fields=["version"])
