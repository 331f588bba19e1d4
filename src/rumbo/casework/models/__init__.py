"""The nouns of casework: the case and its steps, what was decided, who must do what by when."""

from rumbo.casework.models.cases import Case, NumberSeries, Step
from rumbo.casework.models.contact import Appointment, Contact, ContactAttempt, FamilyContact, Stay
from rumbo.casework.models.decisions import EligibilityDecision, Override, PriorityFact, RankChange
from rumbo.casework.models.exits import SideExit
from rumbo.casework.models.families import FamilyChange
from rumbo.casework.models.inquiries import Inquiry, InquiryCall, InquiryVisit
from rumbo.casework.models.retention import Retention
from rumbo.casework.models.tasks import Assignment, Task

__all__ = [
    "Appointment",
    "Assignment",
    "Case",
    "Contact",
    "ContactAttempt",
    "EligibilityDecision",
    "FamilyChange",
    "FamilyContact",
    "Inquiry",
    "InquiryCall",
    "InquiryVisit",
    "NumberSeries",
    "Override",
    "PriorityFact",
    "RankChange",
    "Retention",
    "SideExit",
    "Stay",
    "Step",
    "Task",
]
