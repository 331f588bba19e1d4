"""What the journal says of the network room."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "network.transit_noted": _(
        "Se anotó si se puede hacer escala en %(country)s, desde el %(day)s."
    ),
    "network.reference_loaded": _(
        "Se actualizaron los lugares y las instituciones: %(created)s filas nuevas,"
        " %(changed)s cambiadas y %(closed)s cerradas."
    ),
}
