"""The pages of reception: the least that a receiving office must know, and only with a yes."""

import io
import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from rumbo.access.entry import reading
from rumbo.access.models import Office
from rumbo.access.queries import actor_of, reader_of
from rumbo.access.values import SYSTEM
from rumbo.audit.models import Reading
from rumbo.casework.models import Case
from rumbo.common import clock
from rumbo.counselling.models import ShareConsent
from rumbo.protection.models import CareNeeds
from rumbo.reception import actions as reception
from rumbo.reception import pages
from rumbo.reception.models import Arrival, Kit, NextStep, OnwardMoney, Referral
from rumbo.reception.values import NewReferral
from rumbo.ui import words
from tests import factories
from tests.factories import movements as travel
from tests.factories import ready
from tests.factories import reception as arrivals

pytestmark = pytest.mark.django_db
REASONS = re.compile(r"violen|trata|asilo|secuestr|médic|embaraz|abuso", re.IGNORECASE)


@pytest.fixture(autouse=True)
def _places() -> None:
    ready.reference()


def signed_in(*roles: str, at: Office | None = None) -> Client:
    client = Client()
    user = factories.user(*roles, at=at)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def address(page: str, /, **ids: object) -> str:
    return reverse(f"reception:{page}", kwargs=ids or None)


def test_the_centre_sees_who_comes_with_what_needs_only_where_they_said_yes() -> None:
    known, quiet = travel.ready_alone(), travel.ready_family()
    arrivals.agrees(known, "RECEIVING_MISSION")
    _bus, moment = arrivals.on_the_road(known, quiet)
    CareNeeds.objects.filter(case=known).update(needs=["WHEELCHAIR"])
    client = signed_in("reception", at=arrivals.receiving())
    with clock.travel_to(moment):
        page = client.get(address("board")).text
    assert page.count("Dilcia Waleska Mejía Paguada") == 1
    assert page.count("Una persona más") == 2
    assert "Josué" not in page
    assert "1 × Silla de ruedas" in page
    assert "CAMR Omoa" in page


def test_another_centre_sees_nobody_and_says_so() -> None:
    case = travel.ready_alone()
    arrivals.agrees(case, "RECEIVING_MISSION")
    _bus, moment = arrivals.on_the_road(case)
    arrivals.receiving()
    other = arrivals.receiving("BELEN", "San Pedro Sula")
    (person,) = factories.people_of(case)
    client = signed_in("reception", at=other)
    with clock.travel_to(moment):
        page = client.get(address("board")).text
        assert "Nadie llega este día." in page
        assert client.get(address("person", person=person.pk)).status_code == 404
        for what in ("arrived", "kit", "undo"):
            answer = client.post(address("tap", person=person.pk, what=what))
            assert answer.status_code == 404
        for one in ("receipt", "refer", "absent"):
            assert client.get(address(one, person=person.pk)).status_code == 404
    assert not Arrival.objects.exists()


@pytest.mark.parametrize("role", ["registrar", "health", "documents", "field", "finance", "donor"])
def test_for_other_roles_the_pages_do_not_exist(role: str) -> None:
    case = travel.ready_alone()
    _bus, moment = arrivals.on_the_road(case)
    (person,) = factories.people_of(case)
    client = signed_in(role, at=arrivals.receiving())
    with clock.travel_to(moment):
        assert client.get(address("board")).status_code == 404
        assert client.get(address("referrals")).status_code == 404
        assert client.get(address("person", person=person.pk)).status_code == 404
        assert client.get(address("panel", case=case.pk)).status_code == 404


