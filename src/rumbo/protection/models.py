"""Screening and what follows from it, each in the compartment of those who need to know."""

from typing import Any, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from rumbo.access.entry import current_reader
from rumbo.access.models import Office, Scoped
from rumbo.access.scoping import ScopedQuerySet
from rumbo.access.values import Reader
from rumbo.audit.history import tracked
from rumbo.casework.models import Case
from rumbo.common.sealed.fields import SealedJSON, SealedText
from rumbo.registry.models import Person


class AboutPerson(Scoped):
    """A finding about one person of one case, by somebody; the latest one holds."""

    compartment = models.CharField(max_length=12, default="protection")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="%(class)ss")
    by = models.UUIDField(null=True)
    notes = SealedText(default=str)

    class Meta:
        abstract = True
        indexes = [models.Index(fields=["person", "-occurred_at"])]

    def __str__(self) -> str:
        return f"{self.person_id} {self.occurred_at:%Y-%m-%d}"


@tracked
class Screening(AboutPerson):
    """The rapid screen (domain.md 4.4): codes that open doors to help, in protection's compartment.

    `in_custody` and `in_mpp` are asked here; `codes` empty means nothing was flagged.
    """

    alone = models.BooleanField()
    by_child_officer = models.BooleanField(default=False)
    codes = ArrayField(models.CharField(max_length=30), default=list)
    incidents = ArrayField(models.CharField(max_length=24), default=list)
    in_custody = models.BooleanField(null=True)
    in_mpp = models.BooleanField(null=True)


@tracked
class Assessment(AboutPerson):
    """The full assessment after a screen that flagged something: risk and protection on four levels.

    The model of the determinants of migrant vulnerability (docs/assessment.md): `factors` are codes
    of data/assessment.json, `told` seals the words for each level, `notes` the reasons of `finding`,
    and `actions` are the codes of what was opened to follow.
    """

    factors = ArrayField(models.CharField(max_length=32), default=list)
    told = SealedJSON(default=dict)
    finding = models.CharField(max_length=8)
    actions = ArrayField(models.CharField(max_length=24), default=list)


@tracked
class FearAnswer(AboutPerson):
    """The question nobody skips: do you fear to go back. Asked alone, answered, resolved by two."""

    alone = models.BooleanField()
    answer = models.CharField(max_length=8)
    words = SealedText(default=str)
    resolution = models.CharField(max_length=8, blank=True)
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.UUIDField(null=True)
    confirmed_by = models.UUIDField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    why = SealedText(default=str)


@tracked
class AsylumClaim(AboutPerson):
    """What somebody with a claim or protection was told, and decided on their own."""

    effects_explained_on = models.DateField(null=True)
    own_decision_on = models.DateField(null=True)
    protection_officer = models.UUIDField(null=True)


@tracked
class CustodyFinding(AboutPerson):
    """A protection officer's finding about somebody in custody, with independent counsel."""

    counsel = SealedText(default=str)


@tracked
class TraffickingClearance(AboutPerson):
    """Whether a survivor of trafficking may return safely: cleared by two offices or two people."""

    compartment = models.CharField(max_length=12, default="trafficking")
    flag = models.BooleanField()
    host_cleared_on = models.DateField(null=True)
    host_cleared_by = models.UUIDField(null=True)
    origin_cleared_on = models.DateField(null=True)
    share_with_origin = models.BooleanField(null=True)
    second_officer = models.UUIDField(null=True)
    unflag_asked_by = models.UUIDField(null=True)


@tracked
class SurvivorFinding(AboutPerson):
    """Safety of somebody who survived kidnapping or family violence, and rights explained."""

    compartment = models.CharField(max_length=12, default="trafficking")
    kidnapping = models.BooleanField()
    family_violence = models.BooleanField()
    safety_finding_on = models.DateField(null=True)
    rights_explained_on = models.DateField(null=True)
    kidnapping_unflag_by = models.UUIDField(null=True)
    violence_unflag_by = models.UUIDField(null=True)


