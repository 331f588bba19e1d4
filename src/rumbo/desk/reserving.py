"""Work on a reserved file: it stays in the list, leads nowhere, and says whom to ask."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.urls import resolve
from django.utils.translation import gettext as _

from rumbo.access import queries as access
from rumbo.access.values import Reader
from rumbo.casework.lookup import knows_sealed, reserved_among
from rumbo.ui.work import WorkItem

NAMED = 3  # of those one may ask: more names help nobody


def without_links(items: Sequence[WorkItem], reader: Reader, today: date) -> list[WorkItem]:
    """Take the link from each item whose file is protection's alone, which would be a 404."""
    files = {_file(item) for item in items} - {None}
    hidden = set() if knows_sealed(reader) else reserved_among(file for file in files if file)
    if not hidden:
        return list(items)
    said = whom_to_ask(reader, today)
    return [
        replace(item, url="", action="", detail=said) if _file(item) in hidden else item
        for item in items
    ]


def whom_to_ask(reader: Reader, today: date) -> str:
    """Who of protection answers for the reader's offices."""
    names = access.names_holding("protection", reader.offices, today)[:NAMED]
    if not names:
        return _("Expediente reservado: pregunte a protección.")
    return _("Expediente reservado: pregunte a protección (%(names)s).") % {
        "names": ", ".join(names)
    }


def _file(item: WorkItem) -> UUID | None:
    """The file that an item is about: its own word, or the one in its address."""
    if item.case is not None:
        return item.case
    found = resolve(item.url.partition("?")[0].partition("#")[0]).kwargs.get("case")
    return found if isinstance(found, UUID) else None
