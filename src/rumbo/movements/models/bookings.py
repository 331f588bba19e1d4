"""Who holds a seat: the booking of a whole group, each person's seat, and each thing that happened."""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from rumbo.access.models import Scoped
from rumbo.access.scoping import ScopedQuerySet
from rumbo.audit.history import tracked
from rumbo.casework.models import Case
from rumbo.movements import words
from rumbo.movements.models.departures import Departure, Stop
from rumbo.registry.models import Person


class SeatQuerySet(ScopedQuerySet["BookedSeat"]):
    """Reading seats."""

    def live(self) -> Self:
        """Keep the seats that somebody holds, or travelled on to the end."""
        return self.filter(released_at=None)

    def waiting(self) -> Self:
        """Keep the seats of people of whom it is not yet said whether they travel."""
        return self.live().filter(state__in=["BOOKED", "RECONFIRMED"])

    def aboard(self) -> Self:
        """Keep the seats of people who are on the bus."""
        return self.live().filter(state="BOARDED")


@tracked
class Booking(Scoped):
    """Seats held for one group on one departure, from where they get on to where they get off.

    A booking lives while any of its seats does; what happened is read from its seats' events.
    `provisional_until` is the last day of a booking that waits for a paper.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="bookings")
    departure = models.ForeignKey(Departure, on_delete=models.PROTECT, related_name="bookings")
    from_stop = models.ForeignKey(Stop, on_delete=models.PROTECT, related_name="+")
    to_stop = models.ForeignKey(Stop, on_delete=models.PROTECT, related_name="+")
    provisional_until = models.DateField(null=True)
    returns_to_stage = models.CharField(max_length=20, default="ELIGIBILITY")
    by = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["provisional_until"], condition=Q(ended_at=None), name="booking_provisional"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(ended_at=None), name="one_live_booking_a_case"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.departure_id}"

    def end(self, at: datetime) -> None:
        """Say that it is over: given back, or travelled."""
        self.ended_at = at
        self.save(update_fields=["ended_at"])


@tracked
class BookedSeat(Scoped):
    """One person's place on a departure; by air it has no number until the airline gives one.

    `state` follows the table of seat moves; every change of it is a PassengerEvent.
    `ended_at` is when the journey of this person was over; a live seat has neither end.
    """

    GOES_ALONG = False

    booking = models.ForeignKey(Booking, on_delete=models.PROTECT, related_name="seats")
    departure = models.ForeignKey(Departure, on_delete=models.PROTECT, related_name="booked")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    seat_no = models.PositiveSmallIntegerField(null=True)
    state = models.CharField(max_length=16, default="BOOKED")
    state_since = models.DateTimeField()
    released_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects: ClassVar[Any] = SeatQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["departure", "seat_no"],
                condition=Q(released_at=None),
                name="a_seat_for_one",
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(released_at=None, ended_at=None),
                name="one_live_seat_a_person",
            ),
        ]
        indexes = [models.Index(fields=["departure", "state"], name="seat_state")]

    def __str__(self) -> str:
        return f"{self.seat_no or '·'} {self.state}"

    @property
    def state_word(self) -> str:
        """What stands for this person, said."""
        return words.seat_state(self.state)

    @property
    def state_shape(self) -> str:
        """The shape that goes with the state."""
        return words.SEAT_SHAPE.get(self.state, "note")


@tracked
class PassengerEvent(Scoped):
    """One thing that happened to one person's seat. Never changed, never taken away."""

    GOES_ALONG = False

    seat = models.ForeignKey(BookedSeat, on_delete=models.PROTECT, related_name="passenger_events")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    departure = models.ForeignKey(Departure, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16)
    by = models.UUIDField(null=True)
    note = models.CharField(max_length=30, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["seat", "occurred_at"], name="passenger_event_seat"),
            models.Index(fields=["person", "kind"], name="passenger_event_person"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.person_id}"
