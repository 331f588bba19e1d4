"""Fares agreed with a carrier, each from a day until a day."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q

from rumbo.audit.history import tracked
from rumbo.common.money import Money
from rumbo.network.models import Airport, Reference, ReferenceQuerySet
from rumbo.programmes.rules.fares import WHOSE


class FareQuerySet(ReferenceQuerySet[Any]):
    """How fares are asked for."""

    def holding(self) -> Self:
        """Keep the fares that no other took the place of before they held a single day."""
        return self.filter(replaced_at=None)


@tracked
class Fare(Reference):
    """What a carrier agreed to take for one seat from an airport to another, and for whom.

    `source` is the agreement. A row is never changed: a new one ends it the day before it begins,
    and takes its place (`replaced_at`) where both begin on the same day.
    """

    carrier = models.CharField(max_length=60)
    origin = models.ForeignKey(Airport, on_delete=models.PROTECT, related_name="+")
    destination = models.ForeignKey(Airport, on_delete=models.PROTECT, related_name="+")
    whose = models.CharField(max_length=12)
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3, default="USD")
    by = models.UUIDField(null=True)
    recorded_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    objects: ClassVar[Any] = FareQuerySet.as_manager()

    class Meta(Reference.Meta):
        constraints = [
            *Reference.Meta.constraints,
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="a_fare_is_some"),
            models.CheckConstraint(condition=Q(whose__in=WHOSE), name="a_fare_is_for_somebody"),
            models.CheckConstraint(
                condition=~Q(origin=F("destination")), name="a_fare_goes_somewhere"
            ),
            models.UniqueConstraint(
                fields=["carrier", "origin", "destination", "whose", "valid_from"],
                condition=Q(replaced_at=None),
                name="one_fare_from_a_day",
            ),
            models.UniqueConstraint(
                fields=["carrier", "origin", "destination", "whose"],
                condition=Q(replaced_at=None, valid_until=None),
                name="one_fare_without_end",
            ),
        ]

    @property
    def fare(self) -> Money:
        """What a seat costs, in the money in which it was agreed."""
        return Money(self.amount_minor, self.currency)
