"""The sentence of each kind of task; what it is about stays in the file."""

from django.utils.translation import gettext_lazy as _

from rumbo.casework import words as casework
from rumbo.casework.models import Task
from rumbo.common import codes
from rumbo.desk.collecting import task_sentences
from rumbo.protection import words as protection

SENTENCES = {
    "SEAT_EXPIRED": _("Se venció el lugar apartado: hablar con la familia y apartar otro."),
    "TELL_CANCELLED": _("Avisar que su salida se canceló y ofrecer otra."),
    "CONTACT_AFTER_NO_SHOW": _("Buscar a quien no llegó a la salida y preguntar cómo está."),
    "DANGER_ON_THE_WAY": _("Atender hoy un peligro en el camino."),
    "LEFT_EN_ROUTE": _("Buscar a quien dejó el viaje en el camino."),
    "DANGER": _("Atender hoy: dijo que no está a salvo donde duerme."),
}


def sentence(task: Task) -> str:
    """Say what a task asks for."""
    known = {**SENTENCES, **protection.TASKS, **casework.TASKS, **task_sentences()}
    if task.code in known:
        return str(known[task.code])
    return str(_("Hay una tarea para %(role)s.")) % {"role": codes.label("role", task.role)}
