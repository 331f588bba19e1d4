"""The strict reader: what cannot be is refused, with its path and one sentence."""

import dataclasses
from typing import Any, get_args, get_type_hints

import pytest

from rumbo.readiness.errors import SENTENCES, FactsRefused
from rumbo.readiness.facts import Facts, Person
from rumbo.readiness.gates import judge
from rumbo.readiness.kinds import Kind
from rumbo.readiness.reading import read_facts
from tests.readiness.complete import TODAY, adult, alone, changed, file, in_mpp, son

TOMORROW = "2026-11-21"
FULL = file(
    adult(
        mpp=in_mpp(no_guarantee_signed_on=TODAY),
        residence_permit={"country": "HND", "valid_until": TODAY},
        custody_finding={"by": "Sara Lima", "counsel": "Iván Mora"},
    ),
    son(),
    alone(),
    split={"decided_by": "Nora Cruz", "family_agreed_on": TODAY},
)


def refused(raw: object) -> FactsRefused:
    with pytest.raises(FactsRefused) as caught:
        read_facts(raw)
    return caught.value


def kinds(of: type, at: str) -> list[tuple[str, Kind]]:
    """Every fact there is, with its path in a file and its kind."""
    found: list[tuple[str, Kind]] = []
    for name, hint in get_type_hints(of, include_extras=True).items():
        path = f"{at}{name}"
        marks = [extra for extra in getattr(hint, "__metadata__", ()) if isinstance(extra, Kind)]
        if marks:
            found.append((path, marks[0]))
        elif dataclasses.is_dataclass(hint):
            assert isinstance(hint, type)
            found += kinds(hint, f"{path}.")
        elif of is not Facts:
            (inner,) = (get_args(one)[0] for one in get_args(hint) if get_args(one))
            found += kinds(inner, f"{path}.0.")
    return found


FACTS = kinds(Facts, "") + kinds(Person, "persons.0.")
WRONG: dict[str, list[Any]] = {
    "yes_no": [1, "true", "", [], {}],
    "happened": [
        TOMORROW,
        "2026-02-30",
        "20261101",
        "2026-W01-1",
        "01/11/2026",
        20261101,
        True,
        "",
    ],
    "born": [TOMORROW, "2026-02-30", "2008", "2008-05", 2008, True, ""],
    "day": ["2026-02-30", "20261101", "2026-11-01T00:00:00", "hoy", 1, False, [], ""],
    "name": ["", "  ", "\u200b", "\u00a0", "x\x00y", "x\ny", "x" * 201, 5, True, ["Ana"], {}],
    "programme": ["", 5, []],
    "country": ["HN", "hnd", "ZZZ", "HND ", "", 1, True],
    "countries": ["HND", ["HN"], [None], [1], {"HND": 1}],
    "one_of": ["SOMETHING", "", 1, True, [], {}],
    "some_of": ["programme", ["programas"], [None], [1], {}],
    "whole": [-1, 46, 36.0, 36.5, "36", True, [], 10**30],
}


def test_every_kind_of_fact_has_its_wrong_values() -> None:
    assert {kind.sort for _, kind in FACTS} == set(WRONG)
    assert len(FACTS) > 100


@pytest.mark.parametrize(("path", "kind"), FACTS, ids=[path for path, _ in FACTS])
def test_every_fact_refuses_what_it_cannot_be_and_names_its_place(path: str, kind: Kind) -> None:
    for value in WRONG[kind.sort]:
        error = refused(placed(path, value))
        assert error.path.startswith(bracketed(path)), (value, error.path)
        for lang in ("es", "en"):
            assert error.sentence(lang).startswith(f"{error.path}: ")
            assert error.sentence(lang).endswith(".")
            assert not isinstance(value, str) or len(value) < 5 or value not in error.sentence(lang)


@pytest.mark.parametrize(
    "path", [p for p, _ in FACTS if p not in ("today", "persons.0.id")], ids=lambda p: p
)
def test_every_fact_may_be_null(path: str) -> None:
    read_facts(placed(path, None))


def placed(path: str, value: Any) -> dict[str, Any]:
    """The full file with one fact set, in a list of one where the list is missing."""
    raw = FULL
    for part in ("documents", "transit"):
        if f".{part}.0." in path:
            raw = changed(raw, f"persons.0.{part}", [{}])
    return changed(raw, path, value)


