"""A group that gets on a bus at the very moment at which the bus is cancelled."""

import threading
import time
from collections.abc import Callable

import pytest
from django.db import connection, transaction

from rumbo.access.values import SYSTEM
from rumbo.casework.models import Case
from rumbo.common.refusal import Refusal
from rumbo.movements import actions as movements
from rumbo.movements import locks
from rumbo.movements.models import BookedSeat, Booking
from tests.factories import movements as travel
from tests.factories import ready

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 20.0


class Hand:
    """Somebody at a page of their own: a thread with a connection, and how it ended."""

    def __init__(self, deed: Callable[[], object]) -> None:
        self.said, self.pid, self._begun = "", 0, threading.Event()
        self._thread = threading.Thread(target=self._run, args=(deed,))
        self._thread.start()
        assert self._begun.wait(PATIENCE)

    def _run(self, deed: Callable[[], object]) -> None:
        try:
            connection.ensure_connection()
            self.pid = connection.connection.info.backend_pid
            self._begun.set()
            deed()
            self.said = "done"
        except Refusal as refusal:
            self.said = refusal.code
        finally:
            connection.close()

    def is_held_up(self) -> bool:
        """Look until this hand waits for somebody's lock."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and self._thread.is_alive():
            with connection.cursor() as cursor:
                cursor.execute("SELECT cardinality(pg_blocking_pids(%s)) > 0", [self.pid])
                if cursor.fetchone()[0]:
                    return True
        return False

    def ended(self) -> str:
        self._thread.join(PATIENCE)
        return self.said


def test_whoever_books_while_a_bus_is_being_cancelled_waits_and_nobody_hangs() -> None:
    ready.reference()
    first, second = travel.ready_alone(), travel.ready_alone()
    bus = travel.departure()
    travel.booked(first, bus)
    has_second, may_ask = threading.Event(), threading.Event()

    def with_the_second() -> None:
        with transaction.atomic():
            Case.objects.select_for_update(of=("self",)).get(pk=second.pk)
            has_second.set()
            assert may_ask.wait(PATIENCE)
            locks.lock_departure(bus.pk)

    with transaction.atomic():
        Case.objects.select_for_update(of=("self",)).get(pk=first.pk)
        cancelling = Hand(
            lambda: movements.cancel_departure(actor=SYSTEM, departure=bus, at=travel.BEFORE)
        )
        assert cancelling.is_held_up()
        booking = Hand(
            lambda: movements.book_group(actor=SYSTEM, case=second, departure=bus, at=travel.BEFORE)
        )
        assert booking.ended() == "done"
        other = Hand(with_the_second)
        assert has_second.wait(PATIENCE)
    assert cancelling.is_held_up()
    may_ask.set()
    assert other.ended() == "done"
    assert cancelling.ended() == "done"
    assert not Booking.objects.filter(ended_at=None).exists()
    assert not BookedSeat.objects.live().exists()
    assert not Case.objects.filter(stage="BOOKED").exists()
