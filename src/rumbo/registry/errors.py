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


def a_person_decides() -> Refusal:
    """No machine says that two registrations are one human being."""
    return Refusal(
        "registry.a_person_decides",
        _("Si dos registros son de la misma persona lo dice alguien que los mira, no el sistema."),
    )


def not_joined() -> Refusal:
    """Of one registration alone there is nothing to choose."""
    return Refusal(
        "registry.not_joined",
        _("Ya no está unida a otro registro: no hay nada que elegir. Vuelva a cargar la página."),
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


def asked_themselves() -> Refusal:
    """Whoever asks for a file is not who opens it."""
    return Refusal(
        "registry.asked_themselves",
        _("Usted pidió ver este registro: quien responde es otra persona."),
    )


def another_office_answers() -> Refusal:
    """The office that keeps a file says who else reads it."""
    return Refusal(
        "registry.another_office_answers",
        _("Este registro es de otra oficina: responde alguien que trabaja en ella."),
    )


def kept_by_protection() -> Refusal:
    """A reserved file is protection's, to mend as well."""
    return Refusal(
        "registry.kept_by_protection",
        _("Este expediente está reservado: lo corrige protección."),
    )


def doubt_is_protections() -> Refusal:
    """A doubt that keeps somebody a child is not ticked off at a desk."""
    return Refusal(
        "registry.doubt_is_protections",
        _("Hay dudas sobre la edad: solo protección puede decir que ya no las hay."),
    )


def status_is_protections() -> Refusal:
    """Asylum is not corrected away."""
    return Refusal(
        "registry.status_is_protections",
        _(
            "Consta que pidió asilo o que tiene protección: solo protección puede decir que no es así."
        ),
    )


def one_first_person() -> Refusal:
    """Every relation of a group is told from its first person."""
    return Refusal(
        "registry.one_first_person",
        _("La primera persona del grupo sigue siéndolo: diga qué son las demás suyas."),
    )


def own_guardian() -> Refusal:
    """Nobody answers for themselves as for a child."""
    return Refusal("registry.own_guardian", _("Nadie responde por sí como por un menor de 18."))


def guardian_unsaid() -> Refusal:
    """A child's guardian is said, or that there is none."""
    return Refusal(
        "registry.guardian_unsaid",
        _("Es menor de 18 años: diga quién responde, o que nadie de este grupo."),
    )


def relation_unsaid() -> Refusal:
    """Who answers for a child is something of theirs."""
    return Refusal("registry.relation_unsaid", _("Diga qué es esa persona suya."))


def guardian_not_adult() -> Refusal:
    """Who answers for a child is known to be of age."""
    return Refusal(
        "registry.guardian_not_adult",
        _("Quien responde tiene que ser mayor de 18 años, y su edad no estar en duda."),
    )


def guardian_younger() -> Refusal:
    """Nobody is the child of somebody younger, nor of their own child."""
    return Refusal(
        "registry.guardian_younger",
        _(
            "No puede ser así: esa persona tiene menos edad, o por ella responde quien usted corrige. Revise."
        ),
    )
