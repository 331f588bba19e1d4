"""Several hands at once, in random schedules: no seat sold twice, no cent twice, no family split."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from random import Random
from uuid import UUID

import pytest

from rumbo.access.values import SYSTEM
from rumbo.casework import actions as casework
from rumbo.casework.models import Case
from rumbo.common.refusal import Refusal
from rumbo.movements import actions as movements
from rumbo.movements.models import BookedSeat, Booking, Departure, Leg
from rumbo.movements.rules import legs_between
from rumbo.programmes import books
from rumbo.programmes.models import LineBalance
from rumbo.registry.models import GroupMember
from tests.at_once import at_once
from tests.factories import movements as travel
from tests.factories import ready
from tests.factories.money import LINE, holding, paid_by
from tests.turns import DEEP

pytestmark = pytest.mark.django_db(transaction=True)
SEEDS = (4, 5)
SCHEDULES = 1000 if DEEP else 10  # of each seed
HANDS, DEEDS = 3, 3
GROUPS, BUSES = 5, 2
SEAT, LEFT = 2_500, 10_000  # cents: the line pays four seats of the eight that there are
Deed = Callable[[], object]


class World:
    """Some groups that may travel, and small buses that cannot take them all."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.groups: list[UUID] = []
        self.buses: list[UUID] = []
        self.replenish()

    def replenish(self) -> None:
        """Whoever withdrew makes room for another group, a cancelled bus for another bus."""
        still = Case.objects.exclude(stage="WITHDRAWN").filter(pk__in=self.groups)
        self.groups = list(still.order_by("pk").values_list("pk", flat=True))
        while len(self.groups) < GROUPS:
            family = len(self.groups) % 2 == 0
            case = travel.ready_family() if family else travel.ready_alone()
            self.groups.append(paid_by(case).pk)
        running = Departure.objects.filter(pk__in=self.buses, status="PLANNED")
        self.buses = list(running.order_by("pk").values_list("pk", flat=True))
        while len(self.buses) < BUSES:
            leaves = travel.LEAVES + timedelta(minutes=len(self.buses))
            self.buses.append(travel.departure(leaves, seats=4).pk)

    def deed(self) -> Deed:
        """One thing that somebody does to some group or bus."""
        group, bus = self.chance.choice(self.groups), self.chance.choice(self.buses)
        seats = self.chance.randint(1, 5)
        deeds: list[Deed] = [
            *[lambda: _book(group, bus)] * 6,
            *[lambda: _move(group, bus)] * 5,
            *[lambda: _release(group)] * 2,
            lambda: casework.withdraw(
                actor=SYSTEM, case=Case.objects.get(pk=group), at=travel.BEFORE
            ),
            lambda: movements.change_seats(
                actor=SYSTEM, departure=Departure.objects.get(pk=bus), seats=seats,
                wheelchair_places=0, at=travel.BEFORE,
            ),
            lambda: movements.cancel_departure(
                actor=SYSTEM, departure=Departure.objects.get(pk=bus), why="Huracán",
                at=travel.BEFORE,
            ),
        ]  # fmt: skip
        return self.chance.choice(deeds)


def _book(group: UUID, bus: UUID) -> None:
    movements.book_group(
        actor=SYSTEM,
        case=Case.objects.get(pk=group),
        departure=Departure.objects.get(pk=bus),
        at=travel.BEFORE,
    )


def _move(group: UUID, bus: UUID) -> None:
    booking = Booking.objects.filter(case=group, ended_at=None).first()
    if booking is not None:
        movements.move_booking(
            actor=SYSTEM,
            booking=booking,
            departure=Departure.objects.get(pk=bus),
            at=travel.BEFORE,
        )


def _release(group: UUID) -> None:
    booking = Booking.objects.filter(case=group, ended_at=None).first()
    if booking is not None:
        movements.release_booking(actor=SYSTEM, booking=booking, at=travel.BEFORE)


def all_at_once(schedule: list[list[Deed]]) -> Counter[str]:
    """Let every hand do its deeds, each on a connection of its own; how each deed ended."""
    said = Counter[str]()

    def hand(deeds: list[Deed]) -> None:
        for deed in deeds:
            try:
                deed()
                said["done"] += 1
            except Refusal as refusal:
                said[refusal.code] += 1

    said["hands"] = len(at_once(*(partial(hand, deeds) for deeds in schedule)))
    return said


def require_order(world: World) -> None:
    """Whatever was done in whatever order: seats are counted, groups whole, files where they stand."""
    live = list(BookedSeat.objects.live().select_related("booking__from_stop", "booking__to_stop"))
    taken: Counter[tuple[UUID, int]] = Counter()
    together: dict[UUID, set[UUID]] = {}
    for seat in live:
        booking = seat.booking
        assert booking.ended_at is None
        assert seat.departure_id == booking.departure_id
        together.setdefault(booking.case_id, set()).add(seat.person_id)
        for position in legs_between(booking.from_stop.position, booking.to_stop.position):
            taken[seat.departure_id, position] += 1
    for leg in Leg.objects.filter(departure__in=world.buses):
        assert leg.taken == taken[leg.departure_id, leg.position] <= leg.seats
    numbers = [(seat.departure_id, seat.seat_no) for seat in live]
    assert len(set(numbers)) == len(numbers)
    for case in Case.objects.filter(pk__in=world.groups):
        members = GroupMember.objects.filter(group=case.group_id, left_at=None)
        everybody = set(members.values_list("person", flat=True))
        assert together.get(case.pk, set()) in (set(), everybody)
        assert (case.stage == "BOOKED") == (case.pk in together)
    assert books.unbalanced() == []
    assert LineBalance.objects.get(line=LINE).committed == SEAT * len(live) <= LEFT


@pytest.mark.parametrize("seed", SEEDS)
def test_random_schedules_of_several_hands_leave_every_seat_in_order(seed: int) -> None:
    ready.reference()
    chance = Random(seed)  # noqa: S311 - a test draws lots
    holding(LEFT)
    world, ended = World(chance), Counter[str]()
    for _ in range(SCHEDULES):
        said = all_at_once([[world.deed() for _ in range(DEEDS)] for _ in range(HANDS)])
        assert said["hands"] == HANDS
        assert said.total() == HANDS * DEEDS + HANDS, said
        ended += said
        require_order(world)
        world.replenish()
    print(f"{SCHEDULES} schedules of {HANDS} hands: {ended.most_common()}")  # noqa: T201 - shown
    assert ended["done"] > SCHEDULES
