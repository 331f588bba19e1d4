"""What may follow what, what is left of a fund, and what two conclude together."""

import pytest

from rumbo.assistance import rules
from rumbo.common import codes


def matrix(**levels: str) -> dict[str, dict[str, str]]:
    return {part: {"level": levels.get(part, "LOW"), "mitigation": "algo"} for part in rules.MATRIX}


def test_what_is_left_is_the_fund_without_what_was_promised_and_given() -> None:
    assert rules.standing(1000, {}).left == 1000
    promised = rules.standing(1000, {"RESERVED": 600})
    assert (promised.reserved, promised.delivered, promised.left) == (600, 0, 400)
    given = rules.standing(1000, {"RESERVED": 600, "DELIVERED": 500, "RELEASED": 100})
    assert (given.reserved, given.delivered, given.left) == (0, 500, 500)
    back = rules.standing(
        1000, {"RESERVED": 600, "DELIVERED": 500, "RELEASED": 100, "RETURNED": 200}
    )
    assert (back.reserved, back.delivered, back.left) == (0, 300, 700)


@pytest.mark.parametrize(
    ("state", "others"),
    [
        ("REQUESTED", {"APPROVED", "DECLINED", "CANCELLED"}),
        ("APPROVED", {"DELIVERED", "CANCELLED"}),
        ("DELIVERED", {"RETURNED"}),
        ("DECLINED", set()),
        ("CANCELLED", set()),
        ("RETURNED", set()),
    ],
)
def test_a_voucher_goes_its_way_and_no_other(state: str, others: set[str]) -> None:
    assert {other for other in rules.MOVES if rules.may_become(state, other)} == others


def test_a_reference_comes_by_chance_and_starts_no_formula() -> None:
    made = {rules.new_reference() for _ in range(500)}
    assert len(made) == 500
    assert all(one.startswith("AD-") and len(one) == 11 for one in made)
    assert not {*"IO01"} & {sign for one in made for sign in one[3:]}


def test_every_part_has_a_level_and_what_is_grave_a_measure() -> None:
    assert rules.unanswered(matrix()) == []
    assert rules.unanswered({}) == list(rules.MATRIX)
    bare = matrix(DEBT="MEDIUM") | {"DEBT": {"level": "MEDIUM", "mitigation": "  "}}
    assert rules.unanswered(bare) == ["DEBT"]
    assert rules.unanswered(matrix(POLICE="WHO_KNOWS")) == ["POLICE"]


def test_nothing_grave_is_plainly_safe_and_nothing_unknown_is_safe_at_all() -> None:
    assert not rules.too_light("SAFE", matrix(DEBT="MEDIUM"))
    assert rules.too_light("SAFE", matrix(DEBT="HIGH"))
    assert rules.too_light("SAFE", matrix(DEBT="NOT_KNOWN"))
    assert not rules.too_light("MEASURES", matrix(DEBT="HIGH"))
    assert rules.too_light("MEASURES", matrix(DEBT="NOT_KNOWN"))
    assert not rules.too_light("NOT_SAFE", matrix(DEBT="NOT_KNOWN"))


def test_the_more_careful_of_two_conclusions_holds() -> None:
    assert rules.most_careful(["SAFE", "NOT_SAFE"]) == "NOT_SAFE"
    assert rules.most_careful(["MEASURES", "SAFE"]) == "MEASURES"
    assert rules.most_careful(["", ""]) == ""


def test_every_code_has_its_words_in_both_languages() -> None:
    for name, known in (
        ("assistance_service", rules.SERVICES),
        ("risk_part", rules.MATRIX),
        ("risk_level", rules.LEVELS),
        ("risk_finding", rules.FINDINGS),
    ):
        assert tuple(one.code for one in codes.LISTS[name]) == known
        assert all(one.es and one.en and one.es != one.en for one in codes.LISTS[name])
