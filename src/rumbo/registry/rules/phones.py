"""Telephones as booths write them: with and without the country, with 00, spaces and dashes."""

import re

_NO_DIGIT = re.compile(r"\D")
SHORTEST = 8  # a Central American number without its country
_COMPARED = 10  # a Mexican number without its country; tells +502 from +504 where that was written


def digits(text: str) -> str:
    """Leave the digits of a telephone, without the 00 that stands for the plus."""
    plain = _NO_DIGIT.sub("", text)
    return plain.removeprefix("00")


def phone_key(text: str) -> str:
    """The plain key of a telephone: the end that every way of writing it shares; empty if short."""
    plain = digits(text)
    return f"t|{plain[-SHORTEST:]}" if len(plain) >= SHORTEST else ""


def are_one_phone(one: str, other: str) -> bool:
    """Whether two ways of writing are one telephone: a country or a 1 left out does not count."""
    first, second = digits(one), digits(other)
    known = min(len(first), len(second), _COMPARED)
    return known >= SHORTEST and first[-known:] == second[-known:]
