"""What the journal says of the desk."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "desk.copy_given": _("Se entregó a la persona una copia de su expediente. La recibió: %(to)s."),
}
