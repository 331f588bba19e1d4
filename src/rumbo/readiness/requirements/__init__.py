"""The table of requirements: every row that must hold before a person travels, in its order.

The journey's verbs ask this table and nothing else. A row that protects is never overridden by anyone.
"""

from rumbo.readiness.requirements.children import (
    BEST_INTERESTS,
    CHILD_BY_AIR,
    CHILD_ESCORT,
    CHILD_HEARD,
    FAMILY_TRACED,
    GUARDIAN_ASSIGNED,
    GUARDIAN_CONSENT_ORIGIN,
    GUARDIAN_DECLARATION,
    HANDOVER_ARRANGED,
    OTHER_PARENT,
    PARENTAGE_SHOWN,
    RECEIVER_CONFIRMED,
)
from rumbo.readiness.requirements.deciding import (
    ASYLUM_EXPLAINED,
    CAPACITY,
    COUNSELLED,
    DATA_CONSENT,
    DECLARATION,
    FREE_DECISION,
    INFORMED_DECISION,
    RECONFIRMED,
)
from rumbo.readiness.requirements.group import GROUP_TOGETHER
from rumbo.readiness.requirements.mpp import (
    COURT_DATE_RECORDED,
    MPP_EXPLAINED,
    MPP_UNDERSTOOD,
    REENTRY_PAPER,
)
from rumbo.readiness.requirements.papers import (
    ENTRY_RIGHT,
    EXIT_PAPER,
    NO_LEGAL_BAR,
    TRANSIT_ALLOWED,
    TRAVEL_DOCUMENT,
)
from rumbo.readiness.requirements.protecting import (
    ASYLUM_CLAIM_SETTLED,
    FEAR_ASKED,
    FEAR_RESOLVED,
    NOT_IN_CUSTODY,
    SAFETY_OF_SURVIVORS,
    SCREENED,
    TRAFFICKING_CLEARED,
)
from rumbo.readiness.requirements.row import BOARD, BOOK, CONFIRM, GATES, Row, Words
from rumbo.readiness.requirements.travelling import (
    AGREEMENT_LIVE,
    COUNTRY_OPEN,
    ELIGIBLE,
    FIT_TO_TRAVEL,
    RECEIVING_SIDE_TOLD,
)

__all__ = ["BOARD", "BOOK", "CONFIRM", "GATES", "TABLE", "Row", "Words"]

TABLE: tuple[Row, ...] = (
    DATA_CONSENT,
    SCREENED,
    COUNSELLED,
    ASYLUM_EXPLAINED,
    FEAR_ASKED,
    FEAR_RESOLVED,
    ASYLUM_CLAIM_SETTLED,
    NOT_IN_CUSTODY,
    FREE_DECISION,
    INFORMED_DECISION,
    CAPACITY,
    SAFETY_OF_SURVIVORS,
    TRAFFICKING_CLEARED,
    MPP_EXPLAINED,
    MPP_UNDERSTOOD,
    CHILD_HEARD,
    PARENTAGE_SHOWN,
    GUARDIAN_ASSIGNED,
    FAMILY_TRACED,
    BEST_INTERESTS,
    CHILD_BY_AIR,
    ELIGIBLE,
    COUNTRY_OPEN,
    AGREEMENT_LIVE,
    ENTRY_RIGHT,
    NO_LEGAL_BAR,
    GROUP_TOGETHER,
    DECLARATION,
    GUARDIAN_DECLARATION,
    GUARDIAN_CONSENT_ORIGIN,
    OTHER_PARENT,
    RECEIVER_CONFIRMED,
    CHILD_ESCORT,
    HANDOVER_ARRANGED,
    TRAVEL_DOCUMENT,
    EXIT_PAPER,
    TRANSIT_ALLOWED,
    FIT_TO_TRAVEL,
    COURT_DATE_RECORDED,
    REENTRY_PAPER,
    RECEIVING_SIDE_TOLD,
    RECONFIRMED,
)
