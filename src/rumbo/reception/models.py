"""What happens when somebody comes home: arrival, kit, money for the way, referrals, what is next."""

from datetime import date, datetime
from typing import Any, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from rumbo.access.entry import current_reader
from rumbo.access.models import Office, Scoped
from rumbo.access.scoping import ScopedQuerySet
from rumbo.access.values import Reader
from rumbo.audit.history import tracked
from rumbo.casework.models import Case
from rumbo.common import codes
from rumbo.common.money import Money
from rumbo.common.sealed.fields import SealedText
from rumbo.movements.models import Departure
from rumbo.network.models import Organisation
from rumbo.reception import rules, tables, words
from rumbo.registry.models import Person


class ReceivedQuerySet(ScopedQuerySet[Any]):
    """Rows made where somebody arrives: the office that receives sees them too."""

    def visible_to(self, reader: Reader) -> Self:
        """Keep the rows of the office of the case and of the office that receives."""
        if current_reader() is None:
            return self.none()
        own = Q(compartment__in=reader.compartments)
        if reader.offices is not None:
            here = Q(office_id__in=reader.offices) | Q(receiving_office_id__in=reader.offices)
            own &= here
        return self.filter(own | self.opened_to(reader) if reader.opened else own)

    def live(self) -> Self:
        """Keep what was not taken back."""
        return self.filter(taken_back_at=None)


class Received(Scoped):
    """What every row of an arrival has: whose, of which case, and who receives there."""

    GOES_ALONG = False

    receiving_office = models.ForeignKey(
        Office, null=True, on_delete=models.PROTECT, related_name="+"
    )
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    by = models.UUIDField(null=True)

    objects: ClassVar[Any] = ReceivedQuerySet.as_manager()

    class Meta:
        abstract = True


@tracked
class Arrival(Received):
    """Somebody came, or did not come, where they were expected; confirmed in person, one by one.

    `occurred_at` is when they arrived; `state` is ARRIVED or NOT_ARRIVED.
    """

    departure = models.ForeignKey(Departure, null=True, on_delete=models.PROTECT, related_name="+")
    centre = models.CharField(max_length=36)
    country = models.CharField(max_length=3, blank=True)
    state = models.CharField(max_length=12, default="ARRIVED")
    met_by = models.CharField(max_length=8, default="STAFF")
    why = SealedText(default=str)
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "departure"],
                condition=Q(taken_back_at=None),
                nulls_distinct=False,
                name="one_arrival_a_journey",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["ARRIVED", "NOT_ARRIVED"]), name="arrival_states"
            ),
        ]
        indexes = [
            models.Index(fields=["occurred_at", "id"], name="arrival_day"),
            models.Index(fields=["centre", "occurred_at"], name="arrival_centre"),
            models.Index(fields=["receiving_office", "occurred_at"], name="arrival_receiving"),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.centre}"

    @property
    def has_come(self) -> bool:
        """Whether this person is here."""
        return self.state == "ARRIVED"

    @property
    def arrived_at(self) -> datetime | None:
        """When this person arrived, if they did."""
        return self.occurred_at if self.has_come else None


@tracked
class Kit(Received):
    """A kit that was handed over: once for each arrival."""

    arrival = models.ForeignKey(Arrival, on_delete=models.PROTECT, related_name="kits")
    kind = models.CharField(max_length=12, default="BASIC")
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["arrival"], condition=Q(taken_back_at=None), name="one_kit_an_arrival"
            )
        ]

    def __str__(self) -> str:
        return self.kind

    @property
    def name(self) -> str:
        """What this kit is, said."""
        return tables.kit_name(self.kind)


@tracked
class OnwardMoney(Received):
    """Money for the way home, signed for: never paid twice; voided only by somebody else.

    `amount` is in minor units of `currency`; the signature is a sealed file, or on the receipt.
    """

    arrival = models.ForeignKey(Arrival, on_delete=models.PROTECT, related_name="payments")
    number = models.CharField(max_length=30, unique=True)
    amount = models.PositiveIntegerField()
    currency = models.CharField(max_length=3)
    signed = models.CharField(max_length=8, default="PAPER")
    signature_file = models.UUIDField(null=True)
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.UUIDField(null=True)
    why_taken_back = SealedText(default=str)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["arrival"], condition=Q(taken_back_at=None), name="onward_money_once"
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="onward_money_is_some"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def money(self) -> Money:
        """The amount with its currency."""
        return Money(self.amount, self.currency)


@tracked
class NextStep(Received):
    """Where somebody goes from here; the latest one holds."""

    arrival = models.ForeignKey(Arrival, on_delete=models.PROTECT, related_name="next_steps")
    kind = models.CharField(max_length=16)
    note = SealedText(default=str)
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["arrival"], condition=Q(taken_back_at=None), name="one_next_step"
            )
        ]

    def __str__(self) -> str:
        return self.kind

    @property
    def sentence(self) -> str:
        """What comes next, said."""
        return str(words.NEXT.get(self.kind, self.kind))


