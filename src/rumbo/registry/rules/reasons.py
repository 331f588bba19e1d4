"""The words for what a likeness rests on, in the reader's language."""

from collections.abc import Sequence
from functools import cache

from rumbo.registry.rules.names import table

# What a mask may rest on: nothing that tells an office, a date, a place or a nationality.
SAYABLE = ("GIVEN_", "SAME_GIVEN", "SURNAME", "SAME_SURNAMES", "SAME_DOCUMENT", "DOCUMENT_ONE")


def sayable(codes: Sequence[str]) -> tuple[str, ...]:
    """The reasons that may be said of somebody who stays masked."""
    return tuple(code for code in codes if code.startswith(SAYABLE))


@cache
def _labels() -> dict[str, dict[str, str]]:
    return {r["code"]: r for r in table("rumbo.registry", "likeness_reasons.csv")}


def words(codes: tuple[str, ...], language: str = "es") -> str:
    """Write reasons as one line: `misma fecha de nacimiento; apellidos intercambiados`.

    `language` is es or en, or starts so.
    """
    column = "en" if language.startswith("en") else "es"
    return "; ".join(_labels()[code][column] for code in codes)


def codes() -> tuple[str, ...]:
    """Give all codes of reasons, in the order of the file."""
    return tuple(_labels())
