"""Somebody comes home: confirmed, given what is theirs, sent on with their yes."""

from datetime import date, timedelta
from typing import Any

import pytest

from rumbo.access.values import SYSTEM
from rumbo.audit.models import JournalEntry
from rumbo.casework.models import Case, Task
from rumbo.common import clock
from rumbo.common.money import Money
from rumbo.common.refusal import Refusal
from rumbo.common.sealed import files
from rumbo.counselling import actions as counselling
from rumbo.documents.models import Transfer
from rumbo.movements.queries import local_day
from rumbo.network.models import ReceptionCentre
from rumbo.reception import actions as reception
from rumbo.reception import queries
from rumbo.reception.models import Arrival, Kit, NextStep, OnwardMoney, Referral
from rumbo.reception.values import NewPayment, NewReferral
from rumbo.registry.models import DataConsent, GroupMember
from tests import factories
from tests.factories import movements as travel
from tests.factories import ready
from tests.factories import reception as arrivals

pytestmark = pytest.mark.django_db
HNL = Money.of(500, "HNL")


@pytest.fixture(autouse=True)
def _places() -> None:
    ready.reference()


def pays(arrival: Arrival, amount: Money = HNL, **changes: object) -> OnwardMoney:
    payment = NewPayment(amount=amount, **changes)  # type: ignore[arg-type]
    return reception.pay_onward(
        actor=SYSTEM, arrival=arrival, payment=payment, at=arrival.occurred_at
    )


def refused(code: str) -> pytest.RaisesExc[Refusal]:
    return pytest.raises(Refusal, check=lambda refusal: refusal.code == code)


def test_confirming_somebody_brings_their_case_home_and_names_the_office_that_receives() -> None:
    case = travel.ready_family()
    (mother, son), _later = arrivals.came(case)
    assert Case.objects.get().stage == "ARRIVED"
    assert (mother.centre, mother.country) == ("HN-OMOA", "HND")
    assert mother.receiving_office == arrivals.receiving()
    assert son.office == case.office
    assert JournalEntry.objects.filter(code="reception.arrived").count() == 2


def test_confirming_twice_changes_nothing() -> None:
    case = travel.ready_alone()
    (first,), later = arrivals.came(case)
    (person,) = factories.people_of(case)
    again = reception.confirm_arrival(actor=SYSTEM, case=case, person=person, at=later)
    assert again == first
    assert Arrival.objects.count() == 1


def test_nobody_arrives_who_did_not_leave() -> None:
    case, bus = travel.ready_alone(), travel.departure()
    (person,) = factories.people_of(case)
    with refused("reception.not_aboard"):
        reception.confirm_arrival(actor=SYSTEM, case=case, person=person)
    travel.booked(case, bus)
    travel.boarding(bus)
    travel.all_board(case)
    with refused("reception.not_left_yet"):
        reception.confirm_arrival(actor=SYSTEM, case=case, person=person)


def test_the_escort_may_say_that_the_bus_is_there_before_or_after() -> None:
    case = travel.ready_alone()
    arrivals.receiving()
    bus, moment = arrivals.on_the_road(case)
    arrivals.here(case, moment)
    travel.arrived(bus, at=moment)
    assert Case.objects.get().stage == "ARRIVED"
    assert travel.seat_of(factories.people_of(case)[0]).state == "ARRIVED"


def test_who_does_not_come_is_looked_for_by_protection_today() -> None:
    case = travel.ready_family()
    arrivals.receiving()
    _bus, moment = arrivals.on_the_road(case)
    mother, son = factories.people_of(case)
    reception.confirm_arrival(actor=SYSTEM, case=case, person=mother, at=moment)
    reception.not_arrived(actor=SYSTEM, case=case, person=son, why="bajó en Corinto", at=moment)
    task = Task.objects.get(code="NOT_ARRIVED")
    assert (task.role, task.urgent, task.compartment) == ("protection", True, "protection")
    with refused("reception.already_said"):
        reception.confirm_arrival(actor=SYSTEM, case=case, person=son, at=moment)


def test_a_kit_is_given_once_and_by_age() -> None:
    baby = {"identity": {"given_names": "Ana", "surname_1": "Mejía"}, "sex": "F"}
    mother = factories.new_person()
    infant = factories.new_person(
        **baby,
        birth_date=date(2024, 9, 1),
        relation="CHILD",
        guardian=mother.id,
        guardian_relation="PARENT",
    )
    case = ready.make_ready(factories.registered(mother, infant))
    DataConsent.objects.filter(person=infant.id).update(by="GUARDIAN")
    (one, small), later = arrivals.came(case)
    given = reception.give_kit(actor=SYSTEM, arrival=one, at=later)
    assert given.kind == "BASIC"
    assert reception.give_kit(actor=SYSTEM, arrival=small, at=later).kind == "INFANT"
    assert reception.give_kit(actor=SYSTEM, arrival=one, at=later, id=given.pk) == given
    with refused("reception.kit_given"):
        reception.give_kit(actor=SYSTEM, arrival=one, at=later)
    assert Kit.objects.count() == 2


