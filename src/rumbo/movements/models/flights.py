"""The flights of a departure by air, with their changes on the way, and what a seat costs."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from rumbo.access.models import Scoped
from rumbo.audit.history import tracked
from rumbo.common.sealed.fields import SealedText
from rumbo.movements.models.departures import Departure


@tracked
class Flight(Scoped):
    """One flight of an itinerary: its number, from which airport to which, and its two moments.

    A new itinerary ends the one before it; the airports are named by their codes in the network.
    """

    departure = models.ForeignKey(Departure, on_delete=models.PROTECT, related_name="flights")
    position = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=10)
    carrier = models.CharField(max_length=60, blank=True)
    origin = models.CharField(max_length=36)
    destination = models.CharField(max_length=36)
    leaves_at = models.DateTimeField()
    arrives_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    by = models.UUIDField(null=True)

    class Meta:
        ordering = ("departure", "position")
        constraints = [
            models.UniqueConstraint(
                fields=["departure", "position"], condition=Q(ended_at=None), name="flight_once"
            ),
            models.CheckConstraint(
                condition=Q(arrives_at__gt=F("leaves_at")), name="flight_forward_in_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.origin}-{self.destination}"


@tracked
class SeatPrice(Scoped):
    """What a seat of a departure by air costs, and on whose word: the newest row holds.

    `fares` are the codes of the agreed fares by which it was found; where it is another price than
    theirs, `why` says so. Amounts are US dollar cents.
    """

    departure = models.ForeignKey(Departure, on_delete=models.PROTECT, related_name="prices")
    seat_minor = models.PositiveBigIntegerField()
    return_minor = models.PositiveBigIntegerField(default=0)
    fares = ArrayField(models.CharField(max_length=36), default=list)
    why = SealedText(default=str)
    by = models.UUIDField(null=True)

    def __str__(self) -> str:
        return f"{self.departure_id} {self.seat_minor}"
