"""Two people pay the same person at the same moment: one receipt, and the other is told so."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from rumbo.access.values import SYSTEM
from rumbo.common.money import Money
from rumbo.common.refusal import Refusal
from rumbo.reception import actions as reception
from rumbo.reception.models import Kit, OnwardMoney
from rumbo.reception.values import NewPayment
from tests.factories import movements as travel
from tests.factories import ready
from tests.factories import reception as arrivals

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(deed: Callable[[], object], times: int = 2) -> list[str]:
    """Do the same thing in threads of their own; say how each ended."""
    start, said = threading.Barrier(times), [""] * times

    def run(place: int) -> None:
        try:
            start.wait(timeout=20)
            deed()
            said[place] = "done"
        except Refusal as refusal:
            said[place] = refusal.code
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[place]) for place in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return sorted(said)


def test_nothing_is_given_twice() -> None:
    ready.reference()
    (arrival,), later = arrivals.came(travel.ready_alone())

    def pay() -> object:
        payment = NewPayment(amount=Money.of(500, "HNL"))
        return reception.pay_onward(actor=SYSTEM, arrival=arrival, payment=payment, at=later)

    def give() -> object:
        return reception.give_kit(actor=SYSTEM, arrival=arrival, at=later)

    assert at_once(pay) == ["done", "reception.already_paid"]
    assert at_once(give) == ["done", "reception.kit_given"]
    assert (OnwardMoney.objects.count(), Kit.objects.count()) == (1, 1)
