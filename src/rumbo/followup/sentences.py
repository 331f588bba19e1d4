"""What the journal says of followup."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "followup.tried": _("Se le llamó, sin poder hablar todavía."),
    "followup.talked": _("Se habló con la persona después de su retorno."),
    "followup.refused": _("Pidió que no se le llame."),
    "followup.given_up": _("Se dejó de llamar después de %(tries)s intentos."),
}
