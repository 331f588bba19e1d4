"""The words for what documents writes down in codes of its own."""

from django.utils.translation import gettext_lazy as _

SHOWN_BY = {"DOCUMENT": _("Un documento"), "CONSULATE": _("El consulado")}
KINDS = {
    "DOCUMENT": _("Documento de viaje"),
    "PARENTAGE": _("Prueba de filiación"),
    "OTHER_PARENT": _("Papel del otro padre o madre"),
    "EXIT_PAPER": _("Permiso de salida"),
    "LEGAL": _("Papel legal"),
    "RESIDENCE": _("Permiso de residencia"),
    "OTHER": _("Otro papel"),
}
# Why a copy is taken off the disk; the journal says it in a sentence of its own.
DESTROYED = {
    "WRONG_FILE": _("Es de otra persona o de otro expediente"),
    "UNREADABLE": _("No se puede leer"),
    "ASKED": _("La persona pidió que no se guarde"),
    "NOT_NEEDED": _("Ya no hace falta"),
}
# What does not agree in machine-readable lines: said with the line and the place of the digit.
DOUBTS = {
    "LENGTH": _(
        "Se escribieron %(found)s caracteres. Un pasaporte tiene dos líneas de 44; una tarjeta, "
        "tres de 30."
    ),
    "CHARACTER": _("Línea %(line)s, posición %(place)s: «%(found)s» no existe en estas líneas."),
    "NUMBER": _(
        "Línea %(line)s, posición %(place)s: el dígito de control del número es %(found)s y "
        "tendría que ser %(expected)s."
    ),
    "BIRTH": _(
        "Línea %(line)s, posición %(place)s: el dígito de control de la fecha de nacimiento es "
        "%(found)s y tendría que ser %(expected)s."
    ),
    "EXPIRY": _(
        "Línea %(line)s, posición %(place)s: el dígito de control del vencimiento es %(found)s y "
        "tendría que ser %(expected)s."
    ),
    "PERSONAL": _(
        "Línea %(line)s, posición %(place)s: el dígito de control del número personal es "
        "%(found)s y tendría que ser %(expected)s."
    ),
    "WHOLE": _(
        "Línea %(line)s, posición %(place)s: el último dígito, que comprueba toda la línea, es "
        "%(found)s y tendría que ser %(expected)s."
    ),
    "BIRTH_DATE": _("La fecha de nacimiento de las líneas no es un día que exista."),
    "EXPIRY_DATE": _("El vencimiento de las líneas no es un día que exista."),
    "OTHER_NUMBER": _("Las líneas traen el número %(found)s y se escribió %(expected)s."),
    "OTHER_BIRTH": _(
        "Las líneas dicen que nació el %(found)s y en el registro está el %(expected)s."
    ),
    "OTHER_EXPIRY": _("Las líneas dicen que vence el %(found)s y se escribió el %(expected)s."),
}
RECIPIENTS = ("RECEIVING_MISSION", "GOVERNMENT_RECEPTION")
# What the lists of tasks say for the codes that this room opens; nothing here says why.
TASKS = {
    "REPLACE_DOCUMENT": _("Ver cómo reponer un documento perdido."),
    "OTHER_PARENT": _("Buscar la autorización del otro padre o madre."),
    "HOLD_SEAT": _("Apartar un lugar provisional: el consulado pide antes un boleto."),
    "CONFIRM_SEAT": _("Dejar en firme el lugar apartado: el consulado ya dio el documento."),
    "CONSULATE_REFUSED": _("Ver qué hacer: el consulado no dio el documento."),
    "NATIONALITY_DENIED": _("Ver su nacionalidad: el consulado dice que no es de su país."),
    "TELL_CONSULATE_STOP": _("Decir hoy al consulado que no siga con la solicitud."),
    "TELL_WHAT_STOPS": _("Explicarle qué no se puede hacer sin el consulado; la ayuda sigue."),
    "RETURN_ORIGINAL": _("Devolver el original a su dueña o dueño."),
}
# What is done about a no, said where the no is shown.
REFUSED = {
    "MISSING_PAPERS": _("Falta un papel o un requisito"),
    "NOT_PROVEN": _("No se probó quién es"),
    "NOT_NATIONAL": _("Dice que no es de su país"),
    "DATA_DIFFER": _("Los datos no coinciden con sus registros"),
    "NO_REASON": _("No dijo por qué"),
}
WHAT_TO_DO = {
    "MISSING_PAPERS": _("Reúna lo que falta y abra otra solicitud: lo anterior se conserva."),
    "NOT_PROVEN": _(
        "Busque con la persona una partida de nacimiento o la declaración de un familiar."
    ),
    "NOT_NATIONAL": _("No insista con otro consulado: Protección revisa su nacionalidad."),
    "DATA_DIFFER": _("Compare con la persona nombre y fecha de nacimiento, y corrija el registro."),
    "NO_REASON": _("Pregunte el motivo por escrito antes de abrir otra solicitud."),
}
STOPPED = {
    "CONSENT": _("La persona retiró su permiso para el consulado."),
    "WITHDRAWN": _("La persona ya no sigue este camino."),
    "LAPSED": _("Terminó el plazo del permiso de la persona para el consulado."),
    "NOT_CLEARED": _("Protección tiene que dar antes su visto bueno."),
    "NOT_NEEDED": _("Ya no hace falta"),
    "ASKED": _("La persona lo pidió"),
    "MISTAKE": _("Se abrió por error"),
}
STANDS = {
    "GATHERING": _("por entregar"),
    "SENT": _("en el consulado"),
    "GRANTED": _("dado"),
    "REFUSED": _("no lo dio"),
    "STOPPED": _("detenida"),
}
SHAPES = {
    "GATHERING": "wait",
    "SENT": "wait",
    "GRANTED": "ok",
    "REFUSED": "stop",
    "STOPPED": "note",
}
# How a consulate takes requests in.
APPOINTMENTS = {
    "": _("No se sabe"),
    "IN_PERSON": _("La persona va en su cita"),
    "BATCH": _("Se entregan varias juntas"),
}
ITEM_STATES = {
    "WANTED": _("falta"),
    "GATHERED": _("ya está"),
    "NOT_NEEDED": _("no hace falta"),
}
FIELDS = {
    "full_name": _("nombre"),
    "birth_date": _("fecha de nacimiento"),
    "nationality": _("nacionalidad"),
    "document_wanted": _("documento que se pide"),
    "age": _("edad"),
    "sex": _("sexo"),
    "travel_date": _("día del viaje"),
    "care_needs": _("cuidados en el camino"),
    "original": _("el original"),
    "route": _("por dónde viaja"),
    "name": _("nombre"),
    "language": _("lengua"),
    "travel_document": _("documento de viaje"),
    "place": _("municipio y departamento"),
    "safe_contact": _("teléfono y horas seguras"),
}
PURPOSES = {
    "TRAVEL_PAPER": _("pedir un documento de viaje"),
    "KEEP_ORIGINAL": _("tramitar con el original"),
    "EXIT": _("tramitar la salida"),
    "RECEPTION": _("preparar la llegada"),
    "REFERRAL": _("que le atiendan"),
}
TRANSFERS = {
    "REQUEST": _("Solicitud entregada"),
    "LETTER": _("Carta escrita"),
    "ITINERARY": _("Itinerario mostrado"),
    "ORIGINAL": _("Original entregado"),
    "NOTICE": _("Aviso a quien recibe"),
    "REFERRAL": _("Canalización"),
    "MANIFEST": _("Lista para la autoridad"),
}
