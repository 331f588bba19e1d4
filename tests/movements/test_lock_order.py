"""Every verb that takes several locks takes them in the one order of rumbo.movements.locks."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, transaction

from rumbo.access.values import SYSTEM
from rumbo.casework.models import Case
from rumbo.common import clock
from rumbo.movements import actions as movements
from rumbo.movements.models import BookedSeat, Booking, Departure, ProposedSeat
from rumbo.programmes.models import LineBalance
from rumbo.registry import actions as registry
from rumbo.registry.models import Individual
from tests import factories
from tests.factories import movements as travel
from tests.factories import ready
from tests.factories.money import LINE, OTHER, holding, paid_by
from tests.movements.test_accepting import proposed, where
from tests.movements.test_joining import Hand
from tests.movements.test_who_keeps_a_seat import joined

pytestmark = pytest.mark.django_db
# The rows that are locked, in the order of their tables; legs are locked with their departure.
ORDER = [row._meta.db_table for row in (Case, Individual, Departure, LineBalance)]
# What names a case locks it at COMMIT.
ABOUT = {one.field.model._meta.db_table for one in Case._meta.related_objects}
INSERT = re.compile(r'INSERT INTO "(\w+)"')
LOCKS = re.compile(r'^SELECT .*? FROM "(\w+)" .*FOR (?:NO KEY )?UPDATE', re.DOTALL)
Locked = tuple[int, Any]


class Locks:
    """What is locked and was not held before, in turn: which table's row, and its key.

    `named` are the ids in rows that were written about cases.
    """

    def __init__(self) -> None:
        self.taken: list[Locked] = []
        self.named: set[Any] = set()

    def __call__(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        result = execute(sql, params, many, context)
        if (written := INSERT.match(sql)) is not None and written[1] in ABOUT:
            self.named.update(one for one in params if isinstance(one, UUID))
        found = LOCKS.match(sql)
        if found is not None and found[1] in ORDER:
            cursor = context["cursor"].cursor
            for row in cursor.fetchall():
                lock = (ORDER.index(found[1]), row[0])
                if lock not in self.taken:
                    self.taken.append(lock)
            cursor.scroll(0, mode="absolute")
        return result


@contextmanager
def in_order(*tables: type[Any]) -> Iterator[None]:
    """Look at each lock that is taken; rows of at least these tables must be among them."""
    seen = Locks()
    with clock.travel_to(travel.BEFORE), connection.execute_wrapper(seen):
        yield
    assert {ORDER[place] for place, _key in seen.taken} >= {row._meta.db_table for row in tables}
    assert seen.taken == sorted(seen.taken)
    cases = set(Case.objects.values_list("pk", flat=True))
    assert seen.named & cases <= {key for _place, key in seen.taken}


class World:
    """Two people on a bus each, both with another file that waits, and money that pays for them."""

    def __init__(self) -> None:
        ready.reference()
        for line in (LINE, OTHER):
            holding(1_000_000, line)
        # The last to be made has the highest key, and stands first wherever order is by chance.
        self.buses = [
            travel.departure(travel.LEAVES + timedelta(days=days), seat_cost=2_500)
            for days in range(3)
        ]
        self.cases = [paid_by(travel.ready_alone(), line) for line in (OTHER, LINE)]
        self.held = [
            travel.booked(case, bus)
            for case, bus in zip(self.cases, self.buses[1::-1], strict=True)
        ]
        for case in self.cases:
            joined(case, travel.ready_alone())

    def waiting(self) -> Case:
        """A third, who has no seat, with another file that protection keeps apart."""
        case, again = paid_by(travel.ready_alone(), LINE), travel.ready_alone()
        joined(case, again)
        person = factories.people_of(again)[0]
        registry.seal_person(actor=factories.actor("protection"), person=person, why="IN_DANGER")
        return case


EVERY = (Case, Individual, Departure, LineBalance)


def test_who_books_locks_in_the_one_order() -> None:
    world = World()
    case = world.waiting()
    with in_order(*EVERY):
        travel.booked(case, world.buses[0])


def test_who_moves_a_group_locks_in_the_one_order() -> None:
    world = World()
    with in_order(*EVERY):
        movements.move_booking(
            actor=SYSTEM, booking=world.held[1], departure=world.buses[2], at=travel.BEFORE
        )


def test_who_exchanges_seats_locks_in_the_one_order() -> None:
    world = World()
    first, second = world.held
    with in_order(*EVERY):
        movements.exchange_bookings(
            actor=SYSTEM,
            moves=[(second, first.departure), (first, second.departure)],
            at=travel.BEFORE,
        )


def test_who_accepts_a_few_lines_of_a_plan_locks_in_the_one_order() -> None:
    world = World()
    case = world.waiting()
    plan = proposed(
        (case, world.buses[2]), (world.cases[1], world.buses[1]), (world.cases[0], world.buses[0])
    )
    rows = list(ProposedSeat.objects.filter(proposal=plan))
    with in_order(*EVERY):
        movements.accept_plan(actor=SYSTEM, proposal=plan, seats=rows, at=travel.BEFORE)
    assert where(case) == world.buses[2]
    assert [where(case) for case in world.cases] == world.buses[:2]


def test_who_cancels_a_bus_and_books_its_groups_elsewhere_locks_in_the_one_order() -> None:
    world = World()
    bus = world.buses[1]
    case = world.waiting()
    travel.booked(case, bus)
    onto = {case.pk: world.buses[2], world.cases[0].pk: world.buses[0]}
    with in_order(*EVERY):
        done = movements.cancel_and_replan(actor=SYSTEM, departure=bus, onto=onto, at=travel.BEFORE)
    assert {one.case.pk: one.departure for one in done} == onto


def test_who_puts_a_bus_off_or_cancels_it_locks_in_the_one_order() -> None:
    world = World()
    bus = world.buses[1]
    travel.booked(world.waiting(), bus)
    with in_order(Case, Departure):
        movements.reschedule_departure(
            actor=SYSTEM, departure=bus, leaves_at=travel.LEAVES + timedelta(days=4),
            at=travel.BEFORE,
        )  # fmt: skip
    with in_order(Case, Departure, LineBalance):
        movements.cancel_departure(actor=SYSTEM, departure=bus, at=travel.BEFORE)


def test_who_gives_seats_back_locks_in_the_one_order() -> None:
    world = World()
    with in_order(Case, Departure, LineBalance):
        movements.release_booking(actor=SYSTEM, booking=world.held[0], at=travel.BEFORE)


class TestAgainstTheOtherFile:
    """Somebody books the other file at this moment: they hold the human being and want the bus."""

    pytestmark = pytest.mark.django_db(transaction=True)

    def twice(self) -> tuple[Case, Case]:
        ready.reference()
        case, again = travel.ready_alone(), travel.ready_alone()
        joined(case, again)
        return case, again

    def test_a_line_of_a_plan_waits_without_holding_the_bus(self) -> None:
        case, again = self.twice()
        bus = travel.departure()
        with clock.travel_to(travel.BEFORE):
            plan = proposed((case, bus))
            rows = list(ProposedSeat.objects.filter(proposal=plan))
            with transaction.atomic():
                Individual.objects.select_for_update(no_key=True).get()
                accepting = Hand(
                    lambda: movements.accept_plan(
                        actor=SYSTEM, proposal=plan, seats=rows, at=travel.BEFORE
                    )
                )
                assert accepting.is_held_up()
                Departure.objects.select_for_update(nowait=True).get(pk=bus.pk)
                travel.booked(again, bus)
            assert accepting.ended() == "done"
        assert ProposedSeat.objects.get().outcome == "STALE"
        assert BookedSeat.objects.live().get().booking.case == again

    def test_a_family_whose_bus_is_cancelled_is_booked_elsewhere_all_the_same(self) -> None:
        case, _again = self.twice()
        bus, sent = travel.departure(), travel.departure(travel.LEAVES + timedelta(days=2))
        travel.booked(case, bus)
        with transaction.atomic():
            Individual.objects.select_for_update(no_key=True).get()
            replanning = Hand(
                lambda: movements.cancel_and_replan(
                    actor=SYSTEM, departure=bus, onto={case.pk: sent}, at=travel.BEFORE
                )
            )
            assert replanning.is_held_up()
            rows = Departure.objects.select_for_update(nowait=True)
            assert len(rows.filter(pk__in=[bus.pk, sent.pk])) == 2
        assert replanning.ended() == "done"
        assert Booking.objects.get(ended_at=None).departure == sent
        assert factories.people_of(case)[0] == BookedSeat.objects.live().get().person
