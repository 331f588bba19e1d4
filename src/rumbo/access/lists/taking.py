"""Takes a list out of the house as a file; that it left is written in the journal."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from rumbo.access import actions, errors
from rumbo.access.doors import for_roles
from rumbo.access.lists.declared import Listing, Rows
from rumbo.access.lists.opening import find, sorted_rows
from rumbo.access.middleware import PersonalRequest
from rumbo.access.values import Reader
from rumbo.common import clock
from rumbo.ui import spreadsheets

# More than this is narrowed first: a file of a whole programme is a report, not a list.
ROWS = 20_000
PART = 1_000
# What marks the door of a list.
EXPORT = "export_of"


def export_of(listing: Listing) -> Callable[..., HttpResponse]:
    """Make the door through which a list leaves, open to those who may take it."""

    @require_GET
    @for_roles(*listing.takers)
    def export(request: PersonalRequest, kind: str) -> HttpResponse:
        """Give the list, narrowed and sorted as on its page, as a file."""
        if kind not in spreadsheets.TYPES:
            raise Http404
        return _taken(listing, request, kind)

    setattr(export, EXPORT, listing)
    return export


def _taken(listing: Listing, request: PersonalRequest, kind: str) -> HttpResponse:
    found = find(listing, request.reader, request.GET)
    lines = list(
        islice(
            _lines(listing, sorted_rows(listing, found, request.reader), request.reader), ROWS + 1
        )
    )
    if len(lines) > ROWS:
        raise errors.list_too_long(ROWS)
    body = spreadsheets.written(kind, [str(c.head) for c in listing.columns], lines)
    actions.note_export(
        actor=request.actor,
        name=listing.name,
        kind=kind.upper(),
        filters=found.asked,
        rows=len(lines),
    )
    answer = HttpResponse(body, content_type=spreadsheets.TYPES[kind])
    name = f"{listing.file}-{clock.today().isoformat()}.{kind}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _lines(listing: Listing, rows: Rows, reader: Reader) -> Iterator[Sequence[object]]:
    """The rows as the page shows them, a thousand at a time."""
    whole = rows[: ROWS + 1] if isinstance(rows, QuerySet) else rows
    every = list(whole)
    for start in range(0, len(every), PART):
        for row in listing.shown(every[start : start + PART], reader):
            yield [column.cell(row) for column in listing.columns]
