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
DOUBTS = {
    "LENGTH": _("La línea no tiene el largo de un pasaporte ni de una tarjeta."),
    "NUMBER": _("El dígito de control del número no coincide."),
    "BIRTH": _("El dígito de control de la fecha de nacimiento no coincide."),
    "EXPIRY": _("El dígito de control del vencimiento no coincide."),
    "OTHER_NUMBER": _("La línea trae otro número que el que se escribió."),
    "OTHER_EXPIRY": _("La línea trae otro vencimiento que el que se escribió."),
}
RECIPIENTS = ("RECEIVING_MISSION", "GOVERNMENT_RECEPTION")
# What the lists of tasks say for the codes that this room opens; nothing here says why.
TASKS = {
    "REPLACE_DOCUMENT": _("Ver cómo reponer un documento perdido."),
    "OTHER_PARENT": _("Buscar la autorización del otro padre o madre."),
    "RETURN_ORIGINAL": _("Devolver el original a su dueña o dueño."),
}
