"""The correction list: the row as it was, what is wrong in it, a field to mend it, next."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from rumbo.access import lists
from rumbo.access.doors import for_roles, opens
from rumbo.access.middleware import PersonalRequest
from rumbo.access.scoping import visible_or_404
from rumbo.casework.models import Case
from rumbo.common.refusal import Refusal
from rumbo.exchange import actions, queries
from rumbo.exchange.actions.settling import CORRECTORS
from rumbo.exchange.forms import AsideForm, MendForm
from rumbo.exchange.lists import CORRECTIONS
from rumbo.exchange.models import IntakeRow


@lists.page_of(CORRECTIONS)
def corrections(request: PersonalRequest) -> HttpResponse:
    """List the rows to mend, what warns of harm first."""
    page = lists.opened(CORRECTIONS, request)
    return render(request, "exchange/corrections.html", {"page": page})


@require_http_methods(["GET", "POST"])
@for_roles(*CORRECTORS)
def correction(request: PersonalRequest, row: UUID) -> HttpResponse:
    """Show one row and take it mended; then the next."""
    mine = visible_or_404(queries.to_correct(request.reader), request.reader, pk=row)
    shown = queries.cells(mine, get_language() or "es")
    form = MendForm(shown, request.POST or None, initial={"version": mine.version})
    if request.method == "POST" and form.is_valid():
        try:
            done = actions.mend_row(
                actor=request.actor,
                row=mine,
                cells=form.cells(),
                base_version=form.cleaned_data["version"],
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            said = (
                _("La fila quedó registrada.")
                if done.outcome == "registered"
                else _("Ya se puede leer, pero se parece a alguien con registro: falta mirarla.")
            )
            messages.success(request, with_its_file(request, done, said))
            return _next(request)
    context = {"row": mine, "form": form, "aside": AsideForm(), "faulty": len(mine.faults)}
    return render(request, "exchange/correction.html", context)


@require_POST
@for_roles(*CORRECTORS)
def set_aside(request: PersonalRequest, row: UUID) -> HttpResponse:
    """Set a row aside, with the reason somebody gave."""
    mine = visible_or_404(IntakeRow, request.reader, pk=row)
    form = AsideForm(request.POST)
    why = form.cleaned_data["why"] if form.is_valid() else ""
    actions.set_row_aside(actor=request.actor, row=mine, why=why)
    messages.success(request, _("La fila quedó apartada."))
    return _next(request)


def with_its_file(request: PersonalRequest, row: IntakeRow, sentence: str) -> str:
    """Say what became of a row, with the way to its person in the file that it opened."""
    if row.case_id is None:
        return sentence
    case = Case.objects.visible_to(request.reader).filter(pk=row.case_id).first()
    if case is None:
        return sentence
    file = reverse("desk:case", kwargs={"case": case.pk})
    if not opens(file, request.reader.roles):
        return sentence
    address = f"{file}?p={row.person_id}" if row.person_id else file
    words = _("Abrir el expediente %(number)s") % {"number": case.number}
    return format_html('{} <a class="code" href="{}">{}</a>', sentence, address, words)


def _next(request: PersonalRequest) -> HttpResponseRedirect:
    """Go to the next row to mend, or back to the list when there is none."""
    following = queries.to_correct(request.reader).first()
    if following is None:
        return HttpResponseRedirect(reverse("exchange:corrections"), status=303)
    return HttpResponseRedirect(reverse("exchange:correction", args=[following.pk]), status=303)