def test_four_taps_bring_somebody_home() -> None:
    case = travel.ready_alone()
    arrivals.agrees(case, "RECEIVING_MISSION")
    _bus, moment = arrivals.on_the_road(case)
    (person,) = factories.people_of(case)
    client = signed_in("reception", at=arrivals.receiving())
    with clock.travel_to(moment):
        for what in ("arrived", "kit"):
            client.post(address("tap", person=person.pk, what=what))
        page = client.get(address("person", person=person.pk))
        paid = client.post(
            address("money", person=person.pk),
            {
                "id": page.context["money_form"].initial["id"],
                "amount": "1000",
                "signed": "SCREEN",
                "signature": "M1 1L9 9",
            },
            follow=True,
        )
        client.post(address("next", person=person.pk), {"kind": "FAMILY", "note": "su hermana"})
        after = client.get(address("person", person=person.pk)).text
    assert paid.redirect_chain[0][1] == 302
    assert f"Entregado: {words.money(Decimal(1000), 'HNL')}. Recibo" in paid.text
    assert (Arrival.objects.count(), Kit.objects.count(), NextStep.objects.count()) == (1, 1, 1)
    assert str(OnwardMoney.objects.get().money) == "1,000.00 HNL"
    assert f"Recibió {words.money(Decimal(1000), 'HNL')}" in after
    assert "Se fue con su familia." in after
    assert Case.objects.get().stage == "ARRIVED"
    assert Reading.objects.filter(person_id=person.pk, page="reception").exists()


def test_a_tap_answers_htmx_with_the_list_and_offers_to_undo() -> None:
    case = travel.ready_alone()
    arrivals.agrees(case, "RECEIVING_MISSION")
    _bus, moment = arrivals.on_the_road(case)
    (person,) = factories.people_of(case)
    client = signed_in("reception", at=arrivals.receiving())
    with clock.travel_to(moment):
        answer = client.post(
            address("tap", person=person.pk, what="arrived"), headers={"HX-Request": "true"}
        )
        assert "Deshacer" in answer.text
        assert "<html" not in answer.text
        client.post(address("tap", person=person.pk, what="undo"))
    assert not Arrival.objects.live().exists()


def test_what_is_refused_about_money_is_said_on_the_page_and_nothing_is_paid() -> None:
    case = travel.ready_alone()
    (_arrival,), later = arrivals.came(case)
    (person,) = factories.people_of(case)
    client = signed_in("reception", at=arrivals.receiving())
    told = {"id": str(person.pk), "amount": "5000", "signed": "PAPER", "signature": ""}
    with clock.travel_to(later):
        page = client.post(address("money", person=person.pk), told)
    assert page.status_code == 409
    assert "pasa de lo que se puede entregar aquí" in page.text
    assert not OnwardMoney.objects.exists()


def test_one_more_person_gets_the_same_and_may_say_yes_on_the_spot() -> None:
    case = travel.ready_alone()
    _bus, moment = arrivals.on_the_road(case)
    (person,) = factories.people_of(case)
    client = signed_in("reception", at=arrivals.receiving())
    with clock.travel_to(moment):
        before = client.get(address("person", person=person.pk)).text
        client.post(address("tap", person=person.pk, what="arrived"))
        receipt = client.get(address("receipt", person=person.pk))
        client.post(
            address("share", person=person.pk),
            {"recipient": "RECEIVING_MISSION", "answer": "yes"},
        )
        after = client.get(address("person", person=person.pk)).text
    assert "Mejía" not in before
    assert "Mejía" not in text_of(receipt.content)
    assert Arrival.objects.live().count() == 1
    assert ShareConsent.objects.get(withdrawn_at=None).given
    assert "Dilcia Waleska Mejía Paguada" in after
    assert Reading.objects.filter(person_id=person.pk).count() == 1


def test_a_page_may_not_record_a_yes_for_another_recipient() -> None:
    case = travel.ready_alone()
    _bus, moment = arrivals.on_the_road(case)
    (person,) = factories.people_of(case)
    client = signed_in("reception", at=arrivals.receiving())
    with clock.travel_to(moment):
        client.post(
            address("share", person=person.pk), {"recipient": "PHOTO_MEDIA", "answer": "yes"}
        )
    assert not ShareConsent.objects.exists()


def test_who_did_not_come_is_told_after_one_question() -> None:
    case = travel.ready_alone()
    _bus, moment = arrivals.on_the_road(case)
    (person,) = factories.people_of(case)
    client = signed_in("reception", at=arrivals.receiving())
    with clock.travel_to(moment):
        asked = client.get(address("absent", person=person.pk))
        client.post(address("absent", person=person.pk), {"why": "se bajó antes"})
        page = client.get(address("board")).text
    assert "Protección recibe hoy mismo" in asked.text
    assert Arrival.objects.get().state == "NOT_ARRIVED"
    assert "no llegó" in page


