"""Loading the reference tables, and asking them."""

from datetime import date

import pytest

from rumbo.access.values import SYSTEM
from rumbo.audit.models import JournalEntry
from rumbo.network import queries
from rumbo.network.actions import load_reference
from rumbo.network.loading import Loaded, upsert
from rumbo.network.models import Department, Organisation, ReceptionCentre, Route, RouteStop, Site

pytestmark = pytest.mark.django_db
DAY = date(2025, 3, 3)


@pytest.fixture
def loaded(db: None) -> None:
    load_reference(actor=SYSTEM)


def test_loading_twice_changes_nothing_and_tells_the_journal_once() -> None:
    first = load_reference(actor=SYSTEM)
    again = load_reference(actor=SYSTEM)
    assert first["departments"].created == Department.objects.count() == 326
    assert all(load == Loaded() for load in again.values())
    assert JournalEntry.objects.filter(code="network.reference_loaded").count() == 1


def test_a_row_that_was_changed_by_hand_is_mended_and_a_stranger_is_closed(loaded: None) -> None:
    Site.objects.filter(code="TIJ").update(name="Tijuanita")
    Organisation.objects.create(
        code="OLD", name_es="Vieja", name_en="Old", kind="NGO", country_id="MEX"
    )
    told = load_reference(actor=SYSTEM)
    assert told["sites"] == Loaded(changed=1)
    assert told["organisations"] == Loaded(closed=1)
    assert Site.objects.get(code="TIJ").name == "Tijuana"
    assert Organisation.objects.get(code="OLD").valid_until is not None


def test_a_route_whose_stops_were_changed_gets_its_stops_back(loaded: None) -> None:
    before = RouteStop.objects.filter(route="L-CDMX-OMOA").count()
    RouteStop.objects.filter(route="L-CDMX-OMOA", position=1).delete()
    load_reference(actor=SYSTEM)
    assert RouteStop.objects.filter(route="L-CDMX-OMOA").count() == before


def test_rows_outside_what_a_file_may_close_stay_open(loaded: None) -> None:
    none = Organisation.objects.none()
    assert upsert(Organisation, [], closes=none) == Loaded()


def test_a_flooded_centre_receives_nobody(loaded: None) -> None:
    flooded, dry = date(2020, 12, 1), DAY
    assert "HN-SPS" not in {c.code for c in queries.centres_for("HND", flooded, mode="AIR")}
    assert "HN-SPS" in {c.code for c in queries.centres_for("HND", dry, mode="AIR")}
    assert queries.closed_days("HN-SPS", date(2020, 11, 3), date(2020, 11, 6)) == [
        date(2020, 11, 5), date(2020, 11, 6),
    ]  # fmt: skip
    assert queries.closed_days("HN-OMOA", date(2020, 11, 3), date(2020, 11, 6)) == []


def test_a_centre_serves_whom_it_serves(loaded: None) -> None:
    assert {c.code for c in queries.centres_for("HND", DAY, serves="UASC")} == {"HN-BELEN"}
    assert ReceptionCentre.objects.get(code="HN-BELEN").daily_capacity == 45


def test_the_ways_home_pass_the_site_before_the_centre(loaded: None) -> None:
    found = queries.routes_between("TAP", "HN-OMOA", DAY)
    assert found[0].code == "L-CDMX-OMOA" or found[0].code == "L-TAP-OMOA"
    assert {r.mode for r in queries.routes_between("TIJ", "HN-OMOA", DAY, mode="LAND")} == {"LAND"}
    assert queries.routes_between("HN-OMOA", "TAP", DAY) == []
    assert queries.routes_between("TAP", "HN-OMOA", date(2010, 1, 1)) == []


def test_the_borders_of_a_route_come_in_their_order(loaded: None) -> None:
    codes = [c.code for c in queries.crossings_of("L-TAP-MGA")]
    assert codes == [
        "MX-GT-HIDALGO", "GT-SV-HACHADURA", "SV-HN-AMATILLO", "HN-NI-GUASAULE",
    ]  # fmt: skip
    assert [str(s.place) for s in queries.stops_of("L-TEC-SS")][-1].startswith("Gerencia")
    assert Route.objects.live_on(DAY).count() == 42


def test_confirmed_consulates_come_first(loaded: None) -> None:
    found = queries.consulates_of("HND", "MEX", DAY)
    assert {c.code for c in found[:2]} == {"HN-TAP", "HN-TEN"}
    assert not found[-1].verified


def test_sites_and_partners_are_asked_by_day_and_kind(loaded: None) -> None:
    assert {s.code for s in queries.sites_on(DAY, "booth")} == {"CDMX", "TIJ", "TAP", "TEC"}
    assert queries.sites_on(date(2000, 1, 1)) == []
    assert [o.code for o in queries.organisations_for("GT_PGN", "GTM", DAY)] == ["GT-PGN"]
