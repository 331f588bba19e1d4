"""The people who work with Rumbo: who they are, with which functions, where, and how they sign in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rumbo.access import queries as access
from rumbo.access.lists import Asked, Choices, Column, Filter, Listing, Order
from rumbo.access.models import Grant, User
from rumbo.access.rules import ROLES
from rumbo.access.values import Reader
from rumbo.common import clock, codes
from rumbo.network import queries as network
from rumbo.reception import tables

READERS = ("admin", "dpo")
EVERYWHERE = "*"
STATE = (
    ("abierta", gettext_lazy("Abierta")),
    ("sin-entrar", gettext_lazy("No ha entrado todavía")),
    ("sin-segundo", gettext_lazy("Sin segundo paso")),
    ("sin-funcion", gettext_lazy("Sin ninguna función")),
    ("cerrada", gettext_lazy("Cerrada")),
)


@dataclass(frozen=True, slots=True)
class Colleague:
    """One account as it is read: the person, their functions in words, and how it stands."""

    row: User
    name: str
    functions: Sequence[str]
    stands: str
    state: str
    second: bool


def function_said(grant: Grant) -> str:
    """One function with where it holds, as a phrase."""
    role = codes.label("role", grant.role)
    if grant.office is None:
        return _("%(role)s, en todas las oficinas") % {"role": role}
    return _("%(role)s, %(office)s") % {"role": role, "office": grant.office.name}


def colleagues(rows: Sequence[Any], reader: Reader) -> list[Colleague]:
    """Put accounts into words; their functions are read at once."""
    del reader
    held: dict[object, list[str]] = {}
    for grant in access.grants_on(clock.today()).filter(user__in=[row.pk for row in rows]):
        held.setdefault(grant.user_id, []).append(function_said(grant))
    return [_colleague(row, held.get(row.pk, [])) for row in rows]


def _colleague(row: Any, functions: Sequence[str]) -> Colleague:
    stands, state = _stands(row, functions)
    return Colleague(row, row.display_name or row.username, functions, stands, state, row.second)


def _stands(row: Any, functions: Sequence[str]) -> tuple[str, str]:
    """Say what of an account somebody should look at first."""
    if not row.is_active:
        return _("Cerrada"), "closed"
    if not functions:
        return _("Sin ninguna función"), "wait"
    if row.last_login is None:
        return _("No ha entrado todavía"), "note"
    return ("", "") if row.second else (_("Sin segundo paso"), "wait")


def _rows(reader: Reader, asked: Asked) -> Any:
    del asked
    return accounts(reader)


def accounts(reader: Reader) -> Any:
    """The accounts that are the reader's to know: an office's focal point knows who worked there."""
    everybody = access.team()
    if reader.offices is None or "admin" in reader.roles:
        return everybody
    return everybody.filter(pk__in=access.grants_at(reader.offices).values("user"))


def _holding(rows: Any, code: str, reader: Reader) -> Any:
    del reader
    return rows.filter(pk__in=access.grants_on(clock.today()).filter(role=code).values("user"))


def _working_at(rows: Any, code: str, reader: Reader) -> Any:
    del reader
    held = access.grants_on(clock.today())
    held = held.filter(office=None) if code == EVERYWHERE else held.filter(office__code=code)
    return rows.filter(pk__in=held.values("user"))


def _standing(rows: Any, code: str, reader: Reader) -> Any:
    del reader
    if code == "sin-funcion":
        return rows.exclude(pk__in=access.grants_on(clock.today()).values("user"))
    narrow: Mapping[str, Mapping[str, object]] = {
        "abierta": {"is_active": True},
        "sin-entrar": {"is_active": True, "last_login": None},
        "sin-segundo": {"is_active": True, "second": False},
        "cerrada": {"is_active": False},
    }
    return rows.filter(**narrow[code])


def _roles(reader: Reader, rows: Any) -> Choices:
    del reader, rows
    return roles()


def roles() -> list[tuple[str, str]]:
    """Every function by its name."""
    return sorted(((code, codes.label("role", code)) for code in ROLES), key=lambda pair: pair[1])


def offices() -> list[tuple[str, str]]:
    """Every office by its code, and all of them together."""
    every = [(one.code, one.name) for one in access.every_office().order_by("name")]
    return [(EVERYWHERE, _("Todas las oficinas")), *every]


def _offices(reader: Reader, rows: Any) -> Choices:
    del reader, rows
    return offices()


def places_without_office() -> list[tuple[str, str]]:
    """Sites and reception centres of the reference data at which no office is open yet."""
    open_now = set(access.every_office().values_list("code", flat=True))
    named = [
        (code, f"{one.name} · {codes.label('country', one.country_id)}")
        for code, one in _places().items()
        if code not in open_now
    ]
    return sorted(named, key=lambda pair: pair[1])


def place_of(code: str) -> Any:
    """The site or reception centre at which the office of a code would be."""
    return _places()[code]


def _places() -> dict[str, Any]:
    """Where an office may be, by the code it would have: a centre's is the nearest office's."""
    today = clock.today()
    sites = {one.code: one for one in network.sites_on(today) if one.kind != "shelter"}
    centres = network.centres_on(today)
    return {tables.offices_of(one.code)[0]: one for one in centres} | sites


TEAM = Listing(
    name="desk:team",
    file="equipo",
    readers=READERS,
    takers=READERS,
    rows=_rows,
    shown=colleagues,
    filters=[
        Filter(word="funcion", label=gettext_lazy("Función"), choices=_roles, takes=_holding),
        Filter(word="oficina", label=gettext_lazy("Oficina"), choices=_offices, takes=_working_at),
        Filter(
            word="como",
            label=gettext_lazy("Cómo está"),
            choices=lambda _reader, _rows: STATE,
            takes=_standing,
        ),
    ],
    orders=[
        Order(word="usuario", label=gettext_lazy("Usuario"), by=("username",)),
        Order(word="entrada", label=gettext_lazy("Última entrada"), by=("entered", "username")),
        Order(
            word="nombre",
            label=gettext_lazy("Nombre"),
            key=lambda row, _reader: (row.display_name or row.username).casefold(),
        ),
    ],
    columns=[
        Column(gettext_lazy("Usuario"), lambda one: one.row.username),
        Column(gettext_lazy("Funciones"), lambda one: "; ".join(one.functions)),
        Column(gettext_lazy("Segundo paso"), lambda one: _("Sí") if one.second else _("No")),
        Column(gettext_lazy("Última entrada"), lambda one: one.row.last_login),
        Column(gettext_lazy("Cómo está"), lambda one: one.stands),
    ],
)
