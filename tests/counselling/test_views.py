"""The pages of counselling: who may open them, what they say, and that they work without JS."""

import re
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.html import escape
from pypdf import PdfReader

from rumbo.audit.models import JournalEntry, Reading
from rumbo.casework.models import Case
from rumbo.common import clock
from rumbo.counselling import actions as counselling
from rumbo.counselling import queries
from rumbo.counselling.models import Declaration, Session, VoluntarinessFinding
from rumbo.counselling.pages import PANELS
from rumbo.registry.models import GroupMember, Person
from tests import factories
from tests.factories import counselling as made
from tests.factories import ready
from tests.factories.pages import client_for, elsewhere

pytestmark = pytest.mark.django_db
PAGES = ("session", "finding", "declaration", "child_declaration", "withdraw", "sharing")
OTHERS = ("movements", "field", "reception", "health", "finance", "donor", "admin", "outreach")


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    """It is Monday, when Dilcia came."""
    with clock.travel_to(factories.MONDAY):
        yield


@pytest.fixture
def pair() -> tuple[Case, Person]:
    case = factories.registered()
    return case, factories.people_of(case)[0]


def at(name: str, case: Case, person: Person, *more: object) -> str:
    return reverse(f"counselling:{name}", args=[case.id, person.id, *more])


def panel_of(case: Case | UUID) -> str:
    return reverse("counselling:panel", args=[case.id if isinstance(case, Case) else case])


@pytest.mark.parametrize("page", PAGES)
def test_a_foreign_counsellor_finds_no_such_page(page: str, pair: tuple[Case, Person]) -> None:
    client = client_for("counsellor", at=elsewhere())
    assert client.get(at(page, *pair)).status_code == 404
    assert client.post(at(page, *pair)).status_code in {404, 405}
    assert client.get(panel_of(pair[0])).status_code == 404
    assert client.get(at("paper", *pair, "declaration")).status_code == 404


@pytest.mark.parametrize("role", OTHERS)
def test_for_other_roles_the_pages_do_not_exist(role: str, pair: tuple[Case, Person]) -> None:
    client = client_for(role)
    assert {client.get(at(page, *pair)).status_code for page in PAGES} == {404}
    assert client.get(panel_of(pair[0])).status_code == 404
    assert not any(panel.is_for(frozenset({role})) for panel in PANELS)


@pytest.mark.parametrize("page", PAGES)
def test_a_counsellor_opens_every_page(page: str, pair: tuple[Case, Person]) -> None:
    case, person = pair
    answer = client_for("counsellor").get(at(page, case, person))
    assert answer.status_code == 200
    assert person.full_name in answer.content.decode()
    assert Reading.objects.filter(person_id=person.id).exists()


def test_a_person_of_another_case_is_not_on_this_one(pair: tuple[Case, Person]) -> None:
    other = factories.registered()
    stranger = factories.people_of(other)[0]
    client = client_for("counsellor")
    assert client.get(at("session", pair[0], stranger)).status_code == 404


def test_a_registrar_signs_but_does_not_counsel(pair: tuple[Case, Person]) -> None:
    client = client_for("registrar")
    assert client.get(at("declaration", *pair)).status_code == 200
    assert client.get(at("session", *pair)).status_code == 404
    assert "Anotar una sesión" not in client.get(panel_of(pair[0])).content.decode()


def test_the_panel_is_a_fragment_in_the_case_and_a_page_alone(pair: tuple[Case, Person]) -> None:
    client = client_for("counsellor")
    fragment = client.get(panel_of(pair[0]), headers={"HX-Request": "true"}).content.decode()
    page = client.get(panel_of(pair[0])).content.decode()
    assert "<html" not in fragment
    assert "<html" in page
    assert "Todavía no ha hablado con consejería." in fragment


def test_a_session_is_written_down_on_its_page(pair: tuple[Case, Person]) -> None:
    case, person = pair
    typed: dict[str, Any] = {
        "language": "es",
        "interpreter": "NONE",
        "mode": "IN_PERSON",
        "topics": list(made.EVERYTHING),
        "alternatives": ["ASYLUM"],
        "decision": "RETURN",
        "minutes": "40",
        "next_day": "2025-03-06",
        "next_time": "10:30",
    }
    answer = client_for("counsellor").post(at("session", case, person), typed)
    assert (answer.status_code, answer["Location"]) == (303, panel_of(case))
    assert Session.objects.get().minutes == 40
    assert case.appointments.get().starts_at.isoformat() == "2025-03-06T16:30:00+00:00"


