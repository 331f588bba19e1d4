"""The likeness of two files: sure of one person, unsure of kin, and it says why."""

import math
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from rumbo.registry.rules import frequencies, reasons
from rumbo.registry.rules.deck import Deck
from rumbo.registry.rules.features import Features
from rumbo.registry.rules.likeness import Comparison, Likeness, score, score_readings
from rumbo.registry.rules.weights import STANDARD

COLUMNS = ["mother", "father", "document_number", "place"]
words = st.text(alphabet="abcdefghijlmnopqrstuvyzáéñ ", max_size=12)
people = st.builds(
    Features,
    given_names=words,
    surname_1=words,
    surname_2=words,
    sex=st.sampled_from(["M", "F", "X", ""]),
    birth_date=st.none() | st.dates(date(1930, 1, 1), date(2025, 12, 31)),
    precision=st.sampled_from(["day", "month", "year", "age"]),
    nationality=st.sampled_from(["HND", "SLV", ""]),
    document_number=st.text(alphabet="0123456789- A", max_size=15),
    mother=words,
    father=words,
    place=st.sampled_from(["HN-YO", "", "Yoro"]),
)


@given(asked=people, others=st.lists(people, max_size=6), bare=st.sets(st.sampled_from(COLUMNS)))
def test_columns_that_the_one_asked_for_lacks_change_nothing(
    asked: Features, others: list[Features], bare: set[str]
) -> None:
    lacking: dict[str, Any] = dict.fromkeys(bare, "")
    asked = replace(asked, **lacking)
    told, shares = score(asked, others, population=9_000), frequencies.shipped()
    right = np.arange(1, len(others) + 1)
    whole = Comparison(Deck([asked, *others]), right * 0, right, shares, STANDARD)
    assert told == whole.likenesses(9_000)


@given(readings=st.lists(people, min_size=1, max_size=4), others=st.lists(people, max_size=5))
def test_each_one_is_weighed_by_the_reading_that_fits_best(
    readings: list[Features], others: list[Features]
) -> None:
    alone = [score(reading, others, population=9_000) for reading in readings]
    found = score_readings(readings, others, population=9_000)
    assert found == [
        max(told, key=lambda one: one.probability) for told in zip(*alone, strict=True)
    ]


PERSON = Features(
    given_names="José Adán",
    surname_1="Rivera",
    surname_2="Zelaya",
    sex="M",
    birth_date=date(1993, 5, 9),
    precision="day",
    nationality="HND",
    document_number="0601-1993-12345",
    place="HN-YO",
)
PAPERLESS = replace(PERSON, document_number="")


def one(query: Features, candidate: Features) -> Likeness:
    return score(query, [candidate])[0]


def test_the_same_file_is_the_same_person() -> None:
    assert one(PERSON, PERSON).probability > 0.999


def test_a_corrupted_copy_is_likely_and_says_why() -> None:
    copy = replace(PERSON, surname_1="Selaya", surname_2="Ribera", document_number="0601199312346")
    found = one(PERSON, copy)
    assert found.probability > 0.99
    said = reasons.words(found.reasons)
    assert "misma fecha de nacimiento" in said
    assert "apellidos intercambiados" in said
    assert "documento con un dígito distinto" in said
    assert "surnames swapped" in reasons.words(found.reasons, "en")


def test_an_exchanged_day_and_month_weighs_less_than_the_same_date() -> None:
    exchanged = one(PAPERLESS, replace(PAPERLESS, birth_date=date(1993, 9, 5)))
    assert "DAY_MONTH_EXCHANGED" in exchanged.reasons
    other = one(PAPERLESS, replace(PAPERLESS, birth_date=date(1987, 2, 28)))
    assert one(PAPERLESS, PAPERLESS).bits > exchanged.bits > other.bits


def test_an_age_that_fits_speaks_for_and_one_far_off_against() -> None:
    near = replace(PAPERLESS, birth_date=date(1994, 1, 1), precision="age")
    far = replace(PAPERLESS, birth_date=date(1980, 1, 1), precision="age")
    assert "AGE_FITS" in one(PAPERLESS, near).reasons
    assert one(PAPERLESS, near).bits > one(PAPERLESS, far).bits + 5


def test_a_twin_is_not_the_same_person() -> None:
    twin = replace(PAPERLESS, given_names="Kevin Noé")
    assert one(PAPERLESS, twin).probability < 0.5


def test_two_namesakes_born_years_apart_are_two_people() -> None:
    common = Features("José", "López", "", "M", date(1990, 3, 2), "day", "HND")
    other = replace(common, birth_date=date(1978, 11, 20))
    assert one(common, other).probability < 0.05


def test_a_rare_name_tells_more_than_a_common_one() -> None:
    common = Features("José", "López", "Hernández", "M")
    rare = Features("José", "Paguada", "Ixcoy", "M")
    assert one(rare, rare).bits > one(common, common).bits + 8


def test_a_pet_name_and_a_missing_second_name_are_forgiven() -> None:
    assert one(PAPERLESS, replace(PAPERLESS, given_names="Chepe")).probability > 0.95


def test_nothing_known_says_nothing() -> None:
    assert one(Features(), Features()).bits == 0
    assert one(PERSON, Features()).probability < 0.01
    assert score(PERSON, []) == []


def test_likelihood_falls_as_the_registry_grows() -> None:
    vague = replace(PAPERLESS, birth_date=None, place="")
    small = score(vague, [vague], population=1_000)[0].probability
    large = score(vague, [vague], population=10_000_000)[0].probability
    assert small > large


def test_learned_shares_outweigh_the_shipped_ones() -> None:
    many = [Features("Ana", "Paguada")] * 20_000
    assert frequencies.learn(many).name_bits("surname", "paguada") < 1
    assert frequencies.shipped().name_bits("surname", "paguada") > 10


def test_every_reason_has_words_in_both_languages() -> None:
    codes = tuple(reasons.codes())
    assert len(codes) > 20
    for language in ("es", "en"):
        assert all(reasons.words((code,), language) for code in codes)


@given(people, st.lists(people, max_size=4))
def test_any_two_files_can_be_compared_either_way(query: Features, others: list[Features]) -> None:
    found = score(query, others)
    assert len(found) == len(others)
    for likeness, other in zip(found, others, strict=True):
        assert 0 <= likeness.probability <= 1
        assert math.isclose(likeness.bits, score(other, [query])[0].bits, abs_tol=1e-6)
        assert all(code in reasons.codes() for code in likeness.reasons)
