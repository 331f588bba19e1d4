"""What the journal says of direct assistance: inside its compartment, and nowhere else."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "assistance.service_arranged": _("Se acordó un servicio: %(kind)s."),
    "assistance.service_ended": _("Terminó un servicio: %(kind)s."),
    "assistance.voucher_requested": _("Se pidió un vale por %(amount)s."),
    "assistance.voucher_approved": _("Otra oficial aprobó el vale %(reference)s por %(amount)s."),
    "assistance.voucher_declined": _("Otra oficial no aprobó el vale por %(amount)s."),
    "assistance.voucher_delivered": _("Se entregó el vale %(reference)s: %(amount)s, con recibo."),
    "assistance.voucher_cancelled": _("Se canceló el vale por %(amount)s."),
    "assistance.voucher_returned": _("Volvieron al fondo %(amount)s del vale %(reference)s."),
    "assistance.receipt_printed": _("Se imprimió el recibo del vale %(reference)s."),
    "assistance.origin_may_know": _(
        "Dijo que sí a que lo sepa protección de una oficina de su país."
    ),
    "assistance.origin_may_not_know": _("Retiró ese permiso: allá ya no se ve nada."),
    "assistance.risk_assessed": _("Protección valoró el riesgo de volver."),
    "assistance.risk_concluded": _("Dos personas concluyeron la valoración del riesgo de volver."),
}
