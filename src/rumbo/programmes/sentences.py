"""What the journal says of the programmes room."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "programmes.reference_loaded": _(
        "Se actualizaron los programas y los fondos: %(created)s filas nuevas,"
        " %(changed)s cambiadas y %(closed)s cerradas."
    ),
    "programmes.requested": _("Se registró la solicitud formal del programa %(programme)s."),
    "programmes.agreed": _("Se registró un acuerdo del programa %(programme)s desde el %(since)s."),
    "programmes.opened": _("El programa %(programme)s abre desde el %(since)s."),
    "programmes.closed": _("El programa %(programme)s cierra el %(on)s."),
    "programmes.finding_recorded": _(
        "Debida diligencia del retorno de %(host)s a %(origin)s: %(finding)s desde el %(since)s."
    ),
    "programmes.area_finding_recorded": _(
        "Debida diligencia del retorno de %(host)s a %(area)s, %(origin)s:"
        " %(finding)s desde el %(since)s."
    ),
    "programmes.fare_agreed": _(
        "Tarifa acordada con %(carrier)s de %(way)s: %(amount)s desde el %(since)s."
    ),
    "programmes.advance_given": _("Se entregó el anticipo %(number)s: %(amount)s."),
    "programmes.advance_receipt": _("Se comprobaron %(amount)s del anticipo %(number)s."),
    "programmes.advance_returned": _("Volvieron %(amount)s del anticipo %(number)s."),
    "programmes.advance_closed": _("Se cerró el anticipo %(number)s, todo comprobado."),
    "programmes.advance_written_off": _(
        "Se cerró el anticipo %(number)s con %(amount)s sin comprobar, y se escribió por qué."
    ),
}
