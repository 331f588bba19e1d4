"""The list of referrals that wait for somebody."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from rumbo.access.lists import Asked, Choices, Column, Filter, Listing, Order, Rows
from rumbo.access.values import Reader
from rumbo.common import clock
from rumbo.reception import queries
from rumbo.reception.models import Referral
from rumbo.reception.pages import READ, REFER

FOLLOW = tuple(dict.fromkeys((*READ, *REFER)))


@dataclass(frozen=True, slots=True)
class Sent:
    """One referral: whether the reader may know of whom it speaks, and whether it is late."""

    referral: Referral
    known: bool
    late: bool


def _open(reader: Reader, asked: Asked) -> Any:
    del asked
    return queries.open_referrals(reader)


def _shown(rows: Sequence[Referral], reader: Reader) -> list[Sent]:
    today = clock.today()
    known = queries.known_to(reader, [(r.person_id, r.case.office_id) for r in rows])
    return [Sent(r, r.person_id in known, r.is_overdue_on(today)) for r in rows]


def _states(reader: Reader, rows: Rows) -> Choices:
    del reader
    return sorted({(row.status, row.status_word) for row in rows})


def _needs(reader: Reader, rows: Rows) -> Choices:
    del reader
    return sorted({(row.need, row.need_word) for row in rows})


def _late(rows: Sequence[Referral], code: str, reader: Reader) -> list[Referral]:
    del code, reader
    return [row for row in rows if row.is_overdue_on(clock.today())]


def _by_end(row: Referral, reader: Reader) -> tuple[date, datetime]:
    del reader
    return row.due_on, row.occurred_at


def _by_whom(row: Referral, reader: Reader) -> str:
    del reader
    return row.to_whom.casefold()


REFERRALS = Listing(
    name="reception:referrals",
    file="canalizaciones",
    readers=FOLLOW,
    takers=FOLLOW,
    rows=_open,
    shown=_shown,
    filters=[
        Filter(word="estado", label=_("Estado"), choices=_states, takes="status"),
        Filter(word="necesidad", label=_("Qué se pide"), choices=_needs, takes="need"),
        Filter(
            word="plazo",
            label=_("Plazo"),
            choices=lambda _reader, _rows: [("tarde", _("Fuera de plazo"))],
            takes=_late,
        ),
    ],
    orders=[
        Order(word="plazo", label=_("A más tardar"), key=_by_end),
        Order(word="institucion", label=_("Institución"), key=_by_whom),
    ],
    columns=[
        Column(_("Expediente"), lambda one: one.referral.case.number if one.known else ""),
        Column(_("Institución"), lambda one: one.referral.to_whom),
        Column(_("Qué se pide"), lambda one: one.referral.need_word),
        Column(_("Estado"), lambda one: one.referral.status_word),
        Column(_("A más tardar"), lambda one: one.referral.due_on),
    ],
)
