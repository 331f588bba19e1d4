"""A voucher from being asked for to its receipt: asked by one, approved by another."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rumbo.access import queries as access
from rumbo.access.doors import for_roles, gives_out
from rumbo.access.middleware import PersonalRequest
from rumbo.assistance import actions, printing, queries, rules, shown
from rumbo.assistance.forms import ReceiptForm, ReturnForm, VoucherForm, WhyForm
from rumbo.assistance.models import Voucher
from rumbo.assistance.pages import HELP
from rumbo.assistance.views.lookup import go, service_or_404, voucher_or_404
from rumbo.common import clock, codes
from rumbo.common.money import Money
from rumbo.common.refusal import Refusal


@require_http_methods(["GET", "POST"])
@for_roles(*HELP)
def ask(request: PersonalRequest, case: UUID, service: UUID) -> HttpResponse:
    """Ask the fund for a sum for one service."""
    row = service_or_404(request, case, service)
    today = clock.today()
    form = VoucherForm(
        request.POST if request.method == "POST" else None,
        currency=queries.currency(today),
        initial={"due_on": today, "payee": row.provider, "payee_kind": "ORGANISATION"},
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.request_voucher(actor=request.actor, service=row, voucher=form.value())
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Vale pedido. Falta que lo apruebe otra oficial."))
            return go("panel", row.case_id)
    context = {
        "case": row.case,
        "person": row.person,
        "form": form,
        "title": _("Pedir un vale"),
        "lead": _("Para: %(kind)s.") % {"kind": codes.label("assistance_service", row.kind)},
        "confirm": _("Pedir el vale"),
        "back_url": reverse("assistance:panel", args=[row.case_id]),
    }
    return _form(request, context)


@require_GET
@for_roles(*HELP)
def voucher(request: PersonalRequest, case: UUID, voucher: UUID) -> HttpResponse:
    """Show a voucher: who asked, who approved, what was given, and the next act."""
    row = voucher_or_404(request, case, voucher)
    standing = queries.fund_standing(clock.today())
    names = access.names_of({row.by, row.decided_by, row.delivered_by, row.ended_by})
    context = {
        "case": row.case,
        "person": row.person,
        "one": shown.voucher(row),
        "service": codes.label("assistance_service", row.service.kind),
        "left": Money(standing.left, row.currency),
        "fits": row.amount_minor <= standing.left,
        "is_mine": row.by == request.actor.id,
        "may": {state: rules.may_become(row.state, state) for state in rules.MOVES},
        "asked_by": names.get(row.by, ""),
        "decided_by": names.get(row.decided_by, ""),
        "delivered_by": names.get(row.delivered_by, ""),
        "ended_by": names.get(row.ended_by, ""),
        "delivered": row.delivered,
        "returned": Money(row.returned_minor, row.currency) if row.returned_minor else None,
    }
    return render(request, "assistance/voucher.html", context)


@require_POST
@for_roles(*HELP)
def approve(request: PersonalRequest, case: UUID, voucher: UUID) -> HttpResponse:
    """Approve a sum that another officer asked for."""
    row = voucher_or_404(request, case, voucher)
    made = actions.approve_voucher(actor=request.actor, voucher=row)
    reference = made.payment.reference if made.payment else ""
    messages.success(
        request, _("Aprobado. Finanzas lo ve como %(reference)s.") % {"reference": reference}
    )
    return go("voucher", row.case_id, row.pk)


@require_http_methods(["GET", "POST"])
@for_roles(*HELP)
def decline(request: PersonalRequest, case: UUID, voucher: UUID) -> HttpResponse:
    """Not approve a sum, with the reason."""
    return _with_reason(
        request,
        voucher_or_404(request, case, voucher),
        actions.decline_voucher,
        title=_("No aprobar este vale"),
        sentence=_("Quien lo pidió lee el motivo y puede pedir otro."),
        confirm=_("No aprobarlo"),
        said=_("El vale no se aprobó."),
    )


@require_http_methods(["GET", "POST"])
@for_roles(*HELP)
def cancel(request: PersonalRequest, case: UUID, voucher: UUID) -> HttpResponse:
    """Take a voucher back before anything was given."""
    return _with_reason(
        request,
        voucher_or_404(request, case, voucher),
        actions.cancel_voucher,
        title=_("Cancelar este vale"),
        sentence=_("Lo reservado queda libre en el fondo."),
        confirm=_("Cancelar el vale"),
        said=_("El vale quedó cancelado y lo reservado, libre."),
    )


@require_http_methods(["GET", "POST"])
@for_roles(*HELP)
def give_back(request: PersonalRequest, case: UUID, voucher: UUID) -> HttpResponse:
    """Write down what came back to the fund."""
    row = voucher_or_404(request, case, voucher)
    form = ReturnForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.return_voucher(
                actor=request.actor,
                voucher=row,
                amount=Money.of(form.cleaned_data["amount"], row.currency),
                why=form.cleaned_data["why"],
            )
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Quedó anotado lo que volvió al fondo."))
            return go("voucher", row.case_id, row.pk)
    return _form(request, _context(row, form, _("Devolución al fondo"), _("Anotar la devolución")))


@require_http_methods(["GET", "POST"])
@for_roles(*HELP)
def deliver(request: PersonalRequest, case: UUID, voucher: UUID) -> HttpResponse:
    """Give what was approved, against a signature or a thumb."""
    row = voucher_or_404(request, case, voucher)
    if not rules.may_become(row.state, "DELIVERED"):
        return go("voucher", row.case_id, row.pk)
    form = ReceiptForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        approved=row.amount,
        initial={"amount": row.amount.amount, "received_by": row.payee},
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.deliver_voucher(actor=request.actor, voucher=row, receipt=form.value())
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Entregado. El recibo queda guardado y se puede imprimir."))
            return go("voucher", row.case_id, row.pk)
    context = {"case": row.case, "person": row.person, "one": shown.voucher(row), "form": form}
    status = 409 if form.non_field_errors() else 200
    return render(request, "assistance/deliver.html", context, status=status)


@require_GET
@for_roles(*HELP)
@gives_out
def receipt(request: PersonalRequest, case: UUID, voucher: UUID) -> HttpResponse:
    """Give the receipt as PDF: signed on the screen, or to be signed by hand or thumb."""
    row = voucher_or_404(request, case, voucher)
    content = printing.receipt(row)
    actions.note_receipt(actor=request.actor, voucher=row)
    answer = HttpResponse(content, content_type="application/pdf")
    reference = row.payment.reference if row.payment else "recibo"
    answer["Content-Disposition"] = f'inline; filename="{reference}.pdf"'
    answer["Cache-Control"] = "no-store"
    return answer


def _with_reason(
    request: PersonalRequest,
    row: Voucher,
    verb: Callable[..., Voucher],
    *,
    title: str,
    sentence: str,
    confirm: str,
    said: str,
) -> HttpResponse:
    form = WhyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            verb(actor=request.actor, voucher=row, why=form.cleaned_data["why"])
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, said)
            return go("voucher", row.case_id, row.pk)
    return _form(request, {**_context(row, form, title, confirm), "lead": sentence})


def _context(row: Voucher, form: Any, title: str, confirm: str) -> dict[str, Any]:
    return {
        "case": row.case,
        "person": row.person,
        "form": form,
        "title": title,
        "confirm": confirm,
        "back_url": reverse("assistance:voucher", args=[row.case_id, row.pk]),
    }


def _form(request: PersonalRequest, context: dict[str, Any]) -> HttpResponse:
    status = 409 if context["form"].non_field_errors() else 200
    return render(request, "assistance/form.html", context, status=status)