def test_the_bus_is_there_with_one_tap_and_each_person_is_still_confirmed() -> None:
    case = travel.ready_alone()
    bus, moment = arrivals.on_the_road(case)
    client = signed_in("reception", at=arrivals.receiving())
    with clock.travel_to(moment):
        client.post(address("reached", departure=bus.pk, centre="HN-OMOA"))
        wrong = client.post(address("reached", departure=bus.pk, centre="HN-SPS"))
    assert wrong.status_code == 404
    bus.refresh_from_db()
    assert bus.status == "ARRIVED"
    assert not Arrival.objects.exists()


def test_a_late_bus_is_still_on_the_page_of_the_next_day() -> None:
    case = travel.ready_alone()
    arrivals.agrees(case, "RECEIVING_MISSION")
    bus, moment = arrivals.on_the_road(case)
    client = signed_in("reception", at=arrivals.receiving())
    with clock.travel_to(moment + timedelta(days=1)):
        assert bus.code in client.get(address("board")).text


def test_a_referral_is_made_with_a_yes_answered_and_followed() -> None:
    case = travel.ready_alone()
    _came, later = arrivals.came(case)
    (person,) = factories.people_of(case)
    client = signed_in("reintegration", at=arrivals.receiving())
    told = {
        "institution": "JOBS_EXCHANGE:HN-JOBS", "need": "WORK", "told": ["age"], "note": "",
        "agreed_on": f"{clock.day_of(later)}",
    }  # fmt: skip
    with clock.travel_to(later):
        asked = client.get(address("refer", person=person.pk)).text
        refused = client.post(address("refer", person=person.pk), told)
        client.post(
            address("share", person=person.pk), {"recipient": "REFERRAL_BODIES", "answer": "no"}
        )
        arrivals.agrees(case, "REFERRAL_BODIES", at=later)
        client.post(address("refer", person=person.pk), told)
        made = Referral.objects.get()
        client.post(address("referral_act", referral=made.pk, what="accept"))
        client.post(
            address("referral_act", referral=made.pk, what="complete"), {"why": "trabaja ya"}
        )
        page = client.get(address("referral", referral=made.pk)).text
    assert "Sin su sí no se canaliza" in asked
    assert refused.status_code == 409
    assert made.organisation_id == "HN-JOBS"
    assert "Atendida" in page
    assert "trabaja ya" in page
    assert "La institución sabe:</b> Nombre y edad." in page
    assert "Dijo que sí a esta institución" in page
    assert "Lo oyó " in page


def test_the_yes_to_an_institution_is_written_down_on_the_page_of_an_old_referral() -> None:
    case = travel.ready_alone()
    arrivals.agrees(case, "REFERRAL_BODIES", "RECEIVING_MISSION")
    (arrival,), later = arrivals.came(case)
    told = NewReferral(target="JOBS_EXCHANGE", need="WORK", agreed_on=clock.day_of(later))
    made = reception.refer(actor=SYSTEM, case=case, person=arrival.person, referral=told, at=later)
    Referral.objects.filter(pk=made.pk).update(agreed_on=None, heard_by=None)
    client = signed_in("reception", at=arrivals.receiving())
    with clock.travel_to(later):
        page = client.get(address("referral", referral=made.pk)).text
        assert "Falta anotar que dijo que sí a esta institución" in page
        assert address("letter", referral=made.pk) not in page
        url = address("agree", referral=made.pk)
        assert client.post(url, {"agreed_on": ""}).status_code == 409
        assert client.post(url, {"agreed_on": f"{clock.day_of(later)}"}).status_code == 302
        page = client.get(address("referral", referral=made.pk)).text
    assert "Falta anotar" not in page
    assert address("letter", referral=made.pk) in page


