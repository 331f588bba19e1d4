"""Signing a hand-over where the child leaves, its papers, and undoing an act that is wrong."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from rumbo.access.doors import for_roles, gives_out
from rumbo.access.middleware import PersonalRequest
from rumbo.access.scoping import visible_or_404
from rumbo.common.pdf import Lang
from rumbo.common.refusal import Refusal
from rumbo.protection import actions, printing, queries, track, words
from rumbo.protection.forms.children import HandoverForm, UndoForm
from rumbo.protection.models import Handover
from rumbo.protection.pages import PROTECT
from rumbo.protection.proving import where_to_check
from rumbo.protection.views.lookup import pair_or_404


@require_http_methods(["GET", "POST"])
@for_roles(*PROTECT)
def departure(request: PersonalRequest, case: UUID, person: UUID) -> HttpResponse:
    """Sign the act by which the authority hands the child to the escort."""
    found, somebody = pair_or_404(request, case, person, "handover")
    way = queries.way_seen(request.reader, found, somebody)
    form = HandoverForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        initial={"giver_name": way.now.guardian_assigned, "taker_name": way.now.escort},
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.hand_over(
                actor=request.actor,
                case=found,
                person=somebody,
                act=form.value("DEPARTURE"),
                id=form.cleaned_data["id"],
            )
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            said = _("Entrega firmada. Acta %(number)s.")
            messages.success(request, said % {"number": made.number})
            return redirect("protection:child", found.pk, somebody.pk)
    missing = track.missing_before("HANDOVER_DEPARTURE", way.done, way.decision)
    context = {
        "case": found,
        "person": somebody,
        "form": form,
        "missing": [words.MISSING[one] for one in missing],
        "signed": way.acts.get("DEPARTURE"),
        "back_url": reverse("protection:child", args=[found.pk, somebody.pk]),
        "sheet_url": reverse(
            "protection:handover_sheet", args=[found.pk, somebody.pk, "departure"]
        ),
    }
    status = 409 if form.non_field_errors() else 200
    return render(request, "protection/handover.html", context, status=status)


@require_GET
@for_roles(*PROTECT)
@gives_out
def sheet(request: PersonalRequest, case: UUID, person: UUID, end: str) -> HttpResponse:
    """Give the act as PDF: signed, or to be signed by hand where there is no connection."""
    found, somebody = pair_or_404(request, case, person, "handover_sheet")
    if end.upper() not in track.ACTS.values():
        raise Http404
    way = queries.way_seen(request.reader, found, somebody)
    signed, lang = way.acts.get(end.upper()), language()
    if signed is None:
        content = printing.blank(found, somebody, end.upper(), lang)
    else:
        content = printing.act(signed, lang, where_to_check(request))
    actions.note_sheet(actor=request.actor, case=found, person=somebody)
    return pdf_answer(content, f"{found.number}-{end}")


@require_http_methods(["GET", "POST"])
@for_roles(*PROTECT)
def undo(request: PersonalRequest, case: UUID, person: UUID, act: UUID) -> HttpResponse:
    """Annul an act that is wrong, by somebody who did not write it."""
    found, somebody = pair_or_404(request, case, person, "handover_undo")
    rows = Handover.objects.visible_to(request.reader)
    row = visible_or_404(rows, request.reader, pk=act, person=somebody, case=found)
    back = reverse("protection:child", args=[found.pk, somebody.pk])
    form = UndoForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.undo_handover(actor=request.actor, handover=row, why=form.cleaned_data["why"])
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("El acta quedó anulada. Se puede firmar otra."))
            return redirect(back)
    context = {
        "title": _("Anular el acta %(number)s") % {"number": row.number},
        "sentence": _("El acta se conserva, marcada como anulada."),
        "consequences": [_("Anula otra persona, no quien la anotó.")],
        "form": form,
        "confirm": _("Anular el acta"),
        "danger": True,
        "cancel_url": back,
    }
    return render(request, "ui/confirm.html", context, status=409 if form.errors else 200)


def language() -> Lang:
    """The language in which a paper is printed: the reader's."""
    return "en" if (get_language() or "es").startswith("en") else "es"


def pdf_answer(content: bytes, name: str) -> HttpResponse:
    """Give a paper to the browser, which keeps no copy of it."""
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    answer["Cache-Control"] = "no-store"
    return answer
