"""The partner's page: who was sent to it, and its answer."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.audit import actions as audit
from rumbo.common import clock
from rumbo.common.refusal import Refusal
from rumbo.movements import papers
from rumbo.reception import actions, partnering
from rumbo.reception.pages import PARTNER


@require_GET
@for_roles(*PARTNER)
def mine(request: PersonalRequest) -> HttpResponse:
    """Show the referrals sent to the reader's organisation."""
    return _show(request)


@require_POST
@for_roles(*PARTNER)
def reply(request: PersonalRequest, referral: UUID, what: str) -> HttpResponse:
    """Write down what the partner answers, or that it attended somebody."""
    rows = partnering.referrals_to(request.reader, clock.today())
    row = next((one for one in rows if one.pk == referral), None)
    if row is None or what == "cancel":
        raise Http404
    why = request.POST.get("why", "").replace("\x00", "")[:500]
    try:
        if what == "complete":
            actions.complete_referral(actor=request.actor, referral=row, outcome=why)
        else:
            actions.answer_referral(
                actor=request.actor, referral=row, accepted=what == "accept", why=why
            )
    except Refusal as refusal:
        return _show(request, refusal=refusal)
    messages.success(request, _("Anotado. Gracias por responder."))
    return redirect("reception:partner")


def _show(request: PersonalRequest, *, refusal: Refusal | None = None) -> HttpResponse:
    rows = partnering.sent_to(request.reader, clock.today(), papers.language())
    for row in rows:
        audit.note_reading(actor=request.actor, person=row.referral.person_id, page="partner")
    context = {
        "organisations": partnering.organisations_of(request.reader),
        "waiting": [row for row in rows if row.referral.is_open],
        "over": [row for row in rows if not row.referral.is_open],
        "refusal": refusal,
    }
    status = 409 if refusal else 200
    return render(request, "reception/partner.html", context, status=status)
