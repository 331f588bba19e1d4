"""Search: what is typed travels in the body and never in an address."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.audit import actions as audit
from rumbo.desk import about, asking, errors, finding
from rumbo.desk.roles import ASK_ACCESS, SEARCH
from rumbo.registry import actions as registry
from rumbo.registry import queries
from rumbo.registry.models import GroupMember
from rumbo.ui import words


@require_http_methods(["GET", "POST"])
@for_roles(*SEARCH)
def search(request: PersonalRequest) -> HttpResponse:
    """Find people by number, folio, code, document, telephone or name; one sure answer opens at once."""
    typed = request.POST.get("q", "").replace("\x00", "")[: asking.LONGEST]
    if not typed.strip():
        return render(request, "desk/search.html", {"typed": ""})
    question = asking.parse(typed, words.today())
    may_ask = bool(ASK_ACCESS & request.reader.roles)
    found = finding.answer(question, request.reader, request.session, may_ask=may_ask)
    is_one = bool(question.case_number or question.code)
    if is_one and found and found[0].url:
        return redirect(found[0].url)
    return render(
        request,
        "desk/search.html",
        {"typed": typed, "question": question, "found": found, "searched": True},
    )


@require_POST
@for_roles(*ASK_ACCESS)
def ask(request: PersonalRequest) -> HttpResponse:
    """Ask another office to open the file behind a mask."""
    person = finding.behind(request.POST.get("hint", ""), request.session)
    if person is None:
        raise errors.ask_again()
    reason = request.POST.get("reason", "").replace("\x00", "")[:500]
    registry.request_access(actor=request.actor, person_id=person, reason=reason)
    said = _("La solicitud quedó enviada. Cuando la respondan, búsquela de nuevo aquí.")
    if request.htmx:
        return render(request, "desk/asked.html", {"said": said})
    messages.success(request, said)
    return redirect("desk:search")


@require_GET
@for_roles(*SEARCH)
def opened(request: PersonalRequest, person: UUID) -> HttpResponse:
    """Show the registration of somebody whose file another office opened to the reader."""
    found = queries.opened_to(request.reader, person)
    if found is None or found.sealed:
        raise Http404
    audit.note_reading(actor=request.actor, person=found.id, page="opened")
    facts = about.facts(found, GroupMember(person=found))
    return render(request, "desk/opened.html", {"person": found, "facts": facts})
