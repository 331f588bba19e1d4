"""What the journal says of statistics: which report was taken away, and that figures be refreshed."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "statistics.internal_report": _(
        "Se descargó el informe interno del %(since)s al %(until)s en %(format)s."
    ),
    "statistics.public_report": _(
        "Se descargó la edición pública del %(since)s al %(until)s en %(format)s."
    ),
    "statistics.refresh_asked": _("Se pidió poner al día las cifras de los tableros."),
}
