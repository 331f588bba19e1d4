"""The pages of the dashboards: a frame whose panels load one by one, and the lists behind them."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from rumbo.access import actions as access
from rumbo.access.doors import for_roles, opens
from rumbo.access.lists import Listing, opened, page_of
from rumbo.access.middleware import PersonalRequest
from rumbo.statistics import actions
from rumbo.statistics.dashboards import drawing, lists, names, telling
from rumbo.statistics.dashboards.values import Asked, Panel
from rumbo.statistics.forms import LiveForm
from rumbo.statistics.mirror import store
from rumbo.statistics.readers import INSIDE
from rumbo.ui import spreadsheets, words

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

# Of nine panels, three columns of three are about as tall as each other.
IN_COLUMN = 3
TYPES = {"svg": "image/svg+xml; charset=utf-8", "csv": spreadsheets.TYPES["csv"]}


@require_GET
@for_roles(*INSIDE)
def live(request: PersonalRequest) -> HttpResponse:
    """Show the frame: what is asked, as of when the figures are, and each panel to be loaded."""
    form = _form(request)
    form.is_valid()
    extract = store.load()
    query = request.GET.urlencode()
    return render(
        request,
        "statistics/live.html",
        {
            "form": form,
            "is_filtered": form.is_bound,
            "asked": form.asked(),
            "told_at": extract.moment if extract else None,
            "columns": _columns(query),
        },
    )


def _columns(query: str) -> list[list[tuple["_StrPromise", str, str]]]:
    """The panels in columns of their own, so that a short one leaves no hole beside a tall one."""
    panels = [
        (title, f"{reverse('statistics:live_panel', kwargs={'panel': code})}?{query}", code)
        for code, title in names.PANELS.items()
    ]
    return [panels[at : at + IN_COLUMN] for at in range(0, len(panels), IN_COLUMN)]


@require_GET
@for_roles(*INSIDE)
def panel(request: PersonalRequest, panel: str) -> HttpResponse:
    """Show one panel, as a part of the frame or alone."""
    asked, found = _panel(request, panel)
    below = _below(asked, found, _form(request).words_of(asked))
    query = request.GET.urlencode()
    take = {
        form.upper(): f"{reverse('statistics:live_take', kwargs={'panel': panel, 'form': form})}?{query}"
        for form in TYPES
    }
    page = "statistics/_live_panel.html" if request.htmx else "statistics/live_panel.html"
    return render(request, page, {"panel": found, "take": take, "query": query, "below": below})


@require_GET
@for_roles(*INSIDE)
def take(request: PersonalRequest, panel: str, form: str) -> HttpResponse:
    """Give a panel as a picture or as data; that it left is written down."""
    asked, found = _panel(request, panel)
    below = _below(asked, found, _form(request).words_of(asked))
    body = (
        _data(asked, found, _form(request).words_of(asked))
        if form == "csv"
        else drawing.picture(found, below).encode()
    )
    access.note_export(
        actor=request.actor,
        name=f"statistics:live_{panel}",
        kind=form.upper(),
        filters=_form(request).words_of(asked),
        rows=len(found.lines),
    )
    name = f"tablero-{panel}-{asked.since}-{asked.until}.{form}"
    return HttpResponse(
        body,
        content_type=TYPES[form],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@require_POST
@for_roles(*INSIDE)
def refresh(request: PersonalRequest) -> HttpResponse:
    """Let the extract be refreshed; the page is there again at once."""
    actions.ask_refresh(actor=request.actor)
    messages.success(
        request,
        _("Se están poniendo al día las cifras: en un momento, vuelva a abrir esta página."),
    )
    return redirect("statistics:live")


def _form(request: PersonalRequest) -> LiveForm:
    return LiveForm(request.GET if "hasta" in request.GET else None, reader=request.reader)


def _panel(request: PersonalRequest, code: str) -> tuple[Asked, Panel]:
    form = _form(request)
    asked = form.asked()
    found = telling.panel(
        code,
        asked,
        request.reader.roles,
        words_of=form.words_of(asked),
        today=words.today(),
    )
    return asked, found


def _below(asked: Asked, found: Panel, chosen: dict[str, str]) -> str:
    days = {"since": words.day_table(asked.since), "until": words.day_table(asked.until)}
    parts = [found.when or _("Del %(since)s al %(until)s.") % days]
    if chosen.get("programa"):
        parts.append(_("Programa: %(code)s.") % {"code": chosen["programa"]})
    if chosen.get("oficina"):
        parts.append(_("Oficina: %(code)s.") % {"code": chosen["oficina"]})
    if found.told_at is not None:
        told = {"day": words.day_table(found.told_at), "hour": words.clock_time(found.told_at)}
        parts.append(_("Cifras conocidas hasta el %(day)s a las %(hour)s.") % told)
    return " ".join(parts)


def _data(asked: Asked, found: Panel, chosen: dict[str, str]) -> bytes:
    heads = [
        _("Qué se cuenta"),
        _("Número"),
        _("Base"),
        _("Además"),
        _("Desde"),
        _("Hasta"),
        _("Programa"),
        _("Oficina"),
        _("Cifras conocidas hasta"),
    ]
    since, until = _days(asked, found)
    of = (since, until, chosen.get("programa", ""), chosen.get("oficina", ""))
    rows = [(one.label, one.part, one.base, one.told, *of, found.told_at) for one in found.lines]
    return spreadsheets.as_csv(heads, rows)


def _days(asked: Asked, found: Panel) -> tuple[date, date]:
    """The days that a panel tells of: today, or the last one, where it tells of no period."""
    if found.code in names.NOW:
        return words.today(), words.today()
    return (found.day, found.day) if found.day is not None else (asked.since, asked.until)


def _behind(
    listing: Listing, title: Callable[[], str], link: Callable[[Any], str]
) -> Callable[..., HttpResponse]:
    @page_of(listing)
    def view(request: PersonalRequest) -> HttpResponse:
        """Show the rows behind a number."""
        page = opened(listing, request)
        rows = [
            (
                link(row),
                [
                    (head, column.cell(row))
                    for head, column in zip(page.heads, listing.columns, strict=True)
                ],
            )
            for row in page.rows
        ]
        context = {
            "page": page,
            "rows": rows,
            "title": title(),
            "day": date.fromisoformat(page.asked["dia"]) if "dia" in page.asked else None,
            "programme": page.asked.get("programa", ""),
            "back": opens(reverse("statistics:live"), request.reader.roles),
        }
        return render(request, "statistics/behind.html", context)

    return view


def _file(case: object) -> str:
    return reverse("desk:case", args=[case])


files = _behind(
    lists.FILES, lambda: _("Expedientes detrás de una cifra"), lambda case: _file(case.pk)
)
departed = _behind(
    lists.DEPARTED,
    lambda: _("Salidas detrás de una cifra"),
    lambda one: reverse("movements:departure", args=[one.departure.pk]),
)
referred = _behind(
    lists.REFERRED,
    lambda: _("Canalizaciones detrás de una cifra"),
    lambda row: _file(row.case_id),
)
called = _behind(
    lists.CALLED, lambda: _("Llamadas detrás de una cifra"), lambda row: _file(row.case_id)
)
children = _behind(
    lists.CHILDREN,
    lambda: _("Niñez que viajó sola"),
    lambda one: _file(one.seat.booking.case_id),
)
