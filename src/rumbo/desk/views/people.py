"""The list of files of one's own offices, and its export."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rumbo.access import lists
from rumbo.access.doors import opens
from rumbo.access.middleware import PersonalRequest
from rumbo.desk.collecting import address
from rumbo.desk.listing import PEOPLE
from rumbo.ui import words

export = lists.export_of(PEOPLE)


@lists.page_of(PEOPLE)
def people(request: PersonalRequest) -> HttpResponse:
    """Show the files that match, fifty at a time."""
    page, register = lists.opened(PEOPLE, request), address("desk:register")
    context = {
        "page": page,
        "total": _total(page),
        "register_url": register if opens(register, request.reader.roles) else "",
    }
    return render(request, "desk/people.html", context)


def _total(page: lists.Page) -> str:
    if not page.is_exact:
        return _("Más de %(n)s expedientes") % {"n": words.whole(page.total)}
    sentence = ngettext("%(n)s expediente", "%(n)s expedientes", page.total)
    return sentence % {"n": words.whole(page.total)}
