"""What casework refuses, each in one sentence."""

from django.utils.translation import gettext_lazy as _

from rumbo.common import codes
from rumbo.common.refusal import Refusal


def not_that_way(before: str, after: str) -> Refusal:
    """A move that the table does not allow."""
    return Refusal(
        "casework.not_that_way",
        _("De «%(before)s» no se puede pasar a «%(after)s»."),
        before=codes.label("stage", before) if before in codes.LISTS["stage"] else before,
        after=codes.label("stage", after) if after in codes.LISTS["stage"] else after,
    )


def already_left() -> Refusal:
    """Withdrawal is possible until the bus leaves."""
    return Refusal(
        "casework.already_left",
        _("Ya salió: se puede desistir hasta la salida. Anote lo que pasó en el camino."),
    )


def case_is_over() -> Refusal:
    """Nothing more happens in a case that is over."""
    return Refusal(
        "casework.over", _("Este expediente está cerrado. Puede reabrirse con un motivo.")
    )


def reason_needed() -> Refusal:
    """Something that must be explained."""
    return Refusal("casework.reason_needed", _("Escriba el motivo."))


def already_decided() -> Refusal:
    """A decision lives already."""
    return Refusal(
        "casework.already_decided",
        _("Ya hay una decisión vigente. Para decidir de nuevo hay que revocarla, con un motivo."),
    )


def nothing_to_confirm() -> Refusal:
    """No decision waits for a second name."""
    return Refusal("casework.nothing_to_confirm", _("No hay ninguna decisión por confirmar."))


def task_done() -> Refusal:
    """A task is done once."""
    return Refusal("casework.task_done", _("Esa tarea ya está hecha."))


def not_of_this_case() -> Refusal:
    """A person of another case."""
    return Refusal("casework.not_of_this_case", _("Esa persona no es de este expediente."))
