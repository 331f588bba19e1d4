"""Scans: kept sealed, opened one at a time, never left in a cache."""

from urllib.parse import quote
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.access.scoping import visible_or_404
from rumbo.audit import actions as audit
from rumbo.casework.lookup import case_or_404, open_or_404
from rumbo.documents import actions, pages, rules
from rumbo.documents.forms import DestroyForm, FileForm
from rumbo.documents.models import KeptFile
from rumbo.documents.views.lookup import ask, back_to, pair_or_404
from rumbo.documents.words import KINDS


@require_http_methods(["GET", "POST"])
@for_roles(*pages.UPLOAD)
def keep(request: PersonalRequest, case: UUID, person: UUID) -> HttpResponse:
    """Keep a scan of one person."""
    found, somebody = pair_or_404(request, case, person, "documents.keep")
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        scan = form.attached()
        if scan is None:
            raise Http404
        actions.keep_file(
            actor=request.actor,
            case=found,
            person=somebody,
            kind=form.cleaned_data["kind"],
            file=scan,
        )
        return back_to(request, found, _("Archivo guardado y cifrado."))
    return ask(
        request,
        found,
        form,
        somebody,
        title=_("Guardar una copia"),
        sentence=_("Se guarda cifrada. Queda anotado quién la abre."),
        confirm=_("Guardar"),
    )


@require_GET
@for_roles(*pages.READ)
def download(request: PersonalRequest, file: UUID) -> HttpResponse:
    """Give a scan to somebody who may see it; no cache keeps it, no browser runs it."""
    row = _file_or_404(request, file)
    content = actions.open_file(actor=request.actor, file=row)
    answer = HttpResponse(content, content_type=row.media_type)
    plain = f"archivo{rules.ENDINGS[row.media_type]}"
    answer["Content-Disposition"] = (
        f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(str(row.name), safe='')}"
    )
    answer["Cache-Control"] = "no-store, private"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@require_http_methods(["GET", "POST"])
@for_roles(*pages.DESTROY)
def destroy(request: PersonalRequest, file: UUID) -> HttpResponse:
    """Ask why, and take a copy off the disk; that it was there stays written."""
    row = _file_or_404(request, file)
    if row.case_id is None:
        raise Http404
    case = case_or_404(request, row.case_id)
    if row.person_id is not None:
        audit.note_reading(actor=request.actor, person=row.person_id, page="documents.destroy")
    form = DestroyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.destroy_file(actor=request.actor, file=row, why=form.cleaned_data["why"])
        return back_to(request, case, _("Copia destruida. Queda anotado que estuvo aquí."))
    said = {"kind": KINDS.get(row.kind, row.kind), "name": row.name}
    return ask(
        request,
        case,
        form,
        row.person,
        title=_("Destruir una copia guardada"),
        sentence=_(
            "%(kind)s: %(name)s. El archivo se borra del disco y no puede recuperarse. "
            "Lo anotado a partir de él no cambia. Si era de otra persona, guárdelo en su expediente."
        )
        % said,
        confirm=_("Destruir la copia"),
        danger=True,
    )


def _file_or_404(request: PersonalRequest, file: UUID) -> KeptFile:
    """Give a copy that is still kept, of a person whose file the reader may open."""
    row: KeptFile = visible_or_404(KeptFile, request.reader, id=file, destroyed_at=None)
    if row.person is not None:
        open_or_404(request, row.person)
    if row.case_id is not None:
        case_or_404(request, row.case_id)
    return row
