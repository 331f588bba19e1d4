"""What the journal says of movements."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "movements.planned": _("Se planeó la salida %(departure)s."),
    "movements.rescheduled": _("La salida %(before)s cambió: ahora es %(departure)s, el %(day)s."),
    "movements.day_changed": _("Su salida %(before)s cambió: ahora es %(departure)s, el %(day)s."),
    "movements.confirmed": _("La salida %(departure)s quedó confirmada."),
    "movements.flights_set": _("Vuelos de la salida %(departure)s: %(flights)s."),
    "movements.review_asked": _("Se pidió revisar por qué el plan le deja en espera."),
    "movements.review_answered": _("Coordinación respondió a la revisión que se pidió."),
    "movements.seats_changed": _("Lugares de la salida %(departure)s desde ahora: %(seats)s."),
    "movements.cancelled": _("Se canceló la salida %(departure)s."),
    "movements.their_part": _(
        "En %(departure)s van además %(people)s personas de otra organización."
    ),
    "movements.escort_named": _("Se nombró a quien acompaña la salida %(departure)s."),
    "movements.escort_ended": _("Alguien ya no acompaña la salida %(departure)s."),
    "movements.escort_returns": _(
        "Quien acompaña la salida %(departure)s necesita lugar de regreso."
    ),
    "movements.escort_stays": _("Quien acompaña la salida %(departure)s se queda allá."),
    "movements.seat_priced": _("Cada lugar de la salida %(departure)s cuesta %(amount)s."),
    "movements.kept_until": _("Su reserva en %(departure)s es provisional hasta el %(day)s."),
    "movements.made_firm": _("Su reserva en %(departure)s quedó firme."),
    "movements.booked": _("Se apartó lugar para %(people)s en la salida %(departure)s."),
    "movements.released": _("Se liberó su lugar en la salida %(departure)s."),
    "movements.moved": _("Su lugar pasó a la salida %(departure)s."),
    "movements.manifest_closed": _(
        "Se cerró la lista de pasajeros de %(departure)s, versión %(version)s."
    ),
    "movements.receiver_told": _("Se avisó a quien recibe la salida %(departure)s."),
    "movements.receiver_answered": _("Quien recibe la salida %(departure)s respondió."),
    "movements.boarding_opened": _("Empezó el abordaje de %(departure)s."),
    "movements.boarded": _("Subió a bordo de %(departure)s."),
    "movements.board_undone": _("Se deshizo su abordaje: fue un error."),
    "movements.changed_mind": _("Cambió de idea en la puerta; su lugar quedó libre."),
    "movements.no_show": _("No llegó a la salida %(departure)s; hay que buscarle."),
    "movements.offloaded": _("Se queda por ahora; su familia se queda junta."),
    "movements.no_show_undone": _("Se corrigió: sí llegó a la salida %(departure)s."),
    "movements.offload_undone": _("Se corrigió: sí viaja hoy en la salida %(departure)s."),
    "movements.departed": _("Salió %(departure)s. Personas a bordo: %(people)s."),
    "movements.left": _("Salió hacia su casa en %(departure)s."),
    "movements.reached_stop": _("La salida %(departure)s llegó a %(place)s."),
    "movements.services_given": _("Se dio lo previsto en %(place)s. Personas: %(people)s."),
    "movements.incident": _("Hubo un incidente en la salida %(departure)s."),
    "movements.left_en_route": _("Dejó el viaje en el camino."),
    "movements.arrived": _("Llegó con la salida %(departure)s."),
    "movements.printed": _("Se sacó un papel de la salida %(departure)s."),
    "movements.plan_asked": _("Se pidió un plan de viajes del %(first)s al %(last)s."),
    "movements.plan_stopped": _("Se detuvo la búsqueda de un plan de viajes."),
    "movements.plan_made": _("Quedó listo un plan de viajes."),
    "movements.plan_refused": _("No se pudo hacer un plan de viajes con lo que hay."),
    "movements.plan_taken_on": _("Se empezó a hacer lo aceptado de un plan: %(lines)s cambios."),
    "movements.plan_accepted": _(
        "De un plan de viajes se aceptaron %(taken)s cambios; ya no podían hacerse: %(stale)s."
    ),
    "movements.what_if_asked": _(
        "Se preguntó qué pasaría con otros medios del %(first)s al %(last)s."
    ),
    "movements.what_if_stopped": _("Se paró el cálculo de qué pasaría con otros medios."),
    "movements.what_if_kept": _(
        "De qué pasaría con otros medios quedaron calculadas %(kept)s suposiciones; faltaron"
        " %(left)s."
    ),
    "movements.what_if_made": _("Quedó listo qué pasaría con otros medios."),
    "movements.what_if_refused": _("No se pudo calcular qué pasaría con lo que hay."),
    "movements.what_if_printed": _("Se sacó para donantes qué pasaría con otros medios."),
    "movements.books_opened": _(
        "Se asentó en el libro lo que %(departure)s tenía apartado desde antes."
    ),
    "movements.books_short": _(
        "Lo que %(departure)s tenía apartado desde antes no cabe en su línea de fondos."
    ),
    "movements.closed": _("Se cerró la salida %(departure)s."),
}
