"""The words of complaints: kinds, states and outcomes."""

from django.utils.translation import gettext_lazy as _

KINDS = {
    "COMPLAINT": _("Algo salió mal con el servicio"),
    "ABUSE": _("Abuso o explotación: alguien pidió sexo, dinero o favores, tocó o amenazó"),
}
SHORT = {"COMPLAINT": _("Queja"), "ABUSE": _("Reporte de abuso o explotación")}
OUTCOMES = {
    "UPHELD": _("Tenía razón: se corrige"),
    "PARTLY": _("Tenía razón en parte"),
    "NOT_UPHELD": _("No se encontró lo que se dijo"),
    "UNCLEAR": _("No se pudo establecer qué pasó"),
    "REFERRED": _("Lo sigue otra institución"),
}
STATES = {
    "late": _("Plazo vencido"),
    "new": _("Sin acuse"),
    "open": _("En revisión"),
    "answered": _("Con respuesta"),
}
COLOURS = {"late": "stop", "new": "wait", "open": "info", "answered": "ok"}
