"""The waiting list, the rule behind it, its export, and a place changed by hand."""

import csv
import io
from collections.abc import Sequence
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.casework import actions, forms, queries
from rumbo.casework.listing import NEAR, narrowed, offered, rows_of, window
from rumbo.casework.pages import LIST_READERS, RANKERS
from rumbo.casework.views.lookup import SEALED_FOR, Question, ask, case_or_404, posted
from rumbo.common import clock, codes
from rumbo.programmes.rules import priority_rule
from rumbo.ui import tables, words

COLUMNS = (
    tables.Column(gettext_lazy("Lugar"), numeric=True),
    tables.Column(gettext_lazy("Persona o familia")),
    tables.Column(gettext_lazy("Por qué está aquí")),
    tables.Column(gettext_lazy("Días de espera")),
    tables.Column(gettext_lazy("Etapa y lo que falta")),
)
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


@require_GET
@for_roles(*LIST_READERS)
def waiting(request: PersonalRequest) -> HttpResponse:
    """Everyone who waits for a seat, in the published order, with why each stands there."""
    everyone = queries.waiting(request.reader, clock.today())
    wanted, rows = narrowed(everyone, request.GET)
    part, before, after = window(rows, request.GET)
    pages = queries.opened(request.reader, part)
    form = forms.WaitingFilter(*offered(everyone), request.GET)
    context = {
        "rows": rows_of(
            pages, rows, request.reader, knows=_knows(request), by=request.GET.get("grupo", "")
        ),
        "form": form,
        "filtered": wanted != queries.Wanted(),
        "heads": tables.heads(request.GET, COLUMNS, ""),
        "pager": _pager(request, part, before, after, len(rows)),
        "total": len(everyone),
        "people": sum(row.people for row in rows),
        "may_rank": bool(request.reader.roles.intersection(RANKERS)),
    }
    return render(request, "casework/waiting.html", context)


@require_GET
@for_roles(*LIST_READERS)
def rule(request: PersonalRequest) -> HttpResponse:
    """The published rule in one screen of text."""
    lang = _lang()
    found = priority_rule()
    context = {
        "title": found.title[lang],
        "text": found.text[lang],
        "classes": [c.en if lang == "en" else c.es for c in found.classes],
        "thresholds": found.thresholds,
        "version": found.version,
    }
    return render(request, "casework/rule.html", context)


@require_GET
@for_roles(*LIST_READERS)
def export(request: PersonalRequest) -> HttpResponse:
    """The list as a file without names; that it left the house is written down."""
    _wanted, rows = narrowed(queries.waiting(request.reader, clock.today()), request.GET)
    lang = _lang()
    lines: list[Sequence[object]] = [
        (
            row.position,
            row.number,
            row.people,
            words.country(row.country),
            row.site,
            codes.label("stage", row.stage),
            row.days,
            priority_rule().bands[row.band][lang],
            " ".join(row.standing.sentences(lang, request.reader.compartments)),
            NEAR[row.ready.state][1],
        )
        for row in rows
    ]
    heads = [
        _("Lugar"), _("Expediente"), _("Personas"), _("Vuelven a"), _("Esperan en"), _("Etapa"),
        _("Días de espera"), _("Prioridad"), _("Por qué está aquí"),
        _("Qué tan cerca"),
    ]  # fmt: skip
    actions.note_export(actor=request.actor, name="waiting", rows=len(lines))
    answer = HttpResponse(_as_csv(heads, lines), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="espera-{clock.today()}.csv"'
    return answer


@require_http_methods(["GET", "POST"])
@for_roles(*RANKERS)
def rank(request: PersonalRequest, case: UUID) -> HttpResponse:
    """Change a case's place by hand, with a reason."""
    row = case_or_404(request, case)
    lang = _lang()
    classes = [(str(c.number), c.en if lang == "en" else c.es) for c in priority_rule().classes]
    asked = Question(
        title=_("Cambiar su lugar en la lista"),
        sentence=_("El lugar lo da la regla publicada. Un cambio a mano lleva motivo y su nombre."),
        confirm=_("Cambiar su lugar"),
        told=_("Su lugar cambió, con motivo."),
    )
    return ask(
        request,
        row,
        forms.RankForm(classes, posted(request)),
        asked,
        lambda typed: actions.change_rank(actor=request.actor, case=row, **typed),
    )


@require_http_methods(["GET", "POST"])
@for_roles(*RANKERS)
def unrank(request: PersonalRequest, case: UUID) -> HttpResponse:
    """Let the rule decide again."""
    row = case_or_404(request, case)
    if not row.rank_changes.filter(ended_at=None).exists():
        raise Http404
    asked = Question(
        title=_("Volver al lugar que da la regla"),
        sentence=_("El cambio a mano deja de valer desde ahora."),
        confirm=_("Seguir la regla"),
        told=_("Su lugar sigue otra vez la regla."),
    )
    return ask(
        request,
        row,
        forms.Empty(posted(request)),
        asked,
        lambda _typed: actions.end_rank_change(actor=request.actor, case=row),
    )


def _as_csv(heads: Sequence[str], lines: Sequence[Sequence[object]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(heads)
    writer.writerows([_harmless(cell) for cell in line] for line in lines)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _harmless(value: object) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = str(value)
    return f"'{text}" if text.startswith(_STARTS_A_FORMULA) else text


def _pager(
    request: PersonalRequest, part: Sequence[queries.Waiting], before: str, after: str, total: int
) -> tables.Pager:
    sentence = ""
    if part:
        first = _("Del lugar %(first)s al %(last)s, de %(total)s grupos que esperan.")
        sentence = first % {
            "first": part[0].position,
            "last": part[-1].position,
            "total": words.whole(total),
        }
    previous = tables.address(request.GET, antes=before, desde="") if before else ""
    following = tables.address(request.GET, desde=after, antes="") if after else ""
    file = f"export.csv{tables.address(request.GET, desde='', antes='')}"
    return tables.Pager(sentence, previous, following, {"CSV": file})


def _knows(request: PersonalRequest) -> bool:
    return bool(request.reader.roles & SEALED_FOR)


def _lang() -> str:
    return "en" if (get_language() or "es").startswith("en") else "es"