def test_a_referral_about_violence_is_seen_by_who_wrote_it_and_by_protection() -> None:
    case = travel.ready_alone()
    arrivals.agrees(case, "REFERRAL_BODIES")
    _came, later = arrivals.came(case)
    here = arrivals.receiving()
    writer = factories.user("reception", at=here)
    (person,) = factories.people_of(case)
    made = reception.refer(
        actor=actor_of(writer, later.date()),
        case=case,
        person=person,
        referral=NewReferral(
            target="FAMILY_VIOLENCE_SERVICE", need="PROTECTION", agreed_on=clock.day_of(later)
        ),
        at=later,
    )
    own = Client()
    own.force_login(writer, backend="django.contrib.auth.backends.ModelBackend")
    readers = {
        200: [own, signed_in("protection", at=here)],
        404: [signed_in("reception", at=here), signed_in("protection", at=arrivals.receiving("B"))],
    }
    with clock.travel_to(later):
        for status, clients in readers.items():
            for client in clients:
                page = client.get(address("referral", referral=made.pk))
                assert page.status_code == status
        assert "violencia" not in readers[404][0].get(address("referrals")).text


def text_of(pdf: bytes) -> str:
    pages = PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_the_notice_names_only_those_who_agreed_with_the_government_and_no_reasons() -> None:
    known, mission, quiet = (travel.ready_alone() for _ in range(3))
    people = [factories.people_of(case)[0] for case in (known, mission, quiet)]
    for person, name in zip(people, ("Ada", "Berta", "Celia"), strict=True):
        person.identity = {**person.identity, "given_names": name}
        person.save(update_fields=["identity"])
    arrivals.agrees(known, "GOVERNMENT_RECEPTION")
    arrivals.agrees(mission, "RECEIVING_MISSION")
    bus, moment = arrivals.on_the_road(known, mission, quiet)
    CareNeeds.objects.update(needs=["WHEELCHAIR", "SEAT_NEXT_TO"])
    client = signed_in("movements")
    with clock.travel_to(moment):
        answer = client.get(address("notice", departure=bus.pk, centre="HN-OMOA"))
        foreign = signed_in("movements", at=arrivals.receiving("B", "Otra")).get(
            address("notice", departure=bus.pk, centre="HN-OMOA")
        )
    printed = text_of(answer.content)
    assert answer["Content-Type"] == "application/pdf"
    assert "Ada" in printed
    assert "Berta" not in printed
    assert "Celia" not in printed
    assert printed.count("Una persona más") == 2
    assert "1 silla de ruedas" in printed
    assert not REASONS.search(printed)
    assert foreign.status_code == 404


def test_the_receipt_says_what_was_given_and_to_whom() -> None:
    case = travel.ready_alone()
    arrivals.agrees(case, "RECEIVING_MISSION")
    (arrival,), later = arrivals.came(case)
    reception.give_kit(actor=SYSTEM, arrival=arrival, at=later)
    client = signed_in("reception", at=arrivals.receiving())
    with clock.travel_to(later):
        printed = text_of(client.get(address("receipt", person=arrival.person_id)).content)
    assert "Dilcia Waleska Mejía Paguada" in printed
    assert "Toalla" in printed
    assert not REASONS.search(printed)


def test_the_panel_of_the_case_says_who_arrived_to_the_office_of_the_case_alone() -> None:
    case = travel.ready_alone()
    arrivals.agrees(case, "REFERRAL_BODIES")
    (arrival,), later = arrivals.came(case)
    reception.give_kit(actor=SYSTEM, arrival=arrival, at=later)
    with clock.travel_to(later):
        page = signed_in("counsellor").get(address("panel", case=case.pk))
        foreign = signed_in("counsellor", at=arrivals.receiving()).get(
            address("panel", case=case.pk)
        )
    assert "Recibió su kit." in page.text
    assert foreign.status_code == 404


def test_the_page_of_the_day_says_who_is_to_be_received() -> None:
    case = travel.ready_family()
    _bus, moment = arrivals.on_the_road(case)
    user = factories.user("reception", at=arrivals.receiving())
    day = moment.date()
    with clock.travel_to(moment), reading(reader_of(user, day)) as reader:
        told = pages.arrivals(reader, actor_of(user, day), day)
        counts = [c.number for w in pages.COUNTS for c in w(reader, actor_of(user, day), day)]
    assert ["2 personas" in str(item.sentence) for item in told] == [True]
    assert counts == [0, 0]
