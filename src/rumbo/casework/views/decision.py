"""Eligibility: what the rules propose and why, what an officer decides, and the second name."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.access.queries import names_of
from rumbo.casework import actions, forms, reserve
from rumbo.casework.models import Case, EligibilityDecision
from rumbo.casework.pages import CONFIRMERS, DECIDERS, FRONT
from rumbo.casework.proposing import GroupProposal, propose_for
from rumbo.casework.views.lookup import Question, ask, back_to, case_or_404, people_or_404, posted
from rumbo.common import clock, codes
from rumbo.common.refusal import Refusal
from rumbo.programmes import queries as programmes

# What is known against it; what is only not known yet is no reason that anybody had.
SAID = ("NO", "LOOK")
STATES = {"NO": "stop", "LOOK": "wait", "ASK": "wait", "WAIT": "note"}


@require_http_methods(["GET", "POST"])
@for_roles(*FRONT)
def eligibility(request: PersonalRequest, case: UUID) -> HttpResponse:
    """Show the proposal with its reasons, the decision that lives, and whose turn it is."""
    row = case_or_404(request, case)
    people_or_404(request, row, "casework.eligibility")
    asked = propose_for(row, clock.today())
    proposal = asked.seen_with(request.reader.compartments)
    live = EligibilityDecision.objects.visible_to(request.reader).filter(case=row, revoked_at=None)
    decision = live.first()
    may_decide = decision is None and row.is_open and bool(request.reader.roles & {*DECIDERS})
    form = _form(request, row, proposal) if may_decide else None
    if request.method == "POST" and form is not None and form.is_valid():
        typed = form.cleaned_data
        try:
            actions.decide_eligibility(
                actor=request.actor,
                case=row,
                eligible=typed["eligible"] == "yes",
                reasons=typed["reasons"],
                why=typed["why"],
                proposed=asked.kept(),
                programme=typed["programme"],
                funding_line=typed["funding_line"],
            )
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Quedó decidido. Falta que otra persona lo confirme."))
            answer = redirect("casework:eligibility", case=row.pk)
            answer.status_code = 303
            return answer
    context = {
        "case": row,
        "proposal": proposal,
        "reasons": _reasons(proposal),
        "decision": _told(decision) if decision else None,
        "form": form,
        "may_confirm": _may_confirm(request, decision),
        "may_revoke": decision is not None and bool(request.reader.roles & {*CONFIRMERS}),
        "waits_for_other": decision is not None and decision.decided_by == request.actor.id,
    }
    status = 409 if form is not None and form.errors else 200
    return render(request, "casework/eligibility.html", context, status=status)


@require_POST
@for_roles(*CONFIRMERS)
def countersign(request: PersonalRequest, case: UUID) -> HttpResponse:
    """Confirm what somebody else decided."""
    row = case_or_404(request, case)
    actions.countersign(actor=request.actor, case=row)
    messages.success(request, _("Quedó confirmado con dos nombres."))
    return back_to(row)


@require_http_methods(["GET", "POST"])
@for_roles(*CONFIRMERS)
def revoke(request: PersonalRequest, case: UUID) -> HttpResponse:
    """Take a decision back, with a reason."""
    row = case_or_404(request, case)
    asked = Question(
        title=_("Revocar la decisión"),
        sentence=_("Lo que dependía de ella deja de valer: habrá que decidir de nuevo."),
        confirm=_("Revocar la decisión"),
        told=_("La decisión quedó revocada. Hay que decidir de nuevo."),
        danger=True,
    )
    return ask(
        request,
        row,
        forms.WhyForm(posted(request)),
        asked,
        lambda typed: actions.revoke_decision(actor=request.actor, case=row, why=typed["why"]),
    )


def _form(request: PersonalRequest, row: Case, proposal: GroupProposal) -> forms.DecideForm:
    day = clock.today()
    found = [(p.code, str(p)) for p in programmes.programmes_on(day, host=row.office.country)]
    lines = {
        line.code: str(line) for code, _name in found for line in programmes.lines_for(code, day)
    }
    initial = {
        "eligible": "" if proposal.eligible is None else "yes" if proposal.eligible else "no",
        "reasons": [
            reason.code
            for reason, _whom in proposal.reasons
            if reason.outcome in SAID and reason.code not in reserve.NEUTRALS
        ],
        "programme": proposal.programme,
        "funding_line": next(iter(proposal.lines), ""),
    }
    sees = request.reader.compartments
    return forms.DecideForm(found, list(lines.items()), sees, posted(request), initial=initial)


def _reasons(proposal: GroupProposal) -> list[dict[str, object]]:
    lang = "en" if (get_language() or "es").startswith("en") else "es"
    return [
        {
            "sentence": reason.sentence(lang),
            "who": ", ".join(person.short_name for person in whom),
            "state": STATES.get(reason.outcome, "note"),
            "outcome": codes.label("proposal_outcome", reason.outcome),
        }
        for reason, whom in proposal.reasons
    ]


def _told(decision: EligibilityDecision) -> dict[str, object]:
    who: set[object] = {decision.decided_by, decision.countersigned_by}
    names = names_of(who - {None})
    day = clock.day_of(decision.occurred_at)
    programme = programmes.programme(decision.programme)
    lines = {one.code: str(one) for one in programmes.funding_lines_on(day)}
    return {
        "eligible": decision.eligible,
        "by": names.get(decision.decided_by, ""),
        "at": decision.occurred_at,
        "other": names.get(decision.countersigned_by, ""),
        "other_at": decision.countersigned_at,
        "programme": str(programme or decision.programme),
        "line": lines.get(decision.funding_line, decision.funding_line),
        "why": decision.why,
        "reasons": [
            codes.label("eligibility_reason", code) for code in reserve.plain(decision.reasons)
        ],
    }


def _may_confirm(request: PersonalRequest, decision: EligibilityDecision | None) -> bool:
    return (
        decision is not None
        and decision.countersigned_by is None
        and decision.decided_by != request.actor.id
        and bool(request.reader.roles & {*CONFIRMERS})
    )
