"""What is still said of a file in which nobody is, or whose data were erased: never a name."""

from typing import Any

from django.http import Http404

from rumbo.access.values import Reader
from rumbo.casework import queries as casework
from rumbo.casework.lookup import knows_sealed, reserved_among
from rumbo.casework.models import Case, Retention
from rumbo.desk import casefile
from rumbo.desk.roles import REGROUP


def is_empty(case: Case) -> bool:
    """Whether everybody of a file is in another one by now."""
    return casework.file_now(case) != case.pk


def page(case: Case, reader: Reader) -> dict[str, Any]:
    """Where the people of an empty file are now, as this reader may see it, and what happened.

    Where any of them is reserved, it is protection's alone, as it was before (raises Http404).
    """
    if not knows_sealed(reader) and reserved_among([case.pk]):
        raise Http404
    now = casework.file_now(case)
    return {
        "case": case,
        "now": Case.objects.visible_to(reader).filter(pk=now).first(),
        "erased": erased(case, reader),
        "events": casefile.events(case, [], reader),
        "may_regroup": bool(reader.roles & {*REGROUP}),
    }


def erased(case: Case, reader: Reader) -> Retention | None:
    """The decision by which the data of a file were erased, where they were."""
    rows = Retention.objects.visible_to(reader).filter(case=case, ended_at=None)
    found: Retention | None = rows.filter(erased_at__isnull=False).first()
    return found
