"""Cash advances as pages: whoever answers for money sees all, whoever holds cash their own."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from rumbo.access import lists
from rumbo.access.doors import for_roles, gives_out
from rumbo.access.middleware import PersonalRequest
from rumbo.access.models import Office
from rumbo.access.queries import names_of, offices_of
from rumbo.access.scoping import visible_or_404
from rumbo.common import clock
from rumbo.common.ids import new_id
from rumbo.common.money import Money
from rumbo.common.refusal import Refusal
from rumbo.common.sealed import files
from rumbo.network import queries as network
from rumbo.programmes import actions, cash, queries
from rumbo.programmes.cash import ADVANCES
from rumbo.programmes.forms import AdvanceForm, CloseForm, ReceiptForm, ReturnForm
from rumbo.programmes.models import Advance
from rumbo.programmes.rules.money import ENDINGS

BOTH = ["GET", "POST"]


@lists.page_of(ADVANCES)
def advances(request: PersonalRequest) -> HttpResponse:
    """Every advance that the reader answers for, or holds."""
    context = {"page": lists.opened(ADVANCES, request), "gives": _gives(request)}
    return render(request, "programmes/advances.html", context)


@require_GET
@for_roles(*cash.READERS)
def advance(request: PersonalRequest, advance: UUID) -> HttpResponse:
    """One advance: what was given, what accounts for it, and what comes next."""
    row = _found(request, advance)
    [one] = cash.shown([row], request.reader)
    names = names_of({row.by, row.closed_by})
    mine = request.actor.id in {row.by, row.holder}
    context = {
        "one": one,
        "items": cash.items_of(row),
        "facts": _facts(one, names.get(row.by, "")),
        "gives": _gives(request),
        "may_return": _gives(request) and request.actor.id != row.holder,
        "may_close": _gives(request) and not mine,
        "is_open": row.closed_at is None,
        "closed_by": names.get(row.closed_by, ""),
    }
    return render(request, "programmes/advance.html", context)


@require_http_methods(BOTH)
@for_roles(*actions.GIVES)
def new(request: PersonalRequest) -> HttpResponse:
    """Give an advance, signed for by both."""
    today = clock.today()
    form = AdvanceForm(
        request.POST if request.method == "POST" else None,
        holders=[
            one for one in cash.holders(request.reader, today) if one.user_id != request.actor.id
        ],
        here=_here(request),
        lines=[(line.code, str(line)) for line in queries.funding_lines_on(today)],
        currencies=cash.currencies(today),
        centres=[(one.code, one.name) for one in network.centres_on(today)],
        initial={"id": new_id()},
    )

    def verb() -> UUID:
        return actions.give_advance(actor=request.actor, advance=form.value()).pk

    say = {
        "title": _("Entregar un anticipo"),
        "sentence": _("Lo entrega quien está aquí y lo firman las dos personas."),
        "button": _("Entregar el anticipo"),
        "done": _("Anticipo entregado: queda comprometido en su línea."),
        "template": "programmes/advance_new.html",
    }
    return _asked(request, form, verb, say, None)


@require_http_methods(BOTH)
@for_roles(*actions.TELLS)
def receipt(request: PersonalRequest, advance: UUID) -> HttpResponse:
    """Write down what was paid out of an advance."""
    row = _found(request, advance)
    today = clock.today()
    money = cash.currencies(today)
    form = ReceiptForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        currencies=sorted(money, key=lambda code: code != row.currency),
        initial={"on": today},
    )

    def verb() -> UUID:
        actions.note_receipt(actor=request.actor, advance=row, receipt=form.value())
        return row.pk

    say = {
        "title": _("Anotar un recibo"),
        "sentence": _("Lo pagado en otra moneda cuenta al tipo de cambio de su día."),
        "button": _("Anotar el recibo"),
        "done": _("Recibo anotado."),
    }
    return _asked(request, form, verb, say, row)


@require_http_methods(BOTH)
@for_roles(*actions.GIVES)
def give_back(request: PersonalRequest, advance: UUID) -> HttpResponse:
    """Take back what was not used."""
    row = _found(request, advance)
    form = ReturnForm(
        request.POST if request.method == "POST" else None, initial={"amount": row.open.amount}
    )

    def verb() -> UUID:
        actions.note_return(
            actor=request.actor,
            advance=row,
            amount=Money.of(form.cleaned_data["amount"], row.currency),
            signature=form.signature_value(),
        )
        return row.pk

    say = {
        "title": _("Recibir lo que sobró"),
        "sentence": _("Cuéntenlo entre las dos personas. Firma quien lo devuelve."),
        "button": _("Recibir lo que sobró"),
        "done": _("Devolución anotada: está libre otra vez en su línea."),
        "signs": _("Firma de quien devuelve"),
    }
    return _asked(request, form, verb, say, row)


@require_http_methods(BOTH)
@for_roles(*actions.GIVES)
def close(request: PersonalRequest, advance: UUID) -> HttpResponse:
    """Close an advance: another than who gave it."""
    row = _found(request, advance)
    form = CloseForm(request.POST if request.method == "POST" else None)

    def verb() -> UUID:
        actions.close_advance(actor=request.actor, advance=row, why=form.cleaned_data["why"])
        return row.pk

    say = {
        "title": _("Cerrar el anticipo"),
        "sentence": _("Lo cierra otra persona, no quien lo entregó. Cerrado ya no cambia."),
        "button": _("Cerrar el anticipo"),
        "done": _("Anticipo cerrado."),
    }
    return _asked(request, form, verb, say, row)


@require_GET
@for_roles(*cash.READERS)
@gives_out
def paper(request: PersonalRequest, advance: UUID, receipt: UUID) -> HttpResponse:
    """Give the scan of a receipt to somebody who may see its advance; no cache keeps it."""
    row = _found(request, advance)
    item = cash.item_of(row, receipt)
    if item is None or item.file is None:
        raise Http404
    answer = HttpResponse(files.read(item.file), content_type=item.media_type)
    name = f"recibo-{row.number.lower()}{ENDINGS[item.media_type]}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store, private"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _asked(
    request: PersonalRequest,
    form: Any,
    verb: Callable[[], UUID],
    say: dict[str, Any],
    row: Advance | None,
) -> HttpResponse:
    """Show a form, or do what it asks and go to the advance."""
    if request.method == "POST" and form.is_valid():
        try:
            made = verb()
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, str(say["done"]))
            return redirect("programmes:advance", advance=made)
    context: dict[str, Any] = {"form": form, **say}
    if row is not None:
        [context["one"]] = cash.shown([row], request.reader)
    status = 422 if form.errors else 200
    template = say.get("template", "programmes/advance_form.html")
    return render(request, str(template), context, status=status)


def _facts(one: cash.ShownAdvance, by: str) -> list[dict[str, object]]:
    row = one.row
    signed = _("En la pantalla, por las dos personas") if row.signed == "SCREEN" else _("En papel")
    return [
        {"label": _("En manos de"), "value": one.holder, "note": one.kind},
        {"label": _("Para qué"), "value": row.what_for},
        {"label": _("Salida o centro"), "value": row.reference or row.centre or "–"},
        {"label": _("Entregado"), "value": one.day, "note": by},
        {"label": _("Firmas"), "value": signed},
        {"label": _("Línea de fondos"), "value": str(row.line)},
    ]


def _here(request: PersonalRequest) -> Office:
    """The office at which cash is given to somebody who works at all of them."""
    offices = offices_of(request.reader)
    own = request.actor.office
    return (offices.filter(pk=own).first() if own else None) or offices[0]


def _gives(request: PersonalRequest) -> bool:
    return bool(request.reader.roles.intersection(actions.GIVES))


def _found(request: PersonalRequest, advance: UUID) -> Advance:
    found: Advance = visible_or_404(cash.advances(), request.reader, pk=advance)
    return found
