"""People are told by a safe way; appointments do not collide; danger is protection's the same day."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse

from rumbo.access.values import SYSTEM
from rumbo.audit.models import JournalEntry
from rumbo.casework import actions as casework
from rumbo.casework.models import Appointment, Assignment, Case, Override, Stay, Task
from rumbo.common import clock
from rumbo.common.refusal import Refusal
from rumbo.network import actions as network
from tests import factories
from tests.factories import cases as made
from tests.factories.pages import client_for

pytestmark = pytest.mark.django_db
TEN = factories.MONDAY + timedelta(days=1)


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    """It is Monday."""
    with clock.travel_to(factories.MONDAY):
        yield


def refused(code: str) -> AbstractContextManager[object]:
    """Expect a refusal with this code."""
    return pytest.raises(Refusal, check=lambda refusal: refusal.code == code)


def test_asked_twice_somebody_stands_once_on_the_list() -> None:
    case = factories.registered()
    assert made.to_be_told(case).pk == made.to_be_told(case).pk


def test_reached_is_done_and_no_answer_is_not() -> None:
    contact = made.to_be_told(factories.registered())
    made.tried_on(contact, 0)
    contact.refresh_from_db()
    assert contact.done_at is None
    made.tried_on(contact, 1, outcome="REACHED")
    contact.refresh_from_db()
    assert contact.outcome == "REACHED"
    with refused("casework.nothing_to_end"):
        made.tried_on(contact, 2)


def test_a_way_that_is_not_safe_is_protections_and_the_journal_tells_nobody_else() -> None:
    contact = made.to_be_told(factories.registered())
    made.tried_on(contact, 0, outcome="NOT_SAFE")
    assert Task.objects.get().compartment == "protection"
    entry = JournalEntry.objects.get(code="casework.contact_not_safe")
    assert entry.compartment == "protection"


def test_a_way_that_was_not_safe_is_not_tried_again_without_a_reason() -> None:
    case = factories.registered()
    made.tried_on(made.to_be_told(case), 0, outcome="NOT_SAFE")
    other = made.to_be_told(case, about="SEAT")
    tried: dict[str, Any] = {"actor": SYSTEM, "contact": other, "outcome": "NO_ANSWER"}
    with refused("casework.channel_not_safe"):
        casework.log_attempt(**tried, channel="PHONE")
    casework.log_attempt(**tried, channel="SHELTER")
    casework.log_attempt(**tried, channel="PHONE", note="Ella misma lo pidió hoy en el módulo.")


@pytest.mark.parametrize(("role", "reads"), [("counsellor", False), ("protection", True)])
def test_only_protection_reads_that_it_was_not_safe_to_talk(role: str, reads: bool) -> None:
    case = factories.registered()
    made.tried_on(made.to_be_told(case), 0, outcome="NOT_SAFE")
    client = client_for(role)
    page = client.get(reverse("casework:panel_contact", args=[case.pk])).content.decode()
    assert ("No era seguro hablar" in page) is reads
    assert ("Ese medio no es seguro" in page) is not reads


def test_the_list_of_the_day_offers_another_way_where_one_is_not_safe() -> None:
    case = factories.registered()
    made.tried_on(made.to_be_told(case), 0, outcome="NOT_SAFE")
    page = client_for("counsellor").get(reverse("casework:contacts")).content.decode()
    assert "Ese medio no es seguro: búsquele por otro." in page
    assert '<option value="SHELTER">' in page
    assert '<option value="PHONE">' not in page


def test_one_person_has_one_appointment_at_a_time() -> None:
    case = factories.registered()
    person = factories.people_of(case)[0]
    told: dict[str, Any] = {"actor": SYSTEM, "case": case, "person": person, "role": "counsellor"}
    casework.make_appointment(**told, starts_at=TEN)
    with refused("casework.person_busy"):
        casework.make_appointment(**told, starts_at=TEN + timedelta(minutes=30))
    casework.make_appointment(**told, starts_at=TEN + timedelta(minutes=45))
    assert Appointment.objects.count() == 2


def test_one_officer_attends_one_person_at_a_time_unless_the_hour_is_given_back() -> None:
    officer = factories.user("counsellor")
    made_first = None
    for number in range(2):
        case = factories.registered()
        told: dict[str, Any] = {
            "actor": SYSTEM, "case": case, "person": factories.people_of(case)[0],
            "role": "counsellor", "user": officer, "starts_at": TEN,
        }  # fmt: skip
        if number == 0:
            made_first = casework.make_appointment(**told)
            continue
        with refused("casework.officer_busy"):
            casework.make_appointment(**told)
        assert made_first is not None
        casework.cancel_appointment(actor=SYSTEM, appointment=made_first)
        casework.make_appointment(**told)


def test_an_appointment_lies_ahead_and_ends_once() -> None:
    case = factories.registered()
    told: dict[str, Any] = {
        "actor": SYSTEM, "case": case, "person": factories.people_of(case)[0],
        "role": "counsellor",
    }  # fmt: skip
    with refused("casework.in_the_past"):
        casework.make_appointment(**told, starts_at=factories.MONDAY - timedelta(hours=1))
    with pytest.raises(Refusal, match="demasiado lejos"):
        casework.make_appointment(**told, starts_at=datetime(9999, 12, 31, 23, tzinfo=UTC))
    meeting = casework.make_appointment(**told, starts_at=TEN)
    casework.end_appointment(actor=SYSTEM, appointment=meeting, outcome="CAME")
    with refused("casework.nothing_to_end"):
        casework.cancel_appointment(actor=SYSTEM, appointment=meeting)


def test_danger_moves_the_case_to_protection_the_same_day() -> None:
    case = made.eligible()
    casework.note_stay(actor=SYSTEM, case=case, kind="RENTED")
    task = casework.report_danger(
        actor=factories.actor("registrar"),
        case=case,
        person=factories.people_of(case)[0],
        said="La siguen.",
    )
    assert (task.role, task.urgent, task.due_on) == ("protection", True, clock.today())
    assert task.compartment == "protection"
    assert Case.objects.get().stage == "REFERRED_PROTECTION"
    assert Stay.objects.get().is_safe is False


def test_danger_on_the_road_opens_the_task_and_the_bus_goes_on() -> None:
    case = made.eligible()
    made.at_stage(case, "BOOKED", "PRE_DEPARTURE", "IN_TRANSIT")
    casework.report_danger(actor=SYSTEM, case=case, person=factories.people_of(case)[0])
    assert Case.objects.get().stage == "IN_TRANSIT"
    assert Task.objects.filter(code="NOT_SAFE_HERE").exists()


def test_a_shelter_is_one_of_the_networks() -> None:
    network.load_reference(actor=SYSTEM)
    case = factories.registered()
    with refused("casework.not_a_shelter"):
        casework.note_stay(actor=SYSTEM, case=case, kind="SHELTER", shelter="TAP")
    casework.note_stay(actor=SYSTEM, case=case, kind="SHELTER", shelter="SH-TAP")
    casework.note_stay(actor=SYSTEM, case=case, kind="FAMILY")
    assert Stay.objects.get(ended_at=None).kind == "FAMILY"
    assert Stay.objects.count() == 2


def test_nobodys_family_is_called_after_the_person_said_no() -> None:
    case = factories.registered()
    family = casework.note_family_contact(
        actor=SYSTEM,
        case=case,
        person=factories.people_of(case)[0],
        who={"name": "Suyapa", "relation": "hermana", "phone": "", "place": "Yoro"},
        consent_on=clock.today(),
    )
    assert "phone" not in family.who
    called = casework.call_family(
        actor=SYSTEM, contact=family, said="La espera en San Pedro.", meets_on_arrival=True
    )
    assert called.meets_on_arrival is True
    casework.withdraw_family_consent(actor=SYSTEM, contact=family)
    with refused("casework.no_family_consent"):
        casework.call_family(actor=SYSTEM, contact=family, said="…")


def test_only_somebody_with_that_role_follows_a_case_in_it() -> None:
    case, counsellor = factories.registered(), factories.user("counsellor")
    with refused("casework.not_one_of_us"):
        casework.assign(actor=SYSTEM, case=case, role="protection", user=counsellor)
    with refused("casework.not_one_of_us"):
        casework.assign(
            actor=SYSTEM,
            case=case,
            role="counsellor",
            user=factories.user("counsellor", at=made.elsewhere()),
        )
    casework.assign(actor=SYSTEM, case=case, role="counsellor", user=counsellor)
    casework.assign(actor=SYSTEM, case=case, role="counsellor", user=factories.user("counsellor"))
    assert Assignment.objects.filter(ended_at=None).count() == 1
    live = Assignment.objects.get(ended_at=None)
    casework.unassign(actor=SYSTEM, assignment=live)
    with refused("casework.nothing_to_end"):
        casework.unassign(actor=SYSTEM, assignment=live)
    casework.assign(actor=SYSTEM, case=case, role="counsellor", user=counsellor)
    with refused("casework.nothing_to_end"):
        casework.unassign(actor=SYSTEM, assignment=live)
    assert Assignment.objects.filter(ended_at=None).get().user_id == counsellor.pk


def ask_override(case: Case, *, protects: bool = False, why: str = "Hay otra prueba.") -> Override:
    """Ask to set the exit paper aside."""
    return casework.ask_override(
        actor=factories.actor("counsellor", "coordinator"),
        case=case,
        person=factories.people_of(case)[0],
        requirement="EXIT_PAPER",
        protects=protects,
        why=why,
    )


def test_what_protects_a_person_is_never_set_aside() -> None:
    with refused("casework.protects_a_person"):
        ask_override(factories.registered(), protects=True)


def test_setting_aside_needs_a_reason_a_second_name_and_can_end() -> None:
    case = factories.registered()
    with refused("casework.reason_needed"):
        ask_override(case, why=" ")
    asked = ask_override(case)
    with refused("casework.already_decided"):
        ask_override(case)
    first = factories.actor("coordinator")
    mine = casework.ask_override(
        actor=first,
        case=case,
        person=factories.people_of(case)[0],
        requirement="TRANSIT_ALLOWED",
        protects=False,
        why="Otra ruta.",
    )
    with refused("access.same_person_twice"):
        casework.confirm_override(actor=first, override=mine)
    casework.confirm_override(actor=first, override=asked)
    casework.end_override(actor=first, override=asked)
    with refused("casework.nothing_to_end"):
        casework.confirm_override(actor=first, override=asked)


def test_those_of_one_way_and_one_safe_hour_stand_together_those_with_an_hour_first() -> None:
    for phone, hours, channel in (
        ("+50499887701", "", "PHONE"),
        ("+50499887702", "después de las 6", "WHATSAPP"),
        ("+50499887703", "Después de las 6", "WHATSAPP"),
    ):
        person = factories.new_person(
            contact={"phone": phone, "safe_times": hours}, contact_channel=channel
        )
        made.to_be_told(factories.registered(person))
    page = client_for("counsellor").get(reverse("casework:contacts"))
    groups = [(way, len(people)) for way, people in page.context["groups"]]
    assert groups == [("WhatsApp · después de las 6", 2), ("Teléfono · a cualquier hora", 1)]
