"""What is asked of a consulate: the request, what it needs, and what goes there together."""

from typing import Any, ClassVar, Self

from django.db import models

from rumbo.access.models import Scoped
from rumbo.access.scoping import ScopedQuerySet
from rumbo.audit.history import tracked
from rumbo.casework.models import Case
from rumbo.common.money import Money
from rumbo.common.sealed.fields import SealedText
from rumbo.documents.models.papers import TravelDocument
from rumbo.registry.models import Person


@tracked
class ConsularBatch(Scoped):
    """What goes to one consulate in one week, together: one cover letter, one day, one hand."""

    consulate = models.CharField(max_length=36)
    week = models.DateField()
    handed_on = models.DateField(null=True)
    handed_to = SealedText(default=str)
    by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "consulate", "week"],
                condition=models.Q(handed_on=None),
                name="one_open_batch_a_week",
            )
        ]

    def __str__(self) -> str:
        return f"{self.consulate} {self.week}"


class RequestQuerySet(ScopedQuerySet[Any]):
    """Reading requests: those that still wait for something."""

    def open(self) -> Self:
        """Keep those that no consulate answered and nobody stopped."""
        return self.filter(answered_on=None, stopped_at=None)

    def on_the_way(self) -> Self:
        """Keep those that a consulate has and has not answered."""
        return self.open().exclude(sent_on=None)


@tracked
class ConsularRequest(Scoped):
    """A paper asked of a consulate: since when, until when an answer is due, what came of it.

    `due_on` is by when it goes out, and once it is out by when an answer is due. `terms` names the
    entry and the version of the file that said what this consulate asks for.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="consular_requests")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="consular_requests")
    type = models.CharField(max_length=20)
    country = models.CharField(max_length=3)
    consulate = models.CharField(max_length=36, blank=True)
    terms = models.CharField(max_length=60, blank=True)
    due_on = models.DateField()
    batch = models.ForeignKey(
        ConsularBatch, null=True, on_delete=models.PROTECT, related_name="requests"
    )
    appointment_at = models.DateTimeField(null=True)
    sent_on = models.DateField(null=True)
    fee_minor = models.PositiveIntegerField(null=True)
    fee_currency = models.CharField(max_length=3, blank=True)
    fee_paid_on = models.DateField(null=True)
    funding_line = models.CharField(max_length=24, blank=True)
    answered_on = models.DateField(null=True)
    granted = models.BooleanField(null=True)
    refusal = models.CharField(max_length=16, blank=True)
    refusal_note = SealedText(null=True)
    paper = models.ForeignKey(
        TravelDocument, null=True, on_delete=models.PROTECT, related_name="asked_for"
    )
    stopped_at = models.DateTimeField(null=True)
    stop_kind = models.CharField(max_length=16, blank=True)
    stop_told_on = models.DateField(null=True)
    by = models.UUIDField(null=True)

    objects: ClassVar[Any] = RequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "type", "country"],
                condition=models.Q(answered_on=None, stopped_at=None),
                name="one_open_request_of_a_kind",
            )
        ]
        indexes = [
            models.Index(
                fields=["office", "due_on"],
                condition=models.Q(answered_on=None),
                name="requests_open",
            )
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.country}"

    @property
    def is_open(self) -> bool:
        """Whether the request still waits for something."""
        return self.answered_on is None and self.stopped_at is None

    @property
    def stands(self) -> str:
        """Where it stands: GATHERING, SENT, GRANTED, REFUSED or STOPPED."""
        if self.stopped_at is not None:
            return "STOPPED"
        if self.answered_on is not None:
            return "GRANTED" if self.granted else "REFUSED"
        return "GATHERING" if self.sent_on is None else "SENT"

    @property
    def number(self) -> str:
        """What our letters call this request, so that a stop needs to name nobody."""
        return self.id.hex[-8:].upper()

    @property
    def fee(self) -> Money | None:
        """What was paid for it."""
        return None if self.fee_minor is None else Money(self.fee_minor, self.fee_currency)


@tracked
class RequestItem(Scoped):
    """One thing a consulate wants with a request: wanted still, gathered, or not needed here."""

    request = models.ForeignKey(ConsularRequest, on_delete=models.PROTECT, related_name="items")
    code = models.CharField(max_length=24)
    state = models.CharField(max_length=10, default="WANTED")
    on = models.DateField(null=True)
    by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "code"], name="a_thing_is_asked_once")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.state}"
