"""The list of who opened the pages of one file: without a name of who is in it."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from rumbo.access import queries as access
from rumbo.access.lists import Asked, Choices, Column, Filter, Listing, Order, Rows
from rumbo.access.values import Reader
from rumbo.audit import queries as audit
from rumbo.casework.models import Case
from rumbo.registry.models import GroupMember
from rumbo.ui import tables
from rumbo.ui.words import local


@dataclass(frozen=True, slots=True)
class Opened:
    """Somebody opened a page of the person at this place of the group."""

    number: int
    who: str
    at: datetime
    page: str
    place: int


def number_of(text: str) -> str:
    """A number of a file as it may be written; nothing else finds one."""
    return text.replace("\x00", "").strip().upper()[:20]


def file_of(reader: Reader, number: str) -> Case | None:
    """The file of a number, if it is one of the reader's offices."""
    rows = Case.objects.visible_to(_ids_only(reader))
    found: Case | None = rows.filter(number=number).first() if number else None
    return found


def _ids_only(reader: Reader) -> Reader:
    """The focal point sees no compartment: the ids of a file are all that is asked for here."""
    return replace(reader, compartments=frozenset({"bio"}))


def _readings(reader: Reader, asked: Asked) -> Any:
    case = file_of(reader, asked.get("n", ""))
    if case is None:
        return []
    members = GroupMember.objects.visible_to(_ids_only(reader)).filter(group=case.group_id)
    ids = members.order_by("position", "id").values_list("person_id", flat=True)
    place = {person: at for at, person in enumerate(ids, start=1)}
    found = audit.readings_of(place)
    names = access.names_of({row.reader_id for row in found})
    return [
        Opened(row.number, names.get(row.reader_id, ""), row.at, row.page, place[row.person_id])
        for row in found
    ]


def _pages(reader: Reader, rows: Rows) -> Choices:
    del reader
    return [(page, page) for page in sorted({row.page for row in rows})]


def _by_who(row: Opened, reader: Reader) -> tuple[str, datetime]:
    del reader
    return row.who.casefold(), row.at


READINGS = Listing(
    name="desk:readings",
    file="lecturas",
    readers=("dpo",),
    takers=("dpo",),
    rows=_readings,
    filters=[
        Filter(word="n", label=_("Número de expediente"), reads=number_of),
        Filter(word="pagina", label=_("Qué página"), choices=_pages, takes="page"),
    ],
    orders=[
        Order(word="cuando", label=_("La más reciente primero"), by=("-at",)),
        Order(word="quien", label=_("Quién"), key=_by_who),
    ],
    ident=lambda row: f"{row.number:012}",
    heads=[
        tables.Column(_("Quién"), sort="quien"),
        tables.Column(_("Cuándo"), sort="cuando"),
        tables.Column(_("Qué página")),
        tables.Column(_("De quién")),
    ],
    columns=[
        Column(_("Quién"), lambda row: row.who),
        Column(_("Cuándo"), lambda row: local(row.at)),
        Column(_("Qué página"), lambda row: row.page),
        Column(_("Persona del grupo"), lambda row: row.place),
    ],
)
