"""What the journal says of protection; what is in a compartment is told only inside it."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "protection.screened": _("Se le hicieron las preguntas del tamizaje."),
    "protection.asked": _("Se le preguntó a solas si teme volver."),
    "protection.fear_answered": _("Sobre si teme volver respondió: %(answer)s."),
    "protection.fear_resolved": _("Protección anotó qué decide sobre su temor: %(resolution)s."),
    "protection.fear_confirmed": _("Otra persona confirmó lo que protección anotó."),
    "protection.sheet_signals": _("La hoja del módulo traía avisos: se abrieron las tareas."),
    "protection.child_alone": _("Se presume que está sin su familia: pasa a la vía de niñez."),
    "protection.claim_recorded": _("Se anotó lo que sabe y decide sobre su solicitud de asilo."),
    "protection.custody_found": _("Protección constató su decisión con defensa independiente."),
    "protection.trafficking_noted": _(
        "Protección anotó su valoración de un posible caso de trata."
    ),
    "protection.trafficking_second": _("Una segunda oficial firmó la autorización."),
    "protection.survivor_noted": _("Protección anotó su seguridad y sus derechos como víctima."),
    "protection.fitness_found": _("Salud dio su dictamen para viajar."),
    "protection.pregnancy_noted": _("Se anotó lo que dijo sobre embarazo."),
    "protection.care_noted": _("Se anotaron los cuidados que hacen falta en el camino."),
    "protection.mpp_noted": _("Se habló de su caso en Estados Unidos, punto por punto."),
    "protection.child.CHILD_VIEWS": _("Se escuchó a la niña, el niño o adolescente."),
    "protection.child.GUARDIAN_ASSIGNED": _("La autoridad nombró a quien le tutela."),
    "protection.child.FAMILY_TRACING": _("Se localizó y evaluó a su familia."),
    "protection.child.BID": _("Hay determinación de su interés superior."),
    "protection.child.GUARDIAN_CONSENT_ORIGIN": _("Consintió quien le tutela en su país."),
    "protection.child.DISPENSED": _("La autoridad dispensó ese consentimiento por escrito."),
    "protection.child.RECEIVER": _("Se confirmó quién le recibe."),
    "protection.child.ESCORT": _("Se nombró a quien le acompaña."),
    "protection.child.HANDOVER_ARRANGED": _("Se acordó quién entrega a quién y dónde."),
}
