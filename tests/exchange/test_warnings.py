"""What a row warns of is raised whatever becomes of the row, and looked at before the rest."""

from datetime import date
from pathlib import Path

import pytest

from rumbo.access import queries as who
from rumbo.access.entry import reading
from rumbo.access.models import Office
from rumbo.access.values import SYSTEM
from rumbo.casework import actions as casework
from rumbo.casework.models import Case, Task
from rumbo.common.refusal import Refusal
from rumbo.counselling import queries as counselling
from rumbo.exchange import actions as exchange
from rumbo.exchange import pages, queries
from rumbo.exchange.models import IntakeRow
from rumbo.protection import queries as protection
from rumbo.ui.work import HARM, WorkItem
from tests import factories
from tests.factories import ready

pytestmark = pytest.mark.django_db
SHEET = Path(__file__).parents[2] / "examples" / "intake-2025.csv"
TODAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _places() -> None:
    ready.reference()


def sheet(folder: Path, *rows: dict[str, str]) -> Path:
    """The first row of the sheet once for each of these, with its changed cells."""
    headings, first = SHEET.read_text(encoding="utf-8-sig").splitlines()[:2]
    columns = headings.split(",")
    lines = [
        ",".join((dict(zip(columns, first.split(","), strict=True)) | cells).values())
        for cells in rows
    ]
    found = folder / "rows.csv"
    found.write_text("\n".join([headings, *lines, ""]), encoding="utf-8")
    return found


def harm_of(role: str) -> list[WorkItem]:
    user = factories.user(role, everywhere=True)
    reader, actor = who.reader_of(user, TODAY), who.actor_of(user, TODAY)
    with reading(reader):
        tallies = pages.rows_waiting(reader, actor, TODAY)
        told = [tally.say(tally.rows.count()) for tally in tallies]
    return [one for one in told if isinstance(one, WorkItem) and one.urgency == HARM]


def test_fear_on_a_row_of_somebody_known_reaches_protection(tmp_path: Path) -> None:
    exchange.import_sheet(actor=SYSTEM, path=sheet(tmp_path, {}), today=TODAY)
    again = sheet(tmp_path, {"folio": "CIU-99", "folio_familia": "", "teme_volver": "Sí"})
    exchange.import_sheet(actor=SYSTEM, path=again, today=TODAY)
    row = IntakeRow.objects.get(outcome="suspected_duplicate")
    assert not Task.objects.filter(code="FEAR").exists()
    exchange.settle_suspected(actor=factories.actor("registrar"), row=row, same=True)
    case = Case.objects.get()
    assert Task.objects.filter(case=case, code="FEAR", role="protection", urgent=True).exists()


@pytest.mark.parametrize("role", ["protection", "child_officer", "registrar"])
def test_a_row_that_warns_is_said_before_it_is_a_person(tmp_path: Path, role: str) -> None:
    wrong = {"fecha_nacimiento": "31/02/1990", "edad": "40"}
    path = sheet(
        tmp_path,
        wrong | {"folio": "CIU-1", "nombres": "Ana"},
        wrong | {"folio": "CIU-2", "nombres": "Berta", "teme_volver": "Sí"},
    )
    exchange.import_sheet(actor=SYSTEM, path=path, today=TODAY)
    reader = who.reader_of(factories.user(role, everywhere=True), TODAY)
    with reading(reader):
        first = queries.to_correct(reader).first()
    assert first is not None
    assert (first.folio, first.urgent) == ("CIU-2", True)
    assert len(harm_of(role)) == 1


def test_a_row_that_warns_of_nothing_is_not_called_a_danger(tmp_path: Path) -> None:
    path = sheet(tmp_path, {"fecha_nacimiento": "31/02/1990", "edad": "40"})
    exchange.import_sheet(actor=SYSTEM, path=path, today=TODAY)
    assert not IntakeRow.objects.get().urgent
    assert harm_of("protection") == []


def test_a_mended_row_does_not_join_a_family_that_is_gone(tmp_path: Path) -> None:
    path = sheet(
        tmp_path,
        {"folio": "CIU-1", "nombres": "Ana"},
        {
            "folio": "CIU-2",
            "nombres": "Eliseo",
            "apellido_paterno": "Zúniga",
            "parentesco": "Hijo/a",
            "fecha_nacimiento": "31/02/2015",
        },
    )
    exchange.import_sheet(actor=SYSTEM, path=path, today=TODAY)
    first = Case.objects.get()
    casework.withdraw(actor=SYSTEM, case=first)
    row = IntakeRow.objects.get(outcome="to_correct")
    cells = {"fecha_nacimiento": "28/02/2015"}
    done = exchange.mend_row(actor=factories.actor("registrar"), row=row, cells=cells)
    assert done.case_id != first.pk
    assert done.case is not None
    assert done.case.is_open
    assert first.group.members.count() == 1


