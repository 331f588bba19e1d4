"""The waiting list, the rule behind it, its export, and a place changed by hand."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from rumbo.access import lists
from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.casework import actions, forms, queries
from rumbo.casework.listing import rows_of
from rumbo.casework.lookup import knows_sealed
from rumbo.casework.pages import LIST_READERS, RANKERS
from rumbo.casework.views.lookup import Question, ask, case_or_404, posted
from rumbo.casework.waiting import GROUPS, WAITING
from rumbo.programmes.rules import priority_rule

export = lists.export_of(WAITING)


@lists.page_of(WAITING)
def waiting(request: PersonalRequest) -> HttpResponse:
    """Everyone who waits for a seat, in the published order, with why each stands there."""
    page = lists.opened(WAITING, request)
    here = queries.opened(request.reader, [one.row for one in page.rows])
    knows, everyone = knows_sealed(request.reader), list(page.found)
    by = page.order if page.order in GROUPS else ""
    context = {
        "page": page,
        "rows": rows_of(here, everyone, request.reader, knows=knows, by=by),
        "total": page.total,
        "people": sum(row.people for row in everyone),
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


def _lang() -> str:
    return "en" if (get_language() or "es").startswith("en") else "es"
