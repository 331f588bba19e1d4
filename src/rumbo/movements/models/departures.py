"""A departure: a bus or a flight on a day, its stops, the legs between them, who escorts it."""

from datetime import date
from typing import Any, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from rumbo.access.models import Scoped
from rumbo.access.scoping import ScopedQuerySet
from rumbo.audit.history import tracked
from rumbo.common.money import Money
from rumbo.common.sealed.fields import SealedText
from rumbo.movements import words
from rumbo.movements.rules import OPEN_FOR_BOOKING

STOP_KINDS = ["BOARD", "BORDER", "REST", "RECEPTION"]


class DepartureQuerySet(ScopedQuerySet["Departure"]):
    """Reading departures."""

    def between(self, first: date, last: date) -> Self:
        """Keep the departures of these days, both ends included."""
        return self.filter(date__gte=first, date__lte=last)

    def bookable(self) -> Self:
        """Keep the departures on which a seat may still be held."""
        return self.filter(status__in=OPEN_FOR_BOOKING)

    def on_the_road(self) -> Self:
        """Keep those that left and have not arrived."""
        return self.filter(status="DEPARTED")


@tracked
class Departure(Scoped):
    """A bus or a flight that takes people home on a day.

    Amounts are US dollar cents: `fixed_cost` for the vehicle, `seat_cost` for each person, and by
    air for each escort on the way out; `return_cost` for an escort on the way back.
    `seats` counts passengers' places on every leg; escorts sit apart. `was_on` is the day it was
    planned for before it was put off at `put_off_at`: a list closed before then no longer counts.
    """

    code = models.CharField(max_length=24, unique=True)
    date = models.DateField()
    leaves_at = models.DateTimeField()
    mode = models.CharField(max_length=8)
    route = models.CharField(max_length=24)
    operator = models.CharField(max_length=80, blank=True)
    vehicle = models.CharField(max_length=40, blank=True)
    plate = models.CharField(max_length=16, blank=True)
    status = models.CharField(max_length=10, default="PLANNED")
    seats = models.PositiveSmallIntegerField()
    wheelchair_places = models.PositiveSmallIntegerField(default=0)
    min_passengers = models.PositiveSmallIntegerField(default=1)
    fixed_cost = models.PositiveBigIntegerField(default=0)
    seat_cost = models.PositiveBigIntegerField(default=0)
    return_cost = models.PositiveBigIntegerField(default=0)
    funding_line = models.CharField(max_length=24, blank=True)
    why_cancelled = SealedText(default=str)
    was_on = models.DateField(null=True)
    put_off_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    objects: ClassVar[Any] = DepartureQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["date", "route"], name="departure_day"),
            models.Index(fields=["status", "date"], name="departure_status"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(wheelchair_places__lte=F("seats")), name="wheelchairs_within_seats"
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def is_open(self) -> bool:
        """Whether seats may still be held or given back."""
        return self.status in OPEN_FOR_BOOKING

    @property
    def has_left(self) -> bool:
        """Whether the bus is gone."""
        return self.status in {"DEPARTED", "ARRIVED", "CLOSED"}

    @property
    def status_word(self) -> str:
        """Its status, said."""
        return words.status(self.status)

    @property
    def status_shape(self) -> str:
        """The shape that goes with the status."""
        return words.STATUS_SHAPE.get(self.status, "note")

    def cost_of(self, people: int) -> Money:
        """What it costs with so many people on it."""
        return Money(self.fixed_cost + self.seat_cost * people)

    def cost_of_escorts(self, out: int, back: int) -> Money:
        """What the seats of those who go along cost, so many out and so many back; by road nothing."""
        if self.mode != "AIR":
            return Money(0)
        return Money(self.seat_cost * out + self.return_cost * back)


class Stop(models.Model):
    """A place where the departure stops, in its order; `planned_at` follows the route's hours."""

    departure = models.ForeignKey(Departure, on_delete=models.PROTECT, related_name="stops")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=[(k, k) for k in STOP_KINDS])
    place = models.CharField(max_length=24)
    name = models.CharField(max_length=80)
    country = models.CharField(max_length=3)
    zone = models.CharField(max_length=40, blank=True)
    planned_at = models.DateTimeField()
    reached_at = models.DateTimeField(null=True)
    services = ArrayField(models.CharField(max_length=24), default=list)

    class Meta:
        ordering = ("departure", "position")
        constraints = [
            models.UniqueConstraint(fields=["departure", "position"], name="stop_once"),
        ]
        indexes = [models.Index(fields=["place", "planned_at"], name="stop_place")]

    def __str__(self) -> str:
        return f"{self.position} {self.name}"

    @property
    def may_board(self) -> bool:
        """Whether people get on here."""
        return self.kind == "BOARD"

    @property
    def may_get_off(self) -> bool:
        """Whether people's journey may end here."""
        return self.kind == "RECEPTION"


class Leg(models.Model):
    """The stretch from one stop to the next: the counter that no booking can overrun."""

    departure = models.ForeignKey(Departure, on_delete=models.PROTECT, related_name="legs")
    position = models.PositiveSmallIntegerField()
    seats = models.PositiveSmallIntegerField()
    taken = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("departure", "position")
        constraints = [
            models.UniqueConstraint(fields=["departure", "position"], name="leg_once"),
            models.CheckConstraint(condition=Q(taken__lte=F("seats")), name="no_seat_sold_twice"),
        ]

    def __str__(self) -> str:
        return f"{self.position}: {self.taken}/{self.seats}"


@tracked
class Escort(Scoped):
    """Who goes along: one of ours by user, or somebody by a sealed name.

    By air each has a seat out and, where they return, one back: whoever lives there has none.
    """

    departure = models.ForeignKey(Departure, on_delete=models.PROTECT, related_name="escorts")
    user = models.UUIDField(null=True)
    name = SealedText(default=str)
    kind = models.CharField(max_length=16, default="OPERATIONAL")
    trained_for_children = models.BooleanField(default=False)
    returns = models.BooleanField(default=True)
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.departure_id}"


@tracked
class TheirPart(Scoped):
    """The other organiser's people on a joint movement: how many, and nothing else of them.

    Their own list names them. The newest row holds; none, or nobody, is a movement of ours alone.
    """

    departure = models.ForeignKey(Departure, on_delete=models.PROTECT, related_name="their_parts")
    organiser = models.CharField(max_length=40)
    people = models.PositiveSmallIntegerField()
    by = models.UUIDField(null=True)

    def __str__(self) -> str:
        return f"{self.organiser} {self.people}"
