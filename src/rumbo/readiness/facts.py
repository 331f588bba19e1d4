"""What is known about a file and its people when someone asks whether they may travel.

Every fact may be left out: None is *not known*, which is never the same as no. The names are those of the
FACTS file that `rumbo readiness` reads; reading.py turns such a file into these values and refuses what
cannot be. Values are plain Python, so that a query can build them with keywords.
"""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated

from rumbo.readiness.codes import INTERPRETERS, MPP_POINTS, STATUSES, TOPICS
from rumbo.readiness.kinds import (
    Born,
    Countries,
    Country,
    Day,
    Happened,
    Identifier,
    Name,
    Programme,
    YesNo,
    one_of,
    some_of,
    whole,
)
from rumbo.readiness.limits import LIMITS


@dataclass(frozen=True, kw_only=True)
class Split:
    """The decision that part of a group goes and part stays, with the family's word."""

    decided_by: Name = None
    family_agreed_on: Happened = None


@dataclass(frozen=True, kw_only=True)
class Travel:
    """The journey that is asked about."""

    date: Day = None
    mode: Annotated[str | None, one_of("LAND", "AIR", "MIXED")] = None
    origin: Country = None
    destination: Country = None
    arrives: Day = None


@dataclass(frozen=True, kw_only=True)
class ReceivingSide:
    """What was said to those who receive, and whether they answered."""

    told_on: Happened = None
    answered_on: Happened = None


@dataclass(frozen=True, kw_only=True)
class ResidencePermit:
    """A right to live in a country that is not one's own."""

    country: Country = None
    valid_until: Day = None


@dataclass(frozen=True, kw_only=True)
class CustodyFinding:
    """A protection officer's finding that a person in custody decides freely, with independent counsel."""

    by: Name = None
    counsel: Name = None


@dataclass(frozen=True, kw_only=True)
class DataConsent:
    """Consent to process personal data, given before it is collected."""

    on: Happened = None
    by: Annotated[str | None, one_of("SELF", "GUARDIAN", "AUTHORITY")] = None
    withdrawn_on: Happened = None


@dataclass(frozen=True, kw_only=True)
class Screened:
    """The rapid screen for what makes a person vulnerable."""

    on: Happened = None
    by: Name = None
    alone: YesNo = None
    child_officer: YesNo = None


@dataclass(frozen=True, kw_only=True)
class Counselling:
    """What was explained, and in whose language."""

    on: Happened = None
    topics: Annotated[tuple[str, ...] | None, some_of(*TOPICS)] = None
    asylum_on: Happened = None
    language: Name = None
    interpreter: Annotated[str | None, one_of(*INTERPRETERS)] = None


@dataclass(frozen=True, kw_only=True)
class Fear:
    """The question whether the person fears to return, and what came of the answer."""

    asked_on: Happened = None
    alone: YesNo = None
    answer: Annotated[str | None, one_of("NO", "YES", "UNSURE")] = None
    resolution: Annotated[str | None, one_of("RETURN", "ASYLUM", "PENDING")] = None
    resolved_on: Happened = None
    resolved_by: Name = None
    second_officer: Name = None


@dataclass(frozen=True, kw_only=True)
class AsylumClaim:
    """What a person with a claim or with protection decided about it."""

    effects_explained_on: Happened = None
    own_decision_on: Happened = None
    protection_officer: Name = None


@dataclass(frozen=True, kw_only=True)
class Voluntariness:
    """The two findings that make a return voluntary, free and informed, and the capacity to decide."""

    assessed_on: Happened = None
    by: Name = None
    alone: YesNo = None
    free: YesNo = None
    informed: YesNo = None
    capacity: YesNo = None
    decision_maker: Name = None


@dataclass(frozen=True, kw_only=True)
class Declaration:
    """The signed declaration of voluntary return, for one journey and in one wording."""

    on: Happened = None
    travel: Day = None
    wording: Day = None
    oldest_accepted_wording: Day = None
    language: Name = None
    interpreter: Annotated[str | None, one_of(*INTERPRETERS)] = None
    read_aloud: YesNo = None
    witness: Name = None
    withdrawn_on: Happened = None


