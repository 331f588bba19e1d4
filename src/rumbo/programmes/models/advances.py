"""Cash in somebody's hand on the way: given and signed for, told by receipts, returned, closed by two."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q

from rumbo.access.entry import current_reader
from rumbo.access.models import Scoped
from rumbo.access.values import Reader
from rumbo.audit.history import tracked
from rumbo.common.money import Money
from rumbo.common.sealed.fields import SealedText
from rumbo.programmes.models.money import LedgerQuerySet
from rumbo.programmes.models.reference import FundingLine
from rumbo.programmes.rules.money import HOLDS_CASH, PLACES, READS_THE_LEDGER


class AdvanceQuerySet(LedgerQuerySet):
    """Advances: all of an office for whoever answers for money, one's own for whoever holds cash."""

    def visible_to(self, reader: Reader) -> Self:
        """Keep what the reader answers for, or holds in hand."""
        if current_reader() is None:
            return self.none()
        if reader.roles & READS_THE_LEDGER:
            return super().visible_to(reader)
        if reader.roles & HOLDS_CASH:
            return self.filter(holder=reader.user_id)
        return self.none()


@tracked
class Advance(Scoped):
    """Cash given to an escort or a centre, until receipts and what came back account for all of it.

    `amount_minor` is in `currency`, `line_minor` is the same in the line's; `rate` is the one of the
    day. What is still open is counted in `currency`. Who gave it does not close it.
    """

    GOES_ALONG = False

    compartment = models.CharField(max_length=12, default="finance")
    number = models.CharField(max_length=24, unique=True)
    line = models.ForeignKey(FundingLine, on_delete=models.PROTECT, related_name="advances")
    kind = models.CharField(max_length=8)
    holder = models.UUIDField()
    centre = models.CharField(max_length=36, blank=True)
    departure = models.UUIDField(null=True)
    reference = models.CharField(max_length=40, blank=True)
    what_for = SealedText(default=str)
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    line_minor = models.BigIntegerField()
    rate = models.DecimalField(max_digits=14, decimal_places=PLACES, default=1)
    receipts_minor = models.BigIntegerField(default=0)
    returned_minor = models.BigIntegerField(default=0)
    signed = models.CharField(max_length=8, default="PAPER")
    giver_signature = models.UUIDField(null=True)
    holder_signature = models.UUIDField(null=True)
    by = models.UUIDField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.UUIDField(null=True)
    why_open = SealedText(default=str)
    version = models.PositiveIntegerField(default=1)

    objects: ClassVar[Any] = AdvanceQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["holder"], condition=Q(closed_at=None), name="advance_in_whose_hand"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount_minor__gt=0, line_minor__gt=0), name="an_advance_is_some"
            ),
            models.CheckConstraint(
                condition=Q(receipts_minor__gte=0, returned_minor__gte=0)
                & Q(amount_minor__gte=F("receipts_minor") + F("returned_minor")),
                name="no_more_accounted_than_given",
            ),
            models.CheckConstraint(
                condition=Q(closed_by=None) | Q(by=None) | ~Q(closed_by=F("by")),
                name="two_people_close_an_advance",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def given(self) -> Money:
        """What was given."""
        return Money(self.amount_minor, self.currency)

    @property
    def receipts(self) -> Money:
        """What receipts account for."""
        return Money(self.receipts_minor, self.currency)

    @property
    def returned(self) -> Money:
        """What came back."""
        return Money(self.returned_minor, self.currency)

    @property
    def open(self) -> Money:
        """What nobody has accounted for yet."""
        return self.given - self.receipts - self.returned


class AdvanceItem(Scoped):
    """One receipt, or one sum that came back; added, and never changed.

    `counted_minor` is what it accounts for in the advance's currency, at the rate of its day.
    """

    GOES_ALONG = False
    append_only: ClassVar[bool] = True

    compartment = models.CharField(max_length=12, default="finance")
    advance = models.ForeignKey(Advance, on_delete=models.PROTECT, related_name="items")
    kind = models.CharField(max_length=8)
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    counted_minor = models.BigIntegerField()
    what_for = SealedText(default=str)
    on = models.DateField()
    file = models.UUIDField(null=True)
    media_type = models.CharField(max_length=40, blank=True)
    signature = models.UUIDField(null=True)
    by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["RECEIPT", "RETURN"]), name="advance_item_kinds"
            ),
            models.CheckConstraint(
                condition=Q(amount_minor__gt=0, counted_minor__gt=0),
                name="an_advance_item_is_some",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount_minor}"

    @property
    def amount(self) -> Money:
        """What the paper says."""
        return Money(self.amount_minor, self.currency)