@tracked
class DirectArrival(Scoped):
    """A file opened where people arrived: nobody of it travelled with us, so it is counted apart.

    `manner` says how they came (words.MANNER); `office` is the office that received them.
    """

    GOES_ALONG = False

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="direct_arrival")
    centre = models.CharField(max_length=36)
    country = models.CharField(max_length=3)
    manner = models.CharField(max_length=12)
    from_country = models.CharField(max_length=3, blank=True)
    by = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(fields=["centre", "occurred_at"], name="direct_arrival_centre")]

    def __str__(self) -> str:
        return f"{self.manner} {self.centre}"


class ReferralQuerySet(ReceivedQuerySet):
    """Reading referrals: by compartment, and by whoever wrote one, who knows what it says."""

    def visible_to(self, reader: Reader) -> Self:
        """Keep what the reader's offices and compartments open, and what they wrote themselves."""
        seen = super().visible_to(reader)
        if current_reader() is None or reader.user_id is None:
            return seen
        return seen | self.filter(by=reader.user_id)

    def open(self) -> Self:
        """Keep the referrals that still wait for somebody."""
        return self.filter(status__in=rules.OPEN_REFERRALS)

    def overdue(self, day: date) -> Self:
        """Keep those that should have been answered, or attended, before a day."""
        late = Q(status="SENT", answer_by__lt=day) | Q(status="ACCEPTED", attend_by__lt=day)
        return self.filter(late)


@tracked
class Referral(Received):
    """Somebody is sent to an institution, with their yes and the least that it must know.

    `agreed_on` is the day of their yes to this very institution and `heard_by` who heard it; without
    it nothing leaves.
    """

    target = models.CharField(max_length=24)
    organisation = models.ForeignKey(
        Organisation, null=True, on_delete=models.PROTECT, related_name="+"
    )
    need = models.CharField(max_length=16)
    told = ArrayField(models.CharField(max_length=16), default=list)
    note = SealedText(default=str)
    agreed_on = models.DateField(null=True)
    heard_by = models.UUIDField(null=True)
    papers = ArrayField(models.CharField(max_length=24), default=list)
    outcome = models.CharField(max_length=24, blank=True)
    status = models.CharField(max_length=10, default="SENT")
    status_since = models.DateTimeField()
    answer_by = models.DateField()
    attend_by = models.DateField()

    objects: ClassVar[Any] = ReferralQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["status", "answer_by"], name="referral_open")]

    def __str__(self) -> str:
        return f"{self.target} {self.status}"

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something."""
        return self.status in rules.OPEN_REFERRALS

    def is_overdue_on(self, day: date) -> bool:
        """Whether it should have gone on before a day."""
        return rules.is_overdue(self.status, self.answer_by, self.attend_by, day)

    @property
    def due_on(self) -> date:
        """By when the next thing should happen."""
        return self.answer_by if self.status == "SENT" else self.attend_by

    @property
    def to_whom(self) -> str:
        """The institution's name, or what kind it is."""
        if self.organisation is None:
            return codes.label("referral_target", self.target)
        return str(self.organisation)

    @property
    def status_word(self) -> str:
        """Its state, said."""
        return codes.label("referral_status", self.status)

    @property
    def status_shape(self) -> str:
        """The shape that goes with the state."""
        return words.REFERRAL_SHAPE.get(self.status, "note")

    @property
    def papers_asked(self) -> tuple[str, ...]:
        """The papers that a child's schooling asks for, of this need and country."""
        country = self.organisation.country_id if self.organisation else self.person.return_country
        return tables.school_papers(self.need, country or "*")

    @property
    def papers_missing(self) -> int:
        """How many of them are not here yet."""
        return len([code for code in self.papers_asked if code not in self.papers])

    @property
    def outcome_word(self) -> str:
        """What came of a child's schooling, said."""
        return tables.school_word("outcomes", self.outcome) if self.outcome else ""

    @property
    def need_word(self) -> str:
        """What it asks for, said."""
        return str(words.NEEDS.get(self.need, self.need))


@tracked
class ReferralStep(Scoped):
    """One move of a referral: from, to, who, when, why. Never changed."""

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="steps")
    from_status = models.CharField(max_length=10, blank=True)
    to_status = models.CharField(max_length=10)
    by = models.UUIDField(null=True)
    why = SealedText(default=str)

    def __str__(self) -> str:
        return f"{self.from_status} → {self.to_status}"

    @property
    def status_word(self) -> str:
        """Where it went, said."""
        return codes.label("referral_status", self.to_status)