@dataclass(frozen=True, kw_only=True)
class GuardianDeclaration:
    """The declaration that an adult with authority signs for a child."""

    by: Name = None
    capacity: Annotated[str | None, one_of("PARENT", "LEGAL_GUARDIAN", "AUTHORITY")] = None
    on: Happened = None
    withdrawn_on: Happened = None


@dataclass(frozen=True, kw_only=True)
class GuardianConsentOrigin:
    """The consent of the guardian who waits in the country of origin."""

    on: Happened = None
    withdrawn_on: Happened = None
    dispensed_by_authority_on: Happened = None


@dataclass(frozen=True, kw_only=True)
class OtherParent:
    """Where the parent stands who is not the one the child travels with."""

    state: Annotated[
        str | None,
        one_of("CONSENTED", "TRAVELS_TOO", "SOLE_CUSTODY", "DECEASED", "DISPENSED", "MISSING"),
    ] = None
    on: Happened = None
    paper: YesNo = None


@dataclass(frozen=True, kw_only=True)
class Eligibility:
    """The decision that the programme helps this person, and its second signature."""

    decided_by: Name = None
    countersigned_by: Name = None
    on: Happened = None
    live: YesNo = None


@dataclass(frozen=True, kw_only=True)
class Transit:
    """A country crossed on the way."""

    country: Country = None
    allowed: YesNo = None


@dataclass(frozen=True, kw_only=True)
class Document:
    """A paper to travel with, and where its original is."""

    type: Annotated[
        str | None,
        one_of("PASSPORT", "NATIONAL_ID", "LAISSEZ_PASSER", "MINOR_PERMIT", "BIRTH_CERTIFICATE"),
    ] = None
    issuer: Country = None
    valid_until: Day = None
    original_with: Annotated[
        str | None, one_of("person", "escort", "office", "consulate", "inm", "lost")
    ] = None


@dataclass(frozen=True, kw_only=True)
class ExitPaper:
    """The paper that the host country asks of some before they leave."""

    needed: YesNo = None
    valid_until: Day = None


@dataclass(frozen=True, kw_only=True)
class Health:
    """Whether a health professional found the person fit to travel."""

    result: Annotated[
        str | None, one_of("FIT", "FIT_WITH_CONDITIONS", "FIT_WITH_ESCORT", "TEMP_UNFIT", "UNFIT")
    ] = None
    on: Happened = None
    valid_until: Day = None
    escort: Name = None


@dataclass(frozen=True, kw_only=True)
class Pregnancy:
    """What the person chose to say; nobody is tested or made to say."""

    status: Annotated[str | None, one_of("NO", "YES", "PREFERS_NOT_TO_SAY")] = None
    weeks: Annotated[int | None, whole(0, LIMITS.pregnancy_longest_weeks)] = None
    on: Happened = None
    multiple: YesNo = None
    certificate: YesNo = None


@dataclass(frozen=True, kw_only=True)
class Trafficking:
    """The flag for a survivor of trafficking, and who cleared the return."""

    flag: YesNo = None
    host_cleared_on: Happened = None
    host_cleared_by: Name = None
    origin_cleared_on: Happened = None
    share_with_origin: YesNo = None
    second_officer: Name = None


@dataclass(frozen=True, kw_only=True)
class Survivor:
    """The flags for kidnapping and family violence, and what was done about safety."""

    kidnapping: YesNo = None
    family_violence: YesNo = None
    safety_finding_on: Happened = None
    rights_explained_on: Happened = None


@dataclass(frozen=True, kw_only=True)
class ReentryPaper:
    """The paper to come back to a hearing with."""

    valid_until: Day = None


@dataclass(frozen=True, kw_only=True)
class Mpp:
    """What a person with a case under the Migrant Protection Protocols knows and keeps."""

    in_mpp: YesNo = None
    explained: Annotated[tuple[str, ...] | None, some_of(*MPP_POINTS)] = None
    understood: YesNo = None
    keeps_case: YesNo = None
    court_date: Day = None
    reentry_paper: ReentryPaper = field(default_factory=ReentryPaper)
    no_guarantee_signed_on: Happened = None