def test_money_is_paid_once_and_a_resend_gives_the_same_receipt() -> None:
    (arrival,), _later = arrivals.came(travel.ready_alone())
    paid = pays(arrival)
    assert paid.number == "TAP-2025-00001-R1"
    assert pays(arrival, id=paid.pk) == paid
    with refused("reception.already_paid"):
        pays(arrival)
    assert OnwardMoney.objects.count() == 1


@pytest.mark.parametrize(
    ("amount", "code"),
    [
        (Money.of("1000.01", "HNL"), "reception.too_much"),
        (Money(0, "HNL"), "reception.nothing_to_pay"),
        (Money.of(20, "USD"), "reception.wrong_currency"),
    ],
)
def test_an_amount_outside_the_table_is_refused(amount: Money, code: str) -> None:
    (arrival,), _later = arrivals.came(travel.ready_alone())
    with refused(code):
        pays(arrival, amount)
    assert pays(arrival, Money.of(1000, "HNL")).amount == 100_000


def test_a_mother_is_paid_for_her_child_too_and_the_child_is_not_paid() -> None:
    (mother, son), _later = arrivals.came(travel.ready_family())
    with refused("reception.money_to_adults"):
        pays(son)
    assert pays(mother, Money.of(2000, "HNL")).money == Money.of(2000, "HNL")


def test_a_signature_on_the_screen_is_kept_sealed() -> None:
    (arrival,), _later = arrivals.came(travel.ready_alone())
    with refused("reception.signature_needed"):
        pays(arrival, signed="SCREEN")
    with refused("reception.unreadable_signature"):
        pays(arrival, signed="SCREEN", strokes="M1 1 <script>")
    paid = pays(arrival, signed="SCREEN", strokes="M1 1L5 5L9 2")
    assert paid.signature_file is not None
    assert files.read(paid.signature_file) == b"M1 1L5 5L9 2"


def test_a_wrong_receipt_is_voided_by_somebody_else_and_paid_anew() -> None:
    (arrival,), later = arrivals.came(travel.ready_alone())
    one, other = (factories.actor("reception", at=arrivals.receiving()) for _ in range(2))
    payment = NewPayment(amount=HNL)
    paid = reception.pay_onward(actor=one, arrival=arrival, payment=payment, at=later)
    with refused("access.same_person_twice"):
        reception.void_onward(actor=one, payment=paid, why="monto equivocado")
    with refused("reception.reason_needed"):
        reception.void_onward(actor=other, payment=paid, why=" ")
    reception.void_onward(actor=other, payment=paid, why="monto equivocado")
    assert pays(arrival).number == "TAP-2025-00001-R2"


def test_a_tap_is_taken_back_for_ten_minutes_and_in_its_order() -> None:
    (arrival,), later = arrivals.came(travel.ready_alone())
    kit = reception.give_kit(actor=SYSTEM, arrival=arrival, at=later)
    with refused("reception.something_was_given"):
        reception.take_back(actor=SYSTEM, row=arrival, at=later)
    reception.take_back(actor=SYSTEM, row=kit, at=later + timedelta(minutes=9))
    reception.give_kit(actor=SYSTEM, arrival=arrival, at=later)
    last = Kit.objects.live().get()
    with refused("reception.too_late"):
        reception.take_back(actor=SYSTEM, row=last, at=later + timedelta(minutes=11))
    assert Kit.objects.count() == 2


def test_an_arrival_that_was_a_slip_is_taken_back_and_confirmed_again() -> None:
    case = travel.ready_alone()
    (arrival,), later = arrivals.came(case)
    reception.take_back(actor=SYSTEM, row=arrival, at=later)
    with refused("reception.not_here"):
        reception.give_kit(actor=SYSTEM, arrival=arrival, at=later)
    (anew,) = arrivals.here(case, later)
    assert anew != arrival


def test_a_child_goes_where_who_answers_for_it_goes() -> None:
    (mother, son), later = arrivals.came(travel.ready_family())
    reception.set_next_step(actor=SYSTEM, arrival=mother, kind="FAMILY", at=later)
    assert NextStep.objects.live().get(arrival=son).kind == "FAMILY"
    reception.set_next_step(actor=SYSTEM, arrival=mother, kind="SHELTER", at=later)
    assert NextStep.objects.live().get(arrival=mother).kind == "SHELTER"
    with refused("reception.no_such_step"):
        reception.set_next_step(actor=SYSTEM, arrival=mother, kind="AWAY", at=later)


