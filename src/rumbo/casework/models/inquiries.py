"""Somebody asks what help there is: the way's first stage, kept with as little as possible."""

from typing import Any, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from rumbo.access.models import Scoped
from rumbo.access.rules import ASKING
from rumbo.access.scoping import ScopedQuerySet
from rumbo.audit.history import tracked
from rumbo.casework.models.cases import Case
from rumbo.common.sealed.fields import SealedJSON


class InquiryQuerySet(ScopedQuerySet["Inquiry"]):
    """Reading inquiries."""

    def open(self) -> Self:
        """Keep those for whom something is still to be done."""
        return self.filter(ended_at=None)

    def to_call(self) -> Self:
        """Keep the people who wait for a call."""
        return self.open().filter(wants="CALL")


@tracked
class Inquiry(Scoped):
    """People who asked for information (domain.md 2, stage 1): minimal data, no file yet.

    Without consent it is a tally that names nobody. With it, `who` seals: name, phone, note,
    safe_times. Registering carries it on: `case` is the file that came of it. `attends` is the
    role that must see them, `people` how many they are, `asked_before` that they were counted.
    """

    compartment = models.CharField(max_length=12, default=ASKING)
    site = models.CharField(max_length=24)
    asked_on = models.DateField()
    channel = models.CharField(max_length=12)
    how_heard = models.CharField(max_length=20, blank=True)
    referred_by = models.CharField(max_length=12, blank=True)
    language = models.CharField(max_length=12, default="es")
    country = models.CharField(max_length=3, blank=True)
    people = models.PositiveSmallIntegerField(default=1)
    asked_before = models.BooleanField(default=False)
    explained = ArrayField(models.CharField(max_length=24), default=list)
    wants = models.CharField(max_length=12, default="INFORMATION")
    attends = models.CharField(max_length=16, blank=True)
    urgent = models.BooleanField(default=False)
    who = SealedJSON(null=True)
    may_call = models.BooleanField(null=True)
    call_channel = models.CharField(max_length=12, blank=True)
    consent_how = models.CharField(max_length=10, blank=True)
    consent_wording = models.CharField(max_length=40, blank=True)
    consented_at = models.DateTimeField(null=True)
    consent_ended_at = models.DateTimeField(null=True)
    by = models.UUIDField(null=True)
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="inquiries")
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=16, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects: ClassVar[Any] = InquiryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="nobody_is_named_without_consent",
                condition=Q(who__isnull=True)
                | Q(consented_at__isnull=False, consent_ended_at=None),
            ),
            models.CheckConstraint(name="somebody_asked", condition=Q(people__gte=1)),
        ]
        indexes = [
            models.Index(fields=["office", "-occurred_at"], name="inquiry_office"),
            models.Index(fields=["asked_on", "site"], name="inquiry_day"),
            models.Index(
                fields=["office", "wants"], condition=Q(ended_at=None), name="inquiries_open"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.wants} {self.asked_on:%Y-%m-%d}"

    def known(self, key: str) -> str:
        """Give one part of what the person let us keep, empty where there is none."""
        return str((self.who or {}).get(key) or "")


@tracked
class InquiryCall(Scoped):
    """One try to call back somebody who asked, and what came of it."""

    compartment = models.CharField(max_length=12, default=ASKING)
    inquiry = models.ForeignKey(Inquiry, on_delete=models.PROTECT, related_name="calls")
    channel = models.CharField(max_length=12)
    outcome = models.CharField(max_length=16)
    by = models.UUIDField(null=True)

    def __str__(self) -> str:
        return f"{self.channel} {self.outcome}"


@tracked
class InquiryVisit(Scoped):
    """An hour set aside for somebody who asked and has no file yet: to register or to talk."""

    compartment = models.CharField(max_length=12, default=ASKING)
    inquiry = models.ForeignKey(Inquiry, on_delete=models.PROTECT, related_name="visits")
    role = models.CharField(max_length=16)
    about = models.CharField(max_length=20, default="REGISTRATION")
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=45)
    by = models.UUIDField(null=True)
    outcome = models.CharField(max_length=16, blank=True)
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["inquiry"],
                condition=Q(outcome="", cancelled_at=None),
                name="one_visit_ahead_an_inquiry",
            )
        ]
        indexes = [models.Index(fields=["office", "starts_at"], name="inquiry_visit_start")]

    def __str__(self) -> str:
        return f"{self.about} {self.starts_at:%Y-%m-%d %H:%M}"
