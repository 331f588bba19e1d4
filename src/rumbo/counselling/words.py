"""The words for what counselling writes down in codes of its own."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from rumbo.common import codes

ALTERNATIVES = {
    "ASYLUM": _("Pedir asilo o protección"),
    "REGULARISATION": _("Regularizar su estancia"),
    "HUMANITARIAN_CARD": _("Tarjeta por razones humanitarias"),
    "FAMILY_UNITY": _("Quedarse por unidad familiar"),
    "OTHER_SUPPORT": _("Otro apoyo para quedarse o esperar"),
}
HOW = {
    "SCREEN": _("Firmar en esta pantalla"),
    "PAPER": _("Adjuntar la hoja firmada"),
    "THUMB": _("Huella en la hoja, con testigo"),
}
# What the lists of tasks say for the codes that this room opens.
TASKS = {
    "PRESSURE": _("Hablar a solas: puede que alguien presione a esta persona."),
    "CHILD_SAYS_NO": _(
        "Hablar hoy con una niña, un niño o adolescente: dijo que no quiere volver."
    ),
    "CONSENT_WITHDRAWN": _(
        "Retiró el permiso para usar sus datos: preguntarle, sin insistir, qué ayuda quiere."
    ),
    "CONSENT_WITHDRAWN_STOP": _(
        "Retiró el permiso para usar sus datos: detener lo que se pidió o se avisó con ellos."
    ),
    "CONSENT_WITHDRAWN_SEAT": _(
        "Tiene lugar y retiró el permiso para usar sus datos: no va en la lista sin un permiso nuevo."
    ),
    "CAPACITY": _("Ver quién puede decidir con esta persona, según la ley."),
}


def in_a_sentence(topics: Iterable[str]) -> list[str]:
    """Name what was or was not explained, as the middle of a sentence writes it."""
    named = (codes.label("counselling_topic", code) for code in topics)
    return [name[:1].lower() + name[1:] for name in named]
