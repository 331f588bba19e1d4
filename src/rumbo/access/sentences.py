"""What the journal says of the access room."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "access.office_opened": _("Se abrió la oficina %(office)s."),
    "access.user_invited": _("Se invitó a una persona a trabajar con Rumbo."),
    "access.grant_given": _("Se dio la función %(role)s."),
    "access.grant_ended": _("Terminó la función %(role)s."),
    "access.account_closed": _("Se cerró la cuenta de una persona del equipo."),
    "access.account_reopened": _("Se volvió a abrir la cuenta de una persona del equipo."),
    "access.link_given": _("Se dio un enlace para poner una contraseña nueva."),
    "access.second_factor_forgotten": _("Se quitó el segundo paso de una persona del equipo."),
    "access.list_exported": _("Se exportó la lista %(list)s en %(format)s. Filas: %(rows)s."),
    "access.glass_broken": _("Alguien abrió por emergencia, por tres horas: %(what)s."),
    "access.glass_closed": _("Terminó antes de tiempo un acceso de emergencia."),
    "access.glass_reviewed.JUSTIFIED": _(
        "Otra persona revisó el acceso de emergencia: justificado."
    ),
    "access.glass_reviewed.NOT_JUSTIFIED": _(
        "Otra persona revisó el acceso de emergencia: no estaba justificado."
    ),
}
