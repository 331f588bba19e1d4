"""The nouns of the registry: persons, who travels together, consent, and who may be whom."""

from rumbo.registry.models.choices import ChosenFact
from rumbo.registry.models.consent import DataConsent
from rumbo.registry.models.duplicates import AccessRequest, IndividualLink, PossibleDuplicate, Probe
from rumbo.registry.models.families import GroupMember, TravelGroup
from rumbo.registry.models.linking import Linking
from rumbo.registry.models.people import Individual, Person, Profile
from rumbo.registry.models.search import SearchKey, SearchKeyEven

__all__ = [
    "AccessRequest",
    "ChosenFact",
    "DataConsent",
    "GroupMember",
    "Individual",
    "IndividualLink",
    "Linking",
    "Person",
    "PossibleDuplicate",
    "Probe",
    "Profile",
    "SearchKey",
    "SearchKeyEven",
    "TravelGroup",
]
