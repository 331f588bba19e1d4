"""A page for whoever holds an act of hand-over: it says whether the act is genuine, and no name."""

from typing import Any
from zoneinfo import ZoneInfo

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from rumbo.access.doors import open_to_all
from rumbo.access.values import SYSTEM
from rumbo.common import clock
from rumbo.protection import actions, proving, words
from rumbo.protection.forms.proving import ProofForm
from rumbo.protection.models import Handover
from rumbo.ui.words import day_table


@open_to_all
@never_cache
@require_http_methods(["GET", "POST"])
def proof(request: HttpRequest) -> HttpResponse:
    """Check the code of an act; a name read on the paper is compared, and none is ever told."""
    form = ProofForm(
        request.POST if request.method == "POST" else None,
        initial={"code": request.GET.get("c", "").replace("\x00", "")[:60]},
    )
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        if not ratelimit.consume(request, action="handover_code"):
            return render(request, "429.html", status=429)
        found = proving.genuine(form.cleaned_data["code"])
        if found is None:
            form.add_error(
                "code", _("No hay ningún acta con ese código. Revíselo signo por signo.")
            )
        elif not (name := form.cleaned_data["name"]):
            actions.note_check(actor=SYSTEM, handover=found)
            context |= _told(found)
        elif not ratelimit.consume(request, action="handover_name", key=found.number):
            return render(request, "429.html", status=429)
        else:
            is_there = proving.bears(found, name)
            actions.note_check(actor=SYSTEM, handover=found, is_doubted=not is_there)
            context |= {**_told(found), "asked": name, "is_there": is_there}
    status = 422 if form.errors else 200
    return render(request, "protection/proof.html", context, status=status)


def _told(act: Handover) -> dict[str, Any]:
    """What anybody may know of an act: its number, which end, the day and the hour, whether it holds."""
    zone = proving.zone_of(act)
    local = act.occurred_at.astimezone(ZoneInfo(zone))
    return {
        "number": act.number,
        "end": words.ENDS[act.end],
        "day": day_table(clock.day_of(act.occurred_at, zone)),
        "hour": f"{local:%H:%M}",
        "holds": act.undone_at is None,
    }
