"""A plan is looked for beside the desk; what is accepted is done as if by hand, or named as stale."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import translation

from rumbo.access.values import SYSTEM
from rumbo.casework.models import Case
from rumbo.common import clock
from rumbo.common.refusal import Refusal
from rumbo.movements import actions as movements
from rumbo.movements.models import BookedSeat, Booking, Departure, Headway, Proposal, ProposedSeat
from rumbo.movements.values import WantedPlan
from rumbo.network.models import CentreClosure
from rumbo.programmes.models import DueDiligence
from rumbo.programmes.rules import priority_rule
from tests import factories
from tests.factories import movements as travel
from tests.factories import ready
from tests.factories.money import OTHER, holding, paid_by
from tests.factories.pages import client_for

pytestmark = pytest.mark.django_db
DAY = travel.BEFORE.date()
SPAN: dict[str, Any] = {"first": DAY + timedelta(days=1), "last": DAY + timedelta(days=20)}


@pytest.fixture(autouse=True)
def _then() -> Iterator[None]:
    ready.reference()
    with clock.travel_to(travel.BEFORE):
        yield


def planned(**wanted: Any) -> Proposal:
    """A plan of the coming weeks, asked for and found."""
    told = WantedPlan(**{**SPAN, "seconds": 5, **wanted})
    row = movements.ask_plan(actor=SYSTEM, office=factories.office(), wanted=told)
    return movements.look_for_plan(proposal=row.pk)


def lines(plan: Proposal) -> dict[str, tuple[str, str]]:
    """What is proposed for each file: the kind, and the departure or why not."""
    return {
        row.case.number: (row.kind, row.departure.code if row.departure else row.code)
        for row in ProposedSeat.objects.filter(proposal=plan).select_related("case", "departure")
    }


def accepted(plan: Proposal, *cases: Case) -> dict[str, str]:
    """Take the lines of these files, or all of them; how each came out."""
    rows = ProposedSeat.objects.filter(proposal=plan)
    if cases:
        rows = rows.filter(case__in=cases)
    done = movements.accept_plan(actor=SYSTEM, proposal=plan, seats=list(rows))
    return {row.case.number: row.outcome for row in done}


def test_whoever_is_ready_is_given_a_seat_and_nothing_is_booked_before_it_is_accepted() -> None:
    bus, family, man = travel.departure(), travel.ready_family(), travel.ready_alone()
    waits = factories.registered()
    plan = planned()
    assert plan.state == "DONE"
    assert lines(plan) == {family.number: ("ADDED", bus.code), man.number: ("ADDED", bus.code)}
    assert waits.number not in lines(plan)
    assert not Booking.objects.exists()
    assert accepted(plan) == {family.number: "TAKEN", man.number: "TAKEN"}
    assert BookedSeat.objects.live().filter(departure=bus).count() == 3
    family.refresh_from_db()
    assert family.stage == "BOOKED"
    assert accepted(plan) == {}


def test_a_full_bus_names_who_stays_and_how_many_seats_are_short() -> None:
    bus, family = travel.departure(seats=2), travel.ready_family()
    first = travel.ready_alone()
    plan = planned()
    told = lines(plan)
    seated = [number for number, (kind, _code) in told.items() if kind == "ADDED"]
    assert seated == [family.number]
    assert told[first.number] == ("LEFT", "SEATS")
    left = ProposedSeat.objects.get(proposal=plan, case=first)
    assert (left.facts["departure"], left.facts["left"], left.facts["needed"]) == (bus.code, 0, 1)


def test_whoever_holds_a_seat_stays_there_unless_it_was_asked_and_the_bus_is_not_sure() -> None:
    early, family = travel.departure(), travel.ready_family()
    late = travel.departure(travel.LEAVES + timedelta(days=3))
    held = travel.booked(family, late)
    assert lines(planned())[family.number] == ("KEPT", late.code)
    plan = planned(may_move=True)
    assert lines(plan)[family.number] == ("MOVED", early.code)
    assert accepted(plan) == {family.number: "TAKEN"}
    held.refresh_from_db()
    assert held.ended_at is not None
    assert Booking.objects.get(ended_at=None).departure == early
    movements.confirm_departure(actor=SYSTEM, departure=early)
    earlier = travel.departure(travel.LEAVES - timedelta(days=1))
    assert earlier.date < early.date
    assert lines(planned(may_move=True))[family.number] == ("KEPT", early.code)


def test_what_changed_while_it_was_looked_for_is_named_and_the_rest_is_done() -> None:
    bus, family, man = travel.departure(), travel.ready_family(), travel.ready_alone()
    plan = planned()
    other = travel.departure(travel.LEAVES + timedelta(hours=2))
    movements.book_group(actor=SYSTEM, case=family, departure=other)
    assert accepted(plan) == {family.number: "STALE", man.number: "TAKEN"}
    stale = ProposedSeat.objects.get(proposal=plan, case=family)
    assert "Cambió desde que se hizo el plan" in stale.why_not
    assert set(Booking.objects.filter(ended_at=None).values_list("departure__code", flat=True)) == {
        bus.code,
        other.code,
    }


def test_a_group_whose_line_cannot_pay_is_named_with_its_line_and_the_rest_is_done() -> None:
    travel.departure()
    family, man = paid_by(travel.ready_family(), OTHER), paid_by(travel.ready_alone())
    plan = planned()
    line = holding(4_999, OTHER)
    assert accepted(plan) == {family.number: "STALE", man.number: "TAKEN"}
    stale = ProposedSeat.objects.get(proposal=plan, case=family)
    assert str(line) in stale.why_not
    assert "0.01 USD" in stale.why_not
    # Whoever opens the plan later reads it in a language of their own.
    with translation.override("en"):
        assert "cannot pay for this" in stale.why_not
        assert "no alcanza" not in stale.why_not
    assert BookedSeat.objects.live().count() == 1


def test_a_group_is_paid_by_the_line_that_its_decision_names_and_by_no_other() -> None:
    bus = travel.departure()
    family, man = paid_by(travel.ready_family(), OTHER), paid_by(travel.ready_alone())
    holding(4_999, OTHER)
    plan = planned()
    assert lines(plan) == {family.number: ("LEFT", "MONEY"), man.number: ("ADDED", bus.code)}
    holding(5_000, OTHER)
    assert lines(planned())[family.number] == ("ADDED", bus.code)


def test_a_bus_that_shrank_meanwhile_sells_no_seat_twice() -> None:
    bus, family, man = travel.departure(seats=3), travel.ready_family(), travel.ready_alone()
    plan = planned()
    movements.change_seats(actor=SYSTEM, departure=bus, seats=2)
    outcome = accepted(plan)
    assert sorted(outcome.values()) == ["STALE", "TAKEN"]
    assert outcome.keys() == {family.number, man.number}
    assert BookedSeat.objects.live().filter(departure=bus).count() <= 2


def test_only_what_was_marked_is_done() -> None:
    bus, family, man = travel.departure(), travel.ready_family(), travel.ready_alone()
    plan = planned()
    assert accepted(plan, man) == {man.number: "TAKEN"}
    assert not Booking.objects.filter(case=family).exists()
    assert Booking.objects.get(case=man).departure == bus


def test_a_search_that_was_stopped_keeps_the_best_so_far() -> None:
    travel.departure()
    family = travel.ready_family()
    told = WantedPlan(**SPAN, seconds=300)
    row = movements.ask_plan(actor=SYSTEM, office=factories.office(), wanted=told)
    movements.stop_plan(actor=SYSTEM, proposal=row)
    done = movements.look_for_plan(proposal=row.pk)
    assert done.state == "STOPPED"
    assert lines(done)[family.number][0] == "ADDED"


def test_days_that_end_before_they_begin_and_whole_years_are_refused() -> None:
    for first, last in ((DAY, DAY - timedelta(days=1)), (DAY, DAY + timedelta(days=400))):
        with pytest.raises(Refusal) as refusal:
            movements.ask_plan(
                actor=SYSTEM, office=factories.office(), wanted=WantedPlan(first=first, last=last)
            )
        assert refusal.value.code == "movements.no_such_days"


def test_a_centre_that_is_closed_is_named_where_people_hold_seats_for_that_day() -> None:
    bus, family = travel.departure(), travel.ready_family()
    booking = travel.booked(family, bus)
    CentreClosure.objects.create(
        code="HURACAN", centre_id=booking.to_stop.place, closed_from=date(2025, 3, 1),
        reason_es="Huracán", reason_en="Hurricane",
    )  # fmt: skip
    plan = planned()
    assert plan.state == "FAILED"
    page = client_for("movements").get(reverse("movements:plan", args=[plan.pk]))
    assert f"El grupo {family.number} no puede ir fijo en {bus.code}" in page.text


def test_the_pages_ask_watch_and_accept() -> None:
    bus, family = travel.departure(), travel.ready_family()
    client = client_for("movements")
    asked = client.post(
        reverse("movements:plans"),
        {"first": SPAN["first"].isoformat(), "last": SPAN["last"].isoformat(), "seconds": "20"},
    )
    row = Proposal.objects.get()
    here = reverse("movements:plan", args=[row.pk])
    assert asked["Location"] == here
    assert "Se está buscando" in client.get(here).text
    watched = client.get(reverse("movements:plan_progress", args=[row.pk]))
    assert "HX-Refresh" not in watched
    assert "every 1s" in watched.text
    movements.look_for_plan(proposal=row.pk)
    assert client.get(reverse("movements:plan_progress", args=[row.pk]))["HX-Refresh"] == "true"
    page = client.get(here).text
    assert family.number in page
    assert bus.code in page
    line = ProposedSeat.objects.get(proposal=row)
    assert client.post(here, {"seat": [str(line.pk), "no", "0" * 40]}).status_code == 302
    assert Booking.objects.get().case == family
    assert "hecho" in client.get(here).text
    assert client_for("counsellor").get(here).status_code == 404


def test_a_search_that_was_cut_off_says_so() -> None:
    told = WantedPlan(**SPAN)
    row = movements.ask_plan(actor=SYSTEM, office=factories.office(), wanted=told)
    Proposal.objects.filter(pk=row.pk).update(state="SEARCHING")
    client, here = client_for("movements"), reverse("movements:plan", args=[row.pk])
    assert "se interrumpió" not in client.get(here).text
    Headway.objects.update(at=clock.now() - timedelta(minutes=9))
    assert "se interrumpió" in client.get(here).text


def test_who_is_reserved_is_not_named_on_the_plan() -> None:
    travel.departure()
    family = travel.ready_family()
    person = factories.people_of(family)[0]
    person.sealed = True
    person.save(update_fields=["sealed"])
    plan = planned()
    here = reverse("movements:plan", args=[plan.pk])
    page = client_for("movements").get(here).text
    assert person.known("surname_1") not in page
    assert family.number in page


def test_another_office_neither_sees_the_plan_nor_is_planned_by_it() -> None:
    bus, family = travel.departure(), travel.ready_family()
    there = factories.office("TIJ", "Tijuana")
    plan = planned(offices=[there.pk])
    assert lines(plan) == {}
    assert Departure.objects.get() == bus
    assert not ProposedSeat.objects.filter(case=family).exists()
    here = reverse("movements:plan", args=[plan.pk])
    assert client_for("movements", at=there).get(here).status_code == 404


def test_nobody_past_the_published_limit_stays_while_somebody_plain_and_newer_is_seated() -> None:
    bus = travel.departure(seats=2)
    newer = travel.ready_family()
    longest = travel.ready_alone()
    limit = priority_rule().limit_days
    for case, days in ((newer, limit - 10), (longest, limit + 1)):
        Case.objects.filter(pk=case.pk).update(requested_on=DAY - timedelta(days=days))
    told = lines(planned())
    assert told[longest.number] == ("ADDED", bus.code)
    assert told[newer.number] == ("LEFT", "SEATS")
    Case.objects.filter(pk=longest.pk).update(requested_on=DAY - timedelta(days=limit))
    assert lines(planned())[newer.number] == ("ADDED", bus.code)


def test_each_departure_is_judged_for_its_own_day() -> None:
    late = travel.departure(travel.LEAVES + timedelta(days=3))
    man = travel.ready_alone()
    assert lines(planned())[man.number] == ("ADDED", late.code)
    open_now = DueDiligence.objects.live_on(DAY).filter(origin="HND")
    open_now.update(valid_until=travel.LEAVES.date() + timedelta(days=1))
    assert lines(planned())[man.number] == ("LEFT", "LACKS")
    soon = travel.departure()
    assert lines(planned())[man.number] == ("ADDED", soon.code)


def test_a_search_is_looked_for_once() -> None:
    travel.departure()
    family = travel.ready_family()
    plan = planned()
    assert movements.look_for_plan(proposal=plan.pk).state == "DONE"
    assert ProposedSeat.objects.filter(proposal=plan, case=family).count() == 1


def test_what_no_longer_stands_names_nobody_and_gives_no_reason_away() -> None:
    travel.departure()
    family = travel.ready_family()
    plan = planned()
    DueDiligence.objects.live_on(DAY).filter(origin="HND").update(valid_until=DAY)
    assert accepted(plan) == {family.number: "STALE"}
    row = ProposedSeat.objects.get(proposal=plan)
    assert row.why_not == "Le falta algo para esa salida; su expediente dice qué."
    names = [person.known("surname_1") for person in factories.people_of(family)]
    assert not any(name in row.why_not for name in names)


def test_a_departure_whose_list_is_closed_takes_nobody_more_unless_it_was_put_off() -> None:
    bus, family = travel.departure(), travel.ready_family()
    travel.booked(family, bus)
    movements.close_manifest(actor=SYSTEM, departure=bus, at=travel.BEFORE)
    man = travel.ready_alone()
    assert lines(planned()) == {
        family.number: ("KEPT", bus.code),
        man.number: ("LEFT", "LACKS"),
    }
    with clock.travel_to(travel.BEFORE + timedelta(hours=1)):
        movements.reschedule_departure(
            actor=SYSTEM, departure=bus, leaves_at=travel.LEAVES + timedelta(days=1)
        )
        bus.refresh_from_db()
        assert lines(planned())[man.number] == ("ADDED", bus.code)
