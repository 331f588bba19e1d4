"""What the complaints room refuses, in whole sentences."""

from django.utils.translation import gettext_lazy as _

from rumbo.common.refusal import Refusal


def nothing_said() -> Refusal:
    """A complaint is what somebody says."""
    return Refusal("complaints.nothing_said", _("Escriba qué pasó: sin eso nadie puede responder."))


def already_answered() -> Refusal:
    """What was answered is not changed: it was told."""
    return Refusal(
        "complaints.already_answered", _("Esta queja ya tiene su respuesta. No se cambia.")
    )


def not_referred_yet() -> Refusal:
    """A report of abuse is looked into by others than the office where it happened."""
    return Refusal(
        "complaints.not_referred_yet",
        _(
            "Un reporte de abuso se envía primero a quien investiga, fuera de esta oficina. "
            "Anote a quién se envió; después se responde."
        ),
    )


def cannot_be_alone() -> Refusal:
    """Somebody has to remain who reads it."""
    return Refusal(
        "complaints.cannot_be_alone",
        _(
            "Nadie más podría leer esta queja. Pida primero a administración que nombre a otro "
            "punto focal."
        ),
    )
