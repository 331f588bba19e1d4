"""What the desk refuses, each in one sentence."""

from django.utils.translation import gettext_lazy as _

from rumbo.common.refusal import Refusal


def consent_first() -> Refusal:
    """Nothing is typed about anybody who has not said yes."""
    return Refusal(
        "desk.consent_first",
        _("Primero hay que leer el aviso y anotar el consentimiento. Empiece de nuevo."),
    )


def not_your_office() -> Refusal:
    """An office where this person does not work."""
    return Refusal("desk.not_your_office", _("Elija una oficina en la que usted trabaja."))


def ask_again() -> Refusal:
    """A hint that is no longer known to this session."""
    return Refusal(
        "desk.ask_again",
        _("Esa coincidencia ya no está a la vista. Busque de nuevo y pida acceso."),
    )


def track_begun() -> Refusal:
    """A child whom a child officer leads is given a family by a child officer alone."""
    return Refusal(
        "desk.track_begun",
        _(
            "La vía de niñez ya empezó: que alguien responde lo dice quien protege a la niñez; que "
            "nadie del grupo responde puede decirlo usted."
        ),
    )


def copy_not_for_them() -> Refusal:
    """A copy goes to the person, or to who answers for a child: never to anybody else."""
    return Refusal(
        "desk.copy_not_for_them",
        _(
            "La copia se entrega a la persona; la de una niña, un niño o adolescente, a quien responde "
            "por ella o por él. A nadie más."
        ),
    )


def check_identity() -> Refusal:
    """Nobody is given a copy before it was seen who they are."""
    return Refusal(
        "desk.check_identity", _("Antes de entregar la copia, compruebe quién la recibe.")
    )


def copy_is_reserved() -> Refusal:
    """The copy of a reserved file is given by who protects."""
    return Refusal("desk.copy_is_reserved", _("Esta copia la entrega protección."))
