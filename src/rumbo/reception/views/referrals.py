"""Sending somebody on to an institution, and following it until it is done."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rumbo.access import lists
from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.access.queries import names_of
from rumbo.access.scoping import visible_or_404
from rumbo.audit import actions as audit
from rumbo.common import clock, codes
from rumbo.common.refusal import Refusal
from rumbo.counselling import queries as counselling
from rumbo.network.models import Organisation
from rumbo.reception import actions, queries, tables, words
from rumbo.reception.forms import AgreedForm, ReferralForm, SchoolForm, WhyForm
from rumbo.reception.lists import FOLLOW, REFERRALS
from rumbo.reception.models import Referral
from rumbo.reception.pages import REFER
from rumbo.reception.queries import Comer
from rumbo.reception.views.lookup import comer_or_404, render_there, zone_of


@lists.page_of(REFERRALS)
def referrals(request: PersonalRequest) -> HttpResponse:
    """List the referrals that wait for somebody, those that are late first."""
    context = {
        "page": lists.opened(REFERRALS, request),
        "late": len(queries.overdue_referrals(request.reader, clock.today())),
    }
    return render(request, "reception/referrals.html", context)


@require_http_methods(["GET", "POST"])
@for_roles(*REFER)
def refer(request: PersonalRequest, person: UUID) -> HttpResponse:
    """Send somebody to an institution, with their yes."""
    comer = comer_or_404(request, person, "reception.refer")
    form = ReferralForm(*_institutions(comer), request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.refer(
                actor=request.actor, case=comer.case, person=comer.person, referral=form.value()
            )
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Canalización enviada. Falta la respuesta."))
            return redirect("reception:person", person=person)
    today = clock.today()
    context = {
        "comer": comer,
        "form": form,
        "agreed": counselling.may_share(comer.person, "REFERRAL_BODIES", today),
        "may_ask": bool(request.reader.roles & {"reception", "reintegration"}),
    }
    return render(request, "reception/refer.html", context, status=409 if form.errors else 200)


@require_GET
@for_roles(*FOLLOW)
def referral(request: PersonalRequest, referral: UUID) -> HttpResponse:
    """Show a referral: to whom, what they were told, what happened since."""
    row = visible_or_404(
        Referral.objects.visible_to(request.reader).select_related("organisation"),
        request.reader,
        pk=referral,
    )
    return _show(request, row)


@require_POST
@for_roles(*REFER)
def act(request: PersonalRequest, referral: UUID, what: str) -> HttpResponse:
    """Write down what the institution answered or did."""
    row = visible_or_404(Referral, request.reader, pk=referral)
    why, actor = request.POST.get("why", ""), request.actor
    try:
        if what == "complete":
            result = request.POST.get("result", "")
            actions.complete_referral(actor=actor, referral=row, outcome=why, result=result)
        elif what == "cancel":
            actions.cancel_referral(actor=actor, referral=row, why=why)
        else:
            accepted = what == "accept"
            actions.answer_referral(actor=actor, referral=row, accepted=accepted, why=why)
    except Refusal as refusal:
        return _show(request, row, refusal=refusal)
    messages.success(request, _("Anotado."))
    return redirect("reception:referral", referral=row.pk)


@require_POST
@for_roles(*REFER)
def agree(request: PersonalRequest, referral: UUID) -> HttpResponse:
    """Write down the yes to this institution, where the referral is older than the question."""
    row = visible_or_404(Referral, request.reader, pk=referral)
    form = AgreedForm(request.POST)
    try:
        agreed_on = form.cleaned_data["agreed_on"] if form.is_valid() else None
        actions.note_agreement(actor=request.actor, referral=row, agreed_on=agreed_on)
    except Refusal as refusal:
        return _show(request, row, refusal=refusal)
    messages.success(request, _("Anotado."))
    return redirect("reception:referral", referral=row.pk)


@require_POST
@for_roles(*REFER)
def school_paper(request: PersonalRequest, referral: UUID, code: str, state: str) -> HttpResponse:
    """Say of one paper of a child's schooling that it is here, or that it is not."""
    row = visible_or_404(Referral, request.reader, pk=referral)
    actions.note_school_paper(actor=request.actor, referral=row, code=code, here=state == "here")
    return redirect("reception:referral", referral=row.pk)


def _show(
    request: PersonalRequest, row: Referral, *, refusal: Refusal | None = None
) -> HttpResponse:
    office = row.case.office_id
    known = bool(queries.known_to(request.reader, [(row.person_id, office)]))
    if known:
        audit.note_reading(actor=request.actor, person=row.person_id, page="reception.referral")
    context = {
        "referral": row,
        "person": row.person if known else None,
        "told": _in_a_row([str(words.TOLD[f]) for f in row.told if f in words.TOLD]),
        "heard": names_of({row.heard_by}).get(row.heard_by, "") if row.heard_by else "",
        "agreeing": AgreedForm(request.POST if refusal else None),
        "steps": list(row.steps.order_by("occurred_at", "id")),
        "late": row.is_overdue_on(clock.today()),
        "form": (SchoolForm if row.need in words.FOR_SCHOOL else WhyForm)(request.POST or None),
        "papers": [
            {"code": code, "label": tables.school_word("papers", code), "here": code in row.papers}
            for code in row.papers_asked
        ],
        "may_act": bool(request.reader.roles.intersection(REFER)),
        "refusal": refusal,
    }
    return render_there(
        request,
        zone_of(request),
        "reception/referral.html",
        context,
        status=409 if refusal else 200,
    )


def _institutions(comer: Comer) -> tuple[list[Organisation], list[tuple[str, str]]]:
    """The partners where the person arrives; then the kinds of institution without a name."""
    person, today = comer.person, clock.today()
    country = comer.arrival.country if comer.arrival else person.return_country
    country = comer.centre.country_id if comer.centre else country
    partners = queries.partners_in(country, today)
    named = {p.referral_target for p in partners}
    here = f"{country[:2]}_"
    others = [
        (code, codes.label("referral_target", code))
        for code in codes.values("referral_target")
        if code not in named and (code[2:3] != "_" or code.startswith(here))
    ]
    return partners, others


def _in_a_row(labels: list[str]) -> list[str]:
    """Labels of a form inside one sentence: only the first keeps its capital."""
    return [label[:1].lower() + label[1:] if at else label for at, label in enumerate(labels)]
