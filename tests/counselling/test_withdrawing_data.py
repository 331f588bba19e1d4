"""Taking back the permission to use one's data: what stops, what goes on, and who hears of it."""

from typing import Any

import pytest
from django.urls import reverse

from rumbo.access.entry import reading
from rumbo.access.queries import reader_of
from rumbo.access.values import SYSTEM, Actor
from rumbo.audit.models import JournalEntry
from rumbo.casework import actions as casework
from rumbo.casework import queries as casework_queries
from rumbo.casework.models import Case, FamilyContact, Task
from rumbo.common.refusal import Refusal
from rumbo.counselling import actions as counselling
from rumbo.counselling import following, queries
from rumbo.documents import actions as documents
from rumbo.documents.values import NewRequest
from rumbo.movements import actions as movements
from rumbo.readiness.queries import judge_case
from rumbo.registry import actions as registry
from rumbo.registry.models import DataConsent, Person
from rumbo.registry.values import NewConsent
from tests import factories
from tests.factories import counselling as made
from tests.factories import movements as travel
from tests.factories import ready
from tests.factories.pages import client_for, elsewhere

pytestmark = pytest.mark.django_db
DAY = factories.MONDAY.date()
MAY = ("registrar", "counsellor", "protection", "child_officer")


@pytest.fixture
def file() -> tuple[Case, Person]:
    case = factories.registered()
    return case, factories.people_of(case)[0]


def refused(code: str) -> Any:
    return pytest.raises(Refusal, check=lambda refusal: refusal.code == code)


def page_of(case: Case, person: Person) -> str:
    return reverse("counselling:withdraw_data", args=[case.id, person.id])


def take_back(case: Case, person: Person, by: Actor | None = None, **more: Any) -> DataConsent:
    return counselling.withdraw_data_consent(
        actor=by or factories.actor("registrar"), case=case, person=person, **more
    )


def lacks(case: Case) -> set[str]:
    return {row.code for person in judge_case(case).people for row in person.missing}


def test_the_gate_closes_and_opens_again_when_they_say_yes_again(file: tuple[Case, Person]) -> None:
    case, person = file
    assert "DATA_CONSENT" not in lacks(case)
    take_back(case, person)
    assert "DATA_CONSENT" in lacks(case)
    registry.record_consent(
        actor=factories.actor("registrar"), person=person, consent=NewConsent(wording="2026-11-21")
    )
    assert "DATA_CONSENT" not in lacks(case)


def test_nothing_new_is_asked_noted_or_sent(file: tuple[Case, Person]) -> None:
    case, person = file
    counsellor, clerk = factories.actor("counsellor"), factories.actor("documents")
    share: dict[str, Any] = {"actor": counsellor, "case": case, "person": person}
    counselling.record_share_consents(answers={"CONSULATE": True}, at=factories.MONDAY, **share)
    take_back(case, person)
    with refused("counselling.no_data_consent"):
        counselling.hold_session(session=made.new_session(), **share)
    with refused("counselling.no_data_consent"):
        counselling.record_share_consents(answers={"CONSULATE": True}, **share)
    with refused("documents.no_consent_to_share"):
        documents.ask_consulate(
            actor=clerk,
            case=case,
            person=person,
            request=NewRequest(type="PASSPORT", country="HND"),
        )


def test_a_new_yes_to_their_data_is_no_yes_to_those_it_was_shared_with(
    file: tuple[Case, Person],
) -> None:
    case, person = file
    counselling.record_share_consents(
        actor=factories.actor("counsellor"),
        case=case,
        person=person,
        answers={"CONSULATE": True},
        at=factories.MONDAY,
    )
    assert queries.may_share(person, "CONSULATE", DAY)
    take_back(case, person)
    registry.record_consent(
        actor=factories.actor("registrar"), person=person, consent=NewConsent(wording="2026-11-21")
    )
    assert not queries.may_share(person, "CONSULATE", DAY)


def test_notices_leave_the_list_and_the_family_is_not_called(file: tuple[Case, Person]) -> None:
    case, person = file
    casework.add_contact(actor=SYSTEM, case=case, person=person, about="SEAT", at=factories.MONDAY)
    casework.note_family_contact(
        actor=SYSTEM, case=case, person=person, who={"name": "Rosa"}, consent_on=DAY
    )
    user = factories.user("counsellor")
    with reading(reader_of(user, DAY)) as reader:
        assert casework_queries.contacts_due(reader, DAY).count() == 1
    take_back(case, person)
    with reading(reader_of(user, DAY)) as reader:
        assert casework_queries.contacts_due(reader, DAY).count() == 0
    assert FamilyContact.objects.get().consent_withdrawn_on is not None


