"""The pages of casework: whom they are for, what they do, and that foreign files do not exist."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rumbo.access import queries as who
from rumbo.access.entry import reading
from rumbo.access.values import SYSTEM
from rumbo.audit.models import Reading
from rumbo.casework import actions as casework
from rumbo.casework import pages, queries
from rumbo.casework.models import Appointment, Assignment, Case, Contact, SideExit, Task
from rumbo.common import clock
from rumbo.network import actions as network
from rumbo.programmes import actions as programmes
from tests import factories
from tests.factories import cases as made
from tests.factories.pages import client_for, elsewhere

pytestmark = pytest.mark.django_db
DAY = factories.MONDAY.date()
ABOUT_A_CASE = (
    "panel_contact", "eligibility", "withdraw", "leave", "split", "hold", "close", "reopen",
    "lost", "assign", "stay", "danger", "family", "tell", "appointment", "rank",
)  # fmt: skip
LISTS = ("waiting", "rule", "tasks", "contacts", "calendar")
NOT_FOR = {"partner", "donor", "finance", "dpo", "admin", "monitoring"}


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    """It is Monday."""
    with clock.travel_to(factories.MONDAY):
        yield


def at(name: str, case: Case) -> str:
    """The address of a page about a case."""
    return reverse(f"casework:{name}", args=[case.pk])


def everyone() -> Client:
    """Somebody who may open every page of casework."""
    return client_for("counsellor", "protection", "coordinator")


@pytest.mark.parametrize("name", ABOUT_A_CASE)
def test_a_file_of_another_office_does_not_exist(name: str) -> None:
    case = factories.registered()
    stranger = client_for("counsellor", "protection", "coordinator", at=elsewhere())
    assert stranger.get(at(name, case)).status_code == 404
    assert everyone().get(at(name, case)).status_code == 200


@pytest.mark.parametrize("name", ABOUT_A_CASE)
def test_a_sealed_file_is_for_protection_alone(name: str) -> None:
    case = factories.registered(factories.new_person(sealed=True))
    client = client_for("counsellor", "coordinator")
    page = client.get(at(name, case))
    assert page.status_code == 404 or b"Dilcia" not in page.content


@pytest.mark.parametrize("role", sorted(NOT_FOR))
def test_whoever_has_no_business_here_finds_no_page(role: str) -> None:
    case, client = factories.registered(), client_for(role)
    for name in ABOUT_A_CASE:
        assert client.get(at(name, case)).status_code == 404, name
    for name in LISTS:
        assert client.get(reverse(f"casework:{name}")).status_code == 404, name


# What each list says where there is nothing: that there is nothing, and where something comes from.
NOTHING = {
    ("waiting", "es"): (
        "Nadie espera lugar.",
        "Aquí aparece cada grupo cuando su elegibilidad queda decidida por dos personas.",
    ),
    ("waiting", "en"): (
        "Nobody waits for a seat.",
        "Each group appears here once its eligibility is decided by two people.",
    ),
    ("tasks", "es"): (
        "No queda ninguna tarea.",
        "Cuando alguien necesite algo de su función, aparecerá aquí.",
    ),
    ("tasks", "en"): (
        "No task is left.",
        "When somebody needs something of your role, it will appear here.",
    ),
    ("contacts", "es"): (
        "No hay a quién avisar hoy.",
        "Los avisos se ponen en el expediente de cada persona.",
    ),
    ("contacts", "en"): (
        "There is nobody to tell today.",
        "What people must be told is put in each person's file.",
    ),
    ("calendar", "es"): (
        "No hay citas esta semana.",
        "Las citas se ponen en el expediente de cada persona.",
    ),
    ("calendar", "en"): (
        "There are no appointments this week.",
        "Appointments are made on each person’s file.",
    ),
}


@pytest.mark.parametrize(("name", "language"), sorted(NOTHING))
def test_a_list_with_nothing_says_what_fills_it(name: str, language: str) -> None:
    client = everyone()
    client.cookies["django_language"] = language
    page = client.get(reverse(f"casework:{name}"))
    assert page.status_code == 200
    title, what = NOTHING[name, language]
    assert f"<h2>{title}</h2>" in page.text
    assert f"<p>{what}</p>" in page.text


def test_withdrawing_asks_no_reason() -> None:
    case = factories.registered()
    page = everyone().get(at("withdraw", case))
    assert "no tienen que decir por qué" in page.content.decode()
    answer = everyone().post(at("withdraw", case), {})
    assert answer.status_code == 303
    assert Case.objects.get().stage == "WITHDRAWN"


def test_a_pause_needs_its_reason_and_comes_back_on_its_day() -> None:
    case, client = factories.registered(), everyone()
    assert client.post(at("hold", case), {"reason": "MEDICAL"}).status_code == 409
    told = {"reason": "MEDICAL", "why": "Espera un estudio.", "review_on": DAY.isoformat()}
    assert client.post(at("hold", case), told).status_code == 303
    user = factories.user("counsellor")
    reader, actor = who.reader_of(user, DAY), who.actor_of(user, DAY)
    with reading(reader):
        assert [item.due for item in pages.holds_to_review(reader, actor, DAY)] == [DAY]
        assert pages.holds_to_review(reader, actor, DAY - timedelta(days=1)) == []
        numbers = [tally.rows.count() for tally in pages.list_counts(reader, actor, DAY)]
    assert numbers == [0, 0, 0]
    assert client.post(at("release", case), {}).status_code == 303
    assert SideExit.objects.get().ended_at is not None
    assert client.get(at("release", case)).status_code == 404


def test_a_refusal_stands_over_the_form_and_nothing_changes() -> None:
    case = factories.registered()
    page = everyone().post(at("lost", case), {})
    assert page.status_code == 409
    assert "faltan 5 intentos" in page.content.decode()
    assert Case.objects.get().is_open


def test_a_file_is_not_closed_before_departure_and_says_so() -> None:
    case = factories.registered()
    page = everyone().post(at("close", case), {"reason": "COMPLETED"})
    assert page.status_code == 409
    assert Case.objects.get().stage == "REGISTRATION"


def test_a_family_is_parted_on_a_page_with_its_word() -> None:
    case = made.adults("Ana", "Berta")
    berta = factories.people_of(case)[1]
    client = everyone()
    told = {"people": [str(berta.pk)], "said": "Berta se queda.", "on": DAY.isoformat()}
    assert client.post(at("split", case), {**told, "said": ""}).status_code == 409
    assert client.post(at("split", case), told).status_code == 303
    split = case.family_changes.get()
    url = reverse("desk:family_undo", args=[case.pk, split.pk])
    assert client.post(url, {}).status_code == 302
    assert len(queries.people_of(case)) == 2


def test_one_leaves_and_the_other_goes_on() -> None:
    case = made.adults("Ana", "Berta")
    berta = factories.people_of(case)[1]
    told = {"people": [str(berta.pk)], "said": "Berta se queda.", "on": DAY.isoformat()}
    assert everyone().post(at("leave", case), told).status_code == 303
    assert sorted(Case.objects.values_list("stage", flat=True)) == ["REGISTRATION", "WITHDRAWN"]


def test_the_list_of_tasks_says_what_to_do_and_a_task_ends_with_its_outcome() -> None:
    case = factories.registered()
    person = factories.people_of(case)[0]
    task = casework.open_task(
        actor=SYSTEM, case=case, role="counsellor", code="SHELTER", person=person, urgent=True
    )
    hidden = casework.open_task(
        actor=SYSTEM, case=case, role="protection", code="FEAR", compartment="protection"
    )
    client = client_for("counsellor")
    page = client.get(reverse("casework:tasks")).content.decode()
    assert "Buscar dónde dormir esta noche." in page
    assert "teme volver" not in page
    assert client.get(reverse("casework:task", args=[hidden.pk])).status_code == 404
    url = reverse("casework:task", args=[task.pk])
    assert client.post(url, {"outcome": "Duerme en el albergue."}).status_code == 303
    assert Task.objects.get(pk=task.pk).outcome == "Duerme en el albergue."


def test_my_tasks_are_those_of_the_cases_i_follow() -> None:
    mine, other = factories.registered(), factories.registered()
    for case in (mine, other):
        casework.open_task(actor=SYSTEM, case=case, role="counsellor", code="SHELTER")
    user = factories.user("counsellor")
    casework.assign(actor=SYSTEM, case=mine, role="counsellor", user=user)
    client = Client()
    client.force_login(user)
    page = client.get(reverse("casework:tasks") + "?mias=1").content.decode()
    assert mine.number in page
    assert other.number not in page


def test_the_contact_list_gives_the_safe_way_and_takes_a_try_in_one_tap() -> None:
    case = factories.registered(
        factories.new_person(
            contact={"phone": "962 555 0101", "safe_times": "de 18 a 20 h"},
            contact_channel="WHATSAPP",
        )
    )
    contact = made.to_be_told(case)
    client = client_for("registrar")
    page = client.get(reverse("casework:contacts")).content.decode()
    assert "de 18 a 20 h" in page
    assert "962 555 0101" in page
    url = reverse("casework:attempt", args=[contact.pk])
    assert client.post(url, {"channel": "WHATSAPP", "outcome": "REACHED"}).status_code == 303
    assert Contact.objects.get().outcome == "REACHED"
    assert client.post(url, {"channel": "RADIO", "outcome": "REACHED"}).status_code == 404
    stranger = client_for("registrar", at=elsewhere())
    assert stranger.post(url, {"channel": "PHONE", "outcome": "REACHED"}).status_code == 404


def test_an_appointment_is_given_shown_and_kept() -> None:
    case, user = factories.registered(), factories.user("counsellor")
    person = factories.people_of(case)[0]
    client = everyone()
    told = {
        "person": str(person.pk), "with_whom": f"counsellor:{user.pk}", "about": "COUNSELLING",
        "day": (DAY + timedelta(days=1)).isoformat(), "hour": "10:30", "minutes": "45",
    }  # fmt: skip
    assert client.post(at("appointment", case), told).status_code == 303
    meeting = Appointment.objects.get()
    assert meeting.user == user
    assert client.post(at("appointment", case), told).status_code == 409
    page = client.get(reverse("casework:calendar")).content.decode()
    assert "10:30" in page
    assert "Dilcia" in page
    url = reverse("casework:met", args=[meeting.pk])
    assert client.post(url, {"outcome": "CAME"}).status_code == 303
    assert (
        client_for("counsellor", at=elsewhere()).post(url, {"outcome": "CAME"}).status_code == 404
    )


def test_a_family_member_a_stay_and_who_follows_are_noted_on_pages() -> None:
    case, client = factories.registered(), everyone()
    person, officer = factories.people_of(case)[0], factories.user("counsellor")
    family = {"person": str(person.pk), "name": "Suyapa", "consent": "on"}
    assert client.post(at("family", case), family).status_code == 303
    assert client.post(at("stay", case), {"kind": "STREET"}).status_code == 303
    follows = {"user": f"counsellor:{officer.pk}"}
    assert client.post(at("assign", case), follows).status_code == 303
    assert Assignment.objects.get().user == officer
    page = client.get(at("panel_contact", case)).content.decode()
    for word in ("Suyapa", "En la calle", officer.display_name):
        assert word in page
    contact = case.family_contacts.get()
    call = reverse("casework:family_call", args=[contact.pk])
    assert client.post(call, {"said": "La espera.", "meets": "yes"}).status_code == 303
    end = reverse("casework:family_end", args=[contact.pk])
    assert client.post(end, {}).status_code == 303
    assert "Suyapa" not in client.get(at("panel_contact", case)).content.decode()


def test_what_was_said_of_danger_is_for_protection_alone() -> None:
    case = factories.registered()
    person = factories.people_of(case)[0]
    told = {"person": str(person.pk), "said": "La siguen desde el mercado."}
    assert client_for("registrar").post(at("danger", case), told).status_code == 303
    task = Task.objects.get()
    url = reverse("casework:task", args=[task.pk])
    assert "mercado" in client_for("protection").get(url).content.decode()
    assert client_for("counsellor").get(url).status_code == 404


def test_eligibility_is_proposed_with_reasons_decided_and_confirmed_by_another() -> None:
    network.load_reference(actor=SYSTEM)
    programmes.load_reference(actor=SYSTEM)
    case = factories.registered()
    casework.move(actor=SYSTEM, case=case, to="COUNSELLING")
    officer, other = factories.user("coordinator"), factories.user("coordinator")
    client, second = Client(), Client()
    client.force_login(officer)
    second.force_login(other)
    page = client.get(at("eligibility", case))
    assert page.context["reasons"]
    assert client.post(at("eligibility", case), {"eligible": "no"}).status_code == 409
    told = {"eligible": "no", "reasons": ["ID_UNVERIFIED"], "why": "Falta su partida."}
    assert client.post(at("eligibility", case), told).status_code == 303
    assert client.post(at("countersign", case), {}).status_code == 409
    assert "Confirmar con mi nombre" in second.get(at("eligibility", case)).content.decode()
    assert second.post(at("countersign", case), {}).status_code == 303
    assert Case.objects.get().stage == "NOT_ELIGIBLE"
    assert second.post(at("revoke", case), {"why": "Llegó su partida."}).status_code == 303


def test_opening_a_page_about_people_is_written_down() -> None:
    case = made.family()
    everyone().get(at("panel_contact", case))
    assert Reading.objects.filter(page="casework.contact").count() == 3


@pytest.mark.parametrize("name", ["tasks", "contacts", "calendar"])
def test_a_list_costs_the_same_for_two_and_for_ten(name: str) -> None:
    client = client_for("counsellor")
    costs = []
    for number in (2, 8):
        for _ in range(number):
            case = factories.registered()
            person = factories.people_of(case)[0]
            casework.open_task(
                actor=SYSTEM, case=case, role="counsellor", code="SHELTER", person=person
            )
            made.tried_on(made.to_be_told(case), 0)
            casework.make_appointment(
                actor=SYSTEM, case=case, person=person, role="counsellor",
                starts_at=factories.MONDAY + timedelta(hours=1),
            )  # fmt: skip
        client.get(reverse(f"casework:{name}"))
        with CaptureQueriesContext(
            connection,
        ) as told:
            client.get(reverse(f"casework:{name}"))
        costs.append(len(told))
    assert costs[0] == costs[1]


def test_who_follows_a_file_stops_on_a_page_of_its_own_and_only_that_charge_ends() -> None:
    case, officer = factories.registered(), factories.user("counsellor")
    held = casework.assign(actor=SYSTEM, case=case, role="counsellor", user=officer)
    url = reverse("casework:unassign", args=[case.pk, held.pk])
    mine = Client()
    mine.force_login(officer)
    panel = mine.get(at("panel_contact", case)).content.decode()
    assert url in panel
    assert "Dejar de llevarlo" in panel
    assert "Usted lo lleva en esta función" in mine.get(url).content.decode()
    assert officer.display_name in everyone().get(url).content.decode()
    assert client_for("counsellor", at=elsewhere()).post(url, {}).status_code == 404
    assert client_for("movements").get(url).status_code == 404
    assert Assignment.objects.get().ended_at is None
    assert mine.post(url, {}).status_code == 303
    assert Assignment.objects.get().ended_at is not None
    again = casework.assign(actor=SYSTEM, case=case, role="counsellor", user=officer)
    assert mine.post(url, {}).status_code == 404
    assert Assignment.objects.get(pk=again.pk).ended_at is None
