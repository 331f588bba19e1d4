"""The roll-call: a phone in one hand, in the sun, a queue before you."""

import uuid
from collections import Counter
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from rumbo.access.doors import for_roles, opens
from rumbo.access.middleware import PersonalRequest
from rumbo.access.scoping import visible_or_404
from rumbo.audit import actions as audit
from rumbo.casework.lookup import knows_sealed, name_for
from rumbo.common import codes
from rumbo.common.pdf import qr
from rumbo.common.refusal import Refusal
from rumbo.movements import actions, queries, shown
from rumbo.movements.models import BookedSeat, Departure
from rumbo.movements.views.there import render_there

AT_THE_DOOR = ("field", "movements", "coordinator")
TAPS = {
    "reconfirm": actions.reconfirm,
    "board": actions.board,
    "unsay": actions.take_back_word,
    "undo": actions.undo_board,
    "no-show": actions.no_show,
    "offload": actions.offload,
    "back": actions.take_back_absence,
}
# Whoever leaves the list leaves the screen: the page says what became of them.
LEFT = {
    "no-show": gettext_lazy("Quedó anotado que %(name)s no llegó. Su lugar está libre."),
    "offload": gettext_lazy("Quedó anotado que %(name)s no viaja hoy. Su lugar está libre."),
    "family": gettext_lazy(
        "Quedó anotado que %(name)s y su familia no viajan hoy. Sus lugares están libres."
    ),
    "back": gettext_lazy("Se corrigió: %(name)s está otra vez en la lista."),
    "back-family": gettext_lazy("Se corrigió: %(name)s y su familia están otra vez en la lista."),
}


@for_roles(*AT_THE_DOOR)
def roll(request: PersonalRequest, departure: uuid.UUID) -> HttpResponse:
    """Call the roll of a departure."""
    row = visible_or_404(Departure, request.reader, pk=departure)
    return _show(request, row)


@for_roles(*AT_THE_DOOR)
@require_POST
def begin(request: PersonalRequest, departure: uuid.UUID, what: str) -> HttpResponse:
    """Open the boarding, or let the bus leave."""
    row = visible_or_404(Departure, request.reader, pk=departure)
    verbs = {"open": actions.open_boarding, "depart": actions.depart}
    try:
        verbs[what](actor=request.actor, departure=row)
    except Refusal as refusal:
        return _show(request, row, refusal=refusal)
    return redirect("movements:road" if what == "depart" else "movements:roll", departure=row.pk)


@for_roles(*AT_THE_DOOR)
@require_POST
def tap(request: PersonalRequest, departure: uuid.UUID, seat: uuid.UUID, what: str) -> HttpResponse:
    """One tap for one person; what is refused is said above the list."""
    row = visible_or_404(Departure, request.reader, pk=departure)
    held = visible_or_404(BookedSeat, request.reader, pk=seat, departure=row)
    left = _said_after(held, what)
    try:
        TAPS[what](actor=request.actor, seat=held)
    except Refusal as refusal:
        return _show(request, row, refusal=refusal, tapped=held.pk)
    if request.htmx:
        return _show(request, row, tapped=held.pk)
    if left in LEFT:
        messages.success(request, LEFT[left] % {"name": _called(request, held)})
    address = reverse("movements:roll", kwargs={"departure": row.pk})
    return redirect(f"{address}#p-{held.pk}")


