"""What the registry refuses, each in one sentence."""

import uuid

from django.utils.translation import gettext_lazy as _

from rumbo.common.refusal import Refusal


def nobody_in_the_group() -> Refusal:
    """A group of nobody."""
    return Refusal("registry.nobody", _("Para registrar hace falta al menos una persona."))


def no_name() -> Refusal:
    """A person without any name."""
    return Refusal("registry.no_name", _("Falta el nombre: escriba al menos uno."))


def born_later() -> Refusal:
    """A birth date after the day of registration."""
    return Refusal(
        "registry.born_later", _("La fecha de nacimiento es posterior al día del registro.")
    )


def guardian_elsewhere(person: uuid.UUID) -> Refusal:
    """A guardian who is not in the group."""
    return Refusal(
        "registry.guardian_elsewhere",
        _("Quien responde por una niña, un niño o adolescente tiene que estar en el mismo grupo."),
        person=person,
    )


def already_decided() -> Refusal:
    """Two people looked at the same pair."""
    return Refusal(
        "registry.already_decided", _("Otra persona ya decidió sobre este par de registros.")
    )


def too_many_probes() -> Refusal:
    """Somebody looks for many people they do not know."""
    return Refusal(
        "registry.too_many_probes",
        _("Ha buscado a muchas personas en poco tiempo. Espere unos minutos o pida ayuda."),
    )


def consent_ended() -> Refusal:
    """A consent that is over cannot end twice."""
    return Refusal("registry.consent_ended", _("Ese consentimiento ya estaba retirado."))


def no_consent() -> Refusal:
    """Nobody takes back what was never given."""
    return Refusal(
        "registry.no_consent",
        _("Todavía no consta que haya aceptado que se usen sus datos: no hay nada que retirar."),
    )


def reason_needed() -> Refusal:
    """Something that must be explained."""
    return Refusal("registry.reason_needed", _("Escriba el motivo."))


def already_answered() -> Refusal:
    """A request is answered once."""
    return Refusal("registry.already_answered", _("Esa solicitud ya está respondida."))
