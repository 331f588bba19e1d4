"""A row and a person side by side, with what differs marked."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from rumbo.common import clock, codes
from rumbo.exchange.headings import label
from rumbo.network import files
from rumbo.registry.models import Person


@dataclass(frozen=True, slots=True)
class Pair:
    """One fact on both sides."""

    column: str
    label: str
    row: str
    known: str

    @property
    def differs(self) -> bool:
        """Whether both sides say something, and not the same."""
        return bool(self.row and self.known) and self.row.casefold() != self.known.casefold()


def side_by_side(cells: Mapping[str, str], known: Person | None) -> list[Pair]:
    """Pair a row's cells with what the registry knows; empty where the person is masked."""
    return _pairs(cells, _told(known) if known is not None else {})


def row_by_row(cells: Mapping[str, str], other: Mapping[str, str]) -> list[Pair]:
    """Pair two rows of one sheet, cell by cell: of each only what a correction shows."""
    return _pairs(cells, {column: other.get(column, "") for column in COLUMNS})


def _pairs(cells: Mapping[str, str], told: Mapping[str, str]) -> list[Pair]:
    return [Pair(c, label(c), cells.get(c, ""), told.get(c, "")) for c in COLUMNS]


COLUMNS = (
    "nombres", "apellido_paterno", "apellido_materno", "sexo", "fecha_nacimiento", "edad",
    "nacionalidad", "departamento", "numero_documento", "lugar_registro", "fecha_registro",
)  # fmt: skip


def _told(person: Person) -> dict[str, str]:
    born = person.birth_date
    return {
        "nombres": person.known("given_names"),
        "apellido_paterno": person.known("surname_1"),
        "apellido_materno": person.known("surname_2"),
        "sexo": codes.label("sex", person.sex) if person.sex else "",
        "fecha_nacimiento": f"{born:%d/%m/%Y}" if born else "",
        "edad": str(years)
        if (years := person.age_on(clock.day_of(person.occurred_at))) is not None
        else "",
        "departamento": _name("departments", person.origin_department),
        "nacionalidad": ", ".join(codes.label("country", c) for c in person.nationalities),
        "numero_documento": person.known("document_number"),
        "lugar_registro": _name("sites", person.site),
        "fecha_registro": f"{person.occurred_at:%d/%m/%Y}",
    }


@cache
def _names(table: str) -> dict[str, str]:
    return {row["code"]: row["name"] for row in files.rows(table)}


def _name(table: str, code: str) -> str:
    return _names(table).get(code, code)