def test_a_time_without_its_day_is_asked_for(pair: tuple[Case, Person]) -> None:
    typed: dict[str, Any] = {
        "language": "es",
        "interpreter": "NONE",
        "mode": "PHONE",
        "next_time": "10:30",
    }
    answer = client_for("counsellor").post(at("session", *pair), typed)
    assert answer.status_code == 200
    assert "Escriba también el día de la cita." in answer.content.decode()


def test_a_refusal_is_shown_as_a_sentence(pair: tuple[Case, Person]) -> None:
    typed: dict[str, Any] = {"alone": "no", "free": "yes", "informed": "yes", "capacity": "yes"}
    answer = client_for("counsellor").post(at("finding", *pair), typed)
    assert answer.status_code == 409
    assert "a solas" in answer.content.decode()
    assert not VoluntarinessFinding.objects.exists()


def test_a_finding_left_unanswered_is_no_finding(pair: tuple[Case, Person]) -> None:
    answer = client_for("counsellor").post(at("finding", *pair), {"alone": "yes"})
    assert answer.status_code == 200
    assert not VoluntarinessFinding.objects.exists()


@pytest.mark.parametrize("lang", ["es", "en"])
def test_the_declaration_is_read_whole_in_the_language_asked_for(
    lang: str, pair: tuple[Case, Person]
) -> None:
    page = client_for("counsellor").get(at("declaration", *pair), {"lang": lang})
    text = page.content.decode()
    wording = page.context["text"]
    assert f'<article lang="{lang}"' in text
    assert len(wording.clauses) >= 12
    assert all(escape(clause.text) in text for clause in wording.clauses)
    assert "ui/signature.js" in text


def sign(pair: tuple[Case, Person], **changes: object) -> dict[str, object]:
    case, person = pair
    made.counselled(factories.actor("counsellor"), case, person)
    return {
        "travel_date": "2025-03-20",
        "language": "es",
        "interpreter": "NONE",
        "read_aloud": "on",
        "witness": "Rosa Elvira Cruz",
        "how": "SCREEN",
        "signature": made.STROKES,
        **changes,
    }


def test_a_declaration_is_signed_on_the_screen_and_printed(pair: tuple[Case, Person]) -> None:
    client, typed = client_for("counsellor"), sign(pair)
    assert client.post(at("declaration", *pair), typed).status_code == 303
    page = client.get(panel_of(pair[0])).content.decode()
    assert "Declaración firmada hoy" in page
    assert "Puede retirarla cuando quiera" in page
    answer = client.get(at("paper", *pair, "declaration"))
    printed = PdfReader(BytesIO(answer.content))
    assert answer["Content-Type"] == "application/pdf"
    assert len(printed.pages) == 2
    assert "20/03/2025" in "".join(p.extract_text() for p in printed.pages)
    assert JournalEntry.objects.filter(code="counselling.paper_printed").exists()


def test_without_a_pen_on_the_screen_a_scan_is_taken(pair: tuple[Case, Person]) -> None:
    scan = SimpleUploadedFile("hoja.png", b"\x89PNG\r\n\x1a\n...", content_type="image/png")
    typed = sign(pair, how="PAPER", signature="", paper=scan)
    assert client_for("counsellor").post(at("declaration", *pair), typed).status_code == 303
    assert Declaration.objects.get().paper_file is not None


def test_a_file_that_is_no_scan_is_refused(pair: tuple[Case, Person]) -> None:
    scan = SimpleUploadedFile("hoja.png", b"MZ\x90", content_type="image/png")
    typed = sign(pair, how="PAPER", signature="", paper=scan)
    assert client_for("counsellor").post(at("declaration", *pair), typed).status_code == 409
    assert not Declaration.objects.exists()


def test_a_declaration_is_taken_back_without_a_reason(pair: tuple[Case, Person]) -> None:
    client, typed = client_for("counsellor"), sign(pair)
    client.post(at("declaration", *pair), typed)
    page = client.get(at("withdraw", *pair)).content.decode()
    assert "<textarea" not in page
    assert client.post(at("withdraw", *pair)).status_code == 303
    assert queries.live_declaration(pair[1]) is None


