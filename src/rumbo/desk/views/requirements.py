"""The table of requirements as a page: why each thing is asked, with its source."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.common import codes
from rumbo.desk.roles import EVERYBODY
from rumbo.readiness.requirements import TABLE
from rumbo.ui import words


@require_GET
@for_roles(*EVERYBODY)
def requirements(request: PersonalRequest) -> HttpResponse:
    """Show every row of the table in words."""
    lang = "en" if words.language() == "en" else "es"
    rows = [
        {
            "code": row.code,
            "gate": codes.label("gate", row.gate),
            "protects": row.protects,
            "whom": row.whom.words.said(lang),
            "met": row.met_when.said(lang),
            "text": row.text.said(lang),
            "turn": codes.label("turn", row.whose),
            "source": row.source.said(lang),
        }
        for row in TABLE
    ]
    return render(request, "desk/requirements.html", {"rows": rows})