@for_roles(*AT_THE_DOOR, "counsellor", "protection", "child_officer")
def change_of_mind(request: PersonalRequest, departure: uuid.UUID, seat: uuid.UUID) -> HttpResponse:
    """Ask once, kindly, and let the person go."""
    row = visible_or_404(Departure, request.reader, pk=departure)
    held = visible_or_404(BookedSeat, request.reader, pk=seat, departure=row)
    back = reverse("movements:roll", kwargs={"departure": row.pk})
    if not opens(back, request.reader.roles):
        back = reverse("movements:panel", kwargs={"case": held.booking.case_id})
    if request.method == "POST":
        actions.change_of_mind(actor=request.actor, seat=held)
        said = _("Quedó anotado: %(name)s ha cambiado de idea y no viaja.")
        messages.success(request, said % {"name": _called(request, held)})
        return redirect(back)
    together = queries.together(held)
    for one in together:
        audit.note_reading(actor=request.actor, person=one.person_id, page="movements.door")
    staying = [name_for(one.person, request.reader) for one in together if one.pk != held.pk]
    others = [
        _("Se quedan también quienes viajan en su grupo: %(names)s.")
        % {"names": ", ".join(staying)},
        _("Sus lugares quedan libres en este momento."),
        _("Si alguien del grupo quiere viajar, primero habla con consejería."),
    ]
    context = {
        "title": _("%(name)s ha cambiado de idea") % {"name": _called(request, held)},
        "sentence": _("No hace falta ninguna razón. Puede volver cuando quiera."),
        "consequences": [
            *(others if staying else [_("Su lugar queda libre en este momento.")]),
        ],
        "confirm": _("Sí, no viaja"),
        "cancel_url": back,
    }
    return render(request, "ui/confirm.html", context)


@for_roles(*AT_THE_DOOR)
def code(request: PersonalRequest, departure: uuid.UUID) -> HttpResponse:
    """Give the QR code that opens this roll on another phone."""
    row = visible_or_404(Departure, request.reader, pk=departure)
    address = reverse("movements:roll", kwargs={"departure": row.pk})
    drawn = qr(request.build_absolute_uri(address))
    return HttpResponse(drawn, content_type="image/svg+xml")


@for_roles(*AT_THE_DOOR)
def scanned(request: PersonalRequest, seat: uuid.UUID) -> HttpResponse:
    """Open the roll at the person whose pass was scanned."""
    held = visible_or_404(BookedSeat, request.reader, pk=seat)
    address = reverse("movements:roll", kwargs={"departure": held.departure_id})
    return redirect(f"{address}?persona={held.pk}#p-{held.pk}")


def _said_after(held: BookedSeat, what: str) -> str:
    """Which sentence tells of a tap: a family that stays, or comes back, is said as one."""
    if what == "offload" and len(queries.together(held)) > 1:
        return "family"
    if what == "back" and len(queries.set_aside_with(held)) > 1:
        return "back-family"
    return what


def _called(request: PersonalRequest, held: BookedSeat) -> str:
    if held.person.sealed and not knows_sealed(request.reader):
        return name_for(held.person, request.reader, held.booking.case.number)
    return held.person.short_name


def _show(
    request: PersonalRequest,
    row: Departure,
    *,
    refusal: Refusal | None = None,
    tapped: uuid.UUID | None = None,
) -> HttpResponse:
    row.refresh_from_db()
    seats = queries.aboard(row)
    care = queries.care_of([s.person_id for s in seats])
    sizes = Counter(s.booking_id for s in seats)
    groups = {b: n for n, b in enumerate(dict.fromkeys(s.booking_id for s in seats), start=1)}
    context: dict[str, Any] = {
        "departure": row,
        "people": [
            {
                "seat": s,
                "group": groups[s.booking_id],
                "age": s.person.age_on(row.date),
                "care": [codes.label("care_need", need) for need in care.get(s.person_id, ())],
                "alone": sizes[s.booking_id] == 1,
                "tapped": s.pk == tapped,
                "scanned": str(s.pk) == request.GET.get("persona", ""),
            }
            for s in seats
        ],
        "gone": shown.gone_together(queries.gone_from(row), seats),
        "counts": shown.counts(seats),
        "refusal": refusal,
        "manifest": queries.latest_manifest(row),
        "unlisted": queries.not_on_manifest(row),
    }
    if request.htmx:
        return render_there(request, row, "movements/_roll.html", context)
    return render_there(
        request, row, "movements/roll.html", context, status=409 if refusal else 200
    )