def test_sharing_names_each_recipient_and_what_is_lost(pair: tuple[Case, Person]) -> None:
    client = client_for("counsellor")
    page = client.get(at("sharing", *pair)).content.decode()
    assert "Usted tendría que pedir su documento de viaje por su cuenta." in page
    typed: dict[str, Any] = {"CONSULATE": "yes", "PHOTO_MEDIA": "no"}
    assert client.post(at("sharing", *pair), typed).status_code == 303
    assert set(queries.shares_of(pair[1])) == {"CONSULATE", "PHOTO_MEDIA"}
    answer = client.post(at("withdraw_share", *pair, "CONSULATE"))
    assert answer.status_code == 303
    assert not queries.may_share(pair[1], "CONSULATE", factories.MONDAY.date())


@pytest.mark.parametrize(
    "paper", ["declaration", "guardian", "reconfirmation", "withdrawal", "data-consent", "mpp"]
)
def test_every_paper_is_a_pdf(paper: str, pair: tuple[Case, Person]) -> None:
    answer = client_for("counsellor").get(at("paper", *pair, paper))
    assert answer.content.startswith(b"%PDF-")
    assert answer["Cache-Control"] == "no-store"


def test_a_paper_that_we_do_not_have_is_not_found(pair: tuple[Case, Person]) -> None:
    assert client_for("counsellor").get(at("paper", *pair, "secret")).status_code == 404


def test_not_to_return_is_said_kindly(pair: tuple[Case, Person]) -> None:
    case, person = pair
    counselling.hold_session(
        actor=factories.actor("counsellor"),
        case=case,
        person=person,
        session=made.new_session(decision="NOT_RETURN"),
    )
    page = client_for("counsellor").get(panel_of(case)).content.decode()
    assert "Decidió no volver por ahora. Se le acompaña en lo que decidió." in page


def test_a_declaration_whose_day_has_gone_by_says_so_and_asks_for_a_new_one(
    pair: tuple[Case, Person],
) -> None:
    case, person = pair
    officer = factories.actor("counsellor")
    made.counselled(officer, case, person)
    signed = made.declared(officer, case, person)
    assert "ese día ya pasó" not in client_for("counsellor").get(panel_of(case)).text
    day = signed.travel_date
    assert day is not None
    with clock.travel_to(factories.MONDAY.replace(year=day.year + 1)):
        page = client_for("counsellor").get(panel_of(case)).text
        assert "ese día ya pasó" in page
        assert "Hace falta leer y firmar una nueva" in page
        assert at("declaration", case, person) in page
        Case.objects.filter(pk=case.pk).update(stage="ARRIVED")
        assert "ese día ya pasó" not in client_for("counsellor").get(panel_of(case)).text


def test_a_small_child_beside_a_parent_is_not_said_to_lack_counselling() -> None:
    case = ready.family()
    page = client_for("counsellor").get(panel_of(case)).text
    assert page.count("Todavía no ha hablado con consejería.") == 1
    mother, child = factories.people_of(case)
    assert at("session", case, mother) in page
    assert at("session", case, child) not in page
    GroupMember.objects.filter(person=child).update(guardian=None, guardian_relation="")
    page = client_for("counsellor").get(panel_of(case)).text
    assert page.count("Todavía no ha hablado con consejería.") == 2


@pytest.mark.parametrize(("years", "answered"), [(8, True), (11, False), (12, False)])
def test_a_parent_answers_for_a_child_only_while_it_is_small_on_the_way(
    years: int, *, answered: bool
) -> None:
    case = ready.family()
    child = factories.people_of(case)[1]
    born = clock.today().replace(year=clock.today().year - years - 1) + timedelta(days=30)
    Person.objects.filter(pk=child.pk).update(birth_date=born)
    small = queries.answered_for(case, clock.today() + queries.AHEAD)
    assert (child.pk in small) is answered


def test_one_button_stands_out_the_next_thing_to_do(pair: tuple[Case, Person]) -> None:
    case, person = pair
    client = client_for("counsellor")

    def standing_out() -> list[str]:
        page = client.get(panel_of(case)).text
        return [
            name
            for name in ("session", "finding", "declaration")
            if re.search(rf'class="button\s+" href="{at(name, case, person)}"', page)
        ]

    assert standing_out() == ["session"]
    made.counselled(factories.actor("counsellor"), case, person)
    assert standing_out() == ["declaration"]
