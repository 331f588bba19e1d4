"""What is accepted of a plan is done line by line: never twice, never half, and what cannot be is named."""

import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.urls import reverse

from rumbo.access.models import Grant
from rumbo.access.values import SYSTEM, Actor
from rumbo.casework import actions as casework
from rumbo.casework.models import Case
from rumbo.common import clock
from rumbo.common.ids import new_id
from rumbo.movements import actions as movements
from rumbo.movements import locks
from rumbo.movements.actions.accepting import AT_ONCE
from rumbo.movements.models import (
    ASKED,
    BookedSeat,
    Booking,
    Departure,
    Headway,
    Leg,
    Proposal,
    ProposedSeat,
)
from rumbo.movements.models.proposals import SILENCE
from rumbo.protection.models import FearAnswer
from tests import factories
from tests.at_once import at_once
from tests.factories import movements as travel
from tests.factories import ready
from tests.factories.pages import client_for

pytestmark = pytest.mark.django_db
DAY = travel.BEFORE.date()
LONGER_THAN_A_LOCK = 4.0


@pytest.fixture(autouse=True)
def _then() -> Iterator[None]:
    with clock.travel_to(travel.BEFORE):
        yield


def proposed(*lines: tuple[Case, Departure | None]) -> Proposal:
    """A finished plan that proposes these seats, in this order."""
    plan = Proposal.objects.create(
        id=new_id(), office=factories.office(), first=DAY, last=DAY + timedelta(days=20),
        state="DONE", occurred_at=travel.BEFORE,
        told={
            "fill": [[to.code, to.seats, 0, 0] for to in {to for _case, to in lines if to}],
            "people": dict.fromkeys(("plan", "priority", "fcfs", "stands"), 0),
            "asked": 1,
        },
    )  # fmt: skip
    Headway.objects.create(proposal=plan)
    for place, (case, to) in enumerate(lines):
        held = Booking.objects.filter(case=case, ended_at=None).first()
        kind = "MOVED" if held and to else "ADDED" if to else "DROPPED"
        ProposedSeat.objects.create(
            id=new_id(), office=case.office, proposal=plan, case=case, departure=to,
            before=held.departure if held else None, kind=kind, place=place,
            people=len(factories.people_of(case)), occurred_at=travel.BEFORE,
        )  # fmt: skip
    return plan


def accepted(plan: Proposal, actor: Actor = SYSTEM) -> dict[str, str]:
    """Accept every line; how each came out."""
    rows = list(ProposedSeat.objects.filter(proposal=plan))
    movements.accept_plan(actor=actor, proposal=plan, seats=rows)
    return outcomes(plan)


def outcomes(plan: Proposal) -> dict[str, str]:
    rows = ProposedSeat.objects.filter(proposal=plan).select_related("case")
    return {row.case.number: row.outcome for row in rows}


def where(case: Case) -> Departure | None:
    held = Booking.objects.filter(case=case, ended_at=None).select_related("departure").first()
    return held.departure if held else None


def many(bus: Departure) -> tuple[Proposal, list[Case]]:
    """A plan of more lines than are done while somebody waits."""
    cases = [travel.ready_alone() for _ in range(AT_ONCE + 1)]
    return proposed(*((case, bus) for case in cases)), cases


