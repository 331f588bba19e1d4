"""A report for a past day says today what it said then, and lists what was corrected since."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.urls import reverse

from rumbo.access.values import EVERYTHING, SYSTEM
from rumbo.audit.models import JournalEntry
from rumbo.casework import emptying
from rumbo.casework.models import Case
from rumbo.common import clock
from rumbo.movements import actions as movements
from rumbo.reception import actions as reception
from rumbo.reception.models import Arrival
from rumbo.registry import actions as registry
from rumbo.registry.models import Person
from rumbo.statistics import corrections, editions, queries, sitrep
from rumbo.statistics.figures import Figure
from rumbo.statistics.periods import Quarter
from rumbo.statistics.returns import COLUMNS, Period, Returns
from tests import factories
from tests.casework.test_emptying import decided, over
from tests.conftest import AsRole
from tests.factories import movements as travel
from tests.factories import pages, ready
from tests.registry.test_correcting import mended

if TYPE_CHECKING:
    import polars as pl

pytestmark = pytest.mark.django_db
AT = travel.LEAVES + timedelta(days=1)
THEN = date(2025, 3, 20)
LATER = datetime(2025, 4, 10, 15, 0, tzinfo=UTC)
NOW = datetime(2025, 5, 2, 15, 0, tzinfo=UTC)
MARCH = Period(since=date(2025, 3, 1), until=date(2025, 3, 31))


@pytest.fixture(autouse=True)
def _places() -> None:
    ready.reference()


def came(case: Case, *, met: bool = True) -> Case:
    """A bus that came to its end; reception says who is there."""
    bus = travel.departed(case)
    stop = bus.stops.order_by("position").last()
    assert stop is not None
    movements.arrive_at_stop(actor=SYSTEM, departure=bus, stop=stop, at=AT)
    for person in factories.people_of(case) if met else ():
        reception.confirm_arrival(actor=SYSTEM, case=case, person=person, at=AT)
    return case


def told(known: date = THEN) -> dict[str, Any]:
    """The internal report of March as it was known on a day, as a program reads it."""
    from rumbo.statistics.report.data_files import as_json  # noqa: PLC0415

    found: dict[str, Any] = json.loads(as_json(editions.as_known(MARCH, known, "es", EVERYTHING)))
    return found


def figure(report: dict[str, Any], table: str, row: str) -> int:
    return next(
        int(f["count"]) for f in report["figures"] if (f["table"], f["row"]) == (table, row)
    )


def changed(report: dict[str, Any]) -> dict[tuple[str, str, str | None], tuple[int, int]]:
    return {
        (one["table"], one["row"], one["column"]): (one["then"], one["now"])
        for one in report["corrections"]
    }


def test_what_nobody_touched_has_no_corrections() -> None:
    with clock.travel_to(AT):
        came(travel.ready_family())
    with clock.travel_to(NOW):
        report = told()
    assert figure(report, "returns_by_month", "2025-03") == 2
    assert report["corrections"] == []
    assert report["changes"] == {"late": 0, "gone": 0, "corrected": {}}


@pytest.mark.parametrize("born", [date(1979, 12, 31), date(1980, 1, 1), date(1965, 12, 1)])
def test_what_was_told_stays_when_a_file_was_erased(owner_role: AsRole, born: date) -> None:
    with clock.travel_to(AT):
        case = came(travel.ready_alone(birth_date=born))
        before = told()
    decided(over(case))
    with owner_role():
        assert len(emptying.erase_files()) == 1
    [person] = factories.people_of(case)
    assert person.full_name == emptying.INSTEAD
    after = told()
    assert after["figures"] == before["figures"]
    assert (after["corrections"], after["changes"]["corrected"]) == ([], {})


def test_what_came_late_was_cancelled_or_corrected_is_listed_and_changes_no_then() -> None:
    with clock.travel_to(AT):
        family = came(travel.ready_family())
        alone = came(travel.ready_alone())
        woman = next(p for p in factories.people_of(family) if p.sex == "F" and p.birth_date)
        [gone] = factories.people_of(alone)
        before = told()
    assert before["corrections"] == []
    with clock.travel_to(LATER):
        # Written down late, and as if it had been at once.
        came(travel.ready_alone(sex="M"))
        [row] = Arrival.objects.filter(person=gone)
        reception.take_back(actor=SYSTEM, row=row, at=AT + timedelta(minutes=5))
        reception.not_arrived(
            actor=SYSTEM, case=alone, person=gone, why="No bajó.", at=AT + timedelta(minutes=6)
        )
        registry.correct_person(actor=SYSTEM, person=woman, correction=mended(woman, sex="X"))
    with clock.travel_to(NOW):
        after = told()
        today = told(NOW.date())
    assert after["figures"] == before["figures"]
    assert today["corrections"] == []
    assert after["changes"] == {"late": 1, "gone": 1, "corrected": {"sex": 1}}
    mine = {key: value for key, value in changed(after).items() if key[0] == "sex"}
    sexes = [figure(one, "sex", row) for row in ("F", "M", "X") for one in (before, today)]
    assert mine == {
        ("sex", row, None): (sexes[2 * n], sexes[2 * n + 1])
        for n, row in enumerate(("F", "M", "X"))
        if sexes[2 * n] != sexes[2 * n + 1]
    }
    assert ("sex", "X", None) in mine
    # Every figure that is another today is listed, and no other.
    was = {(f["table"], f["row"], f["column"]): f["count"] for f in after["figures"]}
    now = {(f["table"], f["row"], f["column"]): f["count"] for f in today["figures"]}
    differ = {key for key in {*was, *now} if was.get(key, 0) != now.get(key, 0)}
    assert set(changed(after)) == differ


def test_a_closed_quarter_is_published_as_it_was_when_it_was_closed() -> None:
    """Two editions of one quarter would tell by their difference who was corrected."""
    with clock.travel_to(AT):
        family = came(travel.ready_family())
        before = queries_of_the_quarter()
    with clock.travel_to(NOW):
        person = factories.people_of(family)[0]
        better = mended(person, sex="X", profile={"education": "TERTIARY"})
        registry.correct_person(actor=SYSTEM, person=person, correction=better)
        came(travel.ready_alone())
        assert queries_of_the_quarter() == before


def queries_of_the_quarter() -> list[dict[str, Any]]:
    """What the gate is given of the first quarter."""
    given: list[Returns] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sitrep, "published", lambda mine, *_rest, **_more: given.append(mine))
        editions._counted(Quarter(2025, 1), 5)
    return given[0].frame.drop("row").sort("person", "returned_on").to_dicts()


def test_the_tables_of_then_are_gone_afterwards_and_nothing_is_written_to_them() -> None:
    with clock.travel_to(AT):
        came(travel.ready_family())
    with clock.travel_to(NOW):
        came(travel.ready_alone())
    everybody = Person.objects.count()
    with queries.known_by(clock.end_of(THEN)):
        assert Person.objects.count() == everybody - 1
    assert Person.objects.count() == everybody
    with pytest.raises(RuntimeError), queries.known_by(clock.end_of(THEN)):
        raise RuntimeError
    assert Person.objects.count() == everybody
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('search_path')")
        assert "pg_temp" not in cursor.fetchone()[0]


def test_names_are_not_carried_into_the_tables_of_then() -> None:
    with queries.known_by(clock.end_of(THEN)), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM registry_person")
        assert "identity" not in [column.name for column in cursor.description or ()]


def test_a_second_return_of_one_person_is_told_from_a_corrected_day() -> None:
    def frame(*rows: tuple[str, str, str]) -> "pl.DataFrame":
        import polars as pl

        told = [
            {**dict.fromkeys(COLUMNS, ""), "person": who, "returned_on": on, "sex": sex}
            for who, on, sex in rows
        ]
        return pl.DataFrame(told, schema=dict.fromkeys(COLUMNS, pl.String))

    first = frame(("a", "2025-03-01", "F"), ("b", "2025-03-02", "M"))
    moved = frame(("a", "2025-03-05", "F"), ("b", "2025-03-02", "M"))
    assert corrections.changes(first, moved, MARCH).corrected == {"returned_on": 1}
    twice = frame(("a", "2025-03-01", "F"), ("a", "2025-03-20", "F"), ("b", "2025-03-02", "M"))
    assert corrections.changes(first, twice, MARCH) == corrections.Changes(late=1)
    assert corrections.changes(twice, first, MARCH) == corrections.Changes(gone=1)


def test_a_row_that_there_was_not_is_a_count_of_nothing() -> None:
    def one(row: str, count: int) -> Figure:
        return Figure(table="site", row=row, column=None, count=count, base=9, missing=0)

    found = corrections.corrections([one("A", 5), one("B", 2)], [one("A", 5), one("C", 1)])
    assert [(c.row, c.then, c.now) for c in found] == [("C", 0, 1), ("B", 2, 0)]


def test_the_page_gives_the_report_of_a_past_day_and_refuses_one_that_has_not_come() -> None:
    with clock.travel_to(AT):
        came(travel.ready_family())
    client = pages.client_for("coordinator")
    asked = {"desde": "2025-03-01", "hasta": "2025-03-31", "programa": ""}
    with clock.travel_to(NOW):
        came(travel.ready_alone())
        page = client.get(reverse("statistics:report"), {**asked, "conocido": "2025-03-20"})
        address = reverse("statistics:internal", kwargs={"form": "json"})
        file = client.get(address, {**asked, "conocido": "2025-03-20"})
        wrong = client.get(reverse("statistics:report"), {**asked, "conocido": "2025-06-01"})
        for form in ("html", "pdf", "xlsx", "csv"):
            other = reverse("statistics:internal", kwargs={"form": form})
            assert client.get(other, {**asked, "conocido": "2025-03-20"}).status_code == 200
    assert "Como se sabía al terminar el" in page.text
    assert json.loads(file.content)["changes"]["late"] == 1
    assert "Ese día todavía no llega." in wrong.text
    assert JournalEntry.objects.filter(code="statistics.internal_report").count() == 5


def test_the_command_lists_corrections_in_its_files(tmp_path: Path) -> None:
    from rumbo.statistics.command import Order  # noqa: PLC0415

    with clock.travel_to(AT):
        came(travel.ready_family())
    with clock.travel_to(NOW):
        came(travel.ready_alone())
    Order(period=MARCH, lang="en", out=tmp_path, as_of=THEN).carry_out()
    page = (tmp_path / "sitrep.html").read_text(encoding="utf-8")
    assert "Corrected since then" in page
    assert "returns written down late, 1; cancelled or moved to another period, 0" in page
    assert json.loads((tmp_path / "sitrep.json").read_text())["as_of"] == "2025-03-20"
