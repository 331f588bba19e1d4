"""The words for what protection asks and opens in codes of its own."""

from django.utils.translation import gettext_lazy as _

GROUPS = {
    "children": _("Niñez y familia"),
    "health": _("Salud"),
    "living": _("Cómo vive ahora"),
    "harm": _("Lo que le hicieron"),
    "danger": _("Peligro si vuelve"),
}
# What the lists of tasks say for the codes that this room opens; nothing here says why.
TASKS = {
    "CHILD_ALONE": _("Atender hoy a una niña, un niño o adolescente que está sin su familia."),
    "CHILD_AT_RISK": _("Ver hoy si una niña, un niño o adolescente está a salvo."),
    "TRAFFICKING": _("Hablar hoy a solas: indicios de trata."),
    "UNFLAG": _("Ver entre dos si ya no hay ese peligro: una oficial lo retiró."),
    "SURVIVOR_SAFETY": _("Hablar hoy a solas: seguridad y derechos como víctima."),
    "FEAR": _("Hablar hoy a solas: dijo que teme volver, o que no lo sabe."),
    "PROTECTION_NEED": _("Valorar qué protección necesita."),
    "HEALTH_CHECK": _("Valorar la salud y los cuidados del viaje."),
    "SHELTER": _("Buscar dónde dormir esta noche."),
    "INTERPRETER": _("Buscar intérprete independiente en su lengua."),
    "CARE_ON_THE_WAY": _("Preguntar qué cuidados hacen falta en el camino."),
    "IDENTITY": _("Ver cómo acreditar su identidad."),
    "CUSTODY": _("Ver hoy si decide libremente: está bajo custodia."),
    "MPP": _("Explicar punto por punto su caso en Estados Unidos."),
}
CHILD_STEPS = {
    "CHILD_VIEWS": _("Se le escuchó"),
    "GUARDIAN_ASSIGNED": _("La autoridad nombró a quien le tutela"),
    "FAMILY_TRACING": _("Se localizó y evaluó a su familia"),
    "BID": _("Determinación de su interés superior"),
    "GUARDIAN_CONSENT_ORIGIN": _("Consintió quien le tutela en su país"),
    "DISPENSED": _("La autoridad lo dispensó por escrito"),
    "RECEIVER": _("Se confirmó quién le recibe"),
    "ESCORT": _("Se nombró a quien le acompaña"),
    "HANDOVER_ARRANGED": _("Se acordó quién entrega a quién y dónde"),
}
