"""Complaints and what was done about each: never in a file, never before who is complained of."""

from typing import Any, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from rumbo.access.models import Scoped
from rumbo.access.queries import names_of
from rumbo.access.rules import COMPLAINING
from rumbo.access.scoping import ScopedQuerySet
from rumbo.access.values import Reader
from rumbo.audit.history import tracked
from rumbo.common.sealed.fields import SealedJSON, SealedText
from rumbo.complaints.rules import ABUSE, named_in


class ComplaintQuerySet(ScopedQuerySet["Complaint"]):
    """Reading complaints."""

    def visible_to(self, reader: Reader) -> Self:
        """Keep what the reader hears, and never what may be about themselves."""
        rows = super().visible_to(reader)
        if reader.user_id is None:
            return rows
        rows = rows.exclude(kept_from__contains=[reader.user_id])
        # Asked at each reading: whoever becomes a focal point later may be whom it is about.
        name = names_of({reader.user_id}).get(reader.user_id, "")
        told = rows.only("about", "words")
        meant = [r.pk for r in told if named_in(r.about, r.words, {reader.user_id: name})]
        return rows.exclude(pk__in=meant) if meant else rows

    def open(self) -> Self:
        """Keep those without an answer."""
        return self.filter(closed_at=None)


@tracked
class Complaint(Scoped):
    """What somebody says went wrong. It names no file: it can have no effect on one.

    `words`, `about`, `told` and `sent_to` are sealed, `who` seals name and contact where they were given.
    `kept_from` are users who may be meant: they never see it. `code_key` finds it by the code that
    only who filed it holds.
    """

    compartment = models.CharField(max_length=12, default=COMPLAINING)
    number = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=12)
    words = SealedText()
    about = SealedText(default=str)
    who = SealedJSON(null=True)
    language = models.CharField(max_length=2, default="es")
    kept_from = ArrayField(models.UUIDField(), default=list)
    code_key = models.BinaryField(unique=True)
    acknowledge_by = models.DateTimeField()
    answer_by = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True)
    sent_to = SealedText(null=True)
    referred_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=12, blank=True)
    told = SealedText(default=str)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.UUIDField(null=True)
    read_at = models.DateTimeField(null=True)

    objects: ClassVar[Any] = ComplaintQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["office", "closed_at"], name="complaint_open")]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at=None) | ~Q(outcome=""), name="answered_with_an_outcome"
            ),
            models.CheckConstraint(
                condition=~Q(kind=ABUSE) | Q(closed_at=None) | Q(referred_at__isnull=False),
                name="abuse_is_looked_into_elsewhere",
            ),
        ]

    def __str__(self) -> str:
        return self.number


@tracked
class ComplaintStep(Scoped):
    """One thing that was done about a complaint, in the words of who did it."""

    compartment = models.CharField(max_length=12, default=COMPLAINING)
    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="steps")
    words = SealedText()
    by = models.UUIDField(null=True)

    def __str__(self) -> str:
        return f"{self.complaint_id} {self.occurred_at:%Y-%m-%d}"


class ComplaintReading(Scoped):
    """Somebody who hears complaints opened one: who and when; lines are added and never changed."""

    append_only: ClassVar[bool] = True

    compartment = models.CharField(max_length=12, default=COMPLAINING)
    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="readings")
    by = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["complaint", "-occurred_at"], name="complaint_read_by")]

    def __str__(self) -> str:
        return f"{self.complaint_id} {self.occurred_at:%Y-%m-%d}"
