"""What may follow what with a voucher, what is left of a fund, and what two conclude: values only."""

import secrets
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

# The line of money that pays (programmes/data/funding.json).
FUND = "SMALL-FUND"
# What each line of the fund moves in the ledger of all lines: from which pot into which.
POTS = {
    "RELEASED": ("COMMITTED", "RELEASED"),
    "DELIVERED": ("COMMITTED", "SPENT"),
    "RETURNED": ("SPENT", "RELEASED"),
}
# Who sees what the fund promised and paid, without any name. Finance has its own, shorter list.
SEES_THE_FUND = frozenset({"protection", "coordinator"})

SERVICES = ("SHELTER", "MEDICAL", "PSYCHOLOGICAL", "LEGAL", "DOCUMENTS", "FOOD")
PAYEES = ("ORGANISATION", "PERSON", "SURVIVOR")
SIGNED = ("SCREEN", "PAPER", "THUMB")

MOVES: Mapping[str, frozenset[str]] = {
    "REQUESTED": frozenset({"APPROVED", "DECLINED", "CANCELLED"}),
    "APPROVED": frozenset({"DELIVERED", "CANCELLED"}),
    "DELIVERED": frozenset({"RETURNED"}),
    "DECLINED": frozenset(),
    "CANCELLED": frozenset(),
    "RETURNED": frozenset(),
}
OPEN = ("REQUESTED", "APPROVED")
# By when the second person looks, and for how long an approved sum waits to be given.
LOOKED_AT_WITHIN = 1
GIVEN_WITHIN = 7

# The matrix of domain.md 3.2, and how grave each part is.
MATRIX = ("TRAFFICKER", "DEBT", "FAMILY", "STIGMA", "SHELTER", "POLICE")
LEVELS = ("LOW", "MEDIUM", "HIGH", "NOT_KNOWN")
GRAVE = frozenset({"MEDIUM", "HIGH"})
# From the least to the most careful.
FINDINGS = ("SAFE", "MEASURES", "NOT_SAFE")
# Both let somebody go back: plainly, or with what is done about each risk.
RETURN_IS_SAFE = frozenset({"SAFE", "MEASURES"})

# What joins the parts of a name and tells nobody from another.
JOINING = frozenset({"de", "del", "la", "las", "los", "y", "da", "do", "dos"})
# No letter that is taken for a figure: it is read aloud on the telephone.
_SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands of a fund, in minor units: all of it, promised, and given."""

    total: int
    reserved: int
    delivered: int

    @property
    def left(self) -> int:
        """What may still be promised."""
        return self.total - self.reserved - self.delivered


def standing(total: int, sums: Mapping[str, int]) -> Standing:
    """Work out where a fund stands from the sums of its ledger, by kind of line."""
    reserved = sums.get("RESERVED", 0) - sums.get("RELEASED", 0) - sums.get("DELIVERED", 0)
    return Standing(total, reserved, sums.get("DELIVERED", 0) - sums.get("RETURNED", 0))


def leads_to(payee: str, number: str, names: Iterable[str]) -> bool:
    """Whether a payee says whom the money is for: the file's number, or a name of the file.

    A whole short name is enough, and any two parts of a longer one, however they are written.
    """
    if "".join(_parts(number)) in "".join(_parts(payee)):
        return True
    told = set(_parts(payee))
    parts = [set(_parts(name)) - JOINING for name in names]
    return any(len(part & told) >= min(2, len(part)) for part in parts if part)


def _parts(words: str) -> list[str]:
    letters = unicodedata.normalize("NFKD", words.casefold())
    kept = "".join(c for c in letters if not unicodedata.combining(c))
    return "".join(c if c.isalnum() else " " for c in kept).split()


def may_become(state: str, other: str) -> bool:
    """Whether a voucher may go from one state to another."""
    return other in MOVES.get(state, frozenset())


def new_reference() -> str:
    """A reference by chance: it is worked out from no file, no person and no day."""
    return "AD-" + "".join(secrets.choice(_SIGNS) for _ in range(8))


def most_careful(findings: Iterable[str]) -> str:
    """What two conclude together: the more careful of both."""
    told = [FINDINGS.index(one) for one in findings if one in FINDINGS]
    return FINDINGS[max(told)] if told else ""


def unanswered(matrix: Mapping[str, Mapping[str, str]]) -> list[str]:
    """The parts of the matrix without a level, and the grave ones without a measure."""
    return [
        part
        for part in MATRIX
        if matrix.get(part, {}).get("level") not in LEVELS
        or (matrix[part]["level"] in GRAVE and not matrix[part].get("mitigation", "").strip())
    ]


def too_light(finding: str, matrix: Mapping[str, Mapping[str, str]]) -> bool:
    """Whether a conclusion is lighter than its matrix: nothing grave is plainly safe.

    What nobody knows cannot be called safe either, with or without measures.
    """
    levels = {told.get("level") for told in matrix.values()}
    if finding == "SAFE":
        return bool(levels & {"HIGH", "NOT_KNOWN"})
    return finding == "MEASURES" and "NOT_KNOWN" in levels
