"""Who has read a file: for the focal point of data protection, without a name of who is in it."""

from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from rumbo.access import queries as access
from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.audit import queries as audit
from rumbo.casework.models import Case
from rumbo.registry.models import GroupMember
from rumbo.ui.tables import Head


@require_GET
@for_roles("dpo")
def readings(request: PersonalRequest) -> HttpResponse:
    """List who opened the pages of a case's people, newest first."""
    number = request.GET.get("n", "").replace("\x00", "").strip().upper()[:20]
    # The focal point sees no compartment: the ids of a file are all that is asked for here.
    ids_only = replace(request.reader, compartments=frozenset({"bio"}))
    case = Case.objects.visible_to(ids_only).filter(number=number).first() if number else None
    rows = []
    if case is not None:
        members = GroupMember.objects.visible_to(ids_only).filter(group=case.group_id)
        place = {
            person: at
            for at, person in enumerate(
                members.order_by("position", "id").values_list("person_id", flat=True), start=1
            )
        }
        found = audit.readings_of(place)
        names = access.names_of({row.reader_id for row in found})
        rows = [
            {
                "who": names.get(row.reader_id, ""),
                "at": row.at,
                "page": row.page,
                "person": place[row.person_id],
            }
            for row in found
        ]
    return render(
        request,
        "desk/readings.html",
        {"number": number, "case": case, "rows": rows, "heads": _heads()},
    )


def _heads() -> list[Head]:
    return [Head(_("Quién")), Head(_("Cuándo")), Head(_("Qué página")), Head(_("De quién"))]
