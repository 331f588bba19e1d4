"""Money with its ledger: lines and where they stand, postings, dated rates, cash advances."""

from typing import Any, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language

from rumbo.access.entry import current_reader
from rumbo.access.models import Scoped
from rumbo.access.scoping import ScopedQuerySet
from rumbo.access.values import Reader
from rumbo.audit.history import tracked
from rumbo.common.money import Money
from rumbo.common.sealed.fields import SealedText
from rumbo.programmes.models.catalogue import Filed
from rumbo.programmes.rules.money import HOLDS_CASH, PLACES, POTS, PURPOSES, READS_THE_LEDGER


@tracked
class FundingLine(Filed):
    """Money with its earmarks: for whom, for which programmes, and whether it pays fixed costs."""

    es = models.CharField(max_length=120)
    en = models.CharField(max_length=120)
    donor = models.CharField(max_length=60)
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3, default="USD")
    nationalities = ArrayField(models.CharField(max_length=3), null=True)
    min_vulnerability = models.PositiveSmallIntegerField(default=0)
    programmes = ArrayField(models.CharField(max_length=36))
    pays_fixed = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.en if (get_language() or "es").startswith("en") else self.es

    @property
    def amount(self) -> Money:
        return Money(self.amount_minor, self.currency)


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
    """Where a line stands: the sum of its postings; the database refuses what would overdraw it.

    What is planned is only foreseen, and takes nothing from what is free.
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
        return self.amount - self.committed - self.spent


class LedgerQuerySet(ScopedQuerySet[Any]):
    """Money without people: for those who answer for it."""

    def visible_to(self, reader: Reader) -> Self:
        if current_reader() is None or not reader.roles & READS_THE_LEDGER:
            return self.none()
        return self if reader.offices is None else self.filter(office_id__in=reader.offices)


class Posting(Scoped):
    """One amount that went out of a pot of a line (empty: what was free) into another (`kind`).

    `about` is the thing it is for: a seat, a vehicle, a receipt; `departure`, `case` and `person` are
    ids alone. The original amount and the rate of its day stay beside what the line paid.
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
        return Money(self.original_minor, self.original_currency)


class AdvanceQuerySet(LedgerQuerySet):
    """Advances: all of an office for whoever answers for money, one's own for whoever holds cash."""

    def visible_to(self, reader: Reader) -> Self:
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
            )
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
        return Money(self.amount_minor, self.currency)

    @property
    def receipts(self) -> Money:
        return Money(self.receipts_minor, self.currency)

    @property
    def returned(self) -> Money:
        return Money(self.returned_minor, self.currency)

    @property
    def open(self) -> Money:
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
        return Money(self.amount_minor, self.currency)
