"""Pages of those who see nobody: who read and searched, and money without people."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.desk import keeping, spending, watching
from rumbo.desk.roles import MONEY, WATCH
from rumbo.ui import words
from rumbo.ui.tables import Head


@require_GET
@for_roles(*WATCH)
def watch(request: PersonalRequest) -> HttpResponse:
    """Show who opened and looked for whom in the last week, without whom."""
    today = words.today()
    heads = [
        Head(_("Quién")),
        Head(_("Personas leídas"), numeric=True),
        Head(_("Páginas abiertas"), numeric=True),
        Head(_("Búsquedas"), numeric=True),
        Head(_("Avisos de otra oficina"), numeric=True),
        Head(_("Última vez")),
    ]
    context = {
        "days": watching.DAYS,
        "heads": heads,
        "rows": watching.watched(request.reader, today),
        "withdrawn": watching.withdrawn(request.reader, today).count(),
        "without": watching.without_consent(request.reader).count(),
        "month": keeping.DAYS,
        "recipient_heads": [
            Head(_("Con quién")),
            Head(_("Aceptan"), numeric=True),
            Head(_("No aceptan"), numeric=True),
            Head(_("Lo retiraron"), numeric=True),
            Head(_("Veces que se compartió"), numeric=True),
        ],
        "recipients": keeping.recipients(request.reader, today),
        "kept_heads": [
            Head(_("Cómo terminó")),
            Head(_("Meses que se conserva"), numeric=True),
            Head(_("Expedientes"), numeric=True),
            Head(_("Con el plazo vencido"), numeric=True),
        ],
        "kept": keeping.kept(request.reader, today),
    }
    return render(request, "desk/watch.html", context)


@require_GET
@for_roles(*MONEY)
def money(request: PersonalRequest) -> HttpResponse:
    """Show what each line has promised and what was handed over, with receipts and no names."""
    today = words.today()
    rows = spending.receipts(request.reader, today)
    context = {
        "days": spending.DAYS,
        "line_heads": [
            Head(_("Línea de fondos")),
            Head(_("Tiene"), numeric=True),
            Head(_("Grupos"), numeric=True),
            Head(_("Lugares"), numeric=True),
            Head(_("Comprometido"), numeric=True),
            Head(_("Queda"), numeric=True),
        ],
        "lines": spending.lines(request.reader, today),
        "heads": [
            Head(_("Recibo")),
            Head(_("Día")),
            Head(_("Oficina")),
            Head(_("Importe"), numeric=True),
            Head(_("Estado")),
        ],
        "rows": rows[: spending.SHOWN],
        "total": rows.count(),
        "totals": spending.totals(rows),
        "kits": spending.kits(request.reader, today),
    }
    return render(request, "desk/money.html", context)
