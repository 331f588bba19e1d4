"""The list of files: what it is narrowed and sorted by; names are opened for one page only."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from rumbo.access.lists import Asked, Choices, Column, Filter, Listing, Order, Rows
from rumbo.access.values import Reader
from rumbo.casework.lookup import knows_sealed
from rumbo.casework.models import Case
from rumbo.casework.rules import BEFORE_DEPARTURE
from rumbo.common import codes
from rumbo.counselling.models import Declaration, Session
from rumbo.desk import places
from rumbo.desk.roles import CASE, EXPORT
from rumbo.documents.models import TravelDocument
from rumbo.protection.models import Screening
from rumbo.registry.models import DataConsent, GroupMember, Person
from rumbo.ui import tables, words

EXITS = ("WITHDRAWN", "NOT_ELIGIBLE", "REFERRED_OUT", "LOST_CONTACT", "DECEASED")
EVERY = gettext_lazy("Todas")
# What may be missing for somebody of the group, as far as one read can say it.
MISSING = (
    ("consentimiento", gettext_lazy("Consentimiento de datos")),
    ("consejeria", gettext_lazy("Consejería")),
    ("deteccion", gettext_lazy("Tamizaje")),
    ("declaracion", gettext_lazy("Declaración")),
    ("documento", gettext_lazy("Documento de viaje")),
)
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


@dataclass(frozen=True)
class File:
    """One file as its row shows it; its names are opened when they are asked for, and not before."""

    case: Case
    members: Sequence[GroupMember]
    knows: bool

    @cached_property
    def first(self) -> Person | None:
        """Whoever the file is named after."""
        return self.members[0].person if self.members else None

    @property
    def is_hidden(self) -> bool:
        """Whether protection reserved it from whoever reads."""
        return not self.knows and any(m.person.sealed for m in self.members)

    @property
    def name(self) -> str:
        """Who it is about."""
        if self.is_hidden:
            return _("Nombre reservado")
        return self.first.full_name if self.first else ""

    @property
    def more(self) -> str:
        """How many travel along."""
        others = len(self.members) - 1
        told = ngettext("y %(n)s persona más", "y %(n)s personas más", others) % {"n": others}
        return told if others > 0 else ""

    @property
    def home(self) -> str:
        """Where they come from."""
        return places.home_of(self.first) if self.first and not self.is_hidden else ""

    @property
    def site(self) -> str:
        """Where they asked for help."""
        return places.site_name(self.case.site)

    @property
    def stage(self) -> str:
        """Where they stand on the way, or how they left it."""
        name = "side_exit" if self.case.stage in EXITS else "stage"
        return codes.label(name, self.case.stage)

    @property
    def since(self) -> str:
        """For how long."""
        return words.days_since(self.case.stage_since)

    @property
    def nations(self) -> str:
        """The countries of the group."""
        found = {code for m in self.members for code in m.person.nationalities}
        return ", ".join(sorted(words.country(code) for code in found))

    @property
    def haste(self) -> str:
        """Whether it is urgent."""
        return codes.label("yes_no", "YES" if self.case.urgent else "NO")


def people_of(cases: Sequence[Case], reader: Reader) -> dict[UUID, list[GroupMember]]:
    """The people of the cases of one page, in their order, in one read."""
    rows = GroupMember.objects.visible_to(reader).filter(
        group__in=[case.group_id for case in cases], left_at=None
    )
    found: dict[UUID, list[GroupMember]] = {}
    for member in rows.order_by("position", "id").select_related("person"):
        found.setdefault(member.group_id, []).append(member)
    return found


def _files(reader: Reader, asked: Asked) -> QuerySet[Case]:
    del asked
    rows: QuerySet[Case] = Case.objects.visible_to(reader)
    return rows


def _shown(cases: Sequence[Case], reader: Reader) -> list[File]:
    groups, knows = people_of(cases, reader), knows_sealed(reader)
    return [File(case, groups.get(case.group_id, ()), knows) for case in cases]


def _members(reader: Reader) -> QuerySet[GroupMember]:
    rows: QuerySet[GroupMember] = GroupMember.objects.visible_to(reader).filter(
        group=OuterRef("group"), left_at=None
    )
    return rows


def _of_nation(rows: Any, code: str, reader: Reader) -> Any:
    return rows.filter(Exists(_members(reader).filter(person__nationalities__contains=[code])))


def _lacking(rows: Any, code: str, reader: Reader) -> Any:
    there = LACKS[code]()(reader).filter(_LIVE.get(code, Q()), person=OuterRef("person"))
    return rows.filter(Exists(_members(reader).filter(~Exists(there))))


def _urgent(rows: Any, code: str, reader: Reader) -> Any:
    del code, reader
    return rows.filter(urgent=True)


def _before(rows: Any, code: str, reader: Reader) -> Any:
    del code, reader
    return rows.filter(stage__in=BEFORE_DEPARTURE)


def _seated(rows: Any, code: str, reader: Reader) -> Any:
    del code, reader
    return rows.filter(stage__in=("BOOKED", "PRE_DEPARTURE"))


def _stages(reader: Reader, rows: Rows) -> Choices:
    del reader, rows
    exits = [(code, codes.label("side_exit", code)) for code in EXITS]
    return [*codes.choices("stage"), *exits]


PEOPLE = Listing(
    name="desk:people",
    file="expedientes",
    readers=CASE,
    takers=sorted(EXPORT),
    rows=_files,
    shown=_shown,
    filters=[
        Filter(
            word="etapa",
            label=gettext_lazy("Dónde está"),
            every=EVERY,
            choices=_stages,
            takes="stage",
        ),
        Filter(
            word="sitio",
            label=gettext_lazy("Sitio"),
            every=gettext_lazy("Todos"),
            choices=lambda _reader, _rows: places.sites(),
            takes="site",
        ),
        Filter(
            word="nacionalidad",
            label=gettext_lazy("Nacionalidad"),
            every=EVERY,
            choices=lambda _reader, _rows: codes.choices("country"),
            takes=_of_nation,
        ),
        Filter(
            word="falta",
            label=gettext_lazy("Le falta"),
            every=gettext_lazy("Cualquier cosa"),
            choices=lambda _reader, _rows: MISSING,
            takes=_lacking,
        ),
        Filter(
            word="urgente",
            label=gettext_lazy("Urgencia"),
            choices=lambda _reader, _rows: [("on", _("Solo urgentes"))],
            takes=_urgent,
        ),
        Filter(
            word="van",
            label=gettext_lazy("Antes de la salida"),
            choices=lambda _reader, _rows: [("1", _("Sí"))],
            takes=_before,
            quiet=True,
        ),
        Filter(
            word="lugar",
            label=gettext_lazy("Con lugar"),
            choices=lambda _reader, _rows: [("1", _("Sí"))],
            takes=_seated,
            quiet=True,
        ),
    ],
    orders=[
        Order(
            word="fecha",
            label=gettext_lazy("Pidió ayuda hace más tiempo"),
            back=gettext_lazy("Pidió ayuda hace menos tiempo"),
            by=("requested_on",),
        ),
        Order(word="numero", label=gettext_lazy("Expediente"), by=("number",)),
    ],
    default="-fecha",
    heads=[
        tables.Column(gettext_lazy("Expediente"), sort="numero"),
        tables.Column(gettext_lazy("Personas")),
        tables.Column(gettext_lazy("Origen")),
        tables.Column(gettext_lazy("Sitio")),
        tables.Column(gettext_lazy("Dónde está")),
        tables.Column(gettext_lazy("Pidió ayuda"), sort="fecha"),
    ],
    columns=[
        Column(gettext_lazy("Expediente"), lambda file: file.case.number),
        Column(gettext_lazy("Dónde está"), lambda file: file.stage),
        Column(gettext_lazy("Desde"), lambda file: words.day_table(file.case.stage_since)),
        Column(gettext_lazy("Sitio"), lambda file: file.site),
        Column(gettext_lazy("Pidió ayuda"), lambda file: words.day_table(file.case.requested_on)),
        Column(gettext_lazy("Personas"), lambda file: len(file.members)),
        Column(gettext_lazy("Nacionalidades"), lambda file: file.nations),
        Column(gettext_lazy("Programa"), lambda file: file.case.programme),
        Column(gettext_lazy("Urgente"), lambda file: file.haste),
    ],
)
