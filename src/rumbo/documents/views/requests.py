"""The consular desk: one page a request, a short form for each thing, buttons for the rest."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rumbo.access import lists
from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.access.scoping import visible_or_404
from rumbo.audit import actions as audit
from rumbo.casework.lookup import open_or_404
from rumbo.common import clock, codes
from rumbo.documents import actions, desk, pages, printing, queries
from rumbo.documents.desk_lists import CALENDAR, REQUESTS
from rumbo.documents.forms import (
    AnswerForm,
    AppointmentForm,
    BatchForm,
    FeeForm,
    IssueForm,
    StopForm,
)
from rumbo.documents.models import ConsularRequest
from rumbo.documents.views.papers import born

# What a button alone does; `letter` answers with a paper of its own.
STEPS: Mapping[str, tuple[Callable[..., Any], Any]] = {
    "send": (actions.send_request, gettext_lazy("Entregada. Queda anotado qué salió y a quién.")),
    "unbatch": (actions.take_out_of_batch, gettext_lazy("Ya no va en el lote.")),
    "follow": (actions.follow_terms, gettext_lazy("La solicitud pide ya lo nuevo.")),
    "told": (actions.note_stop_told, gettext_lazy("Anotado: el consulado ya lo sabe.")),
}


@lists.page_of(REQUESTS)
def requests(request: PersonalRequest) -> HttpResponse:
    """List what is asked of consulates, what is late first."""
    return render(request, "documents/requests.html", {"page": lists.opened(REQUESTS, request)})


@lists.page_of(CALENDAR)
def calendar(request: PersonalRequest) -> HttpResponse:
    """List who appears at which consulate, and when."""
    return render(request, "documents/calendar.html", {"page": lists.opened(CALENDAR, request)})


@require_GET
@for_roles(*pages.DESK)
def asked(request: PersonalRequest, asked: UUID) -> HttpResponse:
    """Show one request: what the consulate wants, what holds it up, and what has left the house."""
    row = request_or_404(request, asked)
    context = {
        "one": desk.desk(row, request.reader),
        "case": row.case,
        "person": row.person,
        "may_ask": bool(request.reader.roles.intersection(pages.ASK)),
    }
    return render(request, "documents/request.html", context)


@require_POST
@for_roles(*pages.ASK, "movements", "registrar")
def item(request: PersonalRequest, asked: UUID, code: str, state: str) -> HttpResponse:
    """Say of one thing that it is here, not needed, or wanted again."""
    row = request_or_404(request, asked)
    actions.gather_item(actor=request.actor, request=row, code=code, state=state.upper())
    return _back(request, row)


@require_POST
@for_roles(*pages.ASK)
def act(request: PersonalRequest, asked: UUID, what: str) -> HttpResponse:
    """Do what one button does."""
    if what not in STEPS:
        raise Http404
    row = request_or_404(request, asked)
    verb, sentence = STEPS[what]
    verb(actor=request.actor, request=row)
    return _back(request, row, str(sentence))


@require_http_methods(["GET", "POST"])
@for_roles(*pages.ASK)
def appointment(request: PersonalRequest, asked: UUID) -> HttpResponse:
    """Note when the person is to appear, or that it fell through."""
    row = request_or_404(request, asked)
    zone = ZoneInfo(row.case.office.zone)
    booked = row.appointment_at
    first = {
        "consulate": row.consulate,
        "on": clock.day_of(booked, row.case.office.zone) if booked else None,
        "at": booked.astimezone(zone) if booked else None,
    }
    form = AppointmentForm(desk.consulates(row), posted(request), initial=first)
    if request.method == "POST" and form.is_valid():
        actions.book_appointment(
            actor=request.actor, request=row, starts_at=form.moment(zone),
            consulate=form.cleaned_data["consulate"],
        )  # fmt: skip
        return _back(request, row, _("Cita anotada. La persona queda en la lista de llamadas."))
    return _form(request, row, form, _("Cita en el consulado"), _("Guardar la cita"))


@require_http_methods(["GET", "POST"])
@for_roles(*pages.ASK)
def fee(request: PersonalRequest, asked: UUID) -> HttpResponse:
    """Write down what was charged, and the line that paid it."""
    row = request_or_404(request, asked)
    view = desk.desk(row, request.reader)
    usual = view.asks.fee if view.asks else None
    first = {
        "amount": usual.amount if usual else None,
        "currency": usual.currency if usual else "USD",
        "funding_line": row.case.funding_line,
        "on": clock.today(),
    }
    form = FeeForm(desk.lines(row), posted(request), initial=first)
    if request.method == "POST" and form.is_valid():
        actions.pay_fee(actor=request.actor, request=row, fee=form.value())
        return _back(request, row, _("Pago anotado."))
    sentence = _("La persona no paga nada: lo cubre un fondo del programa.")
    return _form(request, row, form, _("Derechos del consulado"), _("Guardar el pago"), sentence)


@require_http_methods(["GET", "POST"])
@for_roles(*pages.ASK)
def batch(request: PersonalRequest, asked: UUID) -> HttpResponse:
    """Put a request into the batch of a week."""
    row = request_or_404(request, asked)
    form = BatchForm(posted(request), initial={"on": clock.today()})
    if request.method == "POST" and form.is_valid():
        made = actions.put_in_batch(actor=request.actor, request=row, day=form.cleaned_data["on"])
        messages.success(request, _("Va en el lote de esa semana."))
        return redirect("documents:batch", batch=made.pk)
    return _form(request, row, form, _("Entregar en un lote"), _("Ponerla en el lote"))


@require_http_methods(["GET", "POST"])
@for_roles(*pages.ASK)
def stop(request: PersonalRequest, asked: UUID) -> HttpResponse:
    """Ask why before a request is gone on with no more."""
    row = request_or_404(request, asked)
    form = StopForm(posted(request))
    if request.method == "POST" and form.is_valid():
        actions.stop_request(actor=request.actor, request=row, kind=form.cleaned_data["kind"])
        return _back(request, row, _("Solicitud detenida."))
    sentence = _("Si el consulado ya la tiene, hoy se le dice que no siga.")
    return _form(request, row, form, _("Detener la solicitud"), _("Detenerla"), sentence)


@require_http_methods(["GET", "POST"])
@for_roles(*pages.ASK)
def consulate_answered(request: PersonalRequest, asked: UUID) -> HttpResponse:
    """Write down what the consulate answered; a paper it gave is written down as it is read."""
    row = request_or_404(request, asked)
    form = AnswerForm(posted(request))
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["granted"] == "yes":
            return redirect("documents:issue", asked=row.pk)
        actions.consulate_answered(
            actor=request.actor, request=row, granted=False, refused=form.refused()
        )
        return _back(request, row, _("Respuesta anotada. La página dice qué hacer."))
    return _form(request, row, form, _("Respuesta del consulado"), _("Guardar la respuesta"))


@require_http_methods(["GET", "POST"])
@for_roles(*pages.ASK)
def issue(request: PersonalRequest, asked: UUID) -> HttpResponse:
    """Write down the paper that the consulate gave."""
    row = request_or_404(request, asked)
    first = {"type": row.type, "issuer": row.country, "issued_on": clock.today()}
    files = request.FILES if request.method == "POST" else None
    form = IssueForm(posted(request), files, initial=first, born=born(row.person))
    if request.method == "POST" and form.is_valid():
        actions.issue_paper(actor=request.actor, request=row, document=form.value())
        return _back(request, row, _("Documento anotado."))
    sentence = _("Se anota como se lee en el documento.")
    return _form(
        request,
        row,
        form,
        _("El documento que dio el consulado"),
        _("Guardar el documento"),
        sentence,
    )


@require_POST
@for_roles(*pages.ASK)
def letter(request: PersonalRequest, asked: UUID) -> HttpResponse:
    """Print the letter to the consulate: what it needs to know, and nothing else."""
    row = request_or_404(request, asked)
    actions.write_letter(actor=request.actor, request=row)
    return pdf(printing.letter(row), f"carta-{row.number}")


@require_GET
@for_roles(*pages.ASK)
def stop_letter(request: PersonalRequest, asked: UUID) -> HttpResponse:
    """Print what tells a consulate to go no further; it names nobody."""
    row = request_or_404(request, asked)
    if row.stopped_at is None or row.sent_on is None:
        raise Http404
    return pdf(printing.stop_letter(row), f"alto-{row.number}")


def request_or_404(request: PersonalRequest, asked: UUID) -> ConsularRequest:
    """Give a request that the reader may open, and write down that they did."""
    rows = ConsularRequest.objects.visible_to(request.reader).select_related(
        "case__office", "person", "paper", "batch"
    )
    row: ConsularRequest = visible_or_404(rows, request.reader, id=asked)
    row.case = queries.case_of(row.person_id) or row.case
    open_or_404(request, row.person)
    audit.note_reading(actor=request.actor, person=row.person_id, page="documents.consulate")
    return row


def posted(request: PersonalRequest) -> Any:
    """What was posted, or nothing on a page that is only opened."""
    return request.POST if request.method == "POST" else None


def pdf(content: bytes, name: str) -> HttpResponse:
    """Answer with a paper that no cache keeps."""
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    answer["Cache-Control"] = "no-store"
    return answer


def _back(request: PersonalRequest, row: ConsularRequest, said: str = "") -> HttpResponse:
    if said:
        messages.success(request, said)
    answer = redirect("documents:asked", asked=row.pk)
    answer.status_code = 303
    return answer


def _form(
    request: PersonalRequest,
    row: ConsularRequest,
    form: forms.Form,
    title: str,
    confirm: str,
    sentence: str = "",
) -> HttpResponse:
    context = {
        "case": row.case,
        "person": row.person,
        "form": form,
        "title": title,
        "confirm": confirm,
        "sentence": sentence or codes.label("document_type", row.type),
        "asked": row,
    }
    return render(request, "documents/form.html", context, status=422 if form.errors else 200)
