"""The list of files: filters, order, pages by key, exact counts; names are opened for one page only."""

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from rumbo.access.values import Reader
from rumbo.casework.models import Case
from rumbo.casework.rules import BEFORE_DEPARTURE
from rumbo.counselling.models import Declaration, Session
from rumbo.documents.models import TravelDocument
from rumbo.protection.models import Screening
from rumbo.registry.models import DataConsent, GroupMember
from rumbo.ui.tables import AFTER, BEFORE, Column, Pager, address, sorted_by

PAGE = 50
COUNT_TO = 10_000
COLUMNS = (
    Column(_("Expediente"), sort="numero"),
    Column(_("Personas")),
    Column(_("Origen")),
    Column(_("Sitio")),
    Column(_("Dónde está")),
    Column(_("Pidió ayuda"), sort="fecha"),
)
DEFAULT = "-fecha"
FIELDS = {"numero": "number", "fecha": "requested_on"}
# What may be missing for somebody of the group, as far as one read can say it.
LACKS: dict[str, Any] = {
    "consentimiento": lambda: DataConsent.objects.visible_to,
    "consejeria": lambda: Session.objects.visible_to,
    "deteccion": lambda: Screening.objects.visible_to,
    "declaracion": lambda: Declaration.objects.visible_to,
    "documento": lambda: TravelDocument.objects.visible_to,
}
_LIVE = {
    "consentimiento": Q(withdrawn_at=None),
    "declaracion": Q(withdrawn_at=None),
    "documento": Q(ended_at=None),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the reader asked of the list, already made sound."""

    stage: str = ""
    site: str = ""
    nationality: str = ""
    missing: str = ""
    urgent: bool = False
    before: bool = False
    booked: bool = False

    @property
    def is_filtered(self) -> bool:
        """Whether anything is left out."""
        return self != Asked()


def filtered(reader: Reader, asked: Asked) -> QuerySet[Case]:
    """The files of a reader's offices that match."""
    rows: QuerySet[Case] = Case.objects.visible_to(reader)
    if asked.stage:
        rows = rows.filter(stage=asked.stage)
    if asked.site:
        rows = rows.filter(site=asked.site)
    if asked.urgent:
        rows = rows.filter(urgent=True)
    if asked.before:
        rows = rows.filter(stage__in=BEFORE_DEPARTURE)
    if asked.booked:
        rows = rows.filter(stage__in=("BOOKED", "PRE_DEPARTURE"))
    if asked.nationality:
        rows = rows.filter(
            Exists(_members(reader).filter(person__nationalities__contains=[asked.nationality]))
        )
    if asked.missing:
        there = LACKS[asked.missing]()(reader).filter(
            _LIVE.get(asked.missing, Q()), person=OuterRef("person")
        )
        rows = rows.filter(Exists(_members(reader).filter(~Exists(there))))
    return rows


def _members(reader: Reader) -> QuerySet[GroupMember]:
    rows: QuerySet[GroupMember] = GroupMember.objects.visible_to(reader).filter(
        group=OuterRef("group"), left_at=None
    )
    return rows


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the list, with its way on and its exact number."""

    cases: Sequence[Case]
    previous: str
    next: str
    total: int
    is_exact: bool


def page(rows: QuerySet[Case], query: QueryDict) -> Page:
    """Cut one page by key: the column sorted by and the id, never an offset."""
    key, down = sorted_by(query, COLUMNS, DEFAULT)
    field = FIELDS[key]
    back = _key(query.get(BEFORE, ""), field)
    after = _key(query.get(AFTER, ""), field)
    backwards = back is not None
    mark, falling = (back if backwards else after), down != backwards
    found = rows
    if mark is not None:
        op = "lt" if falling else "gt"
        found = found.filter(
            Q(**{f"{field}__{op}": mark[0]}) | Q(**{field: mark[0], f"id__{op}": mark[1]})
        )
    sign = "-" if falling else ""
    cut = list(found.order_by(f"{sign}{field}", f"{sign}id")[: PAGE + 1])
    more, cut = len(cut) > PAGE, cut[:PAGE]
    if backwards:
        cut.reverse()
    earlier = more if backwards else mark is not None
    later = True if backwards else more
    total = rows.order_by()[: COUNT_TO + 1].count()
    return Page(
        cut,
        _address(query, BEFORE, cut[:1], field) if earlier else "",
        _address(query, AFTER, cut[-1:], field) if later else "",
        min(total, COUNT_TO),
        total <= COUNT_TO,
    )


def _address(query: QueryDict, name: str, at: Sequence[Case], field: str) -> str:
    if not at:
        return ""
    told = json.dumps([str(getattr(at[0], field)), str(at[0].id)]).encode()
    mark = base64.urlsafe_b64encode(told).decode().rstrip("=")
    return address(query, **{AFTER: "", BEFORE: "", name: mark})


def _key(text: str, field: str) -> tuple[date | str, UUID] | None:
    """Read a page's key; what nobody of ours wrote is the first page."""
    try:
        raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        value, id_ = json.loads(raw)
        if field == "requested_on":
            return date.fromisoformat(value), UUID(id_)
        return (value[:20], UUID(id_)) if value.isascii() and value.isprintable() else None
    except (binascii.Error, ValueError, TypeError, AttributeError, KeyError, RecursionError):
        return None


def pager(found: Page, sentence: object, exports: dict[str, str]) -> Pager:
    """What stands under the list."""
    return Pager(str(sentence), previous=found.previous, next=found.next, export=exports)


def people_of(cases: Sequence[Case], reader: Reader) -> dict[UUID, list[GroupMember]]:
    """The people of the cases of one page, in their order, in one read."""
    rows = GroupMember.objects.visible_to(reader).filter(
        group__in=[case.group_id for case in cases], left_at=None
    )
    found: dict[UUID, list[GroupMember]] = {}
    for member in rows.order_by("position", "id").select_related("person"):
        found.setdefault(member.group_id, []).append(member)
    return found
