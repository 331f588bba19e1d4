"""Money as pages: the lines as a picture, one line with its report, and the ledger as a list."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from rumbo.access import lists
from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.common import clock, codes
from rumbo.programmes import queries, reporting
from rumbo.programmes.accounts import (
    LEDGER,
    LINES,
    MONEY,
    PURPOSE_WORDS,
    ShownLine,
    line_on,
    postings_shown,
)
from rumbo.programmes.books import postings_of
from rumbo.ui.tables import Head

LATEST = 12


@lists.page_of(LINES)
def lines(request: PersonalRequest) -> HttpResponse:
    """Every line of money: what is spent, promised, foreseen and free."""
    return render(request, "programmes/lines.html", {"page": lists.opened(LINES, request)})


@lists.page_of(LEDGER)
def ledger(request: PersonalRequest) -> HttpResponse:
    """Every posting of the reader's offices, with the rate of its day."""
    return render(request, "programmes/ledger.html", {"page": lists.opened(LEDGER, request)})


@require_GET
@for_roles(*MONEY)
def line(request: PersonalRequest, line: str) -> HttpResponse:
    """One line: where it stands, whom it took home for how much, its departures, its latest postings."""
    one = _found(line)
    latest = postings_of(one.row, request.reader, LATEST)
    context = {
        **_told(one, request),
        "one": one,
        "about": [
            {"label": _("Donante"), "value": one.donor},
            {"label": _("Para quién"), "value": one.earmarks},
            {"label": _("Desde"), "value": one.row.valid_from},
            {"label": _("Hasta"), "value": one.row.valid_until or _("Sin fecha final")},
        ],
        "departures": reporting.departures_of(one.row, request.reader, LATEST),
        "departure_heads": [
            Head(_("Salida")),
            Head(_("Planeado"), numeric=True),
            Head(_("Comprometido"), numeric=True),
            Head(_("Gastado"), numeric=True),
        ],
        "latest": postings_shown(latest, request.reader),
        "everywhere": request.reader.offices is None,
    }
    return render(request, "programmes/line.html", context)


def _told(one: ShownLine, request: PersonalRequest) -> dict[str, Any]:
    """Who travelled with a line and for what it paid, with the heads of its tables."""
    told = reporting.report_of(one.row, request.reader)
    return {
        "report": told,
        "modes": [(codes.label("mode", row.mode), row) for row in told.modes],
        "purposes": [(PURPOSE_WORDS[row.purpose], row) for row in told.purposes],
        "purpose_heads": [
            Head(_("Para qué")),
            Head(_("Pagados"), numeric=True),
            Head(_("Planeado"), numeric=True),
            Head(_("Comprometido"), numeric=True),
            Head(_("Gastado"), numeric=True),
        ],
        "mode_heads": [
            Head(_("Cómo viajaron")),
            Head(_("Personas"), numeric=True),
            Head(_("Gastado"), numeric=True),
            Head(_("Por persona"), numeric=True),
        ],
    }


def _found(code: str) -> ShownLine:
    row = queries.funding_line(code)
    if row is None:
        raise Http404
    return line_on(row, clock.today())
