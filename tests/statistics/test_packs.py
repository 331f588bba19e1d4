"""The year's highlights and a donor's line, counted in a small world that was made through the verbs."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import openpyxl
import pytest
import typer
from django.urls import reverse
from typer.testing import CliRunner, Result

from rumbo.access.values import EVERYTHING, SYSTEM
from rumbo.audit.models import JournalEntry
from rumbo.common import clock, codes
from rumbo.common.money import Money
from rumbo.movements import actions as movements
from rumbo.programmes.models import FundingLine
from rumbo.reception import actions as reception
from rumbo.statistics import cli, disclosure, editions
from rumbo.statistics import codes as listed
from rumbo.statistics.disclosure.lines import MODES, OTHERS, Left
from rumbo.statistics.packs import files, highlights, making
from rumbo.statistics.packs.pack import Pack
from rumbo.statistics.periods import Quarter, closed_years
from rumbo.statistics.queries.money import spending_of
from rumbo.statistics.report.story import tell
from tests import factories
from tests.factories import movements as travel
from tests.factories import pages, ready
from tests.factories.money import LINE, paid_by

pytestmark = pytest.mark.django_db
AT = travel.LEAVES + timedelta(days=1)
MAY = datetime(2025, 5, 2, 15, 0, tzinfo=UTC)
FORMS = tuple(files.FORMS)


@pytest.fixture
def family() -> None:
    """A mother and her son whom a line took home and reception met."""
    with clock.travel_to(AT):
        ready.reference()
        case, bus = paid_by(travel.ready_family()), travel.departure(funding_line=LINE)
        travel.booked(case, bus)
        travel.boarding(bus)
        travel.all_board(case)
        movements.depart(actor=SYSTEM, departure=bus, at=travel.LEAVES)
        stop = bus.stops.order_by("position").last()
        assert stop is not None
        movements.arrive_at_stop(actor=SYSTEM, departure=bus, stop=stop, at=AT)
        for person in factories.people_of(case):
            reception.confirm_arrival(actor=SYSTEM, case=case, person=person, at=AT)


def counts(pack: Pack, name: str) -> dict[object, object]:
    [grid] = [one for one in pack.grids if one.name == name]
    return {
        (line["row"], line["column"]) if line["column"] else line["row"]: line["count"]
        for line in grid.lines
        if line["count"]
    }


def test_the_categories_are_those_of_the_house() -> None:
    assert listed.closed("vulnerable") == (*codes.LISTS["reporting_category"].codes, "NONE")


@pytest.mark.usefixtures("family")
def test_the_year_tells_host_and_origin_who_and_what_was_given() -> None:
    year = making.year_inside(2025, "es", EVERYTHING)
    assert counts(year, "country_of_return_by_country_of_registration") == {("HND", "MEX"): 2}
    assert counts(year, "sex_by_host") == {("MEX", "F"): 1, ("MEX", "M"): 1}
    assert sum(map(int, map(str, counts(year, "age_by_origin").values()))) == 2
    assert counts(year, "vulnerable") == {"NONE": 2}
    assert counts(year, "after_arrival_by_origin") == {("HND", "MET"): 2}
    assert counts(year, "counselled") in ({"ONE": 2}, {"ONE": 1, "NONE": 1})
    assert making.year_inside(2024, "en", EVERYTHING).about == {"year": 2024, "office": None}


@pytest.mark.usefixtures("family")
def test_the_year_draws_ages_as_the_report_does_and_says_where_nobody_is_told_of() -> None:
    year = making.year_inside(2025, "es", EVERYTHING)
    drawn = {one.title: one for chapter in year.story.chapters for one in chapter.panels}
    period = highlights.year_of(2025)
    cover = tell(editions.internal(period, "es", EVERYTHING)).cover
    assert cover is not None
    for [one] in cover.who[:2]:
        mine = drawn[one.title]
        assert (mine.finding, mine.note) == (one.finding, one.note)
    assert "No acompañados" in drawn["Niñas, niños y adolescentes"].svg
    nobody = drawn["Vulnerabilidad por país de salida"]
    assert (nobody.finding, nobody.svg) == ("A nadie, en ningún país.", "")


@pytest.mark.usefixtures("family")
def test_the_year_of_an_office_is_that_office_s_and_of_nobody_else() -> None:
    here, there = factories.office(), pages.elsewhere()
    assert counts(making.year_inside(2025, "es", EVERYTHING, here), "sex") == {"F": 1, "M": 1}
    assert not counts(making.year_inside(2025, "es", EVERYTHING, there), "sex")
    client = pages.client_for("coordinator", at=there)
    address = reverse("statistics:highlights", kwargs={"form": "json"})
    with clock.travel_to(MAY):
        mine = client.get(address, {"ano": "2025", "oficina": ""})
        theirs = client.get(address, {"ano": "2025", "oficina": here.code})
    assert all(not line["count"] for line in json.loads(mine.content)["tables"]["sex"])
    assert theirs.status_code == 404


@pytest.mark.usefixtures("family")
def test_a_year_comes_in_every_form_and_is_written_down() -> None:
    client = pages.client_for("monitoring")
    with clock.travel_to(MAY):
        page = client.get(reverse("statistics:report"), {"ano": "2025", "oficina": ""})
        for form in FORMS:
            address = reverse("statistics:highlights", kwargs={"form": form})
            file = client.get(address, {"ano": "2025", "oficina": ""})
            assert file.status_code == 200, form
            assert "attachment" in file["Content-Disposition"]
    assert "highlights.pdf?ano=2025" in page.text
    assert JournalEntry.objects.filter(code="statistics.internal_report").count() == len(FORMS)


@pytest.mark.parametrize("year", ["", "99", "abc", "-1", "9" * 30, "2025\x00", "２０２５x"])
def test_a_year_that_is_none_is_refused(year: str) -> None:
    client = pages.client_for("coordinator")
    page = client.get(reverse("statistics:report"), {"ano": year, "oficina": ""})
    assert page.status_code == 200
    assert "highlights.pdf" not in page.text
    address = reverse("statistics:highlights", kwargs={"form": "csv"})
    assert client.get(address, {"ano": year, "oficina": ""}).status_code == 404


def test_a_year_is_public_when_its_four_quarters_are_closed() -> None:
    assert list(closed_years(date(2026, 1, 15))) == [2024]
    assert list(closed_years(date(2026, 1, 16))) == [2025, 2024]
    donor = pages.client_for("donor")
    address = reverse("statistics:highlights_public", kwargs={"year": 2025, "form": "json"})
    with clock.travel_to(datetime(2026, 1, 15, 15, 0, tzinfo=UTC)):
        assert donor.get(address).status_code == 404
    inside = reverse("statistics:highlights", kwargs={"form": "json"})
    assert donor.get(inside, {"ano": "2025", "oficina": ""}).status_code == 404


@pytest.mark.usefixtures("family")
def test_what_a_line_spent_in_a_quarter_is_counted_as_it_was_when_it_closed() -> None:
    row = FundingLine.objects.get(pk=LINE)
    told = spending_of(row, Quarter(2025, 1), 5)
    land = told.paid[LINE, "LAND"]
    assert (land.number, land.money.minor) == (2, 455_000)
    assert told.standing.spent_in_quarter == told.standing.spent == Money(455_000)
    later = spending_of(row, Quarter(2025, 2), 5)
    assert (later.paid, later.standing.spent) == ({}, Money(455_000))
    # Two people are few: what was spent on them is told with what is spent later.
    assert (told.before, later.before) == ({}, {LINE: Left(Money(455_000), (("LAND", land),))})
    assert spending_of(row, Quarter(2024, 4), 5).standing.spent == Money(0)


def test_money_promised_for_two_people_is_not_told_while_they_wait() -> None:
    with clock.travel_to(AT):
        ready.reference()
        case, bus = paid_by(travel.ready_family()), travel.departure(funding_line=LINE)
        travel.booked(case, bus)
    row = FundingLine.objects.get(pk=LINE)
    told = spending_of(row, Quarter(2025, 1), 5)
    standing = told.standing
    assert (standing.planned_for, standing.committed_for) in {(2, 0), (0, 2)}
    waiting = "planned" if standing.planned_for else "committed"
    assert getattr(standing, waiting) > Money(0)
    public = editions.published(Quarter(2025, 1))
    assert getattr(disclosure.protect_line(told, public).standing, waiting) is None


@pytest.mark.usefixtures("family")
def test_finance_gives_a_donor_a_line_s_quarter_without_the_two_people() -> None:
    client = pages.client_for("finance")
    told = {"line": LINE, "year": 2025, "number": 1}
    with clock.travel_to(MAY):
        page = client.get(reverse("statistics:line", args=[LINE]))
        found = {
            form: client.get(reverse("statistics:line_report", kwargs={**told, "form": form}))
            for form in FORMS
        }
        early = reverse("statistics:line_report", kwargs={**told, "number": 2, "form": "pdf"})
        assert client.get(early).status_code == 404
        linked = client.get(reverse("programmes:line", args=[LINE]))
        for role in ("donor", "monitoring", "registrar"):
            other = pages.client_for(role)
            assert other.get(reverse("statistics:line", args=[LINE])).status_code == 404
            address = reverse("statistics:line_report", kwargs={**told, "form": "json"})
            assert other.get(address).status_code == 404
    assert reverse("statistics:line", args=[LINE]) in linked.text
    assert "2025-1.pdf" in page.text
    assert all(file.status_code == 200 for file in found.values())
    tables = json.loads(found["json"].content)["tables"]
    for line in (*tables["modes"], *tables["purposes"]):
        assert (line["count"], line["amount"], line["suppressed"]) == (None, None, True)
    assert {line["row"] for line in tables["modes"]} == set(MODES)
    assert {line["row"] for line in tables["purposes"]} == set(OTHERS)
    amounts = {line["row"]: line["amount"] for line in tables["standing"]}
    assert amounts["amount"] > 0
    # From the price of a seat and what was spent anybody could tell that there were two.
    assert (amounts["spent"], amounts["free"], amounts["spent_in_quarter"]) == (None, None, None)
    assert found["pdf"].content.startswith(b"%PDF-")
    assert client.get(reverse("statistics:line", args=["NO"])).status_code == 404
    assert JournalEntry.objects.filter(code="statistics.public_report").count() == len(FORMS)


@pytest.mark.usefixtures("family")
def test_a_donor_is_told_a_cost_per_person_once_there_are_five() -> None:
    with clock.travel_to(AT):
        bus = travel.departure(funding_line=LINE)
        groups = [paid_by(travel.ready_alone()) for _ in range(3)]
        for case in groups:
            travel.booked(case, bus)
        travel.boarding(bus)
        for case in groups:
            travel.all_board(case)
        movements.depart(actor=SYSTEM, departure=bus, at=travel.LEAVES)
    pack = making.line_of(FundingLine.objects.get(pk=LINE), Quarter(2025, 1), "en")
    [land] = [line for line in pack.grids[1].lines if line["row"] == "LAND"]
    assert (land["count"], land["amount"], land["each"]) == (5, 9125.0, 1825.0)
    assert "At least 5 people" in pack.story.headline


@pytest.mark.usefixtures("family")
def test_a_pack_s_workbook_and_tags_can_be_read(tmp_path: Path) -> None:
    pack = making.year_inside(2025, "en", EVERYTHING)
    assert len(list(files.write(pack, tmp_path))) == 5
    book = openpyxl.load_workbook(tmp_path / "highlights.xlsx")
    assert len(book.sheetnames) == len(pack.grids) + 1
    heads, tags, *lines = (tmp_path / "highlights.csv").read_text().splitlines()
    assert heads.startswith("table,title,row,row_label")
    assert all(tag.startswith("#") for tag in tags.split(","))
    assert len(lines) == sum(len(grid.lines) for grid in pack.grids)


def commanded(*words: str) -> Result:
    app = typer.Typer(pretty_exceptions_enable=False)
    app.callback()(lambda: None)
    cli.register(app)
    return CliRunner().invoke(app, ["sitrep", *words])


@pytest.mark.usefixtures("family")
def test_the_command_writes_packs(tmp_path: Path) -> None:
    year = ("--pack", "highlights", "--year", "2025", "--out", str(tmp_path))
    line = ("--pack", "line", "--line", LINE, "--year", "2025", "--quarter", "1")
    with clock.travel_to(MAY):
        assert commanded(*year, "--office", factories.office().code).exit_code == 0
        assert commanded(*line, "--out", str(tmp_path), "--lang", "en").exit_code == 0
        early = commanded(*year, "--public")
    assert {path.name for path in tmp_path.iterdir()} == {
        f"{name}.{form}" for name in ("highlights", "line") for form in FORMS
    }
    told = json.loads((tmp_path / "highlights.json").read_text())
    assert (told["year"], told["public"], told["office"]) == (2025, False, factories.office().name)
    assert json.loads((tmp_path / "line.json").read_text())["public"] is True
    assert early.exit_code == 1
    assert "todavía no está cerrado" in early.stderr


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--pack", "line", "--line", "NO", "--year", "2025", "--quarter", "1"), 1),
        (("--pack", "highlights", "--year", "2025", "--office", "NO"), 1),
        (("--pack", "highlights"), 2),
        (("--pack", "highlights", "--year", "99999999999999999999"), 2),
        (("--pack", "highlights", "--year", "2025", "--line", "A"), 2),
        (("--pack", "highlights", "--year", "2025", "--until", "2025-01-01"), 2),
        (("--pack", "highlights", "--year", "2025", "--office", "TAP", "--public"), 2),
        (("--year", "2025"), 2),
        ((), 2),
        (("--until", "2025-01-01", "--returns", "x.csv", "--as-of", "2025-01-02"), 2),
    ],
)
def test_the_command_refuses_what_fits_no_report(
    words: tuple[str, ...], code: int, tmp_path: Path
) -> None:
    done = commanded(*words, "--out", str(tmp_path))
    assert done.exit_code == code
    assert not any(tmp_path.iterdir())
