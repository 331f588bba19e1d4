"""The registry's lists: pairs that may be one person, and requests to see a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rumbo.access import queries as access
from rumbo.access.lists import Asked, Choices, Column, Filter, Listing, Order, Rows
from rumbo.access.values import Reader
from rumbo.common import clock
from rumbo.registry import queries
from rumbo.registry.models import AccessRequest, Person, PossibleDuplicate
from rumbo.registry.pages import ANSWER, DECIDE
from rumbo.registry.rules.reasons import sayable
from rumbo.registry.rules.reasons import words as in_words
from rumbo.registry.signals import double_help_wanted
from rumbo.ui import words
from rumbo.ui.words import local

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Pair:
    """A pair as the reader may see it: without name, number or date where one side is masked."""

    pair: PossibleDuplicate
    later: str
    earlier: str
    why: str
    percent: int | None
    helped_twice: bool = False


def pairs_of(rows: Sequence[PossibleDuplicate], reader: Reader) -> list[Pair]:
    """Name those one may see; the other side of a pair may be another office's."""
    ids = {pair.earlier_id for pair in rows} | {pair.later_id for pair in rows}
    mine = Person.objects.visible_to(reader).filter(id__in=ids)
    seen = set(mine.values_list("id", flat=True)) | queries.granted(reader, list(ids))
    whole = [
        pair
        for pair in rows
        if {pair.earlier_id, pair.later_id} <= seen and pair.decision != "DIFFERENT"
    ]
    doubled = _doubled(reader, whole)
    return [
        Pair(
            pair=pair,
            helped_twice=pair.pk in doubled,
            later=pair.later.full_name if pair.later_id in seen else "",
            earlier=pair.earlier.full_name if pair.earlier_id in seen else "",
            **weighed(pair, masked=not {pair.earlier_id, pair.later_id} <= seen),
        )
        for pair in rows
    ]


def _doubled(reader: Reader, pairs: Sequence[PossibleDuplicate]) -> set[UUID]:
    """Those of the pairs of which a later room says that help came twice, or may."""
    asked = {pair.pk: (pair.earlier_id, pair.later_id) for pair in pairs}
    answers = double_help_wanted.send(PossibleDuplicate, reader=reader, pairs=asked)
    return {key for _receiver, told in answers for key in _keys(told)}


def _keys(told: object) -> set[UUID]:
    return told if isinstance(told, set) else set()


def weighed(pair: PossibleDuplicate, *, masked: bool) -> dict[str, Any]:
    """How alike and why; of somebody masked only what tells no date, place or number."""
    if masked:
        return {"why": in_words(sayable(pair.reasons), words.language()), "percent": None}
    return {
        # Nothing is certain that a person has not looked at.
        "percent": min(round(100 * pair.probability), 99),
        "why": in_words(tuple(pair.reasons), words.language()),
    }


# What was decided, as a word of the address.
DECIDED = {"iguales": "SAME", "distintas": "DIFFERENT", "sin-saber": "UNKNOWN"}


def _pairs(reader: Reader, asked: Asked) -> Any:
    wanted = DECIDED.get(asked.get("estado", ""), "")
    return queries.pairs_seen(reader).filter(decision=wanted)


def _state(word: str) -> str:
    return word if word in DECIDED else ""


def _whose(reader: Reader, rows: Rows) -> Choices:
    del rows
    if reader.offices is None:
        return ()
    return (("propias", _("Los dos en mis oficinas")), ("otras", _("Uno en otra oficina")))


def _of(rows: Any, code: str, reader: Reader) -> Any:
    mine = {"earlier__office__in": reader.offices, "later__office__in": reader.offices}
    return rows.filter(**mine) if code == "propias" else rows.exclude(**mine)


def _since(rows: Any, code: str, reader: Reader) -> Any:
    del code, reader
    return rows.filter(recorded_at__gte=clock.now() - WEEK)


DUPLICATES = Listing(
    name="registry:duplicates",
    file="parecidos",
    readers=DECIDE,
    takers=DECIDE,
    rows=_pairs,
    shown=pairs_of,
    filters=[
        Filter(word="estado", label=_("Qué se decidió"), reads=_state),
        Filter(word="de", label=_("De quién"), choices=_whose, takes=_of),
        Filter(
            word="desde_cuando",
            label=_("Desde cuándo"),
            every=_("Desde siempre"),
            choices=lambda _reader, _rows: [("semana", _("De los últimos siete días"))],
            takes=_since,
        ),
    ],
    orders=[
        Order(word="parecido", label=_("Los más probables primero"), by=("-probability",)),
        Order(
            word="dia",
            label=_("Los más antiguos primero"),
            back=_("Los más recientes primero"),
            by=("recorded_at",),
        ),
    ],
    columns=[
        Column(_("Par"), lambda one: one.pair.id),
        Column(_("Desde"), lambda one: local(one.pair.recorded_at)),
        Column(_("Parecido (%)"), lambda one: one.percent),
        Column(_("Por qué"), lambda one: one.why),
        Column(_("Ayuda dos veces"), lambda one: _("sí") if one.helped_twice else ""),
    ],
)


@dataclass(frozen=True, slots=True)
class Wish:
    """A request as it is read: who asks, where they work, whom they want to see."""

    row: AccessRequest
    who: str
    person: str


def _wishes(rows: Sequence[AccessRequest], reader: Reader) -> list[Wish]:
    names = access.names_of({row.asked_by for row in rows})
    sees = reader.sees("bio")
    return [
        Wish(row, names.get(row.asked_by, ""), row.person.full_name if sees else "") for row in rows
    ]


def _requests(reader: Reader, asked: Asked) -> Any:
    del asked
    rows = queries.waiting_requests(reader)
    return rows if "protection" in reader.roles else rows.filter(person__sealed=False)


def _offices(reader: Reader, rows: Any) -> Choices:
    del reader
    found = rows.order_by().values_list("asked_office__code", "asked_office__name").distinct()
    return sorted(found, key=lambda pair: pair[1])


REQUESTS = Listing(
    name="registry:requests",
    file="solicitudes",
    readers=ANSWER,
    takers=ANSWER,
    rows=_requests,
    shown=_wishes,
    filters=[
        Filter(
            word="oficina",
            label=_("Qué oficina pide"),
            choices=_offices,
            takes="asked_office__code",
        ),
    ],
    orders=[
        Order(
            word="dia",
            label=_("Los más antiguos primero"),
            back=_("Los más recientes primero"),
            by=("asked_at",),
        ),
        Order(word="oficina", label=_("Qué oficina pide"), by=("asked_office__code", "asked_at")),
    ],
    columns=[
        Column(_("Quién pide"), lambda one: one.who),
        Column(_("Qué oficina pide"), lambda one: one.row.asked_office.name),
        Column(_("Cuándo"), lambda one: local(one.row.asked_at)),
    ],
)
