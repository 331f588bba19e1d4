"""The lists of rows that wait for somebody, and what may be shown of each."""

from dataclasses import dataclass

from rumbo.access import queries as access
from rumbo.access.values import EVERYTHING, Actor, Reader
from rumbo.common import clock
from rumbo.exchange.intake.values import UNKNOWN_FAMILY
from rumbo.exchange.intake.words import sentence
from rumbo.exchange.keys import family_key
from rumbo.exchange.models import ImportedSheet, IntakeRow, IntakeRowQuerySet
from rumbo.exchange.rereading import cells_of
from rumbo.registry.models import Person

# What a correction shows beside the faulty fields: who it is, as registration asks it. Health,
# fear and what happened on the way stay sealed (issue: the bio compartment only).
BIO = (
    "folio", "fecha_registro", "lugar_registro", "nombres", "apellido_paterno",
    "apellido_materno", "sexo", "fecha_nacimiento", "edad", "nacionalidad", "departamento",
    "parentesco", "tipo_documento", "numero_documento",
)  # fmt: skip


# A page of them: more families than a booth has sheets share no folio.
MOST_OF_A_FOLIO = 60


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell on the correction page: its heading, its text, and what is wrong with it."""

    column: str
    text: str
    wrong: str = ""


def to_correct(reader: Reader) -> IntakeRowQuerySet:
    """The rows that somebody of the reader's offices must mend: what warns of harm, then oldest."""
    rows: IntakeRowQuerySet = IntakeRow.objects.visible_to(reader)
    return rows.to_correct().filter(settled_at=None).order_by("-urgent", "id")


def lookalikes(reader: Reader) -> IntakeRowQuerySet:
    """The rows that may be somebody registered already: what warns of harm, then likeliest."""
    rows: IntakeRowQuerySet = IntakeRow.objects.visible_to(reader)
    waiting = rows.suspected().filter(settled_at=None)
    if "protection" not in reader.roles:
        waiting = waiting.exclude(resembles__sealed=True)
    return waiting.order_by("-urgent", "-probability", "id")


def cells(row: IntakeRow, language: str) -> list[Cell]:
    """What a correction shows of a row: the faulty cells first, then who it is.

    What a faulty cell outside BIO held stays sealed: it is asked again and typed anew.
    """
    raw = cells_of(row)
    wrong = {fault["column"]: sentence(fault["code"], language) for fault in row.faults}
    faulty = [
        Cell(column, raw.get(column, "") if column in BIO else "", why)
        for column, why in wrong.items()
    ]
    rest = [Cell(column, raw.get(column, "")) for column in BIO if column not in wrong]
    return [*faulty, *rest]


def what_is_wrong(row: IntakeRow, language: str) -> str:
    """One line for the list: columns and reasons, never values."""
    return " ".join(sentence(fault["code"], language) for fault in row.faults)


def sites_of(actor: Actor) -> frozenset[str] | None:
    """The sites for which somebody may register: of their offices; None for every one."""
    if actor.kind != "user" or actor.id is None:
        return None
    return access.office_codes_of(actor, clock.today())


def people_of_folio(folio: str) -> list[Person]:
    """Who was registered under a family's folio of any sheet, whosever they are, family by family.

    To be shown to who may see them and masked to others. Each sheet counts its folios anew, so that
    one folio may be of several families; a booth's "don't know" is of none.
    """
    if folio.upper() == UNKNOWN_FAMILY:
        return []
    # Of every office: who may not see them is shown a mask. By sheet, as the index of folios stands.
    rows = IntakeRow.objects.visible_to(EVERYTHING).filter(
        sheet__in=ImportedSheet._default_manager.values("pk"), family_key=family_key(folio)
    )
    found = rows.exclude(person=None).order_by("sheet", "number").select_related("person")
    return [row.person for row in found[:MOST_OF_A_FOLIO] if row.person is not None]
