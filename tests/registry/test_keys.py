"""A person is found though any one field is wrong, and no key names someone alone."""

import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rumbo.registry.rules.features import Features
from rumbo.registry.rules.keys import keys_of, query_keys, sibling_keys, worth

PERSON = Features(
    given_names="José Adán",
    surname_1="Rivera",
    surname_2="Zelaya",
    sex="M",
    birth_date=date(1993, 5, 9),
    precision="day",
    nationality="HND",
    document_number="0601-1993-12345",
    mother="Rosa Zelaya",
    place="HN-YO",
)
BARE = replace(PERSON, document_number="", mother="")


def found(query: Features, person: Features = BARE) -> bool:
    return not set(query_keys(query)).isdisjoint(keys_of(person))


@pytest.mark.parametrize(
    "query",
    [
        replace(BARE, given_names="Jose"),
        replace(BARE, given_names="Chepe"),
        replace(BARE, given_names="Adán José"),
        replace(BARE, given_names="Kevin"),
        replace(BARE, surname_1="Zelaya", surname_2="Rivera"),
        replace(BARE, surname_1="Ribera", surname_2="Selaya"),
        replace(BARE, surname_2=""),
        replace(BARE, surname_1="Zelaya", surname_2=""),
        replace(BARE, surname_1="Paguada"),
        replace(BARE, given_names="Jsoé Adna", surname_1="Rviera", birth_date=date(1992, 2, 7)),
        replace(BARE, birth_date=date(1993, 9, 5)),
        replace(BARE, birth_date=date(1983, 5, 9)),
        replace(BARE, birth_date=date(1993, 5, 19)),
        replace(BARE, birth_date=date(1993, 1, 1), precision="year"),
        replace(BARE, birth_date=date(1995, 1, 1), precision="age"),
        replace(BARE, birth_date=date(1991, 1, 1), precision="age"),
        replace(BARE, birth_date=None),
        replace(BARE, given_names="Rivera", surname_1="José Adán"),
    ],
)
def test_a_query_with_any_one_field_wrong_still_finds(query: Features) -> None:
    assert found(query)


def test_a_document_with_one_wrong_digit_finds_a_person_whose_name_changed() -> None:
    other = Features("Kevin", "Paz", document_number="0601 1993 12346")
    assert found(other, PERSON)
    assert not found(replace(other, document_number="0702 1991 54321"), PERSON)


# Whole names: a particle belongs to the word behind it, wherever the two stand.
NAMES = [
    "José", "Adán", "María", "Ángeles", "Ñeca", "Chepe", "Kevin", "Güendolín", "D'Angelo",
    "Rivera", "Zelaya", "de la Cruz", "Mc Carthy", "Muñoz", "López", "Xol", "Jean-Baptiste",
]  # fmt: skip
Orders = tuple[list[str], list[str]]
orders = st.lists(st.sampled_from(NAMES), max_size=6).flatmap(
    lambda names: st.tuples(st.just(names), st.permutations(names))
)
dates = st.none() | st.dates(date(1930, 1, 1), date(2025, 12, 31))
precisions = st.sampled_from(["day", "month", "year", "age"])


def without_accents(text: str) -> str:
    spread = unicodedata.normalize("NFD", text)
    return "".join(c for c in spread if not unicodedata.combining(c))


WRITINGS = [str, str.upper, str.lower, without_accents, lambda t: unicodedata.normalize("NFD", t)]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    given_names=orders,
    surnames=orders,
    parents=orders,
    born=dates,
    precision=precisions,
    splits=st.tuples(st.integers(0, 6), st.integers(0, 6)),
    writing=st.sampled_from(WRITINGS),
)
def test_no_key_depends_on_the_order_or_the_accents_of_any_names(
    given_names: Orders,
    surnames: Orders,
    parents: Orders,
    born: date | None,
    precision: Any,
    splits: tuple[int, int],
    writing: Callable[[str], str],
) -> None:
    def told(at: int, write: Callable[[str], str]) -> Features:
        return Features(
            given_names=write(" ".join(given_names[at])),
            surname_1=write(" ".join(surnames[at][: splits[at]])),
            surname_2=write(" ".join(surnames[at][splits[at] :])),
            birth_date=born,
            precision=precision if born else "",
            mother=write(" ".join(parents[at])),
            father=write(" ".join(parents[1 - at])),
        )

    one, other = told(0, str), told(1, writing)
    assert keys_of(one) == keys_of(other)
    assert query_keys(one) == query_keys(other)
    assert sibling_keys(one) == sibling_keys(other)