@tracked
class FitnessFinding(AboutPerson):
    """Fit to travel or not, until when; movement staff see result and needs, never why.

    `found` says what the check found and `suffered` what the way here did to the person, by code
    for the report alone; NONE is an answer, empty is not known.
    """

    compartment = models.CharField(max_length=12, default="medical")
    result = models.CharField(max_length=20)
    valid_until = models.DateField(null=True)
    escort = SealedText(default=str)
    conditions = ArrayField(models.CharField(max_length=24), default=list)
    self_rated_health = models.CharField(max_length=4, blank=True)
    found = ArrayField(models.CharField(max_length=16), default=list)
    suffered = ArrayField(models.CharField(max_length=16), default=list)


@tracked
class Pregnancy(AboutPerson):
    """What a person chose to say; nobody is tested or made to say."""

    compartment = models.CharField(max_length=12, default="medical")
    status = models.CharField(max_length=20)
    weeks = models.PositiveSmallIntegerField(null=True)
    multiple = models.BooleanField(null=True)
    certificate = models.BooleanField(null=True)


@tracked
class CareNeeds(AboutPerson):
    """What those who travel along must provide (wheelchair, seat beside), without the reason."""

    compartment = models.CharField(max_length=12, default="bio")
    needs = ArrayField(models.CharField(max_length=24), default=list)


@tracked
class MppStanding(AboutPerson):
    """Somebody with a case under the Migrant Protection Protocols: what was explained and kept.

    `wording` is the version of the sheet that was read with them; the paper to enter again has its
    kind, its number (sealed) and the day until which it holds.
    """

    compartment = models.CharField(max_length=12, default="bio")
    in_mpp = models.BooleanField()
    explained = ArrayField(models.CharField(max_length=24), default=list)
    understood = models.BooleanField(null=True)
    own_words = SealedText(default=str)
    keeps_case = models.BooleanField(null=True)
    court_date = models.DateField(null=True)
    reentry_valid_until = models.DateField(null=True)
    no_guarantee_signed_on = models.DateField(null=True)
    wording = models.CharField(max_length=40, blank=True)
    reentry_kind = models.CharField(max_length=16, blank=True)
    reentry_number = SealedText(null=True)


@tracked
class MppStep(AboutPerson):
    """One line of how somebody with a case in the north was accompanied: what, when and with whom.

    `kind` is of the list mpp_step; `to` is who it was led to, and `answer` what came of it.
    """

    compartment = models.CharField(max_length=12, default="bio")
    kind = models.CharField(max_length=16)
    on = models.DateField()
    to = SealedText(default=str)
    answer = SealedText(default=str)


@tracked
class ChildTrack(AboutPerson):
    """A child without parent or legal guardian in the group: each step of the way, or not yet.

    Every row is one `step`, taken `on` a day with its `details` (authority, panel, reasons …), and
    carries on what stood before. `receiver` seals name, relation, phone, place and papers;
    `escort` seals the escort's name; `instead` says what happens where the child does not return.
    """

    step = models.CharField(max_length=24, blank=True)
    on = models.DateField(null=True)
    details = SealedJSON(null=True)
    instead = models.CharField(max_length=24, blank=True)
    heard_on = models.DateField(null=True)
    guardian_assigned = SealedText(default=str)
    family_traced_on = models.DateField(null=True)
    best_interests = models.CharField(max_length=12, blank=True)
    best_interests_on = models.DateField(null=True)
    guardian_consent_on = models.DateField(null=True)
    guardian_consent_withdrawn_on = models.DateField(null=True)
    dispensed_by_authority_on = models.DateField(null=True)
    receiver = SealedJSON(default=dict)
    receiver_confirmed_on = models.DateField(null=True)
    escort = SealedText(default=str)
    escort_is_specialised = models.BooleanField(null=True)
    handover = SealedText(default=str)
    handover_arranged_on = models.DateField(null=True)

    @property
    def told(self) -> dict[str, str]:
        """The particulars of this step; rows of before had none."""
        return dict(self.details or {})


