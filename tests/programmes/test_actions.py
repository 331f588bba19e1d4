"""Opening and closing programmes and countries, on the real tables."""

from dataclasses import replace
from datetime import date

import pytest

from rumbo.access.values import SYSTEM
from rumbo.audit.models import JournalEntry
from rumbo.audit.sentences import tell
from rumbo.common.refusal import Refusal
from rumbo.network import actions as network
from rumbo.network.loading import Loaded
from rumbo.programmes import actions, queries
from rumbo.programmes.models import DueDiligence, FundingLine, Opening, Programme
from rumbo.programmes.rules import Facts, Finding, propose
from rumbo.programmes.values import Term

pytestmark = pytest.mark.django_db
DAY = date(2025, 3, 3)


@pytest.fixture(autouse=True)
def loaded(db: None) -> None:
    network.load_reference(actor=SYSTEM)
    actions.load_reference(actor=SYSTEM)


@pytest.fixture
def new_programme() -> Programme:
    old = Programme.objects.get(code="AVR-NCA")
    old.code, old.from_file = "AVR-NEW", False
    old.save(force_insert=True)
    return old


def test_loading_twice_changes_nothing() -> None:
    assert all(load == Loaded() for load in actions.load_reference(actor=SYSTEM).values())
    assert JournalEntry.objects.filter(code="programmes.reference_loaded").count() == 1


def test_a_suspension_holds_from_its_day_and_survives_the_next_load() -> None:
    assert queries.is_open("MEX", "HND", None, DAY)
    actions.suspend_country(actor=SYSTEM, host="MEX", origin="HND", since=DAY, source="aviso")
    actions.load_reference(actor=SYSTEM)
    assert queries.is_open("MEX", "HND", None, date(2025, 3, 2))
    assert not queries.is_open("MEX", "HND", None, DAY)
    assert queries.is_open("GTM", "HND", None, DAY)
    actions.reopen_country(
        actor=SYSTEM, host="MEX", origin="HND", since=date(2025, 4, 1), source="aviso"
    )
    assert not queries.is_open("MEX", "HND", None, date(2025, 3, 31))
    assert queries.is_open("MEX", "HND", None, date(2025, 4, 1))


def test_one_area_can_be_suspended_alone_and_the_journal_says_where() -> None:
    actions.suspend_country(
        actor=SYSTEM, host="MEX", origin="HND", area="HN-YO", since=DAY, source="aviso"
    )
    assert not queries.is_open("MEX", "HND", "HN-YO", DAY)
    assert queries.is_open("MEX", "HND", "HN-CR", DAY)
    assert not queries.is_open("MEX", "HND", None, DAY)
    entry = JournalEntry.objects.get(code="programmes.area_finding_recorded")
    assert "Yoro" in tell(entry.code, entry.details)


def test_the_journal_names_countries_and_findings_in_words() -> None:
    actions.suspend_country(actor=SYSTEM, host="MEX", origin="HTI", since=DAY, source="aviso")
    entry = JournalEntry.objects.get(code="programmes.finding_recorded")
    assert "México" in tell(entry.code, entry.details)
    assert "Suspendido" in tell(entry.code, entry.details)


def test_a_finding_needs_its_source_its_order_and_a_known_word() -> None:
    good = Finding("", "", "OPEN", DAY, None, "aviso", host="MEX", origin="HND")
    for bad, code in (
        (replace(good, source=" "), "programmes.no_source"),
        (replace(good, finding="MAYBE"), "programmes.unknown_finding"),
        (replace(good, valid_until=date(2025, 3, 2)), "programmes.dates_out_of_order"),
    ):
        with pytest.raises(Refusal) as refused:
            actions.record_finding(actor=SYSTEM, finding=bad)
        assert refused.value.code == code
        assert refused.value.sentence
    assert not DueDiligence.objects.filter(from_file=False).exists()


def test_a_programme_opens_only_with_a_request_an_agreement_and_due_diligence(
    new_programme: Programme,
) -> None:
    def refusal() -> str:
        with pytest.raises(Refusal) as refused:
            actions.open_programme(actor=SYSTEM, programme="AVR-NEW", since=DAY)
        return refused.value.code

    assert refusal() == "programmes.no_request"
    actions.record_request(
        actor=SYSTEM, programme="AVR-NEW", requested_by="INM", received_on=date(2025, 1, 7)
    )
    assert refusal() == "programmes.no_agreement"
    term = Term(DAY, date(2025, 12, 31))
    actions.record_agreement(actor=SYSTEM, programme="AVR-NEW", term=term)
    Programme.objects.filter(code="AVR-NEW").update(nationalities=["HND", "AFG"])
    DueDiligence.objects.filter(host="MEX", origin="AFG").delete()
    assert refusal() == "programmes.not_studied"
    Programme.objects.filter(code="AVR-NEW").update(nationalities=["HND"])
    actions.open_programme(actor=SYSTEM, programme="AVR-NEW", since=DAY)
    assert queries.is_programme_open("AVR-NEW", DAY)
    assert not queries.is_programme_open("AVR-NEW", date(2026, 1, 1))
    assert refusal() == "programmes.already_open"


