"""The words for what casework writes down in codes of its own, and for every room's tasks."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

ABOUT: "Mapping[str, StrOrPromise]" = {
    "APPOINTMENT": _("Avisarle de su cita."),
    "SEAT": _("Avisarle del lugar y del día de salida."),
    "CHANGE": _("Avisarle de un cambio."),
    "CANCELLED": _("Avisarle de que la salida se canceló."),
    "DOCUMENT": _("Avisarle de su documento."),
    "NO_SHOW": _("Preguntarle si está bien: no llegó a la salida."),
    "FAMILY": _("Decirle lo que dijo su familia."),
    "OTHER": _("Hablar con la persona."),
}
OUTCOMES: "Mapping[str, StrOrPromise]" = {
    "REACHED": _("Se le avisó"),
    "NO_ANSWER": _("No contestó"),
    "MESSAGE_LEFT": _("Se dejó recado"),
    "WRONG_NUMBER": _("Número equivocado"),
    "NOT_SAFE": _("No era seguro hablar"),
}
# All that whoever does not work in protection reads of a try that was not safe.
UNSAFE = _("Ese medio no es seguro")
CHANNELS: "Mapping[str, StrOrPromise]" = {
    "PHONE": _("Llamada"),
    "WHATSAPP": _("WhatsApp"),
    "SMS": _("Mensaje de texto"),
    "SHELTER": _("Por el albergue"),
    "IN_PERSON": _("En persona"),
}
MEETINGS: "Mapping[str, StrOrPromise]" = {
    "COUNSELLING": _("Consejería"),
    "SCREENING": _("Conversación a solas"),
    "DECLARATION": _("Declaración"),
    "DOCUMENTS": _("Documentos"),
    "OTHER": _("Otro asunto"),
}
MET: "Mapping[str, StrOrPromise]" = {
    "CAME": _("Vino"),
    "DID_NOT_COME": _("No vino"),
    "MOVED": _("Se pasó a otro día"),
}
# What somebody who asks goes away with, and how an inquiry ends.
WANTS: "Mapping[str, StrOrPromise]" = {
    "INFORMATION": _("Solo información, por ahora"),
    "VISIT": _("Una cita"),
    "CALL": _("Que se le llame"),
}
ENDED: "Mapping[str, StrOrPromise]" = {
    "INFORMED": _("Se le informó"),
    "NOT_INTERESTED": _("Decidió no seguir"),
    "ELSEWHERE": _("Va a otro servicio"),
    "UNREACHED": _("No se le pudo localizar"),
    "REGISTERED": _("Se registró"),
}
VISITS: "Mapping[str, StrOrPromise]" = {
    "REGISTRATION": _("Registro"),
    "COUNSELLING": _("Consejería"),
    "OTHER": _("Otro asunto"),
}
STAYS: "Mapping[str, StrOrPromise]" = {
    "SHELTER": _("En un albergue"),
    "RENTED": _("En un cuarto rentado"),
    "FAMILY": _("Con familia o amistades"),
    "STREET": _("En la calle o sin lugar fijo"),
    "OTHER": _("En otro lugar"),
}
# What gives priority and who may read it (domain.md 2.3); protection and health write them.
FACTS: Mapping[str, str] = {
    "DEADLINE": "protection",
    "BEST_INTERESTS": "protection",
    "SURVIVOR": "trafficking",
    "PREGNANCY": "medical",
    "ILLNESS": "medical",
    "DISABILITY": "medical",
    "SHELTER": "bio",
}
# What the lists of tasks say for this room's codes; other rooms' words are learned at start.
TASKS: "dict[str, StrOrPromise]" = {
    "NOT_SAFE_HERE": _("Hablar hoy con la persona: dijo que no está a salvo donde duerme."),
    "CHANNEL_NOT_SAFE": _("Buscar otra forma de hablar: la que había no es segura."),
    "CONTACT_AFTER_NO_SHOW": _("Buscar hoy a quienes no llegaron a la salida."),
    "DECIDE_JOINED": _("Decidir de nuevo la elegibilidad: se juntaron dos expedientes."),
    "DECIDE_ANEW": _("Ver si la decisión sigue valiendo: el grupo se separó."),
}
UNKNOWN_TASK: "StrOrPromise" = _("Ver el expediente: hay algo por hacer.")


def learn(tasks: "Mapping[str, StrOrPromise]") -> None:
    """Take in a room's words for its tasks at start; the room's own words win."""
    TASKS.update(tasks)


def task_sentence(code: str) -> str:
    """Say what a task asks, in the reader's language."""
    return str(TASKS.get(code, UNKNOWN_TASK))
