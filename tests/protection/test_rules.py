"""The tables of protection: complete, and each flag in the compartment where it belongs."""

from itertools import chain

import pytest

from rumbo.access.rules import ROLES
from rumbo.common import codes
from rumbo.protection import rules, track, words
from rumbo.protection.forms.children import STEP_FORMS
from rumbo.protection.sentences import SENTENCES


def test_every_code_of_the_screen_opens_something() -> None:
    assert set(rules.FLAGS) == set(codes.values("vulnerability"))


def test_the_page_asks_every_code_once() -> None:
    asked = list(chain.from_iterable(names for _group, names in rules.GROUPS))
    assert sorted(asked) == sorted(rules.FLAGS)
    assert {group for group, _names in rules.GROUPS} == set(words.GROUPS)


@pytest.mark.parametrize("code", rules.FLAGS)
def test_a_flags_task_lies_where_its_code_does_and_its_role_can_see_it(code: str) -> None:
    flag = rules.FLAGS[code]
    asked = codes.LISTS["vulnerability"][code].extra
    assert flag.compartment in {asked["compartment"], "protection"}
    assert flag.role == asked["role"]
    assert flag.compartment in ROLES[flag.role]
    assert flag.task in words.TASKS


@pytest.mark.parametrize(
    ("code", "role"),
    [
        ("VOT", "protection"),
        ("GBV", "protection"),
        ("SERIOUS_MEDICAL", "health"),
        ("UASC", "child_officer"),
        ("CHILD_AT_RISK", "child_officer"),
        ("NO_ID", "documents"),
    ],
)
def test_who_is_asked(code: str, role: str) -> None:
    assert rules.FLAGS[code].role == role


@pytest.mark.parametrize("code", ["VOT", "KIDNAPPING_VICTIM", "UASC", "GBV", "ASYLUM_NEED"])
def test_what_cannot_wait_is_for_today(code: str) -> None:
    assert (rules.FLAGS[code].days, rules.FLAGS[code].urgent) == (0, True)


@pytest.mark.parametrize(
    ("answer", "resolution", "confirmed", "is_open"),
    [
        ("NO", "", False, False),
        ("YES", "", False, True),
        ("UNSURE", "PENDING", False, True),
        ("YES", "RETURN", False, True),
        ("YES", "RETURN", True, False),
        ("YES", "ASYLUM", True, True),
    ],
)
def test_only_a_return_confirmed_by_two_ends_a_fear(
    answer: str, resolution: str, confirmed: bool, is_open: bool
) -> None:
    assert rules.is_open_fear(answer, resolution, confirmed=confirmed) is is_open


def test_a_no_takes_no_fear_away_that_was_told_alone() -> None:
    def may(was_alone: bool, *roles: str) -> bool:
        return rules.may_answer_no(open_fear=True, was_alone=was_alone, roles=frozenset(roles))

    assert not may(True, "counsellor")
    assert not may(True, "protection")
    assert not may(False, "counsellor")
    assert may(False, "protection")


def test_every_step_of_the_child_track_has_words_and_a_sentence() -> None:
    assert {*rules.CHILD_STEPS, *track.ORDER} == set(words.CHILD_STEPS) - {"CLOSED"}
    assert all(f"protection.child.{step}" in SENTENCES for step in (*rules.CHILD_STEPS, "CLOSED"))
    assert set(track.ORDER) == set(words.MISSING)
    assert {stage.whose for stage in track.STAGES} == set(words.WAITS_FOR)
    assert set(STEP_FORMS) == set(rules.CHILD_STEPS)
    assert set(track.ORDER) - {"HANDOVER_ARRIVAL"} <= set(words.DO)
