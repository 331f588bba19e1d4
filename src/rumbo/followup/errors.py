"""What followup refuses, each in one sentence."""

from django.utils.translation import gettext_lazy as _

from rumbo.common.refusal import Refusal


def no_consent() -> Refusal:
    """Nobody is called who did not say yes to it."""
    return Refusal(
        "followup.no_consent", _("No ha dicho que sí a una llamada de seguimiento. No se le llama.")
    )


def too_early() -> Refusal:
    """The call has its time."""
    return Refusal("followup.too_early", _("Se le llama a partir de un mes después de llegar."))


def already_done() -> Refusal:
    """One survey for each return."""
    return Refusal("followup.already_done", _("Esta llamada ya terminó."))


def keep_trying(tries: int) -> Refusal:
    """Enough tries, on different days."""
    return Refusal(
        "followup.keep_trying",
        _("Hacen falta %(tries)s intentos en días distintos antes de dejar de llamar."),
        tries=tries,
    )


def unknown_outcome() -> Refusal:
    """What is not on the list."""
    return Refusal("followup.unknown_outcome", _("Elija de la lista qué pasó con la llamada."))
