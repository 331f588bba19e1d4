"""Two people pay the same person at the same moment: one receipt, and the other is told so."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from rumbo.access.values import SYSTEM
from rumbo.common.ids import new_id
from rumbo.common.money import Money
from rumbo.common.refusal import Refusal
from rumbo.reception import actions as reception
from rumbo.reception.models import DirectArrival, Kit, OnwardMoney
from rumbo.reception.values import NewDirectArrival, NewPayment
from rumbo.registry.models import Person
from tests import factories
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


def test_two_taps_at_once_receive_a_family_once_and_none_fails() -> None:
    ready.reference()
    office, wanted = arrivals.receiving(), new_id()

    def receive() -> object:
        new = NewDirectArrival(
            id=wanted, people=(factories.new_person(),), place="HN-OMOA", country="HND",
            manner="DEPORTED", from_country="USA",
        )  # fmt: skip
        return reception.receive_directly(actor=SYSTEM, office=office, new=new)

    assert at_once(receive, 3) == ["done"] * 3
    assert (DirectArrival.objects.count(), Person.objects.count()) == (1, 1)
