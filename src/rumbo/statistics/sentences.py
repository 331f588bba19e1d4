"""What the journal says of statistics: that a report was taken away, and which."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "statistics.internal_report": _(
        "Se descargó el informe interno del %(since)s al %(until)s en %(format)s."
    ),
    "statistics.public_report": _(
        "Se descargó la edición pública del %(since)s al %(until)s en %(format)s."
    ),
}
