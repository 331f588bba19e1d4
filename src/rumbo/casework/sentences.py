"""What the journal says of a case."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "casework.opened": _("Se abrió el expediente."),
    "casework.moved": _("Pasó a %(to)s."),
    "casework.reopened": _("Se reabrió el expediente."),
    "casework.task_opened": _("Se abrió una tarea para %(role)s."),
    "casework.task_done": _("Se hizo una tarea de %(role)s."),
    "casework.withdrawn": _("Decidió no seguir. Puede volver cuando quiera."),
    "casework.on_hold": _("Quedó en pausa: %(reason)s."),
    "casework.hold_ended": _("Terminó la pausa."),
    "casework.lost_contact": _("Se perdió el contacto después de %(tries)s intentos."),
    "casework.closed": _("Se cerró el expediente: %(reason)s."),
    "casework.decided_eligible": _("Elegibilidad: sí, decidida por una persona; falta otra firma."),
    "casework.decided_not_now": _("Elegibilidad: no puede seguir por ahora; falta otra firma."),
    "casework.countersigned": _("Otra persona confirmó la decisión de elegibilidad."),
    "casework.decision_revoked": _("Se revocó la decisión de elegibilidad."),
    "casework.overridden": _("Se pidió dejar de lado un requisito del proceso."),
    "casework.override_confirmed": _("Otra persona confirmó dejar de lado ese requisito."),
    "casework.rank_changed": _("Se cambió a mano su lugar en la lista de espera."),
    "casework.assigned": _("Alguien sigue ahora este expediente como %(role)s."),
    "casework.contact_due": _("Hay algo que avisarle."),
    "casework.contact_tried": _("Se le buscó por %(channel)s: %(outcome)s."),
    "casework.appointment_made": _("Tiene cita el %(day)s."),
    "casework.appointment_ended": _("La cita terminó: %(outcome)s."),
    "casework.family_contact_noted": _("Dijo a quién de su familia se puede llamar."),
    "casework.family_called": _("Se habló con su familia."),
    "casework.stay_noted": _("Se anotó dónde duerme mientras espera."),
    "casework.danger_reported": _("Dijo que no está a salvo: pasa a protección hoy mismo."),
    "casework.split": _(
        "El grupo se separó, por decisión de una persona y con la palabra de la familia."
    ),
}
