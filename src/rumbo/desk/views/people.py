"""The list of files of one's own offices, and its export."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.access.values import Reader
from rumbo.casework.lookup import knows_sealed
from rumbo.casework.models import Case
from rumbo.common import clock, codes
from rumbo.desk import actions, exports, listing, places
from rumbo.desk.collecting import address, opens
from rumbo.desk.forms.lists import EXITS, PeopleFilters
from rumbo.desk.roles import CASE, EXPORT
from rumbo.registry.models import GroupMember
from rumbo.ui import words
from rumbo.ui.tables import heads


@require_GET
@for_roles(*CASE)
def people(request: PersonalRequest) -> HttpResponse:
    """Show the files that match, fifty at a time."""
    form = PeopleFilters(request.GET)
    asked = form.asked()
    found = listing.page(listing.filtered(request.reader, asked), request.GET)
    groups = listing.people_of(found.cases, request.reader)
    may_export = bool(EXPORT & request.reader.roles)
    links = {name.upper(): _export(request, name) for name in exports.TYPES} if may_export else {}
    register = address("desk:register")
    return render(
        request,
        "desk/people.html",
        {
            "form": form,
            "is_filtered": asked.is_filtered,
            "heads": heads(request.GET, listing.COLUMNS, listing.DEFAULT),
            "pager": listing.pager(found, _total(found), links),
            "total": _total(found),
            "rows": [
                _row(case, groups.get(case.group_id, []), request.reader) for case in found.cases
            ],
            "register_url": register if opens(register, request.reader.roles) else "",
        },
    )


def _export(request: PersonalRequest, name: str) -> str:
    query = request.GET.copy()
    for word in ("desde", "antes"):
        query.pop(word, None)
    return f"{address('desk:export', kind=name)}?{query.urlencode()}"


def _total(found: listing.Page) -> str:
    if not found.is_exact:
        return _("Más de %(n)s expedientes") % {"n": words.whole(found.total)}
    sentence = ngettext("%(n)s expediente", "%(n)s expedientes", found.total)
    return sentence % {"n": words.whole(found.total)}


def _row(case: Case, members: list[GroupMember], reader: Reader) -> dict[str, object]:
    first = members[0].person if members else None
    hidden = not knows_sealed(reader) and any(m.person.sealed for m in members)
    others = len(members) - 1
    list_name = "side_exit" if case.stage in EXITS else "stage"
    more = ngettext("y %(n)s persona más", "y %(n)s personas más", others) % {"n": others}
    return {
        "case": case,
        "name": _("Nombre reservado") if hidden else first.full_name if first else "",
        "more": more if others > 0 else "",
        "home": places.home_of(first) if first and not hidden else "",
        "site": places.site_name(case.site),
        "stage": codes.label(list_name, case.stage),
        "since": words.days_since(case.stage_since),
    }


@require_GET
@for_roles(*EXPORT)
def export(request: PersonalRequest, kind: str) -> HttpResponse:
    """Give the list as a file; that it left is written in the journal."""
    if kind not in exports.TYPES:
        raise Http404
    asked = PeopleFilters(request.GET).asked()
    found = listing.filtered(request.reader, asked).order_by("number")
    cases = list(found[: exports.ROWS])
    titles = [
        _("Expediente"), _("Dónde está"), _("Desde"), _("Sitio"), _("Pidió ayuda"),
        _("Personas"), _("Nacionalidades"), _("Programa"), _("Urgente"),
    ]  # fmt: skip
    write = exports.as_csv if kind == "csv" else exports.as_xlsx
    body = write(titles, exports.rows(cases, request.reader))
    actions.note_export(actor=request.actor, kind=kind.upper(), rows=len(cases))
    answer = HttpResponse(body, content_type=exports.TYPES[kind])
    name = f"expedientes-{clock.today().isoformat()}.{kind}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
