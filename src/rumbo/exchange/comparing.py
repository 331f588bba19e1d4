"""A row and a person side by side, with what differs marked."""

from collections.abc import Mapping
from dataclasses import dataclass

from rumbo.common import codes
from rumbo.registry.models import Person


@dataclass(frozen=True, slots=True)
class Pair:
    """One fact on both sides."""

    column: str
    row: str
    known: str

    @property
    def differs(self) -> bool:
        """Whether both sides say something, and not the same."""
        return bool(self.row and self.known) and self.row.casefold() != self.known.casefold()


def side_by_side(cells: Mapping[str, str], known: Person | None) -> list[Pair]:
    """Pair a row's cells with what the registry knows; empty where the person is masked."""
    told = _told(known) if known is not None else {}
    return [Pair(column, cells.get(column, ""), told.get(column, "")) for column in COLUMNS]


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
        "nacionalidad": ", ".join(codes.label("country", c) for c in person.nationalities),
        "numero_documento": person.known("document_number"),
        "lugar_registro": person.site,
        "fecha_registro": f"{person.occurred_at:%d/%m/%Y}",
    }
