"""The report from the database: a small world made through the verbs, and its exact figures."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest

from rumbo.access.entry import reading
from rumbo.access.values import EVERYTHING, SYSTEM, Reader
from rumbo.casework import actions as casework
from rumbo.casework.models import Case
from rumbo.movements import actions as movements
from rumbo.network.models import Site
from rumbo.protection.models import FitnessFinding, Screening
from rumbo.reception import actions as reception
from rumbo.registry.models import Profile
from rumbo.statistics import queries, returns, sitrep
from rumbo.statistics.figures import figures_of
from rumbo.statistics.report.demand import demand_panels
from rumbo.statistics.report.story import tell
from rumbo.statistics.returns import Period, returns_of
from tests import factories
from tests.factories import cases, ready
from tests.factories import movements as travel
from tests.factories.inquiries import inquired

pytestmark = pytest.mark.django_db
ARRIVES = travel.LEAVES + timedelta(days=1)
UNTIL = date(2025, 3, 31)


@pytest.fixture(autouse=True)
def _places() -> None:
    ready.reference()


def arrived(*groups: Case, met: bool = True) -> None:
    """A bus that came to its end with these groups; reception says who is there."""
    bus = travel.departed(*groups)
    stop = bus.stops.order_by("position").last()
    assert stop is not None
    movements.arrive_at_stop(actor=SYSTEM, departure=bus, stop=stop, at=ARRIVES)
    for case in groups if met else ():
        for person in factories.people_of(case):
            reception.confirm_arrival(actor=SYSTEM, case=case, person=person, at=ARRIVES)


def rows(**asked: object) -> list[dict[str, str]]:
    given = {"since": None, "until": UNTIL, **asked}
    frame = queries.returns_frame(**given)  # type: ignore[arg-type]
    assert tuple(frame.columns) == returns.COLUMNS
    return sorted(frame.to_dicts(), key=lambda row: row["birth_date"])


def table(frame: object, name: str) -> dict[str, int]:
    cleaned = returns_of(frame, Period(until=UNTIL)).frame  # type: ignore[arg-type]
    return {f.row: f.count or 0 for f in figures_of(cleaned) if f.table == name and f.count}


def test_a_family_that_arrived_is_told_person_by_person_without_names() -> None:
    case = travel.ready_family()
    mother, son = factories.people_of(case)
    Profile.objects.filter(person=mother).update(
        education="PRIMARY",
        sector="AGRI",
        surveyed=True,
        applied_to_regularise=False,
        reason_migrating=["VIOLENCE", "FAMILY"],
    )
    Screening.objects.filter(person=mother).update(incidents=["EXTORTION", "ROBBERY"])
    FitnessFinding.objects.filter(person=mother).update(
        self_rated_health="GOOD", found=["CHRONIC"], suffered=["BURNS", "ANXIETY"]
    )
    arrived(case)
    grown, child = rows()
    tapachula = Site.objects.get(code="TAP").name
    assert grown == {
        **dict.fromkeys(returns.COLUMNS, ""),
        "person": grown["person"],
        "returned_on": "2025-03-13",
        "stream": "AVR",
        "country_of_registration": "MEX",
        "site": tapachula,
        "nationality": "HND",
        "country_of_return": "HND",
        "return_department": "HN-YO",
        "sex": "F",
        "birth_date": "1990-05-04",
        "unaccompanied_child": "NO",
        "mode": "LAND",
        "status": "IRREGULAR",
        "education": "PRIMARY",
        "sector": "AGRI",
        "self_rated_health": "GOOD",
        "health_condition": "CHRONIC",
        "journey_conditions": "BURNS;ANXIETY",
        "travelling_with": "FIRST_DEGREE",
        "incidents": "EXTORTION;ROBBERY",
        "reason_migrating": "VIOLENCE;FAMILY",
        "applied_to_regularise": "NO",
        "surveyed": "YES",
    }
    assert (child["travelling_with"], child["unaccompanied_child"]) == ("FIRST_DEGREE", "NO")
    assert str(mother.pk) not in str(grown)
    assert str(son.pk.hex) not in str(child)


def test_the_figures_of_a_bus_are_exact() -> None:
    arrived(travel.ready_family(), travel.ready_alone(sex="M", birth_date=date(1960, 1, 1)))
    frame = queries.returns_frame(None, UNTIL)
    assert table(frame, "returns_by_month") == {"2025-03": 3}
    assert table(frame, "sex") == {"M": 2, "F": 1}
    assert table(frame, "age_group") == {"5-12": 1, "18-45": 1, "60+": 1}
    assert table(frame, "travelling_with") == {"ALONE": 1, "FIRST_DEGREE": 2}
    assert table(frame, "unaccompanied") == {"NO": 3}
    assert table(frame, "stream") == {"AVR": 3}


def test_whom_reception_has_not_met_yet_counts_as_the_bus_says() -> None:
    arrived(travel.ready_alone(), met=False)
    assert [row["returned_on"] for row in rows()] == ["2025-03-13"]


def test_whom_reception_did_not_find_has_not_returned() -> None:
    case = travel.ready_alone()
    arrived(case, met=False)
    (person,) = factories.people_of(case)
    reception.not_arrived(actor=SYSTEM, case=case, person=person, at=ARRIVES)
    assert rows() == []


def test_whoever_only_left_has_not_returned() -> None:
    travel.departed(travel.ready_alone())
    assert rows() == []


def test_the_period_the_stream_and_the_office_narrow_the_returns() -> None:
    arrived(travel.ready_alone())
    assert len(rows(since=date(2025, 3, 13), until=date(2025, 3, 13))) == 1
    assert rows(until=date(2025, 3, 12)) == []
    assert rows(since=date(2025, 3, 14)) == []
    assert len(rows(stream="AVR")) == 1
    assert rows(stream="MPP") == []
    elsewhere = Reader(None, frozenset({"coordinator"}), offices=frozenset({cases.elsewhere().pk}))
    assert rows(reader=elsewhere) == []
    here = Reader(None, frozenset({"coordinator"}), offices=frozenset({factories.office().pk}))
    assert len(rows(reader=here)) == 1


def test_what_was_written_down_later_can_be_left_out() -> None:
    arrived(travel.ready_alone())
    assert rows(recorded_by=datetime(2020, 1, 1, tzinfo=UTC)) == []


def demanded(
    name: str, **asked: object
) -> dict[tuple[str, str | None], tuple[int | None, int | None]]:
    given = {"since": None, "until": UNTIL, **asked}
    found = queries.demand(**given)  # type: ignore[arg-type]
    return {(f.row, f.column): (f.count, f.base) for f in found if f.table == name}


def test_requests_and_registrations_are_counted_by_month_and_place() -> None:
    april = factories.MONDAY + timedelta(days=60)
    factories.registered(factories.new_person(), factories.new_person(relation="SPOUSE"))
    factories.registered(when=april, site="TIJ")
    assert demanded("requests_by_month") == {("2025-03", None): (2, 2)}
    assert demanded("requests_by_month", until=date(2025, 5, 31)) == {
        ("2025-03", None): (2, 3),
        ("2025-04", None): (0, 3),
        ("2025-05", None): (1, 3),
    }
    names = dict(Site.objects.filter(code__in=["TAP", "TIJ"]).values_list("code", "name"))
    by_site = demanded("registrations_by_month_by_site", until=date(2025, 5, 31))
    assert by_site["2025-03", names["TAP"]] == (2, 2)
    assert by_site["2025-05", names["TIJ"]] == (1, 1)
    assert by_site["2025-05", names["TAP"]] == (0, 1)


def test_who_waits_is_counted_as_it_stood_on_the_day() -> None:
    case = cases.eligible()
    none = {(band, None): (0, 0) for band in ("0-30", "31-60", "61-90", "91+")}
    assert demanded("waiting", until=date(2025, 3, 2)) == none
    assert demanded("waiting") == {
        **none,
        **{k: (v[0], 1) for k, v in none.items()},
        ("0-30", None): (1, 1),
    }
    assert demanded("waiting", until=date(2025, 6, 30))["91+", None] == (1, 1)
    casework.withdraw(actor=SYSTEM, case=case, at=factories.MONDAY + timedelta(days=40))
    assert demanded("waiting", until=date(2025, 6, 30)) == none
    assert demanded("waiting")["0-30", None] == (1, 1)


def yearly(name: str, **asked: object) -> dict[str, int | None]:
    given = {"since": None, "until": UNTIL, **asked}
    found = queries.yearly(**given)  # type: ignore[arg-type]
    return {f.row: f.count for f in found if f.table == name}


def test_the_last_months_stand_beside_the_year_before() -> None:
    case = cases.eligible()
    casework.withdraw(actor=SYSTEM, case=case, at=factories.MONDAY + timedelta(days=40))
    factories.registered(when=factories.MONDAY + timedelta(days=370))
    march, next_march = date(2025, 3, 31), date(2026, 3, 31)
    waiting = yearly("waiting_by_month", until=date(2025, 6, 30))
    assert len(waiting) == 12
    assert [waiting[month] for month in ("2025-02", "2025-03", "2025-04")] == [0, 1, 0]
    assert waiting["2025-03"] == sum(n or 0 for n, _base in demanded("waiting").values())
    assert yearly("waiting_a_year_before", until=next_march)["2025-03"] == 1
    assert yearly("requests_a_year_before", until=next_march)["2025-03"] == 1
    assert yearly("registrations_a_year_before", until=next_march)["2025-03"] == 1
    short = yearly("requests_a_year_before", since=date(2026, 3, 10), until=next_march)
    assert list(short) == ["2025-03"]
    assert short["2025-03"] == 0, "as many days as the period has, and the same ones"
    nobody = Reader(None, frozenset({"coordinator"}), offices=frozenset())
    assert not sum(n or 0 for n in yearly("waiting_by_month", reader=nobody, until=march).values())


def test_the_report_draws_the_year_before_and_the_public_one_none_of_it() -> None:
    factories.registered()
    factories.registered(when=factories.MONDAY + timedelta(days=370))
    until = date(2026, 3, 31)
    raw = queries.returns_frame(None, until)
    demand = [*queries.demand(None, until), *queries.yearly(None, until)]
    inside = sitrep.sitrep(raw, Period(until=until), "es", demand)
    panels = list(demand_panels(inside))
    assert [one.title for one in panels][:2] == ["Solicitudes por mes", "Registros por mes"]
    assert panels[0].finding == "marzo de 2026: 1; un año antes, 1."
    assert "un año antes" in panels[0].svg
    public = sitrep.public_sitrep(raw, Period(until=until), "es", (), demand)
    asked = next(one for one in tell(public).chapters if one.title.startswith("Quiénes piden"))
    assert not asked.panels
    assert "Cuánto llevan esperando" in asked.rest[0]


def stations(**asked: object) -> dict[str, tuple[int, int]]:
    given = {"since": date(2025, 3, 1), "until": UNTIL, "reader": EVERYTHING, **asked}
    with reading(EVERYTHING):
        found = queries.funnel(**given)  # type: ignore[arg-type]
    return {station.code: (station.people, station.groups) for station in found.stations}


def test_the_funnel_says_how_far_those_who_asked_came() -> None:
    arrived(travel.ready_family())
    cases.eligible()
    factories.registered()
    assert stations() == {
        "INQUIRY": (4, 3),
        "REGISTERED": (4, 3),
        "COUNSELLED": (3, 2),
        "ELIGIBLE": (3, 2),
        "TRAVEL_READY": (2, 1),
        "BOOKED": (2, 1),
        "DEPARTED": (2, 1),
        "ARRIVED": (2, 1),
    }
    assert stations(until=date(2025, 3, 12))["ARRIVED"] == (0, 0)
    assert stations(since=date(2025, 3, 4))["INQUIRY"] == (0, 0)
    assert stations(site="TIJ")["INQUIRY"] == (0, 0)


def test_who_asked_and_registered_counts_once_on_the_day_they_asked() -> None:
    asked = inquired(when=factories.MONDAY - timedelta(days=10), people=3)
    case = factories.registered()
    casework.carry_on(actor=SYSTEM, inquiry=asked, case=case, at=factories.MONDAY)
    assert stations(since=date(2025, 2, 1))["INQUIRY"] == (3, 1)
    assert stations(since=date(2025, 2, 1))["REGISTERED"] == (1, 1)
    assert stations()["INQUIRY"] == (0, 0)
    assert stations(since=date(2025, 2, 1), until=date(2025, 2, 27))["REGISTERED"] == (0, 0)
    assert stations(since=date(2025, 2, 1), until=date(2025, 2, 27))["INQUIRY"] == (3, 1)


def test_who_only_asked_counts_as_asked_and_once() -> None:
    inquired(people=4)
    inquired(people=4, asked_before=True)
    factories.registered()
    assert stations()["INQUIRY"] == (5, 2)
    assert stations()["REGISTERED"] == (1, 1)
    assert stations(site="TIJ")["INQUIRY"] == (0, 0)


def test_a_file_with_two_inquiries_counts_at_the_first() -> None:
    first = inquired(when=factories.MONDAY - timedelta(days=40), people=1)
    second = inquired(people=2)
    case = factories.registered()
    for asked in (first, second):
        casework.carry_on(actor=SYSTEM, inquiry=asked, case=case, at=factories.MONDAY)
    assert stations()["INQUIRY"] == (0, 0)
    assert stations(since=date(2025, 1, 1))["INQUIRY"] == (2, 1)


def test_more_may_register_than_asked() -> None:
    asked = inquired(people=1)
    case = factories.registered(factories.new_person(), factories.new_person(relation="SPOUSE"))
    casework.carry_on(actor=SYSTEM, inquiry=asked, case=case, at=factories.MONDAY)
    assert stations()["INQUIRY"] == stations()["REGISTERED"] == (2, 1)


def test_the_public_edition_names_demand_and_shows_none_of_it(tmp_path, capsys) -> None:
    from rumbo.statistics.command import Order  # noqa: PLC0415

    arrived(travel.ready_family())
    cases.eligible()
    Order(period=Period(until=UNTIL), lang="es", out=tmp_path / "in").carry_out()
    assert "podrían restarse" not in capsys.readouterr().err
    Order(period=Period(until=UNTIL), lang="es", out=tmp_path / "out", is_public=True).carry_out()
    assert "podrían restarse" in capsys.readouterr().err
    inside, outside = (
        json.loads((tmp_path / name / "sitrep.json").read_text())["figures"]
        for name in ("in", "out")
    )
    assert {f["table"] for f in inside} >= {"requests_by_month", "waiting"}
    told = [f for f in outside if f["table"] in {"requests_by_month", "waiting"}]
    assert told
    assert all(f["count"] is None and f["base"] is None and f["suppressed"] for f in told)
