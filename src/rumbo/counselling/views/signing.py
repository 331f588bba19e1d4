"""Reading aloud, signing, taking back; and the papers to print."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from rumbo.access.doors import for_roles, gives_out
from rumbo.access.middleware import PersonalRequest
from rumbo.casework.models import Case
from rumbo.counselling import actions, printing, queries, showing, wording
from rumbo.counselling.forms import SignForChildForm, SignForm
from rumbo.counselling.pages import SIGN
from rumbo.counselling.views.lookup import back_to, pair_or_404


@require_http_methods(["GET", "POST"])
@for_roles(*SIGN)
def declaration(request: PersonalRequest, case: UUID, person: UUID) -> HttpResponse:
    """Read the whole declaration aloud, then sign below it."""
    found, somebody = pair_or_404(request, case, person, "counselling.declaration")
    form = SignForm(request.POST or None, request.FILES or None, initial=_start(somebody.language))
    if request.method == "POST" and form.is_valid():
        value = form.value()
        actions.sign_declaration(actor=request.actor, case=found, person=somebody, signature=value)
        messages.success(request, _("Declaración firmada. Puede retirarla cuando quiera."))
        return back_to(found)
    lang = showing.language_for(somebody, request.GET.get("lang", ""))
    context = {
        "case": found,
        "person": somebody,
        "form": form,
        "text": _text("declaration", lang, found),
        "earlier": queries.live_declaration(somebody),
        "paper": "declaration",
    }
    return render(request, "counselling/declaration.html", context)


@require_http_methods(["GET", "POST"])
@for_roles(*SIGN)
def child_declaration(request: PersonalRequest, case: UUID, person: UUID) -> HttpResponse:
    """Read aloud and sign what a parent, a guardian or the authority declares for a child."""
    found, child = pair_or_404(request, case, person, "counselling.child_declaration")
    member = queries.member_of(found, child)
    guardian = member.guardian
    initial = _start(guardian.language if guardian else child.language)
    if guardian is not None and member.guardian_relation in {"PARENT", "LEGAL_GUARDIAN"}:
        initial |= {"capacity": member.guardian_relation, "who": "group"}
    form = SignForChildForm(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.sign_for_child(
            actor=request.actor,
            case=found,
            child=child,
            signer=form.signer(),
            signature=form.value(),
        )
        messages.success(request, _("Declaración firmada. Puede retirarse en cualquier momento."))
        return back_to(found)
    lang = showing.language_for(guardian or child, request.GET.get("lang", ""))
    context = {
        "case": found,
        "person": child,
        "guardian": guardian,
        "form": form,
        "text": _text("guardian", lang, found),
        "earlier": queries.live_guardian_declaration(child),
        "paper": "guardian",
    }
    return render(request, "counselling/declaration.html", context)


@require_http_methods(["GET", "POST"])
@for_roles(*SIGN)
def withdraw(request: PersonalRequest, case: UUID, person: UUID) -> HttpResponse:
    """Take a declaration back; no reason is asked, and the page has no place for one."""
    found, somebody = pair_or_404(request, case, person, "counselling.withdraw")
    own = queries.live_declaration(somebody)
    signed = own or queries.live_guardian_declaration(somebody)
    if request.method == "POST":
        if own is not None:
            actions.withdraw_declaration(actor=request.actor, case=found, person=somebody)
        else:
            actions.withdraw_child_declaration(actor=request.actor, case=found, child=somebody)
        messages.success(request, _("Declaración retirada. Se le sigue atendiendo igual."))
        return back_to(found)
    context = {"case": found, "person": somebody, "signed": signed}
    return render(request, "counselling/withdraw.html", context)


@require_GET
@for_roles(*SIGN)
@gives_out
def paper(request: PersonalRequest, case: UUID, person: UUID, code: str) -> HttpResponse:
    """Give one paper about a person as PDF; that it was printed is written down."""
    if code not in printing.PAPERS:
        raise Http404
    found, somebody = pair_or_404(request, case, person, f"counselling.{code}")
    lang = showing.language_for(somebody, request.GET.get("lang", ""))
    content = printing.pdf(found, somebody, code, lang)
    actions.note_print(actor=request.actor, case=found, person=somebody, paper=code)
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{found.number}-{code}.pdf"'
    answer["Cache-Control"] = "no-store"
    return answer


def _start(language: str) -> dict[str, object]:
    return {"language": language, "read_aloud": True}


def _text(code: str, lang: wording.Lang, case: Case) -> wording.Wording:
    head = printing.letterhead(case)
    text = wording.current(code, lang)
    return text.filled(organisation=head.organisation, office=head.office)