def test_nobody_writes_into_an_office_that_is_not_theirs(tmp_path: Path) -> None:
    registrar = factories.actor("registrar", at=factories.office())
    path = sheet(
        tmp_path,
        {"folio": "TAP-1", "lugar_registro": "Tapachula", "folio_familia": ""},
        {
            "folio": "CIU-2",
            "nombres": "Eliseo",
            "apellido_paterno": "Zúniga",
            "folio_familia": "",
        },
    )
    told = exchange.import_sheet(actor=registrar, path=path, today=TODAY).counts
    assert (told.rows, told.registered, told.to_correct) == (2, 1, 1)
    assert list(Office.objects.values_list("code", flat=True)) == ["TAP"]
    row = IntakeRow.objects.get(outcome="to_correct")
    assert row.faults == [{"column": "lugar_registro", "code": "NOT_YOUR_SITE"}]
    with pytest.raises(Refusal) as refusal:
        exchange.mend_row(actor=registrar, row=row, cells={})
    assert refusal.value.code == "exchange.still_wrong"


def test_a_row_that_went_to_the_wrong_office_is_still_new_to_its_own(tmp_path: Path) -> None:
    path = sheet(tmp_path, {"folio": "CIU-2", "folio_familia": ""})
    wrong = factories.actor("registrar", at=factories.office())
    mexico = factories.office("CDMX", "Ciudad de México")
    for counts in [(0, 1, 0), (0, 0, 1)]:
        told = exchange.import_sheet(actor=wrong, path=path, today=TODAY).counts
        assert (told.registered, told.to_correct, told.already_here) == counts
    right = factories.actor("registrar", at=mexico)
    told = exchange.import_sheet(actor=right, path=path, today=TODAY).counts
    assert (told.registered, told.to_correct, told.already_here) == (1, 0, 0)
    assert Case.objects.get().office == mexico
    assert not IntakeRow.objects.filter(settled_at=None, outcome="to_correct").exists()
    assert [row.raw for row in IntakeRow.objects.filter(outcome="elsewhere")] == [{}]
    for actor in (wrong, right):
        again = exchange.import_sheet(actor=actor, path=path, today=TODAY).counts
        assert (again.rows, again.already_here) == (1, 1)


def test_who_runs_the_house_reads_no_sheet(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refusal:
        exchange.import_sheet(actor=factories.actor("admin"), path=sheet(tmp_path, {}), today=TODAY)
    assert refusal.value.code == "access.not_your_role"


def test_whoever_answers_for_every_office_takes_in_every_site(tmp_path: Path) -> None:
    user = factories.user("registrar", "coordinator", everywhere=True)
    actor = who.actor_of(user, TODAY)
    told = exchange.import_sheet(actor=actor, path=sheet(tmp_path, {}), today=TODAY).counts
    assert (told.registered, Case.objects.get().office.code) == (1, "CDMX")


# What five people told a booth, in the booth's own words, and who looks after each today.
TOLD: dict[str, tuple[dict[str, str], str, str, str]] = {
    "trafficking": ({"vulnerabilidades": "Posible trata"}, "protection", "TRAFFICKING", "trafficking"),
    "violence": ({"incidentes_en_ruta": "Violencia"}, "protection", "PROTECTION_NEED", "protection"),
    "kidnapping": ({"incidentes_en_ruta": "Secuestro"}, "protection", "SURVIVOR_SAFETY", "trafficking"),
    "fear": ({"teme_volver": "Sí"}, "protection", "FEAR", "protection"),
    "child": (
        {"nna_no_acompanado": "Sí", "fecha_nacimiento": "07/12/2013"},
        "child_officer", "CHILD_ALONE", "protection",
    ),
}  # fmt: skip
NAMES = (
    ("Yadira", "Quiñónez", "Zúniga"), ("Wilmer", "Escoto", "Baca"), ("Nohemí", "Turcios", "Ávila"),
    ("Ronal", "Izaguirre", "Funes"), ("Keyri", "Oyuela", "Posas"),
)  # fmt: skip


def test_each_cell_that_warns_opens_its_task_at_once_for_the_right_role(tmp_path: Path) -> None:
    rows = [
        {
            "folio": f"CIU-9{n}", "folio_familia": "", "parentesco": "", "nombres": given,
            "apellido_paterno": one, "apellido_materno": other,
            "fecha_nacimiento": f"1{n}/0{n + 1}/199{n}", **cells,
        }
        for n, ((given, one, other), (cells, *_rest)) in enumerate(
            zip(NAMES, TOLD.values(), strict=True)
        )
    ]  # fmt: skip
    counts = exchange.import_sheet(actor=SYSTEM, path=sheet(tmp_path, *rows), today=TODAY).counts
    assert (counts.rows, counts.registered, counts.presumed_unaccompanied) == (5, 5, 1)
    found = {
        row.person.identity["given_names"]: row.case
        for row in IntakeRow.objects.select_related("person", "case")
        if row.person is not None and row.case is not None
    }
    for (given, *_surnames), (told, (_cells, role, code, compartment)) in zip(
        NAMES, TOLD.items(), strict=True
    ):
        case = found[given]
        [task] = Task.objects.open().filter(case=case)
        assert (task.role, task.code, task.compartment) == (role, code, compartment), told
        assert task.urgent, told
        is_child = told == "child"
        assert case.urgent is is_child
        [person] = factories.people_of(case)
        assert counselling.is_child_alone(case, person, TODAY) is is_child
        assert protection.is_presumed_alone(person) is is_child
