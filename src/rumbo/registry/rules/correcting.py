"""What a correction touches, by the codes of the list person_field: which parts, never their values."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from rumbo.registry.rules.ages import is_adult
from rumbo.registry.values import Correction

# Each code, and the parts of a registration that it speaks for ("identity.x" lies inside a sealed part).
PARTS: Mapping[str, tuple[str, ...]] = {
    "GIVEN_NAMES": ("identity.given_names",),
    "SURNAMES": ("identity.surname_1", "identity.surname_2"),
    "ALSO_KNOWN_AS": ("identity.also_known_as",),
    "PARENTS": ("identity.mother", "identity.father"),
    "DOCUMENT": ("identity.document_number", "identity.document_type"),
    "BIRTH": ("birth_date", "birth_precision"),
    "AGE_DOUBT": ("age_disputed",),
    "SEX": ("sex",),
    "NATIONALITIES": ("nationalities",),
    "ORIGIN": ("origin_country", "origin_department", "place"),
    "RETURN": ("return_country", "return_department"),
    "LANGUAGES": ("language", "other_languages"),
    "INTERPRETER": ("needs_interpreter",),
    "READS": ("can_read",),
    "CONTACT": ("contact", "contact_channel"),
    "STATUS": ("profile.status",),
}
# Every other answer of the paper form is for the report alone.
REPORT = "REPORT"
NAMES = frozenset({"GIVEN_NAMES", "SURNAMES"})
# What papers, declarations and lists of passengers print.
PRINTED = NAMES | {"BIRTH", "NATIONALITIES"}
# What makes somebody likely the same as somebody else.
TELLING = PRINTED | {"SEX", "PARENTS", "DOCUMENT", "CONTACT", "ORIGIN"}
# Whom a state protects, or was asked to: no desk takes that off.
PROTECTED = frozenset({"ASYLUM_SEEKER", "REFUGEE", "COMPLEMENTARY"})


def differing(before: Correction, after: Correction) -> tuple[str, ...]:
    """Say which parts of a registration read differently, in the order of the paper form."""
    told = [
        code
        for code, parts in PARTS.items()
        if any(_part(before, part) != _part(after, part) for part in parts)
    ]
    others = {k: v for k, v in after.profile.items() if k != "status"}
    if any(before.profile.get(k) != v for k, v in others.items()):
        told.append(REPORT)
    return tuple(told)


def stays_in_doubt(
    before: Correction, after: Correction, day: date, *, presumed: bool = False
) -> bool:
    """Whether somebody who counted as a child, or was `presumed` one, would be of age by this alone.

    Nobody known to be a child, or presumed one without family, leaves that by a slip of the pen
    (dossier 3.1): the age is then in doubt, and who may be under 18 is a child.
    """
    was_child = not is_adult(before.birth_date, before.birth_precision, day)
    known = before.birth_date is not None or presumed
    return known and was_child and is_adult(after.birth_date, after.birth_precision, day)


def _part(whole: Correction, name: str) -> Any:
    """One part; what is not known inside a sealed part reads as empty."""
    outer, _dot, inner = name.partition(".")
    value = getattr(whole, outer)
    if inner:
        return value.get(inner) or ""
    return {k: v for k, v in value.items() if v} if isinstance(value, Mapping) else value
