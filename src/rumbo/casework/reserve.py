"""What the reasons of eligibility may say to whom: who may not see one reads whose word is missing."""

from collections.abc import Iterable

from rumbo.common.codes import LISTS
from rumbo.programmes.rules import Reason

# The compartment that a reason comes from; the others are of registration, and everybody's.
COMPARTMENT = {
    "PROTECTION_RISK": "protection",
    "NOT_ASKED_FEAR": "protection",
    "NOT_VOLUNTARY": "protection",
    "FREEDOM_NOT_ASSESSED": "protection",
    "NO_CAPACITY": "protection",
    "BID_AGAINST": "protection",
    "BID_PENDING": "protection",
    "CUSTODY_DISPUTE": "protection",
    "LEGAL_RESTRICTION": "protection",
    "IN_DETENTION": "protection",
    "MEDICAL_UNFIT": "medical",
}
NEUTRAL = {"protection": "NEEDS_PROTECTION", "medical": "NEEDS_HEALTH"}
NEUTRALS = frozenset(NEUTRAL.values())


def is_open_to(code: str, sees: frozenset[str]) -> bool:
    """Whether a reader who sees these compartments may read a reason."""
    return COMPARTMENT.get(code, "bio") in sees | {"bio"}


def neutral(code: str, sees: frozenset[str]) -> str:
    """The code itself, or the one that only says whose word is missing."""
    return code if is_open_to(code, sees) else NEUTRAL[COMPARTMENT[code]]


def plain(codes: Iterable[str]) -> list[str]:
    """The codes as everybody's columns may keep them: none of a compartment, none twice."""
    return list(dict.fromkeys(neutral(code, frozenset()) for code in codes))


def told(reason: Reason, sees: frozenset[str]) -> Reason:
    """The reason, or one sentence that is the same whatever stands behind it."""
    code = neutral(reason.code, sees)
    if code == reason.code:
        return reason
    word = LISTS["eligibility_reason"][code]
    return Reason(code, "LOOK", f"{word.es}.", f"{word.en}.")
