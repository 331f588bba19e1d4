"""What the journal says of the access room."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "access.office_opened": _("Se abrió la oficina %(office)s."),
    "access.user_invited": _("Se invitó a una persona a trabajar con Rumbo."),
    "access.grant_given": _("Se dio la función %(role)s."),
    "access.grant_ended": _("Terminó la función %(role)s."),
    "access.list_exported": _("Se exportó la lista %(list)s en %(format)s: %(rows)s filas."),
}
