"""What the journal says of protection; what is in a compartment is told only inside it."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "protection.screened": _("Se le hicieron las preguntas del tamizaje."),
    "protection.assessed": _("Se hizo la valoración completa de su vulnerabilidad."),
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
    "protection.reentry_noted": _("Se anotó su audiencia y el papel para volver a entrar."),
    "protection.mpp_step": _("Acompañamiento de su caso en Estados Unidos: %(kind)s."),
    "protection.child.CHILD_VIEWS": _("Se escuchó a la niña, el niño o adolescente."),
    "protection.child.GUARDIAN_ASSIGNED": _("La autoridad nombró a quien le tutela."),
    "protection.child.FAMILY_TRACING": _("Se buscó a su familia."),
    "protection.child.BID": _("Hay determinación de su interés superior."),
    "protection.child.BID_ANEW": _("Cambió algo en que se apoyaba: el panel determina otra vez."),
    "protection.child.GUARDIAN_CONSENT_ORIGIN": _("Consintió quien le tutela en su país."),
    "protection.child.DISPENSED": _("La autoridad dispensó ese consentimiento por escrito."),
    "protection.child.RECEIVER": _("Se confirmó quién le recibe."),
    "protection.child.ESCORT": _("Se nombró a quien le acompaña."),
    "protection.child.HANDOVER_ARRANGED": _("Se acordó quién entrega a quién y dónde."),
    "protection.child.UASC_IDENTIFIED": _("Se identificó que está sin su familia y se avisó."),
    "protection.child.BIA": _("Se evaluó su interés superior."),
    "protection.child.FAMILY_ASSESSMENT": _("La autoridad de origen entregó su estudio."),
    "protection.child.CONSENT_WITHDRAWN": _("Quien le tutela en su país retiró su consentimiento."),
    "protection.child.CLOSED": _("La vía de niñez se cerró: no vuelve, y se dijo qué ocurre."),
    "protection.child.FOLLOW_UP_1": _("Se llamó al mes de la entrega."),
    "protection.child.FOLLOW_UP_3": _("Se llamó a los tres meses de la entrega."),
    "protection.handed_over.DEPARTURE": _("Se firmó el acta %(act)s: salió con quien acompaña."),
    "protection.handed_over.ARRIVAL": _("Se firmó el acta %(act)s: le recibió quien se evaluó."),
    "protection.escort_relieved": _("Terminó el deber de quien le acompañó."),
    "protection.handover_undone": _("Se anuló el acta de entrega %(act)s."),
    "protection.handover_printed": _("Se imprimió la hoja de su entrega."),
    "protection.act_checked": _("Alguien comprobó el acta %(act)s con su código."),
    "protection.act_doubted": _(
        "Alguien comprobó el acta %(act)s y leyó en el papel un nombre que el acta no tiene."
    ),
    "protection.other_receiver": _("Vino a recibirle otra persona: no se entregó."),
    "protection.siblings_suspected": _("Puede tener una hermana o un hermano registrado aparte."),
    "protection.siblings": _("Se confirmó que tiene una hermana o un hermano aquí."),
    "protection.siblings_taken_back": _("Se retiró que fueran hermanos: se mira otra vez."),
    "protection.not_siblings": _("Se vio que no son hermanos."),
    "protection.siblings_parted": _(
        "Su hermana o hermano está de nuevo en otro expediente: hay que juntarlos."
    ),
    "protection.siblings_reunited": _("Está con su hermana o hermano en un solo expediente."),
}
