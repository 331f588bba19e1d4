"""What was planned changes: seats are kept, everybody is told, and who lacks something is named."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from rumbo.access.values import SYSTEM
from rumbo.audit.models import JournalEntry
from rumbo.audit.sentences import tell
from rumbo.casework.models import Case, Contact, Task
from rumbo.common import clock
from rumbo.common.refusal import Refusal
from rumbo.counselling import actions as counselling
from rumbo.documents import actions as documents
from rumbo.documents.models import TravelDocument
from rumbo.movements import actions as movements
from rumbo.movements import queries
from rumbo.movements.models import BookedSeat, Booking, Departure, Escort
from rumbo.movements.values import NewEscort
from tests import factories
from tests.factories import movements as travel
from tests.factories import ready
from tests.factories.reception import agrees
from tests.movements.test_views import signed_in

pytestmark = pytest.mark.django_db

WEEK = timedelta(days=7)
LAST = datetime(9999, 12, 31, 23, 59, tzinfo=ZoneInfo("America/Mexico_City"))


@pytest.fixture(autouse=True)
def _places() -> None:
    ready.reference()


def told(case: Case, about: str) -> int:
    return Contact.objects.filter(case=case, about=about, done_at=None).count()


def put_off(bus: Departure, by: timedelta = WEEK) -> list[movements.NoLonger]:
    return movements.reschedule_departure(
        actor=SYSTEM, departure=bus, leaves_at=bus.leaves_at + by, at=travel.BEFORE
    )


def test_a_departure_that_is_put_off_keeps_its_seats_and_everybody_is_told() -> None:
    case, bus = travel.ready_family(), travel.departure()
    travel.booked(case, bus)
    arrives = bus.stops.get(place="HN-OMOA").planned_at
    put_off(bus)
    assert BookedSeat.objects.live().filter(departure=bus).count() == 2
    assert (bus.date, bus.was_on) == (date(2025, 3, 19), date(2025, 3, 12))
    assert bus.code == "TAP-250319-1"
    assert bus.stops.get(place="HN-OMOA").planned_at == arrives + WEEK
    assert told(case, "CHANGE") == 1
    entry = JournalEntry.objects.get(code="movements.day_changed", case_id=case.pk)
    sentence = tell(entry.code, entry.details)
    assert "TAP-250312-1" in sentence
    assert "19/03/2025" in sentence


def test_who_lacks_something_for_the_new_day_is_named_and_keeps_the_seat() -> None:
    family, alone, bus = travel.ready_family(), travel.ready_alone(), travel.departure()
    for case in (family, alone):
        travel.booked(case, bus)
    paper = TravelDocument.objects.filter(person__in=factories.people_of(alone))
    paper.update(valid_until=bus.date + timedelta(days=1))
    named = {one.booking.case_id: one.lacking for one in put_off(bus)}
    assert alone.pk in named
    assert any("documento" in lack.text for lack in named[alone.pk])
    assert BookedSeat.objects.live().filter(departure=bus).count() == 3


def test_a_list_closed_for_another_day_does_not_count() -> None:
    case, bus = travel.ready_family(), travel.departure()
    travel.booked(case, bus)
    movements.close_manifest(actor=SYSTEM, departure=bus, at=travel.BEFORE - timedelta(hours=1))
    assert queries.latest_manifest(bus) is not None
    put_off(bus)
    assert bus.status == "PLANNED"
    assert queries.latest_manifest(bus) is None
    with pytest.raises(Refusal, match="Cierre primero"):
        movements.open_boarding(actor=SYSTEM, departure=bus, at=bus.leaves_at)


def test_another_hour_of_the_same_day_keeps_the_list_and_the_code() -> None:
    case, bus = travel.ready_family(), travel.departure()
    travel.booked(case, bus)
    movements.close_manifest(actor=SYSTEM, departure=bus, at=travel.BEFORE)
    put_off(bus, timedelta(hours=3))
    assert (bus.code, bus.status, bus.was_on) == ("TAP-250312-1", "CONFIRMED", None)
    assert queries.latest_manifest(bus) is not None
    assert told(case, "CHANGE") == 1


def test_a_departure_is_not_put_off_while_it_is_boarded_nor_to_yesterday_nor_to_now() -> None:
    case, bus = travel.ready_family(), travel.departure()
    travel.booked(case, bus)
    for leaves_at, why in (
        (bus.leaves_at, "ya tiene ese día"),
        (travel.BEFORE - timedelta(days=1), "antes de hoy"),
        (LAST, "demasiado lejos"),
    ):
        with pytest.raises(Refusal, match=why):
            movements.reschedule_departure(
                actor=SYSTEM, departure=bus, leaves_at=leaves_at, at=travel.BEFORE
            )
    with pytest.raises(Refusal) as refusal:
        movements.reschedule_departure(
            actor=factories.actor("field"), departure=bus, leaves_at=bus.leaves_at + WEEK,
            at=travel.BEFORE,
        )  # fmt: skip
    assert refusal.value.code == "access.not_your_role"
    travel.boarding(bus)
    with pytest.raises(Refusal, match="Ya se está abordando"):
        put_off(bus)


def test_nothing_is_planned_for_the_end_of_time() -> None:
    with pytest.raises(Refusal, match="demasiado lejos"):
        travel.departure(LAST)


def test_two_people_who_change_a_departure_do_not_overwrite_each_other() -> None:
    bus = travel.departure()
    put_off(bus)
    with pytest.raises(Refusal) as refusal:
        movements.reschedule_departure(
            actor=SYSTEM, departure=bus, leaves_at=bus.leaves_at + WEEK, base_version=1,
            at=travel.BEFORE,
        )  # fmt: skip
    assert refusal.value.code == "access.changed_meanwhile"


def test_the_page_changes_the_day_and_names_the_files() -> None:
    case, bus = travel.ready_alone(), travel.departure()
    travel.booked(case, bus)
    TravelDocument.objects.update(valid_until=bus.date)
    client = signed_in("movements")
    page = reverse("movements:reschedule", kwargs={"departure": bus.pk})
    with clock.travel_to(travel.BEFORE):
        assert "2025-03-12" in client.get(page).text
        answer = client.post(
            page, {"day": "2025-03-19", "hour": "07:00", "version": bus.version}, follow=True
        )
    assert case.number in answer.text
    assert "falta algo para el nuevo día" in answer.text
    assert "Antes salía el" in answer.text


def test_a_group_goes_over_to_another_departure_from_the_page_and_is_told_of_a_change() -> None:
    case, first = travel.ready_family(), travel.departure()
    booking = travel.booked(case, first)
    other = travel.departure(travel.LEAVES + timedelta(hours=5))
    client = signed_in("movements")
    page = reverse("movements:move", kwargs={"booking": booking.pk})
    with clock.travel_to(travel.BEFORE):
        shown = client.get(page)
        assert other.code in shown.text
        assert shown.text.count("Ver qué cambia") == 1
        client.post(page, {"departure": str(other.pk)})
    live = Booking.objects.get(ended_at=None)
    assert live.departure_id == other.pk
    assert told(case, "CHANGE") == 1


def test_a_group_that_does_not_fit_elsewhere_keeps_what_it_has_and_the_page_says_why() -> None:
    case, first = travel.ready_family(), travel.departure()
    booking = travel.booked(case, first)
    small = travel.departure(travel.LEAVES + timedelta(hours=5), seats=1)
    page = reverse("movements:move", kwargs={"booking": booking.pk})
    with clock.travel_to(travel.BEFORE):
        answer = signed_in("movements").post(page, {"departure": str(small.pk)})
    assert answer.status_code == 409
    assert "Nadie se separa" in answer.text
    assert Booking.objects.get(ended_at=None).departure_id == first.pk


def test_a_booking_is_made_provisional_and_firm_again() -> None:
    case, bus = travel.ready_alone(), travel.departure()
    booking = travel.booked(case, bus)
    client = signed_in("movements")
    page = reverse("movements:keep", kwargs={"booking": booking.pk})
    with clock.travel_to(travel.BEFORE):
        client.post(page, {"until": "2025-03-10"})
        assert Booking.objects.get().provisional_until == date(2025, 3, 10)
        late = client.post(page, {"until": "2025-03-12"})
        assert late.status_code == 409
        client.post(page, {"until": ""})
    assert Booking.objects.get().provisional_until is None
    codes = set(JournalEntry.objects.filter(case_id=case.pk).values_list("code", flat=True))
    assert {"movements.kept_until", "movements.made_firm"} <= codes


def test_an_escort_who_does_not_go_is_taken_off_and_the_page_says_who_is_missing() -> None:
    case, bus = travel.ready_family(), travel.departure()
    travel.booked(case, bus)
    movements.name_escort(actor=SYSTEM, departure=bus, escort=NewEscort(name="Rocío Paz"))
    client = signed_in("movements")
    page = reverse("movements:departure", kwargs={"departure": bus.pk})
    with clock.travel_to(travel.BEFORE):
        assert "Falta nombrar" not in client.get(page).text
        end = reverse(
            "movements:end_escort", kwargs={"departure": bus.pk, "escort": Escort.objects.get().pk}
        )
        assert "Rocío Paz" in client.get(end).text
        client.post(end)
        shown = client.get(page).text
    assert "Falta nombrar a 1 persona que acompañe" in shown
    assert "Rocío Paz" not in shown


def test_the_page_of_a_departure_draws_its_way_and_confirms_its_day() -> None:
    bus = travel.departure()
    client = signed_in("movements")
    page = reverse("movements:departure", kwargs={"departure": bus.pk})
    with clock.travel_to(travel.BEFORE):
        shown = client.get(page).text
        assert 'class="way"' in shown
        assert "La fecha es provisional" in shown
        client.post(reverse("movements:act", kwargs={"departure": bus.pk, "what": "confirm"}))
        assert "La fecha es provisional" not in client.get(page).text


def test_the_ways_of_a_choice_are_told_apart() -> None:
    names = [str(way) for way in queries.ways(date(2025, 3, 3))]
    assert len(names) == len(set(names))
    assert any("Talismán" in name and "16 horas" in name for name in names)


def test_who_loses_the_seat_because_another_stopped_is_told() -> None:
    case, bus = travel.ready_family(), travel.departure()
    travel.booked(case, bus)
    Contact.objects.all().delete()
    mother, son = factories.people_of(case)
    counselling.withdraw_child_declaration(
        actor=factories.actor("counsellor"), case=case, child=son, at=travel.BEFORE
    )
    assert Contact.objects.get(about="CHANGE").person_id == mother.pk


def test_nobody_is_told_of_a_change_where_everybody_stopped() -> None:
    case, bus = travel.ready_family(), travel.departure()
    travel.booked(case, bus)
    movements.release_people(
        actor=SYSTEM, case=case, people=[p.pk for p in factories.people_of(case)],
        kind="FEAR_TOLD", at=travel.BEFORE,
    )  # fmt: skip
    assert told(case, "CHANGE") == 0


def test_a_child_left_without_the_one_who_answers_for_it_is_not_called() -> None:
    case, bus = travel.ready_family(), travel.departure()
    travel.booked(case, bus)
    mother, _son = factories.people_of(case)
    movements.release_people(
        actor=SYSTEM, case=case, people=[mother.pk], kind="DECLARATION_WITHDRAWN",
        at=travel.BEFORE,
    )  # fmt: skip
    assert told(case, "CHANGE") == 0


def test_an_answer_belongs_to_the_notice_of_this_departure() -> None:
    case, bus = travel.ready_alone(), travel.departure()
    case.receiving_notices.all().delete()
    agrees(case, "RECEIVING_MISSION")
    travel.booked(case, bus)
    for day in (bus.date, bus.date + WEEK):
        documents.tell_receiving_side(
            actor=SYSTEM, case=case, on=travel.BEFORE.date(), travel_date=day, at=travel.BEFORE
        )
    movements.note_answer(actor=SYSTEM, departure=bus, at=travel.BEFORE)
    answered = case.receiving_notices.exclude(answered_on=None)
    assert [one.travel_date for one in answered] == [bus.date]


def test_every_entry_of_a_journey_is_told_in_a_whole_sentence() -> None:
    case = travel.ready_family()
    bus = travel.departed(case)
    travel.arrived(bus, at=travel.LEAVES + timedelta(hours=15))
    movements.close_departure(actor=SYSTEM, departure=bus, at=travel.LEAVES + timedelta(hours=16))
    entries = JournalEntry.objects.filter(code__startswith="movements.")
    told = {entry.code: tell(entry.code, entry.details) for entry in entries}
    assert told["movements.departed"].endswith("Personas a bordo: 2.")
    assert len(told) > 7


def test_a_cancelled_departure_says_why_to_those_who_plan() -> None:
    bus = travel.departure()
    client = signed_in("movements")
    page = reverse("movements:cancel", kwargs={"departure": bus.pk})
    with clock.travel_to(travel.BEFORE):
        client.post(page, {"why": "Bloqueo en la carretera."})
        shown = client.get(reverse("movements:departure", kwargs={"departure": bus.pk})).text
        field = signed_in("field").get(reverse("movements:departure", kwargs={"departure": bus.pk}))
    assert "Se canceló: Bloqueo en la carretera." in shown
    assert "Bloqueo" not in field.text
    assert Departure.objects.get().status == "CANCELLED"


def test_who_leaves_on_the_way_leaves_a_word_for_the_counsellor() -> None:
    case = travel.ready_alone()
    bus = travel.departed(case)
    seat = travel.seat_of(factories.people_of(case)[0])
    page = reverse("movements:left", kwargs={"departure": bus.pk, "seat": seat.pk})
    with clock.travel_to(travel.LEAVES + timedelta(hours=2)):
        signed_in("field").post(page, {"why": "Se queda con su tía en Tecún Umán."})
    task = Task.objects.get(case=case, code="LEFT_EN_ROUTE")
    assert "su tía" in task.note
