"""One page for each thing to do with a document: add, correct, end, lose."""

from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.common import codes
from rumbo.documents import actions, pages
from rumbo.documents.forms import CorrectForm, DocumentForm, LostForm
from rumbo.documents.models import TravelDocument
from rumbo.documents.views.lookup import ask, back_to, document_or_404, pair_or_404
from rumbo.registry.models import Person
from rumbo.ui import words


@require_http_methods(["GET", "POST"])
@for_roles(*pages.WRITE)
def add(request: PersonalRequest, case: UUID, person: UUID) -> HttpResponse:
    """Write down a document."""
    found, somebody = pair_or_404(request, case, person, "documents.add")
    first = {"issuer": somebody.nationalities[0] if somebody.nationalities else ""}
    form = DocumentForm(
        request.POST or None, request.FILES or None, initial=first, born=born(somebody)
    )
    if request.method == "POST" and form.is_valid():
        actions.record_document(
            actor=request.actor, case=found, person=somebody, document=form.value()
        )
        return back_to(request, found, _("Documento anotado."))
    return ask(
        request,
        found,
        form,
        somebody,
        title=_("Anotar un documento"),
        sentence=_("Se anota lo que se lee en el documento, también si está vencido."),
        confirm=_("Guardar el documento"),
    )


@require_http_methods(["GET", "POST"])
@for_roles(*pages.WRITE)
def correct(request: PersonalRequest, document: UUID) -> HttpResponse:
    """Correct what was misread."""
    case, row = document_or_404(request, document, "documents.correct")
    first = {
        "type": row.type,
        "issuer": row.issuer,
        "number": row.number,
        "issued_on": row.issued_on,
        "valid_until": row.valid_until,
        "version": row.version,
    }
    form = CorrectForm(
        request.POST or None, request.FILES or None, initial=first, born=born(row.person)
    )
    if request.method == "POST" and form.is_valid():
        actions.correct_document(
            actor=request.actor,
            case=case,
            document=row,
            now=form.value(),
            base_version=form.cleaned_data["version"],
        )
        return back_to(request, case, _("Documento corregido."))
    return ask(
        request,
        case,
        form,
        row.person,
        title=_("Corregir el documento"),
        sentence=_("Quién tiene el original se cambia aparte, con recibo."),
        confirm=_("Guardar la corrección"),
    )


@require_http_methods(["GET", "POST"])
@for_roles(*pages.WRITE)
def end(request: PersonalRequest, document: UUID) -> HttpResponse:
    """Ask before a document is put away."""
    case, row = document_or_404(request, document, "documents.end")
    form = LostForm()
    if request.method == "POST":
        actions.end_document(actor=request.actor, case=case, document=row)
        return back_to(request, case, _("Ese documento ya no se usa."))
    del form.fields["report_number"]
    return ask(
        request,
        case,
        form,
        row.person,
        title=_("Dejar de usar un documento"),
        sentence=_("%(document)s: ya no contará para el viaje. Queda en la historia.")
        % {"document": name_of(row)},
        confirm=_("Dejar de usarlo"),
    )


@require_http_methods(["GET", "POST"])
@for_roles(*pages.HOLD, "counsellor", "protection")
def lost(request: PersonalRequest, document: UUID) -> HttpResponse:
    """Write down that an original is lost or stolen."""
    case, row = document_or_404(request, document, "documents.lost")
    form = LostForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.report_lost(
            actor=request.actor,
            case=case,
            document=row,
            report_number=form.cleaned_data["report_number"],
        )
        return back_to(request, case, _("Anotado. Documentación ve cómo reponerlo."))
    return ask(
        request,
        case,
        form,
        row.person,
        title=_("El original se perdió o lo robaron"),
        sentence=_("%(document)s. Documentación recibe la tarea de reponerlo.")
        % {"document": name_of(row)},
        confirm=_("Anotar la pérdida"),
    )


def born(person: Person) -> date | None:
    """The day of birth to compare with, where it is known to the day."""
    return person.birth_date if person.birth_precision == "day" else None


def name_of(row: TravelDocument) -> str:
    """Name a document by its kind and country."""
    return _("%(type)s de %(country)s") % {
        "type": codes.label("document_type", row.type),
        "country": words.country(row.issuer),
    }