class HandoverQuerySet(ScopedQuerySet[Any]):
    """Acts of hand-over: for whoever follows the child, and for those who receive it."""

    def visible_to(self, reader: Reader) -> Self:
        """Keep the acts of the reader's offices, on either end; reception reads its own end."""
        rows = self._own(reader)
        return rows | self.filter(self.opened_to(reader)) if reader.opened else rows

    def _own(self, reader: Reader) -> Self:
        if current_reader() is None:
            return self.none()
        receives = bool(reader.roles & {"reception", "child_officer", "protection"})
        rows = self if receives else self.none()
        if "protection" not in reader.compartments:
            rows = rows.exclude(receiving_office=None)
        if reader.offices is None:
            return rows
        here = Q(receiving_office__in=reader.offices)
        own = Q(office_id__in=reader.offices)
        return rows.filter(own | here if "protection" in reader.compartments else here)

    def live(self) -> Self:
        """Keep the acts that were not undone."""
        return self.filter(undone_at=None)


@tracked
class Handover(AboutPerson):
    """A child passed from one hand to another, signed by both: who, whom, when and where.

    `end` is DEPARTURE (the authority to the escort) or ARRIVAL (the escort to who receives).
    `giver` and `taker` seal name, on whose behalf, relation and papers of each.
    """

    end = models.CharField(max_length=10)
    number = models.CharField(max_length=30, unique=True)
    receiving_office = models.ForeignKey(
        Office, null=True, on_delete=models.PROTECT, related_name="+"
    )
    place = SealedText(default=str)
    giver = SealedJSON(default=dict)
    taker = SealedJSON(default=dict)
    how = models.CharField(max_length=8, default="SCREEN")
    giver_signature = models.UUIDField(null=True)
    taker_signature = models.UUIDField(null=True)
    paper_file = models.UUIDField(null=True)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.UUIDField(null=True)
    why_undone = SealedText(default=str)

    objects: ClassVar[Any] = HandoverQuerySet.as_manager()

    class Meta(AboutPerson.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["case", "person", "end"],
                condition=Q(undone_at=None),
                name="one_handover_at_each_end",
            ),
            models.CheckConstraint(
                condition=Q(end__in=["DEPARTURE", "ARRIVAL"]), name="handover_ends"
            ),
            models.CheckConstraint(
                condition=Q(undone_by=None) | ~Q(undone_by=F("by")),
                name="a_handover_is_undone_by_another",
            ),
        ]


class SiblingsQuerySet(ScopedQuerySet[Any]):
    """Possible siblings: for protection at the office of either child."""

    def visible_to(self, reader: Reader) -> Self:
        """Keep the pairs in which a child is of the reader's offices."""
        if current_reader() is None:
            return self.none()
        rows = self.filter(compartment__in=reader.compartments)
        if reader.offices is None:
            return rows
        return rows.filter(Q(office_id__in=reader.offices) | Q(other_office__in=reader.offices))

    def open(self) -> Self:
        """Keep the pairs of which nobody has said yet what they are."""
        return self.filter(decision="")

    def confirmed(self) -> Self:
        """Keep the pairs that are siblings."""
        return self.filter(decision="SIBLINGS")


@tracked
class Siblings(Scoped):
    """Two registrations that may be sisters or brothers, and what protection found.

    `earlier` was registered before `later`; `office` is the later one's, `other_office` the
    earlier one's. `decision` is SIBLINGS or NOT_SIBLINGS.
    """

    compartment = models.CharField(max_length=12, default="protection")
    earlier = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    later = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    other_office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    reasons = ArrayField(models.CharField(max_length=16), default=list)
    by = models.UUIDField(null=True)
    decision = models.CharField(max_length=12, blank=True)
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    reunited_at = models.DateTimeField(null=True)
    notes = SealedText(default=str)
    version = models.PositiveIntegerField(default=1)

    objects: ClassVar[Any] = SiblingsQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["earlier", "later"], name="one_pair_of_siblings"),
            models.CheckConstraint(
                condition=~Q(earlier=F("later")), name="nobody_is_their_own_sibling"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.earlier_id} {self.later_id}"
