"""What a survivor is helped with, what the fund pays, and what two offices found of the risk."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from rumbo.access.entry import current_reader
from rumbo.access.models import Office, Scoped
from rumbo.access.scoping import ScopedQuerySet
from rumbo.access.values import Reader
from rumbo.assistance import rules
from rumbo.audit.history import tracked
from rumbo.casework.models import Case
from rumbo.common.money import Money
from rumbo.common.sealed.fields import SealedJSON, SealedText
from rumbo.registry.models import Person


class AboutSurvivor(Scoped):
    """Something about one survivor of one file, by somebody: it lies with trafficking."""

    compartment = models.CharField(max_length=12, default="trafficking")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    by = models.UUIDField(null=True)
    notes = SealedText(default=str)

    class Meta:
        abstract = True
        indexes = [models.Index(fields=["case", "-occurred_at"])]


@tracked
class Service(AboutSurvivor):
    """One service that a survivor said yes to: a roof, a doctor, somebody to talk to, a lawyer …"""

    kind = models.CharField(max_length=16)
    provider = SealedText()
    agreed_on = models.DateField()
    starts_on = models.DateField()
    ended_on = models.DateField(null=True)
    ended_by = models.UUIDField(null=True)
    outcome = SealedText(default=str)

    def __str__(self) -> str:
        return f"{self.kind} {self.starts_on}"


class FundQuerySet(ScopedQuerySet[Any]):
    """What the fund promised and paid: money alone, for those who answer for it."""

    def visible_to(self, reader: Reader) -> Self:
        """Keep the rows of the reader's offices, for whoever answers for money or for survivors."""
        if current_reader() is None or not reader.roles & rules.SEES_THE_FUND:
            return self.none()
        return self if reader.offices is None else self.filter(office_id__in=reader.offices)


@tracked
class Payment(Scoped):
    """What finance sees of a voucher: payee, amount, reference and state, and no way to anybody.

    It names no file and no person; `payee` is empty where the survivor is paid.
    """

    compartment = models.CharField(max_length=12, default="finance")
    reference = models.CharField(max_length=16, unique=True)
    payee = SealedText(default=str)
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    state = models.CharField(max_length=10, default="RESERVED")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="a_payment_pays_something")
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def amount(self) -> Money:
        return Money(self.amount_minor, self.currency)


class FundEntry(Scoped):
    """One line of the fund's ledger; lines are added and never changed or taken out."""

    append_only: ClassVar[bool] = True

    compartment = models.CharField(max_length=12, default="finance")
    fund = models.CharField(max_length=36)
    kind = models.CharField(max_length=10)
    amount_minor = models.BigIntegerField()
    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="entries")
    by = models.UUIDField(null=True)

    objects: ClassVar[Any] = FundQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "fund entries"
        indexes = [models.Index(fields=["fund", "kind"], name="fund_by_kind")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["RESERVED", "RELEASED", "DELIVERED", "RETURNED"]),
                name="fund_entry_kinds",
            ),
            models.CheckConstraint(
                condition=Q(amount_minor__gt=0), name="a_fund_entry_moves_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount_minor}"

    @property
    def amount(self) -> Money:
        return Money(self.amount_minor, self.payment.currency)


@tracked
class Voucher(AboutSurvivor):
    """A sum asked of the fund for one service: asked by one, approved by another, given with receipt.

    `payee_kind` is ORGANISATION, PERSON or SURVIVOR; only the payment that it leads to is money's.
    """

    GOES_ALONG = False

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="vouchers")
    payee_kind = models.CharField(max_length=12)
    payee = SealedText(default=str)
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    due_on = models.DateField()
    state = models.CharField(max_length=10, default="REQUESTED")
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    payment = models.OneToOneField(
        Payment, null=True, on_delete=models.PROTECT, related_name="voucher"
    )
    delivered_by = models.UUIDField(null=True)
    delivered_at = models.DateTimeField(null=True)
    delivered_minor = models.BigIntegerField(null=True)
    received_by = SealedText(default=str)
    how = models.CharField(max_length=8, blank=True)
    signature_file = models.UUIDField(null=True)
    paper_file = models.UUIDField(null=True)
    returned_minor = models.BigIntegerField(null=True)
    ended_by = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)
    why = SealedText(default=str)
    version = models.PositiveIntegerField(default=1)

    class Meta(AboutSurvivor.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by=None) | Q(by=None) | ~Q(decided_by=F("by")),
                name="a_voucher_is_approved_by_another",
            ),
            models.CheckConstraint(
                condition=Q(amount_minor__gt=0), name="a_voucher_asks_something"
            ),
            models.CheckConstraint(
                condition=Q(delivered_minor=None) | Q(delivered_minor__lte=F("amount_minor")),
                name="never_more_than_was_approved",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.amount_minor}"

    @property
    def amount(self) -> Money:
        return Money(self.amount_minor, self.currency)

    @property
    def delivered(self) -> Money | None:
        """What was given in the end, where something was."""
        if self.delivered_minor is None:
            return None
        return Money(self.delivered_minor, self.currency)


@tracked
class OriginConsent(AboutSurvivor):
    """A survivor's own yes, with its day, that one office of their country may know; or taken back."""

    origin_office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    given_on = models.DateField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.UUIDField(null=True)

    class Meta(AboutSurvivor.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(withdrawn_at=None),
                name="one_live_yes_to_the_origin_office",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.given_on}"


class JointRiskQuerySet(ScopedQuerySet[Any]):
    """Joint assessments: for protection here, and there only while the survivor's yes lives."""

    def visible_to(self, reader: Reader) -> Self:
        """Keep those of the reader's offices, and those that a live consent shares with them."""
        own = super().visible_to(reader)
        if current_reader() is None or not reader.sees("trafficking"):
            return own
        if reader.offices is None or "protection" not in reader.roles:
            return own
        return own | self.shared_with(reader.offices)

    def shared_with(self, offices: Any) -> Self:
        """Keep those that survivors share now with these offices: asked anew at each reading."""
        yes = OriginConsent.objects.filter(
            person=OuterRef("person"),
            origin_office=OuterRef("origin_office"),
            withdrawn_at=None,
        )
        return self.filter(Exists(yes), origin_office_id__in=offices)

    def open(self) -> Self:
        """Keep those that wait for the second conclusion."""
        return self.filter(second_at=None)


@tracked
class JointRisk(AboutSurvivor):
    """What two look at together before a survivor goes back (domain.md 3.2), and what each concludes.

    `ours` and `theirs` seal, for each part of the matrix, its level and what is done about it. The
    second conclusion is the origin office's, or of a second officer here where the survivor does not
    want that office to know (`origin_office` None).
    """

    origin_office = models.ForeignKey(Office, null=True, on_delete=models.PROTECT, related_name="+")
    ours = SealedJSON(default=dict)
    finding = models.CharField(max_length=12)
    theirs = SealedJSON(default=dict)
    second_finding = models.CharField(max_length=12, blank=True)
    second_by = models.UUIDField(null=True)
    second_at = models.DateTimeField(null=True)
    second_notes = SealedText(default=str)
    version = models.PositiveIntegerField(default=1)

    objects: ClassVar[Any] = JointRiskQuerySet.as_manager()

    class Meta(AboutSurvivor.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(second_by=None) | Q(by=None) | ~Q(second_by=F("by")),
                name="two_names_conclude",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.finding}"
