"""What happened to the money of each line: postings that stay, and the balance that they add up to."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q

from rumbo.access.entry import current_reader
from rumbo.access.models import Scoped
from rumbo.access.scoping import ScopedQuerySet
from rumbo.access.values import Reader
from rumbo.audit.history import tracked
from rumbo.common.money import Money
from rumbo.programmes.models.reference import Filed, FundingLine
from rumbo.programmes.rules.money import PLACES, POTS, PURPOSES, READS_THE_LEDGER


@tracked
class ExchangeRate(Filed):
    """How many of a currency are one of another from a day on: the dated rate that books use."""

    currency = models.CharField(max_length=3)
    into = models.CharField(max_length=3, default="USD")
    rate = models.DecimalField(max_digits=14, decimal_places=PLACES)

    class Meta(Filed.Meta):
        indexes = [models.Index(fields=["currency", "into", "valid_from"], name="rate_of_a_day")]
        constraints = [
            *Filed.Meta.constraints,
            models.CheckConstraint(condition=Q(rate__gt=0), name="a_rate_is_some"),
            models.CheckConstraint(condition=~Q(currency=F("into")), name="a_rate_changes_money"),
        ]


class LineBalance(models.Model):
    """Where a line stands: the sum of its postings, locked and changed with each of them.

    `committed` and `spent` never exceed `amount`: the database refuses what would overdraw. What is
    planned is only foreseen, and takes nothing from what is free.
    """

    line = models.OneToOneField(
        FundingLine, primary_key=True, on_delete=models.PROTECT, related_name="balance"
    )
    amount = models.BigIntegerField()
    planned = models.BigIntegerField(default=0)
    committed = models.BigIntegerField(default=0)
    spent = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gte=F("committed") + F("spent")), name="no_cent_over_budget"
            ),
            models.CheckConstraint(
                condition=Q(planned__gte=0, committed__gte=0, spent__gte=0),
                name="no_pot_below_nothing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line_id}: {self.free}"

    @property
    def free(self) -> int:
        """What is neither promised nor spent, in minor units."""
        return self.amount - self.committed - self.spent


class LedgerQuerySet(ScopedQuerySet[Any]):
    """Money without people: for those who answer for it."""

    def visible_to(self, reader: Reader) -> Self:
        """Keep the rows of the reader's offices, for whoever answers for money."""
        if current_reader() is None or not reader.roles & READS_THE_LEDGER:
            return self.none()
        return self if reader.offices is None else self.filter(office_id__in=reader.offices)


class Posting(Scoped):
    """One amount that went from one pot of a line into another; added, and never changed or taken out.

    `kind` is the pot into which it went (RELEASED: it is free again), `taken_from` the pot out of
    which it came (empty: what was free). `about` is the thing it is for: a seat, a vehicle, a
    receipt; `departure`, `case` and `person` are ids alone. The original amount and the rate of the
    day stay beside what the line paid.
    """

    GOES_ALONG = False
    append_only: ClassVar[bool] = True

    compartment = models.CharField(max_length=12, default="finance")
    line = models.ForeignKey(FundingLine, on_delete=models.PROTECT, related_name="postings")
    kind = models.CharField(max_length=10)
    taken_from = models.CharField(max_length=10, blank=True)
    purpose = models.CharField(max_length=10)
    amount_minor = models.BigIntegerField()
    original_minor = models.BigIntegerField()
    original_currency = models.CharField(max_length=3)
    rate = models.DecimalField(max_digits=14, decimal_places=PLACES, default=1)
    rate_day = models.DateField()
    about = models.UUIDField()
    departure = models.UUIDField(null=True)
    case = models.UUIDField(null=True)
    person = models.UUIDField(null=True)
    mode = models.CharField(max_length=8, blank=True)
    reference = models.CharField(max_length=40, blank=True)
    by = models.UUIDField(null=True)

    objects: ClassVar[Any] = LedgerQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["about"], name="posting_about"),
            models.Index(fields=["line", "-recorded_at"], name="posting_line"),
            models.Index(fields=["departure"], name="posting_departure"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="a_posting_moves_some"),
            models.CheckConstraint(condition=Q(kind__in=[*POTS, "RELEASED"]), name="posting_kinds"),
            models.CheckConstraint(
                condition=Q(taken_from__in=["", *POTS]) & ~Q(taken_from=F("kind")),
                name="posting_from_another_pot",
            ),
            models.CheckConstraint(
                condition=~Q(kind="RELEASED", taken_from=""), name="free_money_is_not_released"
            ),
            models.CheckConstraint(condition=Q(purpose__in=PURPOSES), name="posting_purposes"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount_minor}"

    @property
    def original(self) -> Money:
        """What was paid or promised, in the money in which it was."""
        return Money(self.original_minor, self.original_currency)
