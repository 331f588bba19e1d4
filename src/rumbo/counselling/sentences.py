"""What the journal says of counselling: never why somebody returns, nor what was found."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "counselling.session_held": _("Habló con consejería. Lengua: %(language)s."),
    "counselling.said_return": _("Dijo que quiere volver."),
    "counselling.said_not_return": _("Decidió no volver. Se le acompaña en lo que decidió."),
    "counselling.said_undecided": _("Todavía no decide. Puede pensarlo."),
    "counselling.finding_recorded": _("Se valoró si decide con libertad y con información."),
    "counselling.declared": _("Firmó su declaración para viajar el %(day)s."),
    "counselling.declared_for_child": _(
        "Se firmó por esta niña, niño o adolescente la declaración para viajar el %(day)s."
    ),
    "counselling.declaration_withdrawn": _("Retiró su declaración. No se pide el motivo."),
    "counselling.child_declaration_withdrawn": _(
        "Se retiró la declaración de esta niña, niño o adolescente."
    ),
    "counselling.shares_recorded": _("Dijo con quién se pueden compartir sus datos."),
    "counselling.share_withdrawn": _("Retiró un permiso para compartir: %(recipient)s."),
    "counselling.reconfirmed": _("Lo dijo otra vez el día de la salida: sí, se va."),
    "counselling.reconfirmation_taken_back": _("Retiró lo que dijo hoy sobre salir."),
    "counselling.paper_printed": _("Se preparó una hoja para imprimir."),
}
