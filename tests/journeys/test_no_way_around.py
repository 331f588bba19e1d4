"""Whatever people try and in whatever order, nobody leaves without what protects them."""

import os
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from rumbo.access.values import SYSTEM
from rumbo.casework import actions as casework
from rumbo.casework.models import Case, EligibilityDecision
from rumbo.common.refusal import Refusal
from rumbo.counselling.models import Declaration, GuardianDeclaration, Reconfirmation
from rumbo.documents.models import TravelDocument
from rumbo.movements import actions as movements
from rumbo.movements.models import BookedSeat, Departure
from rumbo.registry.models import DataConsent
from tests import factories
from tests.factories import movements as buses
from tests.factories import ready

pytestmark = pytest.mark.django_db
EXAMPLES = 600 if os.environ.get("RUMBO_DEEP") else 12
DAY = ready.TRAVEL


def seats(case: Case) -> list[BookedSeat]:
    people = [p.id for p in factories.people_of(case)]
    return list(BookedSeat.objects.filter(person__in=people, released_at=None))


def each(verb: Callable[..., object]) -> Callable[[Case, Departure], None]:
    def act(case: Case, _bus: Departure) -> None:
        for seat in seats(case):
            verb(actor=SYSTEM, seat=seat, at=buses.AT_DOOR)

    return act


def fresh(bus: Departure) -> Departure:
    return Departure.objects.get(pk=bus.pk)


ACTS: dict[str, Callable[[Case, Departure], object]] = {
    "book": lambda case, bus: buses.booked(case, fresh(bus)),
    "close the list": lambda _case, bus: movements.close_manifest(
        actor=SYSTEM, departure=fresh(bus), at=buses.BEFORE
    ),
    "call the roll": lambda _case, bus: movements.open_boarding(
        actor=SYSTEM, departure=fresh(bus), at=buses.AT_DOOR
    ),
    "say it again": each(movements.reconfirm),
    "board": each(movements.board),
    "depart": lambda _case, bus: movements.depart(
        actor=SYSTEM, departure=fresh(bus), at=buses.LEAVES
    ),
    "arrive": lambda _case, bus: buses.arrived(fresh(bus), at=buses.LEAVES + timedelta(days=1)),
    # What may happen in between, at any moment.
    "take the declaration back": lambda case, _bus: Declaration.objects.filter(case=case).update(
        withdrawn_at=buses.BEFORE
    ),
    "take the child's declaration back": lambda case, _bus: GuardianDeclaration.objects.filter(
        case=case
    ).update(withdrawn_at=buses.BEFORE),
    "revoke the decision": lambda case, _bus: casework.revoke_decision(
        actor=SYSTEM, case=case, why="Se supo algo nuevo."
    ),
    "let the document expire": lambda case, _bus: TravelDocument.objects.filter(
        person__in=[p.id for p in factories.people_of(case)]
    ).update(valid_until=DAY - timedelta(days=1)),
    "take the consent back": lambda case, _bus: DataConsent.objects.filter(
        person__in=[p.id for p in factories.people_of(case)]
    ).update(withdrawn_at=buses.BEFORE),
    "withdraw": lambda case, _bus: casework.withdraw(actor=SYSTEM, case=case, at=buses.AT_DOOR),
}
THE_WAY = ["book", "close the list", "call the roll", "say it again", "board", "depart", "arrive"]
HARM = [act for act in ACTS if act not in THE_WAY]
orders = st.one_of(
    st.lists(st.sampled_from(list(ACTS)), min_size=4, max_size=12),
    # The whole way, with one thing taken away somewhere on it.
    st.tuples(st.sampled_from(HARM), st.integers(0, len(THE_WAY))).map(
        lambda told: [*THE_WAY[: told[1]], told[0], *THE_WAY[told[1] :]]
    ),
    # The whole way, with one step left out.
    st.integers(0, len(THE_WAY) - 1).map(lambda at: [*THE_WAY[:at], *THE_WAY[at + 1 :]]),
)


def require_what_protects(case: Case) -> None:
    """What must hold for everybody of a case that is on the road."""
    decision = EligibilityDecision.objects.get(case=case, revoked_at=None, eligible=True)
    assert decision.countersigned_by not in {None, decision.decided_by}
    for person in factories.people_of(case):
        assert Reconfirmation.objects.filter(person=person, on=DAY, taken_back_at=None).exists()
        assert TravelDocument.objects.filter(person=person, valid_until__gte=DAY).exists()
        assert DataConsent.objects.filter(person=person, withdrawn_at=None).exists()
        if (person.age_on(DAY) or 0) >= 18:
            live = Declaration.objects.filter(person=person, withdrawn_at=None)
            assert live.filter(travel_date=DAY).exists()
        else:
            assert GuardianDeclaration.objects.filter(child=person, withdrawn_at=None).exists()


def test_the_whole_way_in_its_order_arrives() -> None:
    ready.reference()
    case, bus = buses.ready_family(), buses.departure()
    for act in THE_WAY:
        ACTS[act](case, bus)
    assert Case.objects.get(pk=case.pk).stage == "ARRIVED"
    require_what_protects(case)


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@example(order=[*THE_WAY[:-2], "take the child's declaration back", *THE_WAY[-2:]])
@given(order=orders)
def test_nobody_is_on_the_road_without_what_protects_them(order: list[str]) -> None:
    point = transaction.savepoint()
    try:
        ready.reference()
        case, bus = buses.ready_family(), buses.departure()
        left_protected = False
        for act in order:
            try:
                with transaction.atomic():
                    ACTS[act](case, bus)
            except Refusal:
                continue
            row = Case.objects.get(pk=case.pk)
            if act == "depart" and row.stage == "IN_TRANSIT":
                require_what_protects(row)
                left_protected = True
            if row.stage == "ARRIVED":
                assert left_protected
    finally:
        transaction.savepoint_rollback(point)