def test_a_seat_is_not_taken_away_but_the_list_does_not_close_with_it() -> None:
    ready.reference()
    case, bus = travel.ready_alone(), travel.departure()
    travel.booked(case, bus)
    person = factories.people_of(case)[0]
    take_back(case, person, note="Lo quiero pensar.", at=travel.BEFORE)
    assert travel.seat_of(person).released_at is None
    with refused("movements.not_ready_confirm") as refusal:
        movements.close_manifest(actor=SYSTEM, departure=bus, at=travel.BEFORE)
    assert "datos" in str(refusal.value.sentence)
    told = {t.role: (t.code, t.urgent) for t in Task.objects.filter(done_at=None, person=person)}
    assert told["movements"] == ("CONSENT_WITHDRAWN_SEAT", True)
    assert told["counsellor"] == ("CONSENT_WITHDRAWN", False)
    assert Task.objects.get(code="CONSENT_WITHDRAWN").note == "Lo quiero pensar."


def test_who_boards_is_asked_again_although_the_list_is_closed() -> None:
    ready.reference()
    case, bus = travel.ready_alone(), travel.departure()
    travel.booked(case, bus)
    person = factories.people_of(case)[0]
    travel.boarding(bus)
    travel.all_say_yes(case)
    take_back(case, person, at=travel.AT_DOOR)
    with refused("movements.not_ready_board"):
        movements.board(actor=SYSTEM, seat=travel.seat_of(person), at=travel.AT_DOOR)


def test_no_list_is_printed_for_others_with_their_name_until_they_say_yes_again() -> None:
    ready.reference()
    case, bus = travel.ready_alone(), travel.departure()
    travel.booked(case, bus)
    person = factories.people_of(case)[0]
    travel.boarding(bus)
    take_back(case, person, at=travel.AT_DOOR)
    for paper in ("authorities", "border"):
        with pytest.raises(Refusal, match=case.number) as refusal:
            movements.note_printing(actor=SYSTEM, departure=bus, paper=paper)
        assert refusal.value.code == "movements.permission_taken_back"
    movements.note_printing(actor=SYSTEM, departure=bus, paper="internal")
    registry.record_consent(
        actor=factories.actor("registrar"), person=person, consent=NewConsent(wording="2026-11-21")
    )
    movements.note_printing(actor=SYSTEM, departure=bus, paper="authorities")


def test_without_permission_nobody_is_booked() -> None:
    ready.reference()
    case, bus = travel.ready_alone(), travel.departure()
    take_back(case, factories.people_of(case)[0], at=travel.BEFORE)
    with refused("movements.not_ready_book"):
        travel.booked(case, bus)


def test_documents_stops_what_was_sent_only_where_something_was_allowed(
    file: tuple[Case, Person],
) -> None:
    case, person = file
    take_back(case, person)
    assert not Task.objects.filter(role="documents").exists()
    registry.record_consent(
        actor=factories.actor("registrar"), person=person, consent=NewConsent(wording="2026-11-21")
    )
    counselling.record_share_consents(
        actor=factories.actor("counsellor"), case=case, person=person, answers={"CONSULATE": True}
    )
    take_back(case, person)
    assert Task.objects.get(role="documents").urgent


def test_two_who_hear_it_at_once_write_it_once(file: tuple[Case, Person]) -> None:
    case, person = file
    take_back(case, person)
    with refused("registry.consent_ended"):
        take_back(case, person)
    assert JournalEntry.objects.filter(code="registry.consent_withdrawn").count() == 1
    assert JournalEntry.objects.get(code="registry.consent_withdrawn").case_id == case.id


def test_what_was_read_out_must_still_be_so(file: tuple[Case, Person]) -> None:
    case, person = file
    seen = case.version
    casework.move(actor=SYSTEM, case=case, to="COUNSELLING")
    with refused("access.changed_meanwhile"):
        take_back(case, person, base_version=seen)
    assert queries.has_data_consent(person)


