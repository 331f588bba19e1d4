"""What programmes keep: requests, agreements, due diligence, criteria; money, rates and fares."""

from rumbo.programmes.models.catalogue import (
    RETURN_KINDS,
    Agreement,
    DueDiligence,
    EligibilityCriterion,
    Filed,
    FormalRequest,
    Opening,
    Programme,
)
from rumbo.programmes.models.fares import Fare, FareQuerySet
from rumbo.programmes.models.money import (
    Advance,
    AdvanceItem,
    ExchangeRate,
    FundingLine,
    LineBalance,
    Posting,
)

__all__ = [
    "RETURN_KINDS",
    "Advance",
    "AdvanceItem",
    "Agreement",
    "DueDiligence",
    "EligibilityCriterion",
    "ExchangeRate",
    "Fare",
    "FareQuerySet",
    "Filed",
    "FormalRequest",
    "FundingLine",
    "LineBalance",
    "Opening",
    "Posting",
    "Programme",
]
