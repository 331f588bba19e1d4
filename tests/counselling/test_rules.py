"""The rules of counselling, on plain values."""

from datetime import UTC, date, datetime

import pytest

from rumbo.counselling import rules, words
from rumbo.readiness.limits import LIMITS

DAY = date(2025, 3, 20)


def test_the_ages_are_those_of_the_table_of_requirements() -> None:
    assert (
        LIMITS.adult_from_years,
        LIMITS.heard_from_years,
    ) == (rules.ADULT_FROM, rules.HEARD_FROM)


@pytest.mark.parametrize(
    ("born", "precision", "disputed", "adult"),
    [
        (date(2007, 3, 20), "day", False, True),
        (date(2007, 3, 21), "day", False, False),
        (date(2007, 3, 1), "month", False, False),
        (date(2007, 2, 1), "month", False, True),
        (date(2007, 1, 1), "year", False, False),
        (date(2006, 1, 1), "age", False, True),
        (date(1980, 1, 1), "day", True, False),
        (None, "day", False, False),
    ],
)
def test_an_adult_is_eighteen_on_the_latest_day_of_birth(
    born: date | None, precision: str, disputed: bool, adult: bool
) -> None:
    assert rules.is_adult(born, precision, DAY, disputed=disputed) is adult


def test_an_unknown_age_counts_as_twelve_too() -> None:
    assert rules.may_be_twelve(None, "day", DAY)
    assert rules.may_be_twelve(date(2013, 1, 1), "year", DAY)
    assert not rules.may_be_twelve(date(2016, 5, 5), "day", DAY)


@pytest.mark.parametrize(
    ("spoken", "interpreter", "understood"),
    [
        ("ht", "NONE", True),
        ("es", "NONE", False),
        ("es", "RELATIVE", False),
        ("es", "INDEPENDENT", True),
    ],
)
def test_only_ones_own_language_or_an_independent_interpreter_counts(
    spoken: str, interpreter: str, understood: bool
) -> None:
    assert rules.was_understood(own="ht", spoken=spoken, interpreter=interpreter) is understood


def test_topics_are_missed_in_the_order_of_explaining() -> None:
    assert rules.missing_topics(["rights", "programme"])[:2] == ["alternatives", "asylum"]


@pytest.mark.parametrize(
    ("witness", "same"),
    [
        ("Dilcia Waleska Mejía Paguada", True),
        ("DILCIA MEJIA", True),
        ("Mejía, Dilcia", True),
        ("Rosa Mejía Paguada", False),
        ("Rosa Cruz", False),
    ],
)
def test_a_witness_is_not_the_person_written_shorter(witness: str, same: bool) -> None:
    assert rules.names_the_same(witness, "Dilcia Waleska Mejía Paguada") is same


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7 ...", "application/pdf"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"<html>", None),
        (b"MZ", None),
        (b"", None),
        (b"%PDF-" + b"0" * rules.LARGEST_PAPER, None),
    ],
)
def test_a_paper_is_known_by_how_it_begins(content: bytes, kind: str | None) -> None:
    assert rules.kind_of_paper(content) == kind


def test_a_bus_after_midnight_leaves_with_what_was_said_on_its_day() -> None:
    half_past_midnight = datetime(2025, 3, 21, 6, 30, tzinfo=UTC)  # 00:30 in Mexico
    assert rules.is_said_on_its_day(date(2025, 3, 20), half_past_midnight)
    assert rules.is_said_on_its_day(date(2025, 3, 21), half_past_midnight)
    assert not rules.is_said_on_its_day(date(2025, 3, 22), half_past_midnight)


def test_what_was_not_explained_is_named_as_the_middle_of_a_sentence_writes_it() -> None:
    assert words.in_a_sentence(["asylum", "rights"]) == [
        "asilo y protección internacional", "derechos de la persona",
    ]  # fmt: skip