def test_what_was_never_given_is_not_taken_back(file: tuple[Case, Person]) -> None:
    case, person = file
    DataConsent.objects.all().delete()
    with refused("registry.no_consent"):
        take_back(case, person)


def test_a_stranger_to_the_file_is_not_touched(file: tuple[Case, Person]) -> None:
    other = factories.people_of(factories.registered())[0]
    with refused("casework.not_of_this_case"):
        take_back(file[0], other)


def test_it_can_be_taken_back_when_the_file_is_closed(file: tuple[Case, Person]) -> None:
    case, person = file
    casework.withdraw(actor=SYSTEM, case=case)
    assert take_back(case, person).withdrawn_at is not None


@pytest.mark.parametrize("role", ["movements", "documents", "dpo", "donor", "field", "coordinator"])
def test_only_those_who_talk_with_people_write_it_down(
    role: str, file: tuple[Case, Person]
) -> None:
    with refused("access.not_your_role"):
        take_back(*file, by=factories.actor(role))
    assert client_for(role).get(page_of(*file)).status_code == 404


@pytest.mark.parametrize("role", MAY)
def test_the_page_says_what_follows_and_asks_no_reason(
    role: str, file: tuple[Case, Person]
) -> None:
    client = client_for(role)
    shown = client.get(page_of(*file)).content.decode()
    for heading in ("Qué se detiene hoy", "Qué ayuda sigue", "Qué se conserva y por qué"):
        assert heading in shown
    answer = client.post(page_of(*file), {"base_version": file[0].version})
    assert answer.status_code == 303
    assert not queries.has_data_consent(file[1])
    again = client.get(page_of(*file)).content.decode()
    assert "No consta un permiso que retirar" in again


def test_another_office_finds_no_such_page(file: tuple[Case, Person]) -> None:
    client = client_for("counsellor", at=elsewhere())
    assert client.get(page_of(*file)).status_code == 404
    assert client.post(page_of(*file)).status_code == 404
    assert queries.has_data_consent(file[1])


def test_the_page_reads_it_out_again_where_the_file_changed(file: tuple[Case, Person]) -> None:
    case, person = file
    client, seen = client_for("counsellor"), case.version
    casework.move(actor=SYSTEM, case=case, to="COUNSELLING")
    answer = client.post(page_of(case, person), {"base_version": seen, "note": "Algo"})
    assert answer.status_code == 409
    shown = answer.content.decode()
    assert f'value="{seen + 1}"' in shown
    assert "Algo" in shown
    assert queries.has_data_consent(person)


def test_the_case_page_leads_there_while_the_permission_lives(file: tuple[Case, Person]) -> None:
    case, person = file
    client, url = client_for("registrar"), reverse("desk:case", args=[case.id])
    assert page_of(case, person) in client.get(url).content.decode()
    assert page_of(case, person) not in client_for("movements").get(url).content.decode()
    take_back(case, person)
    assert page_of(case, person) not in client.get(url).content.decode()
    panel = client.get(reverse("counselling:panel", args=[case.id])).content.decode()
    assert page_of(case, person) not in panel


def test_what_is_said_depends_on_where_the_journey_stands() -> None:
    ready.reference()
    case, bus = travel.ready_alone(), travel.departure()
    person = factories.people_of(case)[0]
    before = " ".join(following.of_data_consent(case, person).stops)
    travel.booked(case, bus)
    case.refresh_from_db()
    seated = " ".join(following.of_data_consent(case, person).stops)
    assert "apartar lugar" in before
    assert "Su lugar sigue apartado" in seated


def test_one_permission_to_share_has_its_page_and_says_what_is_lost(
    file: tuple[Case, Person],
) -> None:
    case, person = file
    url = reverse("counselling:withdraw_share", args=[case.id, person.id, "CONSULATE"])
    client = client_for("counsellor")
    assert "No hay un permiso que retirar" in client.get(url).content.decode()
    counselling.record_share_consents(
        actor=factories.actor("counsellor"), case=case, person=person, answers={"CONSULATE": True}
    )
    assert "pedir su documento de viaje por su cuenta" in client.get(url).content.decode()
    assert client_for("counsellor", at=elsewhere()).get(url).status_code == 404
    assert client.post(url).status_code == 303
    assert not queries.shares_of(person)
