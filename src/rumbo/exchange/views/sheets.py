"""Reading a booth's sheet from the desk."""

import tempfile
from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.common.home import scratch
from rumbo.common.refusal import Refusal
from rumbo.exchange import actions, practice
from rumbo.exchange.forms import SheetForm
from rumbo.exchange.intake.rows import Counts
from rumbo.exchange.intake.sheet import require_size


@require_http_methods(["GET", "POST"])
@for_roles("registrar", "coordinator")
def sheet(request: PersonalRequest) -> HttpResponse:
    """Read a sheet: whole or not at all, and the file is not kept."""
    form = SheetForm(request.POST or None, request.FILES or None)
    counts = None
    if request.method == "POST" and form.is_valid():
        try:
            counts = _read(request, form).as_dict()
        except Refusal as refusal:
            form.add_error("sheet", refusal.sentence)
        else:
            messages.success(request, _("La hoja quedó leída."))
    offered = practice.NAMES if settings.DEMO else ()
    context = {"form": form, "counts": counts, "practice": offered}
    return render(request, "exchange/sheet.html", context)


@require_GET
@for_roles("registrar", "coordinator")
def practice_sheet(_request: PersonalRequest, name: str) -> FileResponse:
    """Give somebody in a demonstration a sheet to try; real homes read their own."""
    if not settings.DEMO or name not in practice.NAMES:
        raise Http404
    # FileResponse closes the file.
    return FileResponse(practice.path(name).open("rb"), as_attachment=True, filename=f"{name}.csv")


def _read(request: PersonalRequest, form: SheetForm) -> Counts:
    """Hand the upload to the verb under a name of its own, and take it off the disk again."""
    upload = form.cleaned_data["sheet"]
    name = Path(upload.name).name.replace("\0", "")[-80:]
    require_size(name, upload.size)
    with tempfile.TemporaryDirectory(dir=scratch()) as folder:
        path = Path(folder) / name
        with path.open("wb") as file:
            for chunk in upload.chunks():
                file.write(chunk)
        if settings.DEMO:
            practice.require_practice(path)
        reading = actions.import_sheet(
            actor=request.actor, path=path, year_first=form.cleaned_data["year_first"]
        )
    return reading.counts
