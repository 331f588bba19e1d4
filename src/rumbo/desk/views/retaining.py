"""What is decided of files past their months: erased, or kept until a day. For data protection."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from rumbo.access import lists
from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.access.scoping import visible_or_404
from rumbo.casework import actions
from rumbo.casework.models import Case
from rumbo.common import clock
from rumbo.common.refusal import Refusal
from rumbo.desk import keeping
from rumbo.desk.forms.retaining import KeepForm
from rumbo.desk.retaining import KEPT
from rumbo.desk.roles import WATCH
from rumbo.desk.watching import counting

BOTH = ["GET", "POST"]
AT_ONCE = 1000


@lists.page_of(KEPT)
def kept(request: PersonalRequest) -> HttpResponse:
    """List the files past their months, with what was decided of each."""
    context = {
        "page": lists.opened(KEPT, request),
        "asked": keeping.asked_long_ago(request.reader, clock.today()).count(),
    }
    return render(request, "desk/kept.html", context)


@require_POST
@for_roles(*WATCH)
def forget(request: PersonalRequest) -> HttpResponse:
    """Let go of the names of people who only asked, and whose months are over."""
    rows = keeping.asked_long_ago(request.reader, clock.today()).order_by("asked_on", "id")
    gone = actions.forget_old_inquiries(actor=request.actor, inquiries=list(rows[:AT_ONCE]))
    said = ngettext(
        "Se borró cómo llamar a quien pidió información una vez.",
        "Se borró cómo llamar en %(number)s solicitudes de información.",
        gone,
    )
    messages.success(request, said % {"number": gone})
    return _back()


@require_http_methods(BOTH)
@for_roles(*WATCH)
def erase(request: PersonalRequest, case: UUID) -> HttpResponse:
    """Ask before the data of a file are let go."""
    row = _past(request, case)
    if request.method == "POST":
        actions.decide_to_erase(actor=request.actor, case=row)
        messages.success(
            request, _("Se borrará pasados siete días. Hasta entonces puede retirarse.")
        )
        return _back()
    context = {
        "title": _("Borrar los datos de %(number)s") % {"number": row.number},
        "sentence": _("Terminó así: %(end)s. Su plazo de conservación venció.")
        % {"end": keeping.ended(row.stage)},
        "consequences": [
            _(
                "Se borran los nombres, teléfonos, documentos, notas, firmas y archivos, también del historial."
            ),
            _(
                "Quedan los códigos y las fechas, sin el nombre de nadie: las cifras publicadas siguen siendo ciertas."
            ),
            _(
                "Se borra pasados siete días, en la limpieza de cada noche. Después no puede recuperarse."
            ),
        ],
        "confirm": _("Decidir que se borre"),
        "cancel_url": reverse("desk:kept"),
        "danger": True,
    }
    return render(request, "ui/confirm.html", context)


@require_http_methods(BOTH)
@for_roles(*WATCH)
def keep(request: PersonalRequest, case: UUID) -> HttpResponse:
    """Keep a file past its months, until a day and for a reason."""
    row = _past(request, case)
    form = KeepForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.decide_to_keep(actor=request.actor, case=row, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Se conserva hasta ese día; después se decide de nuevo."))
            return _back()
    context = {
        "title": _("Conservar %(number)s más tiempo") % {"number": row.number},
        "sentence": _("Terminó así: %(end)s. Su plazo de conservación venció.")
        % {"end": keeping.ended(row.stage)},
        "form": form,
        "confirm": _("Conservarlo hasta ese día"),
        "cancel_url": reverse("desk:kept"),
    }
    status = 409 if form.non_field_errors() else 200
    return render(request, "ui/confirm.html", context, status=status)


@require_POST
@for_roles(*WATCH)
def undecide(request: PersonalRequest, case: UUID) -> HttpResponse:
    """Take a decision back before it was carried out."""
    actions.take_retention_back(actor=request.actor, case=_past(request, case))
    messages.success(request, _("Quedó sin decidir."))
    return _back()


def _past(request: PersonalRequest, case: UUID) -> Case:
    """A file of the reader's offices whose months are over."""
    rows = keeping.past(request.reader, clock.today())
    row: Case = visible_or_404(rows, counting(request.reader), pk=case)
    return row


def _back() -> HttpResponse:
    answer = redirect("desk:kept")
    answer.status_code = 303
    return answer
