"""Reading a booth's sheet from the desk."""

import tempfile
from pathlib import Path

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.common.home import scratch
from rumbo.common.refusal import Refusal
from rumbo.exchange import actions
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
    return render(request, "exchange/sheet.html", {"form": form, "counts": counts})


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
        reading = actions.import_sheet(
            actor=request.actor, path=path, year_first=form.cleaned_data["year_first"]
        )
    return reading.counts