class Cut:
    """The power goes off as one more booking is written."""

    def __init__(self, after: int) -> None:
        self.left = after

    def __call__(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        if sql.startswith('INSERT INTO "movements_booking"'):
            self.left -= 1
            if self.left < 0:
                raise KeyboardInterrupt
        return execute(sql, params, many, context)


def interrupted(deed: Callable[[], object], after: int) -> None:
    with connection.execute_wrapper(Cut(after)), pytest.raises(KeyboardInterrupt):
        deed()


def test_many_lines_are_done_beside_the_desk_and_none_twice() -> None:
    ready.reference()
    bus = travel.departure()
    plan, cases = many(bus)
    assert set(accepted(plan).values()) == {ASKED}
    assert not Booking.objects.exists()
    assert accepted(plan) == outcomes(plan)
    movements.take_accepted(proposal=plan.pk, by=None)
    assert set(outcomes(plan).values()) == {"TAKEN"}
    movements.take_accepted(proposal=plan.pk, by=None)
    assert Booking.objects.count() == len(cases)
    assert BookedSeat.objects.live().filter(departure=bus).count() == len(cases)


def test_a_few_lines_are_done_while_the_officer_waits_and_leave_the_others_alone() -> None:
    ready.reference()
    bus, other = travel.departure(), travel.ready_family()
    plan, cases = many(bus)
    assert set(accepted(plan).values()) == {ASKED}
    assert accepted(proposed((other, bus))) == {other.number: "TAKEN"}
    assert set(outcomes(plan).values()) == {ASKED}
    assert where(cases[0]) is None


@pytest.mark.django_db(transaction=True)
def test_what_was_done_before_the_power_went_off_stays_and_the_rest_goes_on() -> None:
    ready.reference()
    bus = travel.departure()
    plan, cases = many(bus)
    accepted(plan)
    interrupted(lambda: movements.take_accepted(proposal=plan.pk, by=None), after=3)
    connection.close()
    done = [case for case in cases if where(case)]
    assert len(done) == 3
    assert sorted(outcomes(plan).values()) == [ASKED] * (len(cases) - 3) + ["TAKEN"] * 3
    assert set(Leg.objects.filter(departure=bus).values_list("taken", flat=True)) == {3}
    officer = factories.actor("movements")
    movements.resume_plan(actor=officer, proposal=plan)
    assert not ProposedSeat.objects.filter(decided_by=officer.id).exists()
    with clock.travel_to(travel.BEFORE + 2 * SILENCE):
        movements.resume_plan(actor=officer, proposal=plan)
        movements.take_accepted(proposal=plan.pk, by=officer.id)
    assert set(outcomes(plan).values()) == {"TAKEN"}
    assert Booking.objects.filter(ended_at=None).count() == len(cases) == Booking.objects.count()
    assert set(Leg.objects.filter(departure=bus).values_list("taken", flat=True)) == {len(cases)}


@pytest.mark.django_db(transaction=True)
def test_one_job_too_many_does_nothing_twice() -> None:
    ready.reference()
    bus = travel.departure()
    plan, cases = many(bus)
    accepted(plan)
    ended = at_once(
        *[lambda: movements.take_accepted(proposal=plan.pk, by=None, at=travel.BEFORE)] * 2
    )
    assert ended == ["done"] * 2
    assert set(outcomes(plan).values()) == {"TAKEN"}
    assert Booking.objects.count() == len(cases)


@pytest.mark.django_db(transaction=True)
def test_two_officers_who_accept_the_same_lines_at_once_share_them_and_do_none_twice() -> None:
    ready.reference()
    bus, cases = travel.departure(), [travel.ready_alone() for _ in range(3)]
    plan = proposed(*((case, bus) for case in cases))
    rows = list(ProposedSeat.objects.filter(proposal=plan))
    officers = [factories.actor("movements"), factories.actor("coordinator")]
    ended = at_once(
        *(
            lambda who=who: movements.accept_plan(
                actor=who, proposal=plan, seats=rows, at=travel.BEFORE
            )
            for who in officers
        )
    )
    assert ended == ["done"] * 2
    assert set(outcomes(plan).values()) == {"TAKEN"}
    assert Booking.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_a_file_in_which_somebody_writes_at_that_moment_is_asked_again() -> None:
    ready.reference()
    bus, case = travel.departure(), travel.ready_alone()
    plan = proposed((case, bus))
    ProposedSeat.objects.update(outcome=ASKED, decided_at=travel.BEFORE)
    held, done = threading.Event(), threading.Event()

    def writing() -> None:
        with transaction.atomic():
            locks.lock_cases([case.pk])
            held.set()
            done.wait(LONGER_THAN_A_LOCK)

    def taking() -> None:
        held.wait(20)
        movements.take_accepted(proposal=plan.pk, by=None, at=travel.BEFORE)

    assert at_once(writing, taking) == ["done"] * 2
    assert outcomes(plan) == {case.number: "TAKEN"}


def test_who_withdrew_meanwhile_is_named_and_the_rest_is_done() -> None:
    ready.reference()
    bus = travel.departure()
    plan, cases = many(bus)
    accepted(plan)
    casework.withdraw(actor=SYSTEM, case=Case.objects.get(pk=cases[4].pk))
    movements.take_accepted(proposal=plan.pk, by=None)
    told = outcomes(plan)
    assert told.pop(cases[4].number) == "STALE"
    assert set(told.values()) == {"TAKEN"}
    page = client_for("movements").get(reverse("movements:plan", args=[plan.pk])).text
    assert "Se aceptaron y ya no pudieron hacerse" in page
    assert f"{AT_ONCE} líneas de este plan ya están hechas" in page


def test_whoever_takes_anothers_seat_waits_for_it() -> None:
    ready.reference()
    one, two = travel.ready_alone(), travel.ready_alone()
    full, free = travel.departure(seats=1), travel.departure()
    travel.booked(two, full)
    waits = travel.ready_alone()
    third = travel.departure(seats=1)
    travel.booked(one, third)
    plan = proposed((waits, third), (one, full), (two, free))
    assert set(accepted(plan).values()) == {"TAKEN"}
    assert [where(case) for case in (waits, one, two)] == [third, full, free]


def test_two_who_want_each_others_seats_go_together() -> None:
    ready.reference()
    one, two = travel.ready_alone(), travel.ready_alone()
    here, there = travel.departure(seats=1), travel.departure(seats=1)
    travel.booked(one, here)
    travel.booked(two, there)
    plan = proposed((one, there), (two, here))
    assert set(accepted(plan).values()) == {"TAKEN"}
    assert (where(one), where(two)) == (there, here)
    assert BookedSeat.objects.live().count() == 2
    assert set(Leg.objects.values_list("taken", flat=True)) == {1}


def test_a_family_and_two_who_travel_alone_change_places() -> None:
    ready.reference()
    family, one, two = travel.ready_family(), travel.ready_alone(), travel.ready_alone()
    here, there = travel.departure(seats=2), travel.departure(seats=2)
    travel.booked(family, here)
    for case in (one, two):
        travel.booked(case, there)
    plan = proposed((one, here), (family, there), (two, here))
    assert set(accepted(plan).values()) == {"TAKEN"}
    assert [where(case) for case in (family, one, two)] == [there, here, here]


def test_where_one_of_a_ring_may_not_go_everybody_keeps_the_seat_they_had() -> None:
    ready.reference()
    one, two = travel.ready_alone(), travel.ready_alone()
    here, there = travel.departure(seats=1), travel.departure(seats=1)
    travel.booked(one, here)
    travel.booked(two, there)
    plan = proposed((one, there), (two, here))
    FearAnswer.objects.filter(person__in=factories.people_of(two)).delete()
    assert set(accepted(plan).values()) == {"STALE"}
    assert (where(one), where(two)) == (here, there)


def test_a_ring_goes_on_without_a_third_who_may_not() -> None:
    ready.reference()
    cases = [travel.ready_alone() for _ in range(3)]
    here, there = travel.departure(seats=1), travel.departure(seats=2)
    travel.booked(cases[0], here)
    for case in cases[1:]:
        travel.booked(case, there)
    plan = proposed((cases[0], there), (cases[1], here), (cases[2], here))
    told = accepted(plan)
    assert sorted(told.values()) == ["STALE", "TAKEN", "TAKEN"]
    assert where(cases[0]) == there
    assert BookedSeat.objects.live().count() == 3


def test_what_somebody_accepted_who_may_no_longer_plan_is_open_again() -> None:
    ready.reference()
    bus, officer = travel.departure(), factories.actor("movements")
    plan, _cases = many(bus)
    assert set(accepted(plan, officer).values()) == {ASKED}
    Grant.objects.filter(user=officer.id).delete()
    movements.take_accepted(proposal=plan.pk, by=officer.id)
    assert set(outcomes(plan).values()) == {""}
    assert not Booking.objects.exists()


def test_the_page_says_how_far_it_is_and_goes_on_where_it_was_cut_off() -> None:
    ready.reference()
    plan, _cases = many(travel.departure())
    client, here = client_for("movements"), reverse("movements:plan", args=[plan.pk])
    rows = [str(row.pk) for row in ProposedSeat.objects.filter(proposal=plan)]
    assert "esta página dice cómo va" in client.post(here, {"seat": rows}, follow=True).text
    watched = client.get(reverse("movements:plan_progress", args=[plan.pk]))
    assert "HX-Refresh" not in watched
    assert "every 1s" in watched.text
    assert "en curso" in client.get(here).text
    resume = reverse("movements:resume_plan", args=[plan.pk])
    assert resume not in watched.text
    with clock.travel_to(travel.BEFORE + 2 * SILENCE):
        assert f"faltan {len(rows)} líneas" in client.get(here).text
        assert resume in client.get(here).text
        assert client.post(resume)["Location"] == here
        assert resume not in client.get(here).text
    (by,) = set(ProposedSeat.objects.values_list("decided_by", flat=True))
    movements.take_accepted(proposal=plan.pk, by=by)
    assert client.get(reverse("movements:plan_progress", args=[plan.pk]))["HX-Refresh"] == "true"
    assert client_for("counsellor").post(resume).status_code == 404
