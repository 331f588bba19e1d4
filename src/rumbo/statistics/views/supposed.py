"""What would change with other means, as a paper for a donor: through the gate, as all that is given."""

import uuid

from django.conf import settings
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from rumbo.access.doors import for_roles
from rumbo.access.middleware import PersonalRequest
from rumbo.access.scoping import visible_or_404
from rumbo.common import clock
from rumbo.movements import actions as movements
from rumbo.movements.models import WhatIf
from rumbo.movements.models.whatif import ENDED
from rumbo.movements.papers import language
from rumbo.statistics.disclosure.supposed import protect_what_if
from rumbo.statistics.packs.what_if import as_pdf

PLANNERS = ("movements", "coordinator")


@require_GET
@for_roles(*PLANNERS)
def paper(request: PersonalRequest, what_if: uuid.UUID) -> HttpResponse:
    """Give a planner the paper that a donor may read: no small number, nobody's name."""
    row = visible_or_404(WhatIf, request.reader, pk=what_if, state__in=ENDED)
    if not row.has_answers:
        raise Http404
    movements.note_what_if_printed(actor=request.actor, what_if=row)
    edition = protect_what_if(row, clock.now(), settings.PUBLIC_THRESHOLD)
    answer = HttpResponse(as_pdf(edition, language()), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="what-if-{row.first}.pdf"'
    return answer
