"""What followup offers to the page of the day."""

from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rumbo.access.values import Actor, Reader
from rumbo.casework.lookup import SEALED_FOR
from rumbo.followup import queries
from rumbo.ui.work import SOON, WHEN_FREE, Count, WorkItem

CALL = (*queries.CALLERS, *SEALED_FOR)

NEAR = timedelta(days=14)


def calls(reader: Reader, actor: Actor, today: date) -> list[WorkItem]:
    """The people to call, as one sentence with the day by which the first must be called."""
    del actor
    if not reader.roles.intersection(CALL) or not (found := queries.to_call(reader, today)):
        return []
    sentence = ngettext(
        "%(people)s persona espera una llamada después de su retorno.",
        "%(people)s personas esperan una llamada después de su retorno.",
        len(found),
    )
    return [
        WorkItem(
            sentence % {"people": len(found)},
            reverse("followup:calls"),
            _("Llamar"),
            WHEN_FREE,
            min(one.last_day for one in found),
        )
    ]


def numbers(reader: Reader, actor: Actor, today: date) -> list[WorkItem | Count]:
    """How many calls are due, for whoever measures and knows nobody: numbers and no names."""
    del actor
    if "monitoring" not in reader.roles:
        return []
    found = queries.due(reader, today)
    soon = sum(one.last_day <= today + NEAR for one in found)
    report = reverse("statistics:report")
    sentence = ngettext(
        "A %(people)s persona se le acaba en dos semanas el plazo de la llamada.",
        "A %(people)s personas se les acaba en dos semanas el plazo de la llamada.",
        soon,
    )
    late = (
        [WorkItem(sentence % {"people": soon}, report, _("Ver el informe"), SOON)] if soon else []
    )
    return [
        *late,
        Count(len(found), ngettext("llamada por hacer", "llamadas por hacer", len(found)), report),
        Count(sum(not one.attempts for one in found), _("sin ningún intento"), report),
    ]


WORK = [calls, numbers]
