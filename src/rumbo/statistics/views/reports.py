"""Reports to take away, packs among them, and how far those who asked have come."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from rumbo.access import actions as access
from rumbo.access.doors import for_roles, gives_out
from rumbo.access.middleware import PersonalRequest
from rumbo.programmes import queries as programmes
from rumbo.programmes.accounts import MONEY
from rumbo.programmes.models import FundingLine
from rumbo.statistics import actions, editions, publishing, queries
from rumbo.statistics.codes import Lang
from rumbo.statistics.dashboards.names import STATIONS
from rumbo.statistics.forms import FunnelForm, HighlightsForm, ReportForm
from rumbo.statistics.packs import files, making
from rumbo.statistics.packs.highlights import year_of
from rumbo.statistics.packs.pack import Pack
from rumbo.statistics.periods import Quarter
from rumbo.statistics.readers import INSIDE, REPORTS
from rumbo.statistics.report.contents import Contents
from rumbo.statistics.report.files import FORMS
from rumbo.statistics.returns import Period
from rumbo.ui import spreadsheets, words
from rumbo.ui.tables import Head

TYPES = {
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}
NAMES = {"pdf": "PDF", "html": "HTML", "xlsx": "XLSX", "csv": "CSV", "json": "JSON"}


@require_GET
@for_roles(*REPORTS)
def report(request: PersonalRequest) -> HttpResponse:
    """Show the closed quarters, and to those who work here a period of their own."""
    inside = bool(request.reader.roles.intersection(INSIDE))
    form = ReportForm(request.GET if "hasta" in request.GET else None)
    chosen = inside and form.is_bound and form.is_valid()
    return render(
        request,
        "statistics/report.html",
        {
            "inside": inside,
            "form": form,
            "chosen": request.GET.urlencode() if chosen else "",
            "since": form.cleaned_data["desde"] if chosen else None,
            "until": form.cleaned_data["hasta"] if chosen else None,
            "known": form.cleaned_data["conocido"] if chosen else None,
            "quarters": list(publishing.quarters(words.today())),
            "forms": NAMES,
            **_offered(request, inside=inside),
        },
    )


@require_GET
@for_roles(*INSIDE)
def internal(request: PersonalRequest, form: str) -> HttpResponse:
    """Give the internal edition of a period as a file."""
    asked = ReportForm(request.GET)
    if not asked.is_valid():
        raise Http404
    period = Period(
        since=asked.cleaned_data["desde"],
        until=asked.cleaned_data["hasta"],
        stream=asked.cleaned_data["programa"] or None,
    )
    known, lang = asked.cleaned_data["conocido"], _lang()
    if known is not None:
        return _file(request, editions.as_known(period, known, lang, request.reader), form)
    return _file(request, editions.internal(period, lang, request.reader), form)


@require_GET
@for_roles(*REPORTS)
def public(request: PersonalRequest, year: int, number: int, form: str) -> HttpResponse:
    """Give the public edition of a closed quarter as a file."""
    quarter = Quarter(year, number)
    if quarter not in publishing.quarters(words.today()):
        raise Http404
    return _file(request, editions.public(quarter, _lang()), form)


def _file(request: PersonalRequest, contents: Contents, form: str) -> HttpResponse:
    period = contents.period
    actions.note_report(actor=request.actor, period=period, form=form, is_public=contents.public)
    edition = "publico" if contents.public else "interno"
    name = f"informe-{edition}-{period.since}-{period.until}.{form}"
    return HttpResponse(
        FORMS[f"sitrep.{form}"](contents),
        content_type=TYPES[form],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _lang() -> Lang:
    return "en" if words.language() == "en" else "es"


@require_GET
@for_roles(*INSIDE)
def funnel(request: PersonalRequest) -> HttpResponse:
    """Show how many of those who asked in a period got how far."""
    form, found = _funnel(request)
    query = request.GET.urlencode()
    return render(
        request,
        "statistics/funnel.html",
        {
            "form": form,
            "is_filtered": form.is_bound,
            "funnel": found,
            "export": {
                kind.upper(): f"{reverse('statistics:funnel_export', kwargs={'kind': kind})}?{query}"
                for kind in spreadsheets.TYPES
            },
            "stations": [(STATIONS[station.code], station) for station in found.stations],
            "heads": [
                Head(_("Hasta dónde llegaron")),
                Head(_("Personas"), numeric=True),
                Head(_("Grupos"), numeric=True),
                Head(_("De quienes pidieron")),
            ],
        },
    )


@require_GET
@for_roles(*INSIDE)
def funnel_export(request: PersonalRequest, kind: str) -> HttpResponse:
    """Give the funnel as a file, with its base and its cut-off; that it left is written down."""
    if kind not in spreadsheets.TYPES:
        raise Http404
    _form, found = _funnel(request)
    heads = [
        _("Hasta dónde llegaron"),
        _("Personas"),
        _("Grupos"),
        _("Base"),
        _("Desde"),
        _("Hasta"),
    ]
    lines = [
        (STATIONS[one.code], one.people, one.groups, found.people, found.since, found.until)
        for one in found.stations
    ]
    body = spreadsheets.written(kind, heads, lines)
    access.note_export(
        actor=request.actor,
        name="statistics:funnel",
        kind=kind.upper(),
        filters={"desde": found.since.isoformat(), "hasta": found.until.isoformat()},
        rows=len(lines),
    )
    answer = HttpResponse(body, content_type=spreadsheets.TYPES[kind])
    name = f"camino-{found.since}-{found.until}.{kind}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _funnel(request: PersonalRequest) -> tuple[FunnelForm, queries.Funnel]:
    form = FunnelForm(request.GET if "hasta" in request.GET else None)
    given = form.cleaned_data if form.is_bound and form.is_valid() else None
    since = given["desde"] if given else form.fields["desde"].initial
    until = given["hasta"] if given else form.fields["hasta"].initial
    site = given["sitio"] if given else ""
    return form, queries.funnel(since, until, reader=request.reader, site=site)


def _offered(request: PersonalRequest, *, inside: bool) -> dict[str, Any]:
    """What the page of reports offers of packs."""
    years = list(publishing.years(words.today()))
    if not inside:
        return {"years": years}
    asked = request.GET if "ano" in request.GET else None
    form = HighlightsForm(asked, reader=request.reader)
    is_chosen = form.is_bound and form.is_valid()
    return {
        "years": years,
        "highlights": form,
        "year": form.cleaned_data["ano"] if is_chosen else None,
        "year_chosen": request.GET.urlencode() if is_chosen else "",
    }


@require_GET
@for_roles(*INSIDE)
def highlights(request: PersonalRequest, form: str) -> HttpResponse:
    """Give the internal highlights of a year as a file."""
    asked = HighlightsForm(request.GET, reader=request.reader)
    if not asked.is_valid():
        raise Http404
    code = asked.cleaned_data["oficina"]
    office = queries.offices_of(request.reader).filter(code=code).first() if code else None
    year = asked.cleaned_data["ano"]
    made = making.year_inside(year, _lang(), request.reader, office)
    return _pack(request, made, year_of(year), form, f"lo-mas-importante-interno-{year}")


@require_GET
@for_roles(*REPORTS)
def highlights_public(request: PersonalRequest, year: int, form: str) -> HttpResponse:
    """Give the public highlights of a year whose four quarters are closed as a file."""
    if year not in publishing.years(words.today()):
        raise Http404
    made = making.year_public(year, _lang())
    return _pack(request, made, year_of(year), form, f"lo-mas-importante-{year}")


@require_GET
@for_roles(*MONEY)
def line(request: PersonalRequest, line: str) -> HttpResponse:
    """Offer what may be given to the donor of a line, quarter by quarter."""
    row = _line(line)
    quarters = [
        quarter for quarter in publishing.quarters(words.today()) if quarter.until >= row.valid_from
    ]
    context = {
        "line": row,
        "quarters": quarters,
        "are_quarters_given": publishing.are_quarters_given(),
        "forms": NAMES,
    }
    return render(request, "statistics/line.html", context)


@require_GET
@for_roles(*MONEY)
@gives_out
def line_report(
    request: PersonalRequest, line: str, year: int, number: int, form: str
) -> HttpResponse:
    """Give the report of a line in a closed quarter for its donor, through the gate."""
    row, quarter = _line(line), Quarter(year, number)
    if quarter not in publishing.quarters(words.today()):
        raise Http404
    made = making.line_of(row, quarter, _lang())
    period = Period(since=quarter.since, until=quarter.until)
    return _pack(request, made, period, form, f"{row.code.lower()}-{year}-{number}")


def _line(code: str) -> FundingLine:
    row = programmes.funding_line(code)
    if row is None:
        raise Http404
    return row


def _pack(
    request: PersonalRequest, made: Pack, period: Period, form: str, name: str
) -> HttpResponse:
    actions.note_report(actor=request.actor, period=period, form=form, is_public=made.public)
    return HttpResponse(
        files.FORMS[form](made),
        content_type=TYPES[form],
        headers={"Content-Disposition": f'attachment; filename="{name}.{form}"'},
    )
