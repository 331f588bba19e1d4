"""Where a child arrives: the escort gives it to who was assessed, and both sign."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.common import clock
from rumbo.common.refusal import Refusal
from rumbo.counselling import queries as counselling
from rumbo.movements import papers as movement_papers
from rumbo.protection import actions as protection
from rumbo.protection import printing
from rumbo.protection import queries as protecting
from rumbo.protection.proving import where_to_check
from rumbo.reception import actions
from rumbo.reception.forms import HandChildForm
from rumbo.reception.pages import REFER
from rumbo.reception.queries import Comer
from rumbo.reception.views.lookup import comer_or_404, render_there


@require_http_methods(["GET", "POST"])
@for_roles(*REFER)
def handover(request: PersonalRequest, person: UUID) -> HttpResponse:
    """Compare who came with who is expected, and sign the act; a stranger receives nobody."""
    comer = _child_or_404(request, person, "reception.handover")
    expected = protecting.awaited(comer.case, comer.person)
    form = HandChildForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        initial={
            "giver_name": expected.escort,
            "taker_behalf": expected.relation,
            "place": comer.centre.name if comer.centre else "",
        },
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.hand_child(
                actor=request.actor,
                case=comer.case,
                person=comer.person,
                act=form.value("ARRIVAL"),
                id=form.cleaned_data["id"],
            )
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
            if refusal.code == "protection.not_the_receiver":
                protection.report_other_receiver(
                    actor=request.actor, case=comer.case, person=comer.person
                )
        else:
            said = _("Entrega firmada. Acta %(number)s.")
            messages.success(request, said % {"number": made.number})
            return redirect("reception:person", person=person)
    context = {
        "comer": comer,
        "form": form,
        "expected": expected,
        "back_url": reverse("reception:person", kwargs={"person": person}),
    }
    zone = comer.centre.zone if comer.centre else comer.case.office.zone
    status = 409 if form.non_field_errors() else 200
    return render_there(request, zone, "reception/handover.html", context, status=status)


@require_GET
@for_roles(*REFER)
def sheet(request: PersonalRequest, person: UUID) -> HttpResponse:
    """Print the act: signed, or to be signed by hand where there is no connection."""
    comer = _child_or_404(request, person, "reception.handover_sheet")
    lang = movement_papers.language()
    signed = protecting.awaited(comer.case, comer.person).act
    if signed is None:
        content = printing.blank(comer.case, comer.person, "ARRIVAL", lang)
    else:
        content = printing.act(signed, lang, where_to_check(request))
    protection.note_sheet(actor=request.actor, case=comer.case, person=comer.person)
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{comer.case.number}-arrival.pdf"'
    answer["Cache-Control"] = "no-store"
    return answer


def _child_or_404(request: PersonalRequest, person: UUID, page: str) -> Comer:
    """Give a child that came without its family and whom the reader may know."""
    comer = comer_or_404(request, person, page)
    alone = counselling.is_child_alone(comer.case, comer.person, clock.today())
    if not comer.known or not alone or comer.departure is None:
        raise Http404
    return comer
