"""What was decided about a case, by whom, and who confirmed it: always two people."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from rumbo.access.models import Scoped
from rumbo.audit.history import tracked
from rumbo.casework.models.cases import Case
from rumbo.common.sealed.fields import SealedText
from rumbo.registry.models import Person


@tracked
class EligibilityDecision(Scoped):
    """Proposed by rules, decided by an officer, countersigned by another; it can be revoked."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="decisions")
    eligible = models.BooleanField()
    proposed = models.JSONField(default=dict)
    reasons = ArrayField(models.CharField(max_length=30), default=list)
    programme = models.CharField(max_length=24, blank=True)
    funding_line = models.CharField(max_length=24, blank=True)
    why = SealedText(default=str)
    decided_by = models.UUIDField()
    countersigned_by = models.UUIDField(null=True)
    countersigned_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(revoked_at=None), name="one_live_decision_a_case"
            ),
            models.CheckConstraint(
                name="two_names_are_two_people",
                condition=Q(countersigned_by=None) | ~Q(countersigned_by=F("decided_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.eligible}"


@tracked
class Override(Scoped):
    """A requirement that serves the process was set aside: a reason and a second name.

    Which requirements may be set aside is the requirements' own word; those that protect a
    person never are.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="overrides")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    requirement = models.CharField(max_length=30)
    why = SealedText(default=str)
    asked_by = models.UUIDField()
    confirmed_by = models.UUIDField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="an_override_has_two_names",
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("asked_by")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.requirement} {self.case_id}"


@tracked
class RankChange(Scoped):
    """Somebody moved a case on the waiting list by hand: where to, and why."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="rank_changes")
    priority_class = models.PositiveSmallIntegerField()
    why = SealedText(default=str)
    by = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(ended_at=None), name="one_change_of_rank"
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id} → {self.priority_class}"


@tracked
class PriorityFact(Scoped):
    """Something that gives a person priority on the waiting list, told by who found it.

    Protection and health write it as a code and a day, never as a story; `compartment` says who
    may read why. It counts from `counts_from` until `until`; for DEADLINE `until` is the deadline.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="priority_facts")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=20)
    counts_from = models.DateField()
    until = models.DateField(null=True)
    by = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "code"], condition=Q(ended_at=None), name="one_fact_of_a_kind"
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.case_id}"
