"""Papers, what is asked of consulates, and what of a person was told to whom."""

from rumbo.documents.models.consular import ConsularBatch, ConsularRequest, RequestItem
from rumbo.documents.models.papers import (
    Custody,
    ExitPaper,
    KeptFile,
    LegalCheck,
    OtherParent,
    Parentage,
    ReceivingNotice,
    ResidenceRight,
    TransitCheck,
    TravelDocument,
)
from rumbo.documents.models.terms import ConsularTerms
from rumbo.documents.models.transfers import ExplicitConsent, Transfer

__all__ = [
    "ConsularBatch",
    "ConsularRequest",
    "ConsularTerms",
    "Custody",
    "ExitPaper",
    "ExplicitConsent",
    "KeptFile",
    "LegalCheck",
    "OtherParent",
    "Parentage",
    "ReceivingNotice",
    "RequestItem",
    "ResidenceRight",
    "Transfer",
    "TransitCheck",
    "TravelDocument",
]