def test_a_child_without_its_own_adult_is_handed_over_and_never_sent_on_alone() -> None:
    (_mother, son), later = arrivals.came(travel.ready_family())
    GroupMember.objects.filter(person=son.person).update(
        guardian=None, guardian_relation="OTHER_RELATIVE"
    )
    with refused("reception.child_is_handed_over"):
        reception.set_next_step(actor=SYSTEM, arrival=son, kind="HOME", at=later)
    with refused("reception.act_comes_first"):
        reception.set_next_step(actor=SYSTEM, arrival=son, kind="FAMILY", at=later)
    with refused("reception.act_comes_first"):
        reception.close_reception(actor=SYSTEM, case=son.case, at=later)
    reception.set_next_step(actor=SYSTEM, arrival=son, kind="CHILD_AUTHORITY", at=later)
    reception.close_reception(actor=SYSTEM, case=son.case, at=later)


def referral(case: Case, target: str = "JOBS_EXCHANGE", **changes: object) -> Referral:
    said: dict[str, Any] = {"need": "WORK", "agreed_on": factories.MONDAY.date(), **changes}
    told = NewReferral(target=target, **said)
    person = factories.people_of(case)[0]
    return reception.refer(actor=SYSTEM, case=case, person=person, referral=told)


def test_nobody_is_referred_without_their_yes() -> None:
    case = travel.ready_alone()
    with refused("reception.no_consent_to_refer"):
        referral(case)
    arrivals.agrees(case, "REFERRAL_BODIES", yes=False)
    with refused("reception.no_consent_to_refer"):
        referral(case)
    arrivals.agrees(case, "REFERRAL_BODIES")
    made = referral(case, organisation="HN-JOBS", told=("age", "diagnosis"))
    assert made.told == ["name", "age"]
    (person,) = factories.people_of(case)
    counselling.withdraw_share_consent(
        actor=SYSTEM, case=case, person=person, recipient="REFERRAL_BODIES"
    )
    with refused("reception.no_consent_to_refer"):
        referral(case)


def test_a_yes_to_institutions_is_none_to_each_of_them() -> None:
    case = travel.ready_alone()
    arrivals.agrees(case, "REFERRAL_BODIES")
    with refused("reception.institution_not_agreed"):
        referral(case, agreed_on=None)
    with refused("reception.yes_still_to_come"):
        referral(case, agreed_on=clock.today() + timedelta(days=1))
    assert not Transfer.objects.filter(kind="REFERRAL").exists(), "nothing left"
    day = clock.today()
    made = reception.refer(
        actor=(actor := factories.actor("reception")), case=case,
        person=factories.people_of(case)[0],
        referral=NewReferral(target="MINTRAB", need="WORK", agreed_on=day),
    )  # fmt: skip
    assert (made.agreed_on, made.heard_by) == (day, actor.id)
    assert Transfer.objects.get(kind="REFERRAL").to_whom == made.to_whom
    with refused("reception.institution_not_agreed"):
        referral(case, "JOBS_EXCHANGE", agreed_on=None)


def test_a_referral_of_before_the_question_has_no_letter_until_the_yes_is_written_down() -> None:
    case = travel.ready_alone()
    arrivals.agrees(case, "REFERRAL_BODIES")
    made = referral(case)
    Referral.objects.filter(pk=made.pk).update(agreed_on=None, heard_by=None)
    with refused("reception.institution_not_agreed"):
        reception.note_letter(actor=SYSTEM, referral=made)
    with refused("reception.institution_not_agreed"):
        reception.note_agreement(actor=SYSTEM, referral=made, agreed_on=None)
    actor = factories.actor("reception")
    row = reception.note_agreement(actor=actor, referral=made, agreed_on=clock.today())
    assert (row.agreed_on, row.heard_by) == (clock.today(), actor.id)
    reception.note_letter(actor=SYSTEM, referral=made)
    with refused("reception.agreed_already"):
        reception.note_agreement(actor=SYSTEM, referral=made, agreed_on=clock.today())


def test_a_consulate_is_told_only_of_those_who_agreed_to_consulates() -> None:
    case = travel.ready_alone()
    arrivals.agrees(case, "REFERRAL_BODIES")
    with refused("reception.no_consent_to_refer"):
        referral(case, "CONSULATE")
    arrivals.agrees(case, "CONSULATE")
    assert referral(case, "CONSULATE").status == "SENT"


