"""Pages that belong to the server and to no room, and what the house asks of those who run it."""

from datetime import date
from pathlib import Path

from allauth.mfa.models import Authenticator
from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

import rumbo
from rumbo.access.doors import for_roles, open_to_all
from rumbo.access.middleware import PersonalRequest
from rumbo.access.models import Grant, Office, User
from rumbo.access.values import Actor, Reader
from rumbo.common import clock
from rumbo.common.home import home
from rumbo.config import checking, context, ready
from rumbo.ui.work import SOON, TODAY, WHEN_FREE, Count, WorkItem

RUN = ("admin",)
HOUSE = (*RUN, "dpo")


@open_to_all
def health(_request: HttpRequest) -> HttpResponse:
    """Answer a monitor that the server and its database are up, and nothing more."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")


def broken(request: HttpRequest) -> HttpResponse:
    """Say that something failed, in a frame that asks nothing of what failed: its bands stay."""
    page = render_to_string("500.html", context.installation(request))
    return HttpResponse(page, status=500)


@require_GET
@for_roles(*HOUSE)
def house(request: PersonalRequest) -> HttpResponse:
    """Show how the installation stands and what is open before real people may be helped."""
    today, missing, told = clock.today(), set(ready.missing()), ready.answers()
    shown = {
        "faults": faults(),
        "items": [
            {"sentence": said, "done": name not in missing, "settled": told.get(name, "")}
            for name, said in ready.ITEMS.items()
        ],
        "accounts": User.objects.filter(is_active=True).count(),
        "unguarded": unguarded().count(),
        "offices": Office.objects.count(),
        "empty": empty_offices(today).count(),
        "team_url": _team() if "admin" in request.reader.roles else "",
    }
    return render(request, "config/house.html", shown)


def faults() -> list[checking.Fault]:
    """What is wrong that can be seen without opening the database as its owner."""
    return list(checking.faults_while_serving(home(), Path(rumbo.__file__).parent))


def unguarded() -> QuerySet[User]:
    """The open accounts that are entered with one factor alone."""
    second = Authenticator.objects.filter(user=OuterRef("pk"))
    rows: QuerySet[User] = User.objects.filter(~Exists(second), is_active=True)
    return rows


def empty_offices(day: date) -> QuerySet[Office]:
    """The offices in which nobody holds a role."""
    held = Grant.objects.live_on(day).filter(office=OuterRef("pk"))
    return Office.objects.filter(~Exists(held))


def _team() -> str:
    try:
        return reverse("desk:team")
    except NoReverseMatch:
        return ""


def to_settle(reader: Reader, actor: Actor, today: date) -> list[WorkItem | Count]:
    """What the house asks of who runs it, and of who answers for its data."""
    del actor
    if not reader.roles.intersection(HOUSE):
        return []
    page, open_items = reverse("house"), ready.missing()
    sentence = ngettext(
        "Antes de atender a personas reales falta resolver %(number)s cosa.",
        "Antes de atender a personas reales falta resolver %(number)s cosas.",
        len(open_items),
    )
    before = (
        [WorkItem(sentence % {"number": len(open_items)}, page, _("Ver qué falta"), SOON)]
        if open_items
        else []
    )
    if not reader.roles.intersection(RUN):
        return list(before)
    wrong = [
        WorkItem(fault.wrong, page, _("Ver cómo se arregla"), TODAY, detail=fault.mend)
        for fault in faults()
    ]
    return [*wrong, *before, *_people(today, page)]


def _people(today: date, page: str) -> list[WorkItem | Count]:
    bare, empty = unguarded().count(), empty_offices(today).count()
    accounts, offices = User.objects.filter(is_active=True).count(), Office.objects.count()
    without = ngettext(
        "%(number)s cuenta entra sin segundo paso.",
        "%(number)s cuentas entran sin segundo paso.",
        bare,
    )
    nobody = ngettext(
        "En %(number)s oficina no trabaja nadie todavía.",
        "En %(number)s oficinas no trabaja nadie todavía.",
        empty,
    )
    where = _team() or page
    return [
        *([WorkItem(without % {"number": bare}, where, _("Ver quiénes"), SOON)] if bare else []),
        *([WorkItem(nobody % {"number": empty}, where, _("Ver"), WHEN_FREE)] if empty else []),
        Count(accounts, ngettext("cuenta abierta", "cuentas abiertas", accounts), where),
        Count(bare, _("sin segundo paso"), where),
        Count(offices, ngettext("oficina", "oficinas", offices), page),
    ]


WORK = [to_settle]
