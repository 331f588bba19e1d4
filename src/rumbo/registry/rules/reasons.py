"""The words for what a likeness rests on, in the reader's language."""

from collections.abc import Sequence
from functools import cache

from rumbo.registry.rules.names import table

# What a mask may rest on: nothing that tells an office, a date, a place or a nationality.
SAYABLE = (
    "GIVEN_", "SAME_GIVEN", "SURNAME", "SAME_SURNAMES", "SAME_DOCUMENT", "DOCUMENT_ONE",
    "SAME_PHONE", "SAME_CASE_NUMBER", "SAME_FOLIO", "SAME_CODE",
)  # fmt: skip
# The whole name as it is registered: enough for a hint, however common the name.
WHOLE_NAME = frozenset({"SAME_GIVEN_NAMES", "SAME_SURNAMES"})
_NOT_WHOLE = frozenset(
    {
        "GIVEN_NAME_MISSING", "SURNAME_MISSING", "BIRTH_DATE_DIFFERS", "DOCUMENT_DIFFERS",
        "SEX_DIFFERS",
    }
)  # fmt: skip


def is_whole_name(codes: Sequence[str]) -> bool:
    """Whether every given name and surname agree, none is left out, and no other fact speaks against."""
    return set(codes) >= WHOLE_NAME and _NOT_WHOLE.isdisjoint(codes)


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
