"""Those who ask: the list of the day, one page to write an inquiry down, and what comes of each."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rumbo.access import lists
from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.access.queries import names_of, offices_of
from rumbo.access.scoping import visible_or_404
from rumbo.audit import actions as audit
from rumbo.casework import actions as casework
from rumbo.casework.lookup import knows_sealed, reserved_among
from rumbo.casework.models import Case, Inquiry, InquiryVisit
from rumbo.casework.queries import goes_on_as
from rumbo.casework.rules import ANSWER
from rumbo.casework.words import CHANNELS, MET, OUTCOMES
from rumbo.common import clock, codes
from rumbo.common.refusal import Refusal
from rumbo.counselling.wording import Wording, current
from rumbo.desk import actions, inquiring, places
from rumbo.desk.collecting import address
from rumbo.desk.forms.inquiry import EndForm, InquiryForm, JoinForm, VisitForm
from rumbo.desk.inquiring import INQUIRIES
from rumbo.desk.roles import REGISTER
from rumbo.ui import words


@lists.page_of(INQUIRIES)
def inquiries(request: PersonalRequest) -> HttpResponse:
    """Show those who asked, newest first."""
    return render(request, "desk/inquiries.html", {"page": lists.opened(INQUIRIES, request)})


@require_http_methods(["GET", "POST"])
@for_roles(*ANSWER)
def new(request: PersonalRequest) -> HttpResponse:
    """Write down an inquiry: who they are comes last, and only with their yes."""
    offices = list(offices_of(request.reader))
    mine = next((o for o in offices if o.id == request.actor.office), None)
    known = {code for code, _name in places.sites()}
    form = InquiryForm(
        request.POST or None,
        offices=[(str(o.id), o.name) for o in offices],
        site=mine.code if mine is not None and mine.code in known else "",
    )
    if request.method == "POST" and form.is_valid():
        office = next(o for o in offices if str(o.id) == form.cleaned_data["office"])
        try:
            made = actions.take_inquiry(
                actor=request.actor,
                office=office,
                inquiry=form.inquiry(),
                id=form.ident,
                starts_at=form.starts_at() if form.cleaned_data["wants"] == "VISIT" else None,
                about=form.cleaned_data["about"],
            )
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            slip = inquiring.slip_of(made.pk)
            messages.success(request, _("Quedó anotado. Ficha %(slip)s.") % {"slip": slip})
            return _see_other("desk:inquiries")
    context = {
        "form": form,
        "one_office": len(offices) == 1,
        "notice": _notice(mine.name if mine is not None else ""),
        "countries": [str(label) for _code, label in codes.choices("country")],
    }
    return render(request, "desk/inquiry_new.html", context, status=422 if form.errors else 200)


def _notice(office: str) -> Wording:
    text = current("inquiry", "en" if words.language() == "en" else "es")
    return text.filled(organisation=_("la organización que le atiende"), office=office)


@require_GET
@for_roles(*ANSWER)
def inquiry(request: PersonalRequest, inquiry: UUID) -> HttpResponse:
    """One inquiry: what was said, how to answer, and the way on to registering."""
    found = _found(request, inquiry)
    if found.who is not None:
        audit.note_reading(actor=request.actor, person=found.pk, page="inquiry")
    return _page(request, found)


@require_POST
@for_roles(*ANSWER)
def call(request: PersonalRequest, inquiry: UUID) -> HttpResponse:
    """Keep a try to call back, in one tap."""
    found = _found(request, inquiry)
    channel, outcome = request.POST.get("channel", ""), request.POST.get("outcome", "")
    if channel not in CHANNELS or outcome not in OUTCOMES:
        raise Http404
    casework.log_inquiry_call(actor=request.actor, inquiry=found, channel=channel, outcome=outcome)
    return _noted(request, found)


@require_POST
@for_roles(*ANSWER)
def visit(request: PersonalRequest, inquiry: UUID) -> HttpResponse:
    """Give an hour."""
    found = _found(request, inquiry)
    form = VisitForm(request.POST)
    return _do(
        request,
        found,
        form,
        "visit_form",
        lambda: actions.give_hour(
            actor=request.actor,
            inquiry=found,
            starts_at=form.starts_at(),
            about=form.cleaned_data["about"],
        ),
    )


@require_POST
@for_roles(*ANSWER)
def visited(request: PersonalRequest, inquiry: UUID, visit: UUID) -> HttpResponse:
    """Say whether somebody came, or give the hour back."""
    found = _found(request, inquiry)
    hour = visible_or_404(InquiryVisit, request.reader, pk=visit, inquiry=found)
    outcome = request.POST.get("outcome", "")
    if outcome == "CANCELLED":
        casework.cancel_visit(actor=request.actor, visit=hour)
    elif outcome in MET:
        casework.end_visit(actor=request.actor, visit=hour, outcome=outcome)
    else:
        raise Http404
    return _noted(request, found)


@require_POST
@for_roles(*ANSWER)
def end(request: PersonalRequest, inquiry: UUID) -> HttpResponse:
    """Say that nothing more is to be done."""
    found = _found(request, inquiry)
    form = EndForm(request.POST)
    return _do(
        request,
        found,
        form,
        "end_form",
        lambda: casework.end_inquiry(
            actor=request.actor, inquiry=found, outcome=form.cleaned_data["outcome"]
        ),
    )


@require_POST
@for_roles(*ANSWER)
def forget(request: PersonalRequest, inquiry: UUID) -> HttpResponse:
    """Take the name and number away, because the person says so."""
    found = _found(request, inquiry)
    casework.forget_who_asked(actor=request.actor, inquiry=found)
    return _noted(request, found)


@require_POST
@for_roles(*REGISTER)
def join(request: PersonalRequest, inquiry: UUID) -> HttpResponse:
    """Say which file came of an inquiry, where they registered without the button."""
    found = _found(request, inquiry)
    form = JoinForm(request.POST)

    def carry() -> None:
        number = goes_on_as(form.cleaned_data["number"].upper())
        case = visible_or_404(Case, request.reader, number=number)
        if _is_kept(request, case):
            raise Http404
        casework.carry_on(actor=request.actor, inquiry=found, case=case)

    return _do(request, found, form, "join_form", carry)


def _found(request: PersonalRequest, inquiry: UUID) -> Inquiry:
    found: Inquiry = visible_or_404(inquiring.asked(request.reader), request.reader, pk=inquiry)
    return found


def _do(
    request: PersonalRequest, found: Inquiry, form: Form, name: str, act: Callable[[], object]
) -> HttpResponse:
    """Do it where what was typed can be; else show the page again, with what to mend."""
    if form.is_valid():
        try:
            act()
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return _noted(request, found)
    return _page(request, found, **{name: form})


def _noted(request: PersonalRequest, found: Inquiry) -> HttpResponse:
    messages.success(request, _("Quedó anotado."))
    return _see_other("desk:inquiry", inquiry=found.pk)


def _see_other(name: str, **arguments: UUID) -> HttpResponse:
    answer = HttpResponseRedirect(reverse(name, kwargs=arguments))
    answer.status_code = 303
    return answer


def _page(request: PersonalRequest, found: Inquiry, **forms: Form) -> HttpResponse:
    roles = request.reader.roles
    case = _file(request, found) if roles.intersection(REGISTER) else None
    may_register = bool(roles.intersection(REGISTER)) and found.case_id is None
    calls = list(found.calls.visible_to(request.reader).order_by("-occurred_at"))
    hours = found.visits.visible_to(request.reader).order_by("-starts_at")
    context = {
        "asker": inquiring.asker(found),
        "facts": _facts(found),
        "calls": [(row, OUTCOMES.get(row.outcome, "")) for row in calls],
        "hours": [inquiring.hour(row, clock.now()) for row in hours],
        "outcomes": list(OUTCOMES.items()),
        "met": list(MET.items()),
        "case": case,
        "register_url": f"{address('desk:register')}?solicitud={found.pk}" if may_register else "",
        "visit_form": VisitForm(),
        "end_form": EndForm(),
        "join_form": JoinForm() if may_register else None,
        **forms,
    }
    wrong = any(form.errors for form in forms.values())
    return render(request, "desk/inquiry.html", context, status=409 if wrong else 200)


def _file(request: PersonalRequest, found: Inquiry) -> Case | None:
    """The file that came of an inquiry, where the reader may open it."""
    rows = Case.objects.visible_to(request.reader).filter(inquiries=found)
    case: Case | None = rows.first()
    return None if case is None or _is_kept(request, case) else case


def _is_kept(request: PersonalRequest, case: Case) -> bool:
    """Whether protection keeps a file from whoever asks."""
    return bool(reserved_among([case.pk])) and not knows_sealed(request.reader)


def _facts(found: Inquiry) -> list[dict[str, object]]:
    asker = inquiring.asker(found)
    by = names_of({found.by}).get(found.by, "") if found.by else ""
    topics = [codes.label("counselling_topic", code) for code in found.explained]
    told = [
        (_("Preguntó"), found.occurred_at),
        (_("Cuántas personas"), asker.people),
        (_("Sitio"), asker.site),
        (_("Cómo llegó"), asker.channel),
        (_("Lengua"), words.language_name(found.language)),
        (_("País de origen"), asker.country),
        (_("Cómo supo"), asker.heard),
        (_("Se le explicó"), ", ".join(topics)),
        (_("Lo anotó"), by),
    ]
    return [{"label": label, "value": value} for label, value in told]