def test_an_institution_must_be_on_the_list_for_that() -> None:
    case = travel.ready_alone()
    arrivals.agrees(case, "REFERRAL_BODIES")
    for target, organisation in (("NOBODY", ""), ("JOBS_EXCHANGE", "HN-FV")):
        with refused("reception.unknown_institution"):
            referral(case, target, organisation=organisation)


def test_a_referral_is_followed_by_its_table_and_each_step_is_kept() -> None:
    case = travel.ready_alone()
    arrivals.agrees(case, "REFERRAL_BODIES")
    made = referral(case)
    with refused("reception.not_that_way"):
        reception.complete_referral(actor=SYSTEM, referral=made)
    with refused("reception.reason_needed"):
        reception.answer_referral(actor=SYSTEM, referral=made, accepted=False)
    reception.answer_referral(actor=SYSTEM, referral=made, accepted=True)
    reception.complete_referral(actor=SYSTEM, referral=made, outcome="tiene trabajo")
    with refused("reception.not_that_way"):
        reception.cancel_referral(actor=SYSTEM, referral=made, why="otra cosa")
    steps = made.steps.order_by("occurred_at", "id")
    assert [s.to_status for s in steps] == ["SENT", "ACCEPTED", "COMPLETED"]


def test_a_referral_about_violence_is_in_the_journal_of_protection_alone() -> None:
    case = travel.ready_alone()
    arrivals.agrees(case, "REFERRAL_BODIES")
    made = referral(case, "FAMILY_VIOLENCE_SERVICE")
    told = JournalEntry.objects.get(code="reception.referred")
    assert (made.compartment, told.compartment) == ("protection", "protection")
    sent = local_day(made.occurred_at, clock.DEFAULT_ZONE)
    assert (made.answer_by - sent).days == 1


def test_a_reception_ends_when_each_person_is_accounted_for() -> None:
    case = travel.ready_family()
    arrivals.receiving()
    _bus, moment = arrivals.on_the_road(case)
    mother, son = factories.people_of(case)
    reception.confirm_arrival(actor=SYSTEM, case=case, person=mother, at=moment)
    with refused("reception.somebody_is_missing"):
        reception.close_reception(actor=SYSTEM, case=case, at=moment)
    reception.confirm_arrival(actor=SYSTEM, case=case, person=son, at=moment)
    reception.close_reception(actor=SYSTEM, case=case, at=moment)
    assert Case.objects.get().stage == "CLOSED"


def test_a_case_with_an_open_referral_goes_on_until_it_is_done() -> None:
    case = travel.ready_alone()
    arrivals.agrees(case, "REFERRAL_BODIES")
    _came, later = arrivals.came(case)
    made = referral(case)
    reception.close_reception(actor=SYSTEM, case=case, at=later)
    assert Case.objects.get().stage == "POST_ARRIVAL"
    with refused("reception.referrals_open"):
        reception.finish_support(actor=SYSTEM, case=case)
    reception.cancel_referral(actor=SYSTEM, referral=made, why="encontró trabajo solo")
    reception.finish_support(actor=SYSTEM, case=case)
    assert Case.objects.get().stage == "CLOSED"


def test_a_reception_of_nobody_is_not_completed() -> None:
    case = travel.ready_alone()
    arrivals.receiving()
    _bus, moment = arrivals.on_the_road(case)
    (person,) = factories.people_of(case)
    reception.not_arrived(actor=SYSTEM, case=case, person=person, at=moment)
    with refused("reception.nobody_came"):
        reception.close_reception(actor=SYSTEM, case=case, at=moment)


@pytest.mark.parametrize("role", ["counsellor", "movements", "coordinator", "monitoring"])
def test_only_those_who_receive_confirm_and_pay(role: str) -> None:
    case = travel.ready_alone()
    (arrival,), later = arrivals.came(case)
    (person,) = factories.people_of(case)
    other = factories.actor(role)
    with refused("access.not_your_role"):
        reception.confirm_arrival(actor=other, case=case, person=person, at=later)
    with refused("access.not_your_role"):
        reception.pay_onward(actor=other, arrival=arrival, payment=NewPayment(amount=HNL), at=later)


def test_a_centre_without_an_office_of_ours_is_received_by_the_office_of_the_case() -> None:
    case = travel.ready_alone()
    _bus, moment = arrivals.on_the_road(case)
    (arrival,) = arrivals.here(case, moment)
    assert arrival.receiving_office is None
    arrivals.receiving("SPS", "San Pedro Sula")
    found = queries.receiving_office(ReceptionCentre.objects.get(code="HN-OMOA"))
    assert found is not None
    assert found.code == "SPS"
