"""A telephone is one however a booth wrote it down."""

import pytest

from rumbo.registry.rules.phones import are_one_phone, phone_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("+504 9988-7766", "99887766"),
        ("+504 9988-7766", "00504 99887766"),
        ("+52 55 3829 9075", "55 3829 9075"),
        ("+52 1 55 3829 9075", "+525538299075"),
        ("(502) 4455 6677", "+502 4455-6677"),
    ],
)
def test_one_telephone_in_two_ways(one: str, other: str) -> None:
    assert are_one_phone(one, other)
    assert phone_key(one) == phone_key(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("+502 9988-7766", "+504 9988-7766"),
        ("+52 55 3829 9075", "+52 81 3829 9075"),
        ("9988776", "9988776"),
        ("", ""),
    ],
)
def test_two_telephones_or_none(one: str, other: str) -> None:
    assert not are_one_phone(one, other)


def test_what_is_too_short_has_no_key() -> None:
    assert phone_key("998-877") == ""
