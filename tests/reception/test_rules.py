"""The tables of reception: what may follow what, how much, by when."""

from datetime import date

import pytest

from rumbo.common import codes
from rumbo.common.money import Money
from rumbo.reception import rules, tables


def test_every_state_of_a_referral_is_on_the_code_list() -> None:
    states = set(rules.REFERRAL_MOVES) - {""}
    assert states == set(codes.values("referral_status"))
    assert set().union(*rules.REFERRAL_MOVES.values()) == states


def test_what_is_over_stays_over() -> None:
    for before in ("DECLINED", "COMPLETED", "CANCELLED"):
        assert not any(rules.may_move(before, after) for after in codes.values("referral_status"))


@pytest.mark.parametrize(
    ("status", "late"), [("SENT", True), ("ACCEPTED", False), ("COMPLETED", False)]
)
def test_late_is_counted_from_what_should_come_next(status: str, late: bool) -> None:
    answer, attend = date(2025, 3, 10), date(2025, 4, 10)
    assert rules.is_overdue(status, answer, attend, date(2025, 3, 11)) is late
    assert not rules.is_overdue(status, answer, attend, date(2025, 3, 10))


def test_an_institution_is_told_the_name_and_only_what_may_be_told() -> None:
    assert rules.least(("diagnosis", "age")) == ("name", "age")


def test_the_ceiling_grows_with_the_family_and_is_in_the_country_s_money() -> None:
    assert tables.onward_limit("HND").ceiling == Money.of(1000, "HNL")
    assert tables.onward_limit("GTM", 3).usual == Money.of(450, "GTQ")
    assert tables.onward_limit("COL").usual.currency == "USD"


def test_every_target_with_terms_is_on_the_code_list_and_its_compartment_exists() -> None:
    for target in codes.values("referral_target"):
        terms = tables.terms(target)
        assert terms.compartment in codes.values("compartment")
        assert set(terms.consents) <= set(codes.values("consent_recipient"))
        assert terms.consents[0] == "REFERRAL_BODIES"
    assert set(tables._file("referrals")["targets"]) <= set(codes.values("referral_target"))


@pytest.mark.parametrize(
    ("age", "kit"), [(0, "INFANT"), (1, "INFANT"), (2, "BASIC"), (None, "BASIC")]
)
def test_the_smallest_get_the_infant_s_kit(age: int | None, kit: str) -> None:
    assert tables.kit_for(age) == kit


def test_a_centre_that_no_table_names_is_received_by_the_office_of_its_name() -> None:
    assert tables.offices_of("CO-BOG") == ("CO-BOG", "BOG")
