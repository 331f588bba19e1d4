"""What the journal says of complaints: their number, never what was said or of whom."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "complaints.filed": _("Se recibió la queja %(number)s."),
    "complaints.read": _("Quien oye las quejas abrió la queja %(number)s."),
    "complaints.acknowledged": _("Se acusó recibo de la queja %(number)s."),
    "complaints.step_noted": _("Se anotó una gestión de la queja %(number)s."),
    "complaints.called_abuse": _("La queja %(number)s pasó a ser un reporte de abuso."),
    "complaints.referred": _("La queja %(number)s se envió a quien investiga."),
    "complaints.kept_from": _("La queja %(number)s dejó de mostrarse a alguien de la casa."),
    "complaints.answered": _("La queja %(number)s tiene respuesta."),
    "complaints.answer_read": _("Quien presentó la queja %(number)s leyó la respuesta."),
}
