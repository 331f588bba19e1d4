"""Who has the original, and the receipt that says so."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from rumbo.access import queries as access
from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.access.scoping import visible_or_404
from rumbo.audit import actions as audit
from rumbo.casework.lookup import open_or_404
from rumbo.common import codes
from rumbo.documents import actions, pages, printing, queries, rules
from rumbo.documents.forms import CustodyForm
from rumbo.documents.models import Custody
from rumbo.documents.views.lookup import ask, back_to, document_or_404
from rumbo.documents.views.papers import name_of
from rumbo.documents.views.requests import pdf


@require_http_methods(["GET", "POST"])
@for_roles(*pages.HOLD)
def custody(request: PersonalRequest, document: UUID) -> HttpResponse:
    """Pass an original on, against a receipt."""
    case, row = document_or_404(request, document, "documents.custody")
    usual = "person" if row.original_with in rules.HELD_BY_US else "office"
    form = CustodyForm(request.POST or None, initial={"held_by": usual})
    if request.method == "POST" and form.is_valid():
        ours = form.cleaned_data["held_by"] in rules.HELD_BY_US
        pass_on = actions.take_custody if ours else actions.hand_over
        made = pass_on(actor=request.actor, case=case, document=row, **form.cleaned_data)
        said = _("Cambio anotado. Recibo %(receipt)s.") % {"receipt": made.receipt}
        return back_to(request, case, said)
    holder = codes.label("original_with", row.original_with) if row.original_with else ""
    now = _("Ahora lo tiene: %(holder)s.") % {"holder": holder} if holder else ""
    sentence = _("%(document)s. %(now)s") % {"document": name_of(row), "now": now}
    return ask(
        request,
        case,
        form,
        row.person,
        title=_("Pasar el original a otras manos"),
        sentence=sentence.strip(),
        confirm=_("Anotar el cambio"),
        history=_history(request, row.pk),
    )


@require_GET
@for_roles(*pages.HOLD, "coordinator")
def receipt(request: PersonalRequest, custody: UUID) -> HttpResponse:
    """Print the receipt of one change of hands, for two signatures."""
    rows = Custody.objects.visible_to(request.reader).select_related("document__person", "office")
    row = visible_or_404(rows, request.reader, id=custody)
    person = row.document.person
    case = queries.case_of(person.pk)
    if case is None:
        raise Http404
    open_or_404(request, person)
    audit.note_reading(actor=request.actor, person=person.pk, page="documents.receipt")
    context = {
        "case": case,
        "custody": row,
        "person": person,
        "document": name_of(row.document),
        "number": row.document.number,
        "before": _label(row.held_before),
        "after": _label(row.held_by),
        "by": access.names_of({row.by}).get(row.by, ""),
    }
    return render(request, "documents/receipt.html", context)


@require_GET
@for_roles(*pages.HOLD, "coordinator")
def receipt_paper(request: PersonalRequest, custody: UUID) -> HttpResponse:
    """Give the receipt of one change of hands as a PDF, for two signatures."""
    rows = Custody.objects.visible_to(request.reader).select_related("document__person", "office")
    row: Custody = visible_or_404(rows, request.reader, id=custody)
    case = queries.case_of(row.document.person_id)
    if case is None:
        raise Http404
    open_or_404(request, row.document.person)
    audit.note_reading(actor=request.actor, person=row.document.person_id, page="documents.receipt")
    by = access.names_of({row.by}).get(row.by, "") if row.by else ""
    return pdf(printing.receipt(row, case, by), f"recibo-{row.receipt}")


def _label(holder: str) -> str:
    return codes.label("original_with", holder) if holder else ""


def _history(request: PersonalRequest, document: UUID) -> list[dict[str, object]]:
    rows = Custody.objects.visible_to(request.reader).filter(document=document)
    return [
        {
            "sentence": _("%(holder)s. Recibo %(receipt)s.")
            % {"holder": _label(row.held_by), "receipt": row.receipt},
            "when": row.occurred_at,
            "url": reverse("documents:receipt", kwargs={"custody": row.pk}),
        }
        for row in rows.order_by("-occurred_at", "-recorded_at")
    ]
