"""What the journal says of reception."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "reception.arrived": _("Llegó: se confirmó en persona en %(centre)s."),
    "reception.received": _("Llegó sin viajar con el programa y se le recibió en %(centre)s."),
    "reception.not_arrived": _("No llegó a %(centre)s; protección busca hoy qué pasó."),
    "reception.taken_back": _("Se deshizo lo último que se anotó en la recepción."),
    "reception.kit_given": _("Recibió su kit."),
    "reception.kit_not_charged": _(
        "Recibió su kit, pero ninguna línea de fondos pagó sus %(amount)s."
    ),
    "reception.books_opened": _("Se asentó en el libro lo que recibió desde antes."),
    "reception.fare_not_posted": _(
        "El dinero que recibió desde antes no cabe en su línea de fondos."
    ),
    "reception.money_paid": _("Recibió dinero para el camino: %(amount)s, recibo %(number)s."),
    "reception.money_voided": _("Se anuló el recibo %(number)s, con otra firma."),
    "reception.next_step": _("Se anotó su siguiente paso."),
    "reception.referred": _("Se le canalizó: %(target)s."),
    "reception.agreed_to_institution": _("Dijo que sí a que lo sepa: %(target)s."),
    "reception.referral_moved": _("Canalización a %(target)s: %(status)s."),
    "reception.school_paper": _("Se anotó un papel de la escuela."),
    "reception.letter_printed": _("Se imprimió la carta de canalización: %(target)s."),
    "reception.closed": _("Terminó la recepción del grupo."),
    "reception.support_finished": _("Terminó el apoyo del programa."),
}
