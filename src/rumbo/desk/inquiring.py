"""The list of those who asked: what it is narrowed and sorted by, and what leaves of it in a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from rumbo.access.lists import Asked, Choices, Column, Filter, Listing, Order
from rumbo.access.values import Reader
from rumbo.casework import words as casework
from rumbo.casework.models import Inquiry, InquiryVisit
from rumbo.casework.rules import ANSWER
from rumbo.common import codes
from rumbo.desk import places
from rumbo.ui import words

TAKERS = ("outreach", "registrar", "counsellor", "coordinator")
WHEN = (
    ("hoy", gettext_lazy("Hoy")),
    ("semana", gettext_lazy("Los últimos siete días")),
    ("mes", gettext_lazy("Los últimos treinta días")),
)
DAYS = {"hoy": 0, "semana": 6, "mes": 29}
STATE = (
    ("llamar", gettext_lazy("Por llamar")),
    ("cita", gettext_lazy("Con cita por delante")),
    ("atender", gettext_lazy("Por atender")),
    ("terminadas", gettext_lazy("Terminadas")),
    ("registradas", gettext_lazy("Se registraron")),
)


@dataclass(frozen=True, slots=True)
class Asker:
    """One inquiry as it is read."""

    row: Inquiry
    slip: str
    name: str
    people: str
    site: str
    country: str
    channel: str
    stands: str
    state: str
    visit: datetime | None

    @property
    def phone(self) -> str:
        """The number they gave."""
        return self.row.known("phone")

    @property
    def safe_times(self) -> str:
        """When it is safe to ring."""
        return self.row.known("safe_times")

    @property
    def way(self) -> str:
        """By which way they asked to be called."""
        return self.row.call_channel or "PHONE"

    @property
    def heard(self) -> str:
        """How they heard of the help."""
        return codes.label("how_heard", self.row.how_heard) if self.row.how_heard else ""


def slip_of(inquiry: UUID) -> str:
    """Four signs to call somebody by who gave no name: written on the slip they take away."""
    return inquiry.hex[-4:].upper()


def asked(reader: Reader) -> Any:
    """Everybody who asked at the reader's offices, with the hour set aside for them, if any."""
    ahead = InquiryVisit.objects.visible_to(reader).filter(
        inquiry=OuterRef("pk"), outcome="", cancelled_at=None
    )
    return Inquiry.objects.visible_to(reader).annotate(
        ahead=Subquery(ahead.values("starts_at")[:1])
    )


def _rows(reader: Reader, told: Asked) -> Any:
    del told
    return asked(reader)


def _since(rows: Any, code: str, reader: Reader) -> Any:
    del reader
    return rows.filter(asked_on__gte=words.today() - timedelta(days=DAYS[code]))


def standing(rows: Any, code: str, reader: Reader) -> Any:
    """Keep those that stand so."""
    del reader
    narrow = {
        "llamar": Q(wants="CALL", ended_at=None, may_call=True),
        "cita": Q(ahead__isnull=False),
        "atender": ~Q(attends="") & Q(ended_at=None),
        "terminadas": Q(ended_at__isnull=False, case=None),
        "registradas": Q(case__isnull=False),
    }
    return rows.filter(narrow[code])


def _mine(rows: Any, code: str, reader: Reader) -> Any:
    del code
    return rows.filter(by=reader.user_id)


def _sites(reader: Reader, rows: Any) -> Choices:
    del reader
    found = set(rows.order_by().values_list("site", flat=True))
    return sorted(((code, places.site_name(code)) for code in found), key=lambda pair: pair[1])


def shown(rows: Sequence[Any], reader: Reader) -> Sequence[Asker]:
    """Put some of them into words."""
    del reader
    return [asker(row) for row in rows]


