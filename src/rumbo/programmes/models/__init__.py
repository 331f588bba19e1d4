"""What programmes keep: who can be helped and who pays, the ledger of each line, and advances."""

from rumbo.programmes.models.advances import Advance, AdvanceItem
from rumbo.programmes.models.money import ExchangeRate, LineBalance, Posting
from rumbo.programmes.models.reference import (
    RETURN_KINDS,
    Agreement,
    DueDiligence,
    EligibilityCriterion,
    Filed,
    FormalRequest,
    FundingLine,
    Opening,
    Programme,
)

__all__ = [
    "RETURN_KINDS",
    "Advance",
    "AdvanceItem",
    "Agreement",
    "DueDiligence",
    "EligibilityCriterion",
    "ExchangeRate",
    "Filed",
    "FormalRequest",
    "FundingLine",
    "LineBalance",
    "Opening",
    "Posting",
    "Programme",
]
