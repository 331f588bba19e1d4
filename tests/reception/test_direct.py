"""Whoever arrives without having travelled with us: the yes first, the same services, counted apart."""

import io
from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from rumbo.access.entry import reading
from rumbo.access.queries import reader_of
from rumbo.access.values import SYSTEM
from rumbo.casework.models import Case, Step, Task
from rumbo.common import clock
from rumbo.common.refusal import Refusal
from rumbo.counselling.models import ShareConsent
from rumbo.protection.models import Siblings
from rumbo.reception import actions as reception
from rumbo.reception import queries, receiving, tables
from rumbo.reception.models import Arrival, DirectArrival
from rumbo.reception.values import NewDirectArrival, NewPayment, NewReferral
from rumbo.registry.models import DataConsent, Person
from rumbo.statistics import queries as statistics
from tests import factories
from tests.factories import children, ready
from tests.factories import movements as travel
from tests.factories import reception as arrivals
from tests.reception.test_views import signed_in

pytestmark = pytest.mark.django_db
NOON = datetime(2025, 3, 12, 18, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _places() -> None:
    ready.reference()


def new(**changes: object) -> NewDirectArrival:
    values: dict[str, object] = {
        "people": (factories.new_person(),),
        "place": "HN-OMOA",
        "country": "HND",
        "manner": "DEPORTED",
        "from_country": "USA",
    }
    return NewDirectArrival(**{**values, **changes})  # type: ignore[arg-type]


def received(**changes: object) -> Case:
    return reception.receive_directly(
        actor=SYSTEM, office=arrivals.receiving(), new=new(**changes), at=NOON
    )


def typed(**changes: str) -> dict[str, str]:
    told = {
        "id": "01a1fbeb-b878-7025-a3cb-b1b8e52163cb", "place": "HN-OMOA", "manner": "DEPORTED",
        "from_country": "", "how": "ORAL", "language": "es", "p0-by": "SELF",
        "p0-given_names": "Wilmer", "p0-surname_1": "Cruz", "p0-surname_2": "", "p0-sex": "M",
        "p0-age": "31", "p0-nationality": "HND", "p0-department": "HN-YO",
    }  # fmt: skip
    return {**told, **changes}


def at_the_centre() -> Client:
    return signed_in("reception", at=arrivals.receiving())


def post(client: Client, told: dict[str, str], query: str = "") -> object:
    with clock.travel_to(NOON):
        return client.post(reverse("reception:receive") + query, told)


def test_whoever_is_received_has_arrived_and_begins_after_the_arrival() -> None:
    case = received()
    assert case.stage == "POST_ARRIVAL"
    assert [step.to_stage for step in Step.objects.filter(case=case)] == ["POST_ARRIVAL"]
    arrival = Arrival.objects.get()
    assert (arrival.centre, arrival.departure_id, arrival.has_come) == ("HN-OMOA", None, True)
    assert case.direct_arrival.manner == "DEPORTED"


def test_nothing_is_written_of_anybody_before_their_yes() -> None:
    people = (factories.new_person(), factories.new_person(consent=None))
    with pytest.raises(Refusal, match="Primero el consentimiento"):
        received(people=people)
    assert not Person.objects.exists()


def test_a_resend_receives_nobody_twice() -> None:
    once = new()
    office = arrivals.receiving()
    first, again = (
        reception.receive_directly(actor=SYSTEM, office=office, new=once, at=NOON) for _n in "ab"
    )
    assert first.pk == again.pk
    assert Person.objects.count() == 1


def test_the_id_of_another_offices_arrival_gives_no_file() -> None:
    once = new()
    reception.receive_directly(actor=SYSTEM, office=arrivals.receiving(), new=once, at=NOON)
    with pytest.raises(Refusal) as refusal:
        reception.receive_directly(actor=SYSTEM, office=factories.office(), new=once, at=NOON)
    assert refusal.value.code == "access.changed_meanwhile"


def test_only_reception_receives() -> None:
    with pytest.raises(Refusal):
        reception.receive_directly(
            actor=factories.actor("counsellor"), office=arrivals.receiving(), new=new(), at=NOON
        )
    assert not DirectArrival.objects.exists()


def test_a_child_who_comes_alone_is_somebodys_task_today() -> None:
    case = received(people=(factories.new_person(birth_date=date(2012, 1, 1)),))
    task = Task.objects.get(case=case)
    assert (task.role, task.code, task.urgent) == ("child_officer", "CHILD_ALONE", True)
    assert task.compartment == "protection"
    case.refresh_from_db()
    assert case.urgent


def test_sisters_and_brothers_of_a_child_received_alone_are_looked_for() -> None:
    boy, girl = (
        factories.new_person(**{**children.BOY, "identity": {**children.BOY["identity"], **named}})
        for named in ({}, {"given_names": "Génesis"})
    )
    factories.registered(girl)
    received(people=(boy,))
    assert Siblings.objects.filter(decision="").count() == 1


def test_who_came_with_nobody_who_answers_for_them_is_a_child_alone() -> None:
    boy = {
        "p1-by": "AUTHORITY", "p1-given_names": "Elmer", "p1-surname_1": "Paz", "p1-surname_2": "",
        "p1-sex": "M", "p1-age": "6", "p1-nationality": "HND", "p1-department": "",
        "p1-relation": "NON_RELATIVE", "p1-guardian_relation": "NONE",
    }  # fmt: skip
    post(at_the_centre(), typed(**boy), "?personas=2")
    member = Case.objects.get().group.members.get(position=1)
    assert (member.guardian_id, member.guardian_relation) == (None, "NONE")
    assert Task.objects.get().person_id == member.person_id


def test_how_they_came_is_a_word_of_the_list() -> None:
    with pytest.raises(Refusal) as refusal:
        received(manner="BY_MAGIC")
    assert refusal.value.code == "reception.no_such_manner"
    assert not Person.objects.exists()


def test_the_same_things_are_given_and_the_file_is_closed() -> None:
    case = received()
    arrival = Arrival.objects.get()
    limit = tables.onward_limit("HND").usual
    reception.give_kit(actor=SYSTEM, arrival=arrival, at=NOON)
    reception.pay_onward(actor=SYSTEM, arrival=arrival, payment=NewPayment(amount=limit), at=NOON)
    reception.set_next_step(actor=SYSTEM, arrival=arrival, kind="HOME", at=NOON)
    person = factories.people_of(case)[0]
    arrivals.agrees(case, "REFERRAL_BODIES", at=NOON)
    sent = reception.refer(
        actor=SYSTEM, case=case, person=person, at=NOON,
        referral=NewReferral(target="HEALTH_MINISTRY", need="WORK", told=("age",), agreed_on=NOON.date()),
    )  # fmt: skip
    with clock.travel_to(NOON):
        reception.close_reception(actor=SYSTEM, case=case, at=NOON)
        assert Case.objects.get().stage == "POST_ARRIVAL"
        reception.cancel_referral(actor=SYSTEM, referral=sent, why="Ya tiene trabajo.", at=NOON)
        reception.finish_support(actor=SYSTEM, case=case, at=NOON)
    assert Case.objects.get().stage == "CLOSED"


def test_it_is_no_return_no_request_and_no_registration_of_the_programme() -> None:
    received()
    assert queries.given_to([Person.objects.get().pk])
    assert statistics.returns_frame(None, date(2025, 3, 31)).height == 0
    figures = statistics.demand(None, date(2025, 3, 31))
    assert [f for f in figures if f.table.startswith(("requests", "registrations"))] == []


def test_the_page_reads_the_notice_takes_the_yes_and_goes_on_to_the_kit() -> None:
    client = at_the_centre()
    with clock.travel_to(NOON):
        page = client.get(reverse("reception:receive")).text
    assert page.index("Primero, leer el aviso") < page.index("Nombres")
    answer = post(client, typed())
    person = Person.objects.get()
    assert answer.url == reverse("reception:person", kwargs={"person": person.pk})  # type: ignore[attr-defined]
    consent = DataConsent.objects.get()
    assert (consent.by, consent.how) == ("SELF", "ORAL")
    with clock.travel_to(NOON):
        shown = client.get(reverse("reception:person", kwargs={"person": person.pk})).text
        board = client.get(reverse("reception:board")).text
    assert "Llegó por su cuenta" in shown
    assert "Entregar kit" in shown
    assert "1 grupo recibido este día, fuera de nuestras salidas" in board


def test_a_family_is_received_whole_and_a_childs_yes_is_its_guardians() -> None:
    son = {
        "p1-by": "SELF", "p1-given_names": "Elmer", "p1-surname_1": "Cruz", "p1-surname_2": "",
        "p1-sex": "M", "p1-age": "6", "p1-nationality": "HND", "p1-department": "",
        "p1-relation": "CHILD", "p1-guardian_relation": "PARENT",
    }  # fmt: skip
    client = at_the_centre()
    wrong = post(client, typed(**son), "?personas=2")
    assert "acepta quien responde por él" in wrong.text  # type: ignore[attr-defined]
    post(client, typed(**{**son, "p1-by": "GUARDIAN"}), "?personas=2")
    case = Case.objects.get()
    father, child = factories.people_of(case)
    assert case.group.members.get(person=child).guardian_id == father.pk
    assert not Task.objects.exists()
    assert Arrival.objects.count() == 2


def test_a_newborn_says_no_yes_of_their_own() -> None:
    answer = post(at_the_centre(), typed(**{"p0-age": "0"}))
    assert "acepta quien responde por él" in answer.text  # type: ignore[attr-defined]
    assert not Person.objects.exists()


@pytest.mark.parametrize("size", ["9" * 5000, "0", "²", "-1", ""])
def test_a_number_of_people_that_nobody_is_shows_the_page(size: str) -> None:
    client = at_the_centre()
    with clock.travel_to(NOON):
        assert client.get(reverse("reception:receive"), {"personas": size}).status_code == 200


def test_another_office_finds_nobody_and_nobody_else_has_the_page() -> None:
    person = factories.people_of(received())[0]
    page = reverse("reception:person", kwargs={"person": person.pk})
    with clock.travel_to(NOON):
        assert at_the_centre().get(page).status_code == 200
        elsewhere = signed_in("reception", at=factories.office())
        assert elsewhere.get(page).status_code == 404
        assert elsewhere.get(reverse("reception:receive")).status_code == 404
        counsellor = signed_in("counsellor", at=arrivals.receiving())
        assert counsellor.get(reverse("reception:receive")).status_code == 404


def test_a_mexican_receiving_point_names_its_programme() -> None:
    assert receiving.programme_in("MEX") == "HUMANE-REPATRIATION"
    assert receiving.programme_in("HND") == ""


def test_a_letter_says_only_what_was_ticked_and_ends_with_the_yes() -> None:
    case = received(people=(factories.new_person(contact={"phone": "99887766"}),))
    person = factories.people_of(case)[0]
    arrivals.agrees(case, "REFERRAL_BODIES", at=NOON)
    sent = reception.refer(
        actor=SYSTEM, case=case, person=person, at=NOON,
        referral=NewReferral(
            target="HEALTH_MINISTRY", need="HEALTH", told=("age",), note="Necesita insulina a diario.",
            agreed_on=NOON.date(),
        ),
    )  # fmt: skip
    client = at_the_centre()
    page = reverse("reception:letter", kwargs={"referral": sent.pk})
    with clock.travel_to(NOON):
        answer = client.get(page)
        pages, text = read(answer.content)
        assert pages == 1
        assert person.full_name in text
        for hidden in ("99887766", "insulina", "Mujer"):
            assert hidden not in text
        ShareConsent.objects.update(withdrawn_at=NOON)
        assert client.get(page).status_code == 409
    elsewhere = signed_in("reception", at=factories.office())
    assert elsewhere.get(page).status_code == 404


def read(pdf: bytes) -> tuple[int, str]:
    found = PdfReader(io.BytesIO(pdf))
    text = " ".join(" ".join(page.extract_text() for page in found.pages).split())
    return len(found.pages), text


def test_whoever_was_received_is_not_undone_by_a_slip() -> None:
    received()
    arrival = Arrival.objects.get()
    with pytest.raises(Refusal, match="no se deshace"):
        reception.take_back(actor=SYSTEM, row=arrival, at=NOON)
    assert Arrival.objects.live().count() == 1


def test_a_whole_family_is_confirmed_in_one_tap_and_whoever_is_looked_for_stays_so() -> None:
    case = travel.ready_family()
    arrivals.agrees(case, "RECEIVING_MISSION")
    office = arrivals.receiving()
    _bus, moment = arrivals.on_the_road(case)
    mother, _son = factories.people_of(case)
    client = signed_in("reception", at=office)
    with clock.travel_to(moment):
        page = client.get(reverse("reception:board")).text
        assert "Grupo de Dilcia" in page
        assert "Llegaron las 2 personas" in page
        client.post(reverse("reception:family", kwargs={"person": mother.pk}))
        assert set(Arrival.objects.values_list("state", flat=True)) == {"ARRIVED"}
        assert Arrival.objects.count() == 2
        again = client.post(reverse("reception:family", kwargs={"person": mother.pk}))
        assert "Ya se dijo de cada persona" in again.text
        assert "Llegaron las 2 personas" not in client.get(reverse("reception:board")).text


def test_who_did_not_come_is_not_confirmed_with_the_family() -> None:
    case = travel.ready_family()
    arrivals.receiving()
    _bus, moment = arrivals.on_the_road(case)
    _mother, son = factories.people_of(case)
    reception.not_arrived(actor=SYSTEM, case=case, person=son, at=moment)
    made = reception.confirm_family(actor=SYSTEM, case=case, at=moment)
    assert len(made) == 1
    assert Arrival.objects.get(person=son).state == "NOT_ARRIVED"


def test_a_receiving_office_is_offered_its_own_places_alone() -> None:
    omoa, belen = arrivals.receiving(), arrivals.receiving("BELEN", "San Pedro Sula")
    with reading(reader_of(factories.user("reception", at=omoa), NOON.date())) as reader:
        offices = {place.office for place in receiving.places_of(reader)}
    assert offices == {omoa}
    with reading(reader_of(factories.user("coordinator", everywhere=True), NOON.date())) as reader:
        assert {omoa, belen} <= {place.office for place in receiving.places_of(reader)}


def test_who_was_received_in_the_evening_was_received_that_day_and_no_other() -> None:
    evening = datetime(2025, 3, 13, 2, 0, tzinfo=UTC)
    case = reception.receive_directly(
        actor=SYSTEM, office=arrivals.receiving(), new=new(), at=evening
    )
    with reading(reader_of(factories.user("reception", at=case.office), NOON.date())) as reader:
        found = {day: receiving.received_on(reader, date(2025, 3, day)) for day in (11, 12, 13, 14)}
    assert found == {11: [], 12: [case], 13: [], 14: []}
