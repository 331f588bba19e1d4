"""The words for the states of a departure and of a seat, and for the kinds of stop."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from rumbo.common import codes

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

STATUS: "dict[str, _StrPromise]" = {
    "PLANNED": _("en preparación"),
    "CONFIRMED": _("confirmada"),
    "BOARDING": _("abordando"),
    "DEPARTED": _("en camino"),
    "ARRIVED": _("llegó"),
    "CLOSED": _("cerrada"),
    "CANCELLED": _("cancelada"),
}
SEAT: "dict[str, _StrPromise]" = {
    "BOOKED": _("con lugar"),
    "RECONFIRMED": _("dijo hoy que viaja"),
    "BOARDED": _("a bordo"),
    "NO_SHOW": _("no llegó"),
    "OFFLOADED": _("se queda por salud u otra causa"),
    "WITHDREW_AT_GATE": _("cambió de idea"),
    "RELEASED": _("lugar liberado"),
    "LEFT_EN_ROUTE": _("dejó el viaje en el camino"),
    "ARRIVED": _("llegó"),
}
# The shape beside a state, so that it is never told by colour alone.
STATUS_SHAPE = {
    "PLANNED": "wait",
    "CONFIRMED": "ok",
    "BOARDING": "ok",
    "DEPARTED": "ok",
    "ARRIVED": "ok",
    "CLOSED": "note",
    "CANCELLED": "note",
}
SEAT_SHAPE = {"BOOKED": "wait", "RECONFIRMED": "wait", "BOARDED": "ok", "ARRIVED": "ok"}


def status(code: str) -> str:
    """Say a departure's status."""
    return str(STATUS.get(code, code))


def seat_state(code: str) -> str:
    """Say what stands for a person's seat."""
    return str(SEAT.get(code, code))


def service(code: str) -> str:
    """Say what is given at a stop."""
    return codes.label("assistance_item", code)


# What the lists of tasks say for this room's codes.
TASKS: "dict[str, _StrPromise]" = {
    "SEAT_EXPIRED": _("Ver con la familia qué sigue: su lugar apartado venció."),
    "TELL_CANCELLED": _("Avisar hoy: la salida se canceló."),
    "PLAN_REVIEW": _("Revisar por qué el plan deja en espera a este grupo, y decírselo."),
    "TELL_REVIEW": _("Decir a la familia o a la persona qué respondió coordinación."),
    "SEE_BEFORE_TRAVEL": _("Valorar su salud antes de otra salida."),
    "SEAT_UNDER_ANOTHER": _(
        "Decidir con qué expediente viaja: ya tiene lugar con otro registro suyo que otras "
        "personas no ven."
    ),
    "DANGER_ON_THE_WAY": _("Atender hoy: se informó de un peligro en el camino."),
    "LEFT_EN_ROUTE": _("Averiguar cómo está: dejó el viaje en el camino."),
}
