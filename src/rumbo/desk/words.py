"""What the desk's own tasks ask: what a correction of somebody's data leaves to be done."""

from django.utils.translation import gettext_lazy as _

TASKS = {
    "SIGN_AGAIN": _(
        "Firmar de nuevo la declaración: se corrigieron datos que van escritos en ella."
    ),
    "COMPARE_PAPERS": _(
        "Comparar sus documentos y lo pedido al consulado: se corrigieron datos de la persona."
    ),
    "DECIDE_CORRECTED": _("Ver si la decisión sigue valiendo: se corrigieron datos de la persona."),
    "LIST_AGAIN": _("Revisar la lista de pasajeros: se corrigieron datos de alguien con lugar."),
    "CHILD_TRACK_CHECK": _(
        "Ver de nuevo si está con su familia y qué edad tiene: se corrigió lo que constaba."
    ),
}
