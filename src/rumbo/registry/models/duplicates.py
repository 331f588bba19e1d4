"""Two registrations that may be one human being: a question for people, never an answer."""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q

from rumbo.access.models import Office, Scoped
from rumbo.audit.history import tracked
from rumbo.common import clock
from rumbo.common.ids import new_id
from rumbo.common.sealed.fields import SealedText
from rumbo.registry.models.people import Individual, Person
from rumbo.registry.rules.limits import GRANTED_FOR


@tracked
class PossibleDuplicate(Scoped):
    """A pair to look at: how likely, why, and what a person decided."""

    earlier = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    later = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    probability = models.FloatField()
    reasons = models.JSONField(default=list)
    decision = models.CharField(max_length=10, blank=True)
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["earlier", "later"], name="a_pair_is_asked_once"),
            models.CheckConstraint(name="a_pair_is_two", condition=~Q(earlier=F("later"))),
        ]
        indexes = [models.Index(fields=["decision", "-probability"], name="duplicates_open")]

    def __str__(self) -> str:
        return f"{self.earlier_id} {self.later_id}"


class IndividualLink(models.Model):
    """One step of merging or undoing: append-only, so that every step can be taken back."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="links")
    before = models.ForeignKey(Individual, null=True, on_delete=models.PROTECT, related_name="+")
    after = models.ForeignKey(Individual, null=True, on_delete=models.PROTECT, related_name="+")
    duplicate = models.ForeignKey(PossibleDuplicate, null=True, on_delete=models.PROTECT)
    by = models.UUIDField(null=True)
    at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"{self.person_id}: {self.before_id} → {self.after_id}"


class AccessRequestQuerySet(models.QuerySet["AccessRequest"]):
    """Reading requests."""

    def holding(self, at: datetime) -> Self:
        """Keep those by which a file is open to whoever asked: answered yes, and not too long ago."""
        return self.filter(granted=True, answered_at__gt=at - GRANTED_FOR)


class AccessRequest(models.Model):
    """Somebody saw a masked hint and asks the other office to open the file to them, for a while."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_by = models.UUIDField()
    asked_office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    reason = SealedText(default=str)
    asked_at = models.DateTimeField(default=clock.now)
    answered_by = models.UUIDField(null=True)
    answered_at = models.DateTimeField(null=True)
    granted = models.BooleanField(null=True)

    objects: ClassVar[Any] = AccessRequestQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.id)


class Probe(models.Model):
    """Somebody typed and was shown hints: how many, never what was typed."""

    number = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(default=clock.now)
    reader_id = models.UUIDField()
    shown = models.PositiveSmallIntegerField()
    masked = models.PositiveSmallIntegerField()

    class Meta:
        indexes = [models.Index(fields=["reader_id", "-at"], name="probe_reader")]

    def __str__(self) -> str:
        return f"{self.number}"
