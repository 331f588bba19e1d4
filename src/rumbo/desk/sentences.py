"""What the journal says of the desk."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "desk.exported": _("Se exportó la lista de expedientes en %(format)s: %(rows)s filas."),
}