@dataclass(frozen=True, kw_only=True)
class BestInterests:
    """The panel's determination of what is best for the child."""

    decision: Annotated[str | None, one_of("RETURN", "NOT_RETURN", "PENDING")] = None
    on: Happened = None


@dataclass(frozen=True, kw_only=True)
class Receiver:
    """The person or authority who will receive the child."""

    name: Name = None
    confirmed: YesNo = None


@dataclass(frozen=True, kw_only=True)
class Escort:
    """The person who travels with the child."""

    name: Name = None
    specialised: YesNo = None


@dataclass(frozen=True, kw_only=True)
class Person:
    """One person of the file, with everything that is known about her return."""

    id: Identifier
    birth_date: Born = None
    birth_date_precision: Annotated[str | None, one_of("day", "month", "year", "age")] = None
    age_disputed: YesNo = None
    sex: Annotated[str | None, one_of("F", "M", "X")] = None
    nationalities: Countries = None
    residence_permit: ResidencePermit = field(default_factory=ResidencePermit)
    status: Annotated[str | None, one_of(*STATUSES)] = None
    care_needs: YesNo = None
    guardian_id: Name = None
    relation_to_guardian: Annotated[
        str | None, one_of("PARENT", "LEGAL_GUARDIAN", "OTHER_RELATIVE", "NONE")
    ] = None
    language: Name = None
    can_read: YesNo = None
    in_custody: YesNo = None
    custody_finding: CustodyFinding = field(default_factory=CustodyFinding)
    data_consent: DataConsent = field(default_factory=DataConsent)
    screened: Screened = field(default_factory=Screened)
    counselling: Counselling = field(default_factory=Counselling)
    fear: Fear = field(default_factory=Fear)
    asylum_claim: AsylumClaim = field(default_factory=AsylumClaim)
    voluntariness: Voluntariness = field(default_factory=Voluntariness)
    declaration: Declaration = field(default_factory=Declaration)
    guardian_declaration: GuardianDeclaration = field(default_factory=GuardianDeclaration)
    guardian_consent_origin: GuardianConsentOrigin = field(default_factory=GuardianConsentOrigin)
    child_heard_on: Happened = None
    parentage_shown: YesNo = None
    other_parent: OtherParent = field(default_factory=OtherParent)
    eligibility: Eligibility = field(default_factory=Eligibility)
    transit: tuple[Transit, ...] | None = None
    documents: tuple[Document, ...] | None = None
    exit_paper: ExitPaper = field(default_factory=ExitPaper)
    legal_bar: YesNo = None
    health: Health = field(default_factory=Health)
    pregnancy: Pregnancy = field(default_factory=Pregnancy)
    trafficking: Trafficking = field(default_factory=Trafficking)
    survivor: Survivor = field(default_factory=Survivor)
    mpp: Mpp = field(default_factory=Mpp)
    best_interests: BestInterests = field(default_factory=BestInterests)
    guardian_assigned: Name = None
    family_traced: YesNo = None
    receiver: Receiver = field(default_factory=Receiver)
    escort: Escort = field(default_factory=Escort)
    handover_arranged: YesNo = None
    reconfirmed_on: Happened = None


@dataclass(frozen=True, kw_only=True)
class Facts:
    """One file: the journey, its programme and the people who ask to go together."""

    today: Day = None
    programme: Programme = None
    agreement_from: Day = None
    agreement_until: Day = None
    country_open: YesNo = None
    split: Split = field(default_factory=Split)
    travel: Travel = field(default_factory=Travel)
    receiving_side: ReceivingSide = field(default_factory=ReceivingSide)
    persons: tuple[Person, ...]

    @cached_property
    def by_id(self) -> dict[str, Person]:
        """The people of the file by their id."""
        return {person.id: person for person in self.persons}