def bracketed(path: str) -> str:
    """`persons.0.transit.0.country` as the sentences write it."""
    steps = path.split(".")
    return "".join(f"[{s}]" if s.isdigit() else f".{s}" for s in steps).lstrip(".")


@pytest.mark.parametrize(
    "path",
    ["nonsense", "travel.nonsense", "persons.0.nonsense", "persons.1.mpp.reentry_paper.nonsense"],
)
def test_an_unknown_key_is_refused_where_it_stands_even_when_it_is_null(path: str) -> None:
    for value in (None, 1):
        error = refused(changed(FULL, path, value))
        assert (error.path, error.code) == (bracketed(path), "unknown_key")


def test_an_unknown_key_is_shown_without_signs_that_move_the_cursor() -> None:
    error = refused({"\x1b[2J" + "k" * 100: 1})
    assert "\x1b" not in error.sentence()
    assert len(error.path) < 70


@pytest.mark.parametrize("raw", [None, [], "x", 1, True])
def test_a_file_that_is_no_object_is_refused(raw: object) -> None:
    assert refused(raw).path == "$"


@pytest.mark.parametrize(
    "path", ["travel", "persons.0.fear", "persons.0.mpp.reentry_paper", "persons.0.documents.0"]
)
def test_a_group_of_facts_that_is_no_object_is_refused(path: str) -> None:
    values: list[object] = [[], "x", 1, True]
    for value in values:
        assert refused(changed(FULL, path, value)).code == "not_an_object"


def test_a_list_that_is_no_list_is_refused() -> None:
    values: list[object] = [{}, "x", 1, True]
    for path in ("persons", "persons.0.documents", "persons.0.transit"):
        for value in values:
            assert refused(changed(FULL, path, value)).code == "not_a_list"


def test_a_file_without_people_is_refused() -> None:
    nobody: list[object] = [None, []]
    for people in nobody:
        assert refused(changed(FULL, "persons", people)).path == "persons"


def test_every_person_has_an_id_of_their_own() -> None:
    assert refused(changed(FULL, "persons.1.id", None)).path == "persons[1].id"
    twin = refused(changed(FULL, "persons.1.id", "adult"))
    assert (twin.path, twin.code) == ("persons[1].id", "same_id")


def test_a_travel_date_before_today_is_refused_and_today_is_not() -> None:
    assert refused(changed(FULL, "travel.date", "2026-11-19")).path == "travel.date"
    read_facts(changed(FULL, "travel.date", TODAY))


def test_nobody_arrives_before_leaving() -> None:
    assert refused(changed(FULL, "travel.arrives", "2026-11-19")).path == "travel.arrives"
    read_facts(changed(FULL, "travel.arrives", TOMORROW))


def test_what_happened_may_be_dated_today_and_what_is_to_come_later() -> None:
    for path, kind in FACTS:
        if kind.sort in ("happened", "born"):
            read_facts(placed(path, TODAY))
        if kind.sort == "day" and path not in ("today", "travel.date"):
            read_facts(placed(path, "2027-05-05"))


def test_without_today_nothing_is_known_to_have_happened_but_a_birth() -> None:
    facts = read_facts(changed(FULL, "today", None))
    assert facts.persons[0].data_consent.on is None
    assert facts.persons[0].birth_date is not None
    assert not any(person.may("BOOK") for person in judge(facts).persons)


def test_a_birth_too_long_ago_is_a_typing_error() -> None:
    assert refused(changed(FULL, "persons.0.birth_date", "1012-03-05")).code == "too_long_ago"
    read_facts(changed(FULL, "persons.0.birth_date", "1906-03-05"))


def test_a_guardian_who_is_in_no_file_is_read_and_simply_does_not_count() -> None:
    read_facts(changed(FULL, "persons.1.guardian_id", "somebody else"))


def test_names_may_be_short_accented_or_an_institution() -> None:
    for name in ("Ñu", "O", "李", "DIF 3", "Ng"):
        read_facts(changed(FULL, "persons.0.screened.by", name))


def test_every_sentence_is_said_in_two_languages() -> None:
    for spanish, english in SENTENCES.values():
        assert spanish
        assert english
        assert spanish != english


def test_facts_can_be_built_in_python_with_what_is_known() -> None:
    assert Person(id="x").fear.answer is None
    assert read_facts({"persons": [{"id": "x"}]}) == Facts(persons=(Person(id="x"),))
