"""What followup offers to the page of the day."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rumbo.access.values import Actor, Reader
from rumbo.casework.lookup import SEALED_FOR
from rumbo.followup import queries
from rumbo.ui.work import WHEN_FREE, WorkItem

CALL = (*queries.CALLERS, *SEALED_FOR)


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


WORK = [calls]
