"""The list of what waits for a second name."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from rumbo.access.lists import Asked, Choices, Column, Filter, Listing, Order
from rumbo.access.values import Reader
from rumbo.casework.lookup import name_for, name_order
from rumbo.casework.models import Override
from rumbo.common import codes
from rumbo.readiness import pages, turns
from rumbo.readiness.requirements import TABLE
from rumbo.ui.words import local

ROWS = {row.code: row for row in TABLE}


def said(requirement: str) -> str:
    """What a requirement asks, in the reader's language."""
    return ROWS[requirement].text.said(codes.active_language())


@dataclass(frozen=True, slots=True)
class Asking:
    """One request to set a row aside: for whom, and what it asks."""

    row: Override
    name: str
    text: str


def _waiting(reader: Reader, asked: Asked) -> Any:
    del asked
    rows = pages.waiting(reader).filter(requirement__in=list(ROWS))
    return rows.select_related("case", "person")


def _shown(rows: Sequence[Override], reader: Reader) -> list[Asking]:
    return [Asking(row, name_for(row.person, reader), said(row.requirement)) for row in rows]


def _requirements(reader: Reader, rows: Any) -> Choices:
    del reader
    found = set(rows.order_by().values_list("requirement", flat=True))
    return sorted(((code, said(code)) for code in found), key=lambda pair: pair[1])


def _by_name(row: Override, reader: Reader) -> tuple[int, str]:
    return name_order(row.person, reader)


OVERRIDES = Listing(
    name="readiness:overrides",
    file="segundas-firmas",
    readers=turns.CONFIRM,
    takers=turns.CONFIRM,
    rows=_waiting,
    shown=_shown,
    filters=[
        Filter(word="requisito", label=_("Requisito"), choices=_requirements, takes="requirement"),
    ],
    orders=[
        Order(
            word="dia",
            label=_("Los más antiguos primero"),
            back=_("Los más recientes primero"),
            by=("occurred_at",),
        ),
        Order(word="expediente", label=_("Expediente"), by=("case__number", "occurred_at")),
        Order(word="nombre", label=_("Nombre"), key=_by_name),
    ],
    columns=[
        Column(_("Expediente"), lambda one: one.row.case.number),
        Column(_("Requisito"), lambda one: one.text),
        Column(_("Pedido"), lambda one: local(one.row.occurred_at)),
    ],
)