def test_brothers_and_sisters_are_looked_for_by_any_two_of_their_surnames() -> None:
    child = replace(
        BARE, surname_1="Ponce de León", surname_2="Zelaya", birth_date=date(2015, 1, 1)
    )
    sister = replace(child, given_names="Ana", birth_date=date(2018, 3, 2), surname_1="León")
    assert not set(sibling_keys(child)).isdisjoint(keys_of(sister))
    assert sibling_keys(replace(child, surname_1="")) == []


@pytest.mark.parametrize(
    "told",
    [
        PERSON,
        replace(PERSON, father="Wilmer Adán Rivera Mejía", mother="Rosa María Zelaya Paz"),
        replace(PERSON, given_names="José Adán Francisco", father="Wilmer Rivera Mejía"),
        replace(PERSON, given_names="A B C D E F G H", surname_1="I J K L M N O P"),
    ],
)
def test_more_names_make_few_more_keys(told: Features) -> None:
    assert len(keys_of(told)) <= 60


def test_a_parent_finds_whoever_is_filed_without_a_date_and_under_another_surname() -> None:
    filed = replace(PERSON, surname_2="", document_number="", birth_date=None, precision="")
    assert found(replace(PERSON, surname_1="Paguada", surname_2="", document_number=""), filed)
    changed = replace(
        PERSON, given_names="Kevin", surname_1="Paz", surname_2="", document_number=""
    )
    assert found(replace(changed, mother="Selaya Rosa"), PERSON)


def test_there_are_about_twenty_keys_and_none_is_one_name_alone() -> None:
    keys = keys_of(PERSON)
    assert 15 <= len(keys) <= 30
    assert all(len(key.split("|")) >= 3 for key in keys)


def test_one_name_alone_gives_no_key() -> None:
    assert keys_of(Features(surname_1="López")) == []
    assert keys_of(Features()) == []


def test_a_stranger_shares_no_key() -> None:
    stranger = Features("Karla", "Paguada", "Funes", "F", date(2001, 7, 30), "day")
    assert not found(stranger)


words = st.text(alphabet="abcdefghijlmnopqrstuvyzáéñ ", max_size=12)
people = st.builds(
    Features,
    given_names=words,
    surname_1=words,
    surname_2=words,
    birth_date=st.none() | st.dates(date(1930, 1, 1), date(2025, 12, 31)),
    precision=st.sampled_from(["day", "month", "year", "age"]),
    document_number=st.text(alphabet="0123456789- A", max_size=15),
    mother=words,
)


@given(people)
def test_whoever_has_a_key_finds_themselves(person: Features) -> None:
    keys = keys_of(person)
    assert keys == sorted(set(keys))
    assert set(keys) <= set(query_keys(person))


@pytest.mark.parametrize(
    ("key", "bits"),
    [
        ("d|1990|3|5|gml", 8.0),
        ("m|3|5|gml|lpz", 4.0),
        ("y|1990|gml|lpz", 0.0),
        ("y|1991|gml|lpz", -2.0),
        ("x|1989|gml|l", -2.0),
        ("n|gomes|lopes", 0.0),
    ],
)
def test_a_key_of_the_date_that_was_told_is_worth_more(key: str, bits: float) -> None:
    assert worth(key, date(1990, 5, 3)) == bits


def test_where_no_date_was_told_no_year_is_worth_more_than_another() -> None:
    assert worth("y|1991|gml|lpz", None) == worth("y|1960|gml|lpz", None) == 0.0


def test_every_key_that_is_asked_has_a_worth() -> None:
    asked = query_keys(PERSON)
    assert min(worth(key, PERSON.birth_date) for key in asked) == -2.0
    assert max(worth(key, PERSON.birth_date) for key in asked) == 8.0
