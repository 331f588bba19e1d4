"""The pages of packs: the year's highlights, and what a donor is given of a line of money."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from rumbo.access.doors import for_roles, gives_out
from rumbo.access.middleware import PersonalRequest
from rumbo.programmes import queries as programmes
from rumbo.programmes.accounts import MONEY
from rumbo.programmes.models import FundingLine
from rumbo.statistics import actions, queries
from rumbo.statistics.codes import Lang
from rumbo.statistics.forms import HighlightsForm
from rumbo.statistics.packs import files, making
from rumbo.statistics.packs.highlights import year_of
from rumbo.statistics.packs.pack import Pack
from rumbo.statistics.periods import Quarter, closed_quarters, closed_years
from rumbo.statistics.readers import INSIDE, REPORTS
from rumbo.statistics.returns import Period
from rumbo.ui import words

TYPES = {
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}
NAMES = {"pdf": "PDF", "html": "HTML", "xlsx": "XLSX", "csv": "CSV", "json": "JSON"}


def offered(request: PersonalRequest, *, inside: bool) -> dict[str, Any]:
    """What the page of reports offers of packs."""
    years = list(closed_years(words.today()))
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
    return _file(request, made, year_of(year), form, f"lo-mas-importante-interno-{year}")


@require_GET
@for_roles(*REPORTS)
def highlights_public(request: PersonalRequest, year: int, form: str) -> HttpResponse:
    """Give the public highlights of a year whose four quarters are closed as a file."""
    if year not in closed_years(words.today()):
        raise Http404
    made = making.year_public(year, _lang())
    return _file(request, made, year_of(year), form, f"lo-mas-importante-{year}")


@require_GET
@for_roles(*MONEY)
def line(request: PersonalRequest, line: str) -> HttpResponse:
    """Offer what may be given to the donor of a line, quarter by quarter."""
    row = _line(line)
    quarters = [
        quarter for quarter in closed_quarters(words.today()) if quarter.until >= row.valid_from
    ]
    context = {"line": row, "quarters": quarters, "forms": NAMES}
    return render(request, "statistics/line.html", context)


@require_GET
@for_roles(*MONEY)
@gives_out
def line_report(
    request: PersonalRequest, line: str, year: int, number: int, form: str
) -> HttpResponse:
    """Give the report of a line in a closed quarter for its donor, through the gate."""
    row, quarter = _line(line), Quarter(year, number)
    if quarter not in closed_quarters(words.today()):
        raise Http404
    made = making.line_of(row, quarter, _lang())
    period = Period(since=quarter.since, until=quarter.until)
    return _file(request, made, period, form, f"{row.code.lower()}-{year}-{number}")


def _line(code: str) -> FundingLine:
    row = programmes.funding_line(code)
    if row is None:
        raise Http404
    return row


def _file(
    request: PersonalRequest, made: Pack, period: Period, form: str, name: str
) -> HttpResponse:
    actions.note_report(actor=request.actor, period=period, form=form, is_public=made.public)
    return HttpResponse(
        files.FORMS[form](made),
        content_type=TYPES[form],
        headers={"Content-Disposition": f'attachment; filename="{name}.{form}"'},
    )


def _lang() -> Lang:
    return "en" if words.language() == "en" else "es"