def asker(row: Any) -> Asker:
    """Put one inquiry into words."""
    number = ngettext("%(n)s persona", "%(n)s personas", row.people) % {
        "n": words.whole(row.people)
    }
    stands, state = _stands(row)
    return Asker(
        row=row,
        slip=slip_of(row.pk),
        name=row.known("name"),
        people=number,
        site=places.site_name(row.site),
        country=words.country(row.country) if row.country else "",
        channel=codes.label("channel", row.channel),
        stands=stands,
        state=state,
        visit=getattr(row, "ahead", None),
    )


def _stands(row: Any) -> tuple[str, str]:
    """Where somebody who asked stands, in words, and how it is coloured."""
    if row.ended_at is not None:
        return str(casework.ENDED.get(row.outcome, "")), "ok" if row.case_id else "note"
    if row.attends and row.urgent:
        whose = codes.label("role", row.attends)
        return _("Espera a: %(role)s") % {"role": whose}, "stop"
    if getattr(row, "ahead", None) is not None:
        when = {"day": words.day_near(row.ahead), "time": words.clock_time(row.ahead)}
        return _("Cita: %(day)s, %(time)s") % when, "wait"
    if row.wants == "CALL":
        return (_("Hay que llamarle"), "wait") if row.may_call else (_("No llamarle"), "note")
    return _("Por terminar de atender"), "wait"


@dataclass(frozen=True, slots=True)
class Hour:
    """One hour set aside, as it is read."""

    row: InquiryVisit
    about: str
    outcome: str
    is_open: bool
    is_over: bool


def hour(row: InquiryVisit, now: datetime) -> Hour:
    """Put one visit into words."""
    ended = _("Cancelada") if row.cancelled_at else str(casework.MET.get(row.outcome, ""))
    return Hour(
        row=row,
        about=str(casework.VISITS.get(row.about, "")),
        outcome=ended,
        is_open=not ended,
        is_over=row.starts_at <= now,
    )


INQUIRIES = Listing(
    name="desk:inquiries",
    file="solicitudes",
    readers=ANSWER,
    takers=TAKERS,
    rows=_rows,
    shown=shown,
    filters=[
        Filter(
            word="cuando", label=gettext_lazy("Cuándo"), choices=lambda _r, _q: WHEN, takes=_since
        ),
        Filter(
            word="esta",
            label=gettext_lazy("Cómo está"),
            choices=lambda _r, _q: STATE,
            takes=standing,
        ),
        Filter(word="sitio", label=gettext_lazy("Sitio"), choices=_sites, takes="site"),
        Filter(
            word="mias",
            label=gettext_lazy("De quién"),
            every=gettext_lazy("De todo el equipo"),
            choices=lambda _r, _q: [("1", gettext_lazy("Las que yo anoté"))],
            takes=_mine,
        ),
    ],
    orders=[
        Order(word="fecha", label=gettext_lazy("Fecha"), by=("occurred_at",)),
        Order(word="personas", label=gettext_lazy("Personas"), by=("people", "occurred_at")),
        Order(word="sitio", label=gettext_lazy("Sitio"), by=("site", "occurred_at")),
    ],
    default="-fecha",
    columns=[
        Column(gettext_lazy("Ficha"), lambda one: one.slip),
        Column(gettext_lazy("Día"), lambda one: one.row.asked_on),
        Column(gettext_lazy("Sitio"), lambda one: one.site),
        Column(gettext_lazy("Personas"), lambda one: one.row.people),
        Column(gettext_lazy("País de origen"), lambda one: one.country),
        Column(gettext_lazy("Lengua"), lambda one: words.language_name(one.row.language)),
        Column(gettext_lazy("Cómo llegó"), lambda one: one.channel),
        Column(gettext_lazy("Cómo supo"), lambda one: one.heard),
        Column(gettext_lazy("Qué quería"), lambda one: casework.WANTS.get(one.row.wants, "")),
        Column(
            gettext_lazy("Ya había preguntado"),
            lambda one: codes.label("yes_no", "YES" if one.row.asked_before else "NO"),
        ),
        Column(gettext_lazy("Cómo está"), lambda one: one.stands),
    ],
)