def test_a_closed_programme_stays_closed_after_the_next_load() -> None:
    assert queries.is_programme_open("AVR-NCA", DAY)
    actions.close_programme(actor=SYSTEM, programme="AVR-NCA", on=DAY, reason="aviso")
    actions.load_reference(actor=SYSTEM)
    assert queries.is_programme_open("AVR-NCA", DAY)
    assert not queries.is_programme_open("AVR-NCA", date(2025, 3, 4))
    with pytest.raises(Refusal) as refused:
        actions.close_programme(
            actor=SYSTEM, programme="AVR-NCA", on=date(2025, 3, 4), reason="aviso"
        )
    assert refused.value.code == "programmes.not_open"
    assert Opening.objects.filter(programme="AVR-NCA").count() == 1


def test_dates_that_end_before_they_begin_are_refused() -> None:
    with pytest.raises(Refusal) as refused:
        actions.record_agreement(
            actor=SYSTEM, programme="AVR-NCA", term=Term(DAY, date(2025, 3, 2))
        )
    assert refused.value.code == "programmes.dates_out_of_order"


@pytest.mark.parametrize(
    ("origin", "area", "day", "finding"),
    [
        ("VEN", None, date(2019, 5, 1), "SUSPENDED"),
        ("VEN", None, DAY, "OPEN"),
        ("HTI", "HT-OU", DAY, "SUSPENDED"),
        ("HTI", "HT-ND", DAY, "CASE_BY_CASE"),
        ("HND", "HN-CR", date(2020, 11, 20), "SUSPENDED"),
        ("HND", "HN-CR", DAY, "OPEN"),
        ("HND", None, date(2027, 12, 31), "OPEN"),
        ("JPN", None, DAY, None),
    ],
)
def test_the_table_of_openness_has_its_dates(
    origin: str, area: str | None, day: date, finding: str | None
) -> None:
    found = queries.openness("MEX", origin, area, day)
    assert (found.finding if found else None) == finding
    assert queries.is_open("MEX", origin, area, day) is (finding == "OPEN")


def test_the_sixteen_systems_are_all_served() -> None:
    served = {n for row in Programme.objects.all() for n in row.systems}
    assert served == set(range(1, 17))
    assert {row.stream for row in Programme.objects.all()} - {""} == {"AVR", "MPP", "RCM", "TPVR"}


def test_which_programmes_are_open_follows_the_dates() -> None:
    codes_2018 = {p.code for p in queries.programmes_on(date(2018, 12, 1), host="MEX")}
    assert "AVR-NCA" in codes_2018
    assert "MPP-AVR" not in codes_2018
    assert "AVR-NCA" in {p.code for p in queries.programmes_on(DAY, host="GTM")}
    assert "MPP-AVR" not in {p.code for p in queries.programmes_on(DAY, host="GTM")}
    assert queries.agreement_on("AVR-NCA", DAY) == (date(2021, 1, 1), date(2027, 12, 31))
    assert queries.agreement_on("AVR-NCA", date(2030, 1, 1)) is None


def test_money_is_in_minor_units_and_names_programmes_that_exist() -> None:
    known = set(Programme.objects.values_list("code", flat=True))
    for line in FundingLine.objects.all():
        assert set(line.programmes) <= known
        assert line.amount_minor > 0
    assert str(FundingLine.objects.get(code="PRM-2018").amount) == "1,200,000.00 USD"
    live = {line.code for line in queries.lines_for("AVR-NCA", DAY)}
    assert live == {"RCM-VULNERABLE", "WH-2022", "VULNERABLE-2024"}


def test_every_day_of_the_demo_has_an_open_programme_and_money_for_a_honduran() -> None:
    person = Facts(
        nationalities=frozenset({"HND"}), free=True, capacity=True, fear="NO", legal_bar=False,
        in_custody=False, has_means=False, in_mpp=False,
    )  # fmt: skip
    for year in range(2019, 2028):
        found = propose(person, queries.context("MEX", "HND", "HN-YO", date(year, 2, 1)))
        assert found.eligible is True, (year, found)
        assert found.programme == "AVR-NCA"
        assert found.funding_lines


def test_what_is_left_of_a_line_decides_whether_it_pays() -> None:
    person = Facts(nationalities=frozenset({"COL"}), free=True, capacity=True, fear="NO")
    around = queries.context("MEX", "COL", None, DAY, left={"WH-2022": 0})
    found = propose(person, around)
    assert found.programme == "AVR-REGIONAL"
    assert "WH-2022" not in found.funding_lines
    assert "FUNDING_EXHAUSTED" in {r.code for r in found.reasons}


def test_the_page_of_open_countries_lists_each_pair_once_in_order() -> None:
    table = queries.openness_table("MEX", DAY)
    assert [f.origin for f in table] == sorted(f.origin for f in table)
    assert {f.host for f in table} == {"MEX"}
    assert sum(f.origin == "HTI" for f in table) == 3
