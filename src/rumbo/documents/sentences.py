"""What the journal says of papers."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "documents.recorded": _("Se anotó un documento: %(type)s."),
    "documents.corrected": _("Se corrigió un documento: %(type)s."),
    "documents.ended": _("Un documento ya no se usa: %(type)s."),
    "documents.custody": _("El original pasó a otras manos: %(holder)s. Recibo %(receipt)s."),
    "documents.lost": _("Se perdió o le robaron el original: %(type)s."),
    "documents.parentage_shown": _("Se acreditó de quién es hija o hijo."),
    "documents.parentage_not_shown": _("Aún no se acredita de quién es hija o hijo."),
    "documents.other_parent": _("Se anotó cómo está la autorización del otro padre o madre."),
    "documents.other_parent_asked": _("Se pidió buscar la autorización del otro padre o madre."),
    "documents.exit_paper": _("Se anotó si necesita un permiso de salida."),
    "documents.legal_check": _("Se revisó si algo le impide salir."),
    "documents.residence": _("Se anotó un permiso de residencia: %(country)s."),
    "documents.transit": _("Se revisaron los países de paso."),
    "documents.receiver_told": _("Se avisó a quien recibe: %(recipient)s."),
    "documents.receiver_answered": _("Quien recibe respondió al aviso."),
    "documents.consulate_asked": _("Se pidió al consulado: %(type)s."),
    "documents.item_gathered": _("Se reunió un requisito de la solicitud al consulado: %(type)s."),
    "documents.item_not_needed": _(
        "Un requisito de la solicitud al consulado no hace falta: %(type)s."
    ),
    "documents.item_wanted": _(
        "Vuelve a faltar un requisito de la solicitud al consulado: %(type)s."
    ),
    "documents.consulate_sent": _("Se entregó la solicitud al consulado: %(type)s."),
    "documents.fee_posted": _(
        "Se asentaron en el libro los derechos del consulado pagados desde antes."
    ),
    "documents.fee_not_posted": _(
        "Los derechos que se pagaron desde antes no caben en su línea de fondos."
    ),
    "documents.fee_paid": _("Se pagaron los derechos del consulado: %(amount)s."),
    "documents.appointment": _("Tiene cita en el consulado el %(day)s."),
    "documents.appointment_off": _("La cita en el consulado se cayó."),
    "documents.batched": _("La solicitud va en el lote del consulado: %(type)s."),
    "documents.unbatched": _("La solicitud ya no va en el lote: %(type)s."),
    "documents.packet_printed": _("Se imprimió el paquete de un lote para el consulado."),
    "documents.request_stopped": _("Se detuvo la solicitud al consulado: %(type)s."),
    "documents.stop_told": _("Se dijo al consulado que no siga: %(type)s."),
    "documents.transferred": _("Salieron datos de la persona a: %(recipient)s."),
    "documents.explicit_consent": _("Dio su permiso después de hablarlo con Protección."),
    "documents.terms_recorded": _(
        "Se anotó qué pide un consulado de %(country)s para %(type)s, desde el %(day)s."
    ),
    "documents.terms_followed": _("La solicitud sigue lo último que pide el consulado: %(type)s."),
    "documents.itinerary_shown": _("Se preparó el itinerario para el consulado: %(type)s."),
    "documents.letter_written": _("Se escribió la carta al consulado: %(type)s."),
    "documents.consulate_granted": _("El consulado dio lo que se le pidió: %(type)s."),
    "documents.consulate_refused": _("El consulado no dio lo que se le pidió: %(type)s."),
    "documents.file_kept": _("Se guardó un archivo."),
    "documents.file_opened": _("Se abrió un archivo guardado."),
    "documents.file_destroyed_wrong_file": _("Se destruyó una copia: era de otro expediente."),
    "documents.file_destroyed_unreadable": _("Se destruyó una copia: no se podía leer."),
    "documents.file_destroyed_asked": _("Se destruyó una copia: la persona lo pidió."),
    "documents.file_destroyed_not_needed": _("Se destruyó una copia: ya no hacía falta."),
}
