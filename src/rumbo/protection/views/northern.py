"""A case in the United States: each point with its sources, the way along it, and its papers."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.common import clock, codes
from rumbo.common.refusal import Refusal
from rumbo.counselling import wording
from rumbo.counselling.printing import letterhead
from rumbo.protection import actions, northern, queries
from rumbo.protection.forms import MppForm
from rumbo.protection.forms.northern import MppStepForm, ReentryForm
from rumbo.protection.models import MppStanding
from rumbo.protection.pages import ASK, REENTRY
from rumbo.protection.views.lookup import go, one_form, pair_or_404
from rumbo.ui import words


@require_http_methods(["GET", "POST"])
@for_roles(*ASK)
def mpp(request: PersonalRequest, case: UUID, person: UUID) -> HttpResponse:
    """Explain each point of a case in the United States, and hear it back."""
    found, somebody = pair_or_404(request, case, person, "mpp")
    row = queries.newest_seen(MppStanding, request.reader, [somebody.id]).get(somebody.id)
    form = MppForm(request.POST or None, initial=_mpp_initial(row))
    if request.method == "POST" and form.is_valid():
        made = actions.record_mpp(
            actor=request.actor, case=found, person=somebody, mpp=form.value()
        )
        messages.success(request, _("Quedó anotado lo que se habló de su caso."))
        if made.in_mpp:
            return go("mpp_way", found.id, somebody.id)
        return go("asking", found.id)
    head = letterhead(found)
    lang: wording.Lang = "en" if words.language() == "en" else "es"
    text = wording.current("mpp", lang).filled(organisation=head.organisation, office=head.office)
    return one_form(
        request,
        found,
        somebody,
        form,
        title=_("Su caso en Estados Unidos"),
        text=text,
        points=[
            (codes.label("mpp_point", point.code), point)
            for point in northern.points(lang)
            if point.says
        ],
        sources=northern.version(),
        way=row is not None and row.in_mpp,
        back="asking",
    )


@require_http_methods(["GET", "POST"])
@for_roles(*ASK)
def way(request: PersonalRequest, case: UUID, person: UUID) -> HttpResponse:
    """Show how somebody was accompanied, and add a line: a talk, legal aid, a special case."""
    found, somebody = pair_or_404(request, case, person, "mpp_way")
    row = queries.newest_seen(MppStanding, request.reader, [somebody.pk]).get(somebody.pk)
    if row is None or not row.in_mpp:
        raise Http404
    form = MppStepForm(
        request.POST if request.method == "POST" else None,
        initial={"on": clock.today(found.office.zone)},
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.note_mpp_step(
                actor=request.actor, case=found, person=somebody, step=form.value()
            )
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Quedó anotado en su acompañamiento."))
            return go("mpp_way", found.id, somebody.id)
    context = {
        "case": found,
        "person": somebody,
        "form": form,
        "row": row,
        "paper": codes.label("reentry_paper", row.reentry_kind) if row.reentry_kind else "",
        "is_short": bool(
            row.court_date and row.reentry_valid_until and row.reentry_valid_until < row.court_date
        ),
        "steps": [
            (codes.label("mpp_step", step.kind), step)
            for step in queries.mpp_steps_seen(request.reader, somebody)
        ],
    }
    status = 409 if form.non_field_errors() else 200
    return render(request, "protection/mpp_way.html", context, status=status)


@require_http_methods(["GET", "POST"])
@for_roles(*REENTRY)
def reentry(request: PersonalRequest, case: UUID, person: UUID) -> HttpResponse:
    """Write down the court date and the paper to enter again, for those who keep papers too."""
    found, somebody = pair_or_404(request, case, person, "reentry")
    row = queries.newest_seen(MppStanding, request.reader, [somebody.pk]).get(somebody.pk)
    if row is None or not row.in_mpp:
        raise Http404
    form = ReentryForm(
        request.POST if request.method == "POST" else None,
        initial={
            "court_date": row.court_date,
            "kind": row.reentry_kind,
            "number": row.reentry_number or "",
            "valid_until": row.reentry_valid_until,
        },
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.record_reentry(
                actor=request.actor, case=found, person=somebody, reentry=form.value()
            )
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Quedaron anotados la audiencia y el papel."))
            return go("reentry", found.id, somebody.id)
    context = {"case": found, "person": somebody, "form": form}
    status = 409 if form.non_field_errors() else 200
    return render(request, "protection/reentry.html", context, status=status)


def _mpp_initial(row: MppStanding | None) -> dict[str, object]:
    if row is None:
        return {}
    said = {True: "yes", False: "no", None: ""}
    return {
        "in_mpp": said[row.in_mpp],
        "explained": row.explained,
        "own_words": row.own_words,
        "understood": said[row.understood],
        "keeps_case": said[row.keeps_case],
        "court_date": row.court_date,
        "no_guarantee_signed_on": row.no_guarantee_signed_on,
    }
