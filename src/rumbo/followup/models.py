"""The call one to three months after the return: who is called, each try, and how it ended."""

from typing import Any, ClassVar

from django.db import models

from rumbo.audit.history import tracked
from rumbo.common.sealed.fields import SealedText
from rumbo.reception.models import Arrival, Received, ReceivedQuerySet


@tracked
class Call(Received):
    """One person to call after an arrival, opened at the first try.

    `outcome` is DONE, REFUSED or UNREACHED once `done_at` is set.
    """

    arrival = models.OneToOneField(Arrival, on_delete=models.PROTECT, related_name="call")
    done_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=12, blank=True)

    objects: ClassVar[Any] = ReceivedQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.person_id} {self.outcome}"


@tracked
class CallAttempt(Received):
    """One try to reach somebody, and what came of it. Never changed."""

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="attempts")
    outcome = models.CharField(max_length=12)
    note = SealedText(default=str)

    objects: ClassVar[Any] = ReceivedQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["call", "occurred_at"], name="call_attempt_call")]

    def __str__(self) -> str:
        return f"{self.outcome} {self.occurred_at:%Y-%m-%d}"
