"""The pages of readiness: what is missing, as each reader may know it, and two names for the rest."""

import pytest
from django.test import Client
from django.urls import reverse

from rumbo.access import entry
from rumbo.access import queries as who
from rumbo.audit.models import Reading
from rumbo.casework.models import Case, Override
from rumbo.common import clock
from rumbo.desk import gaps
from rumbo.documents.models import ExitPaper
from rumbo.movements import gatekeeping
from rumbo.protection.models import FearAnswer, Screening
from rumbo.readiness import actions as readiness
from rumbo.readiness import pages, turns
from rumbo.readiness.requirements import TABLE
from tests import factories
from tests.factories import ready

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _places() -> None:
    ready.reference()


def signed_in(*roles: str, at: object = None) -> Client:
    client = Client()
    client.force_login(
        factories.user(*roles, at=at),  # type: ignore[arg-type]
        backend="django.contrib.auth.backends.ModelBackend",
    )
    return client


def panel_of(case: Case, *roles: str) -> str:
    with clock.travel_to(factories.MONDAY):
        return signed_in(*roles).get(reverse("readiness:panel", args=[case.pk])).text


def override_of(case: Case, requirement: str = "EXIT_PAPER", person: int = 0) -> str:
    somebody = factories.people_of(case)[person]
    return reverse("readiness:override", args=[case.pk, somebody.pk, requirement])


def test_the_panel_says_what_is_missing_whose_turn_it_is_and_why() -> None:
    case = ready.make_ready(ready.family(), travel=ready.TRAVEL.replace(day=10))
    ExitPaper.objects.update(needed=True)
    page = panel_of(case, "documents")
    assert "Pueden apartar lugar. Para ir en la lista de pasajeros falta esto." in page
    assert "Falta el documento migratorio de salida, vigente el día del viaje." in page
    assert "Le toca a Documentación" in page
    assert "Dossier 2 (etapa 7)" in page
    assert "Pedir que se deje de lado" in page
    assert Reading.objects.filter(page="readiness").count() == 2


def test_everything_in_order_is_said_in_one_sentence() -> None:
    case = ready.make_ready(ready.family(), travel=ready.TRAVEL.replace(day=10))
    assert "Está todo para viajar." in panel_of(case, "counsellor")


def test_the_panel_speaks_english_too() -> None:
    case = factories.registered()
    client = signed_in("counsellor")
    client.cookies["django_language"] = "en"
    page = client.get(reverse("readiness:panel", args=[case.pk]))
    assert "Counselling is not complete" in page.text


@pytest.mark.parametrize("codes", [["VOT"], ["KIDNAPPING_VICTIM"]])
def test_what_is_kept_apart_is_only_another_areas_word(codes: list[str]) -> None:
    case = ready.make_ready(ready.family())
    Screening.objects.update(codes=codes)
    page = panel_of(case, "registrar")
    assert "Falta algo que le toca a Protección." in page
    for word in ("trata", "víctima", "Dossier 3.2", "TRAFFICKING", "SURVIVORS"):
        assert word not in page
    own = panel_of(case, "protection")
    assert "Falta algo que le toca a Protección." not in own


def test_an_answer_of_fear_looks_like_any_other_word_of_protection() -> None:
    fearing, flagged = ready.make_ready(ready.family()), ready.make_ready(ready.family())
    people = factories.people_of(fearing)
    FearAnswer.objects.filter(person__in=people).update(answer="YES", resolution="PENDING")
    Screening.objects.filter(person__in=factories.people_of(flagged)[:1]).update(codes=["VOT"])
    said = [
        panel_of(case, "movements").count("Falta algo que le toca a") for case in (fearing, flagged)
    ]
    assert said == [1, 1]


def test_a_row_of_the_process_is_set_aside_by_two_people_on_two_pages() -> None:
    case = ready.make_ready(ready.family())
    ExitPaper.objects.filter(person=factories.people_of(case)[0]).update(needed=True)
    asking = signed_in("documents")
    assert asking.get(override_of(case)).status_code == 200
    assert asking.post(override_of(case), {"why": ""}).status_code == 422
    asking.post(override_of(case), {"why": "El INM lo entrega en la puerta."})
    row = Override.objects.get()
    second = signed_in("coordinator")
    assert "falta otra firma" in panel_of(case, "coordinator")
    assert "Dilcia" in second.get(reverse("readiness:overrides")).text
    page = second.get(reverse("readiness:confirm", args=[row.pk]))
    assert "El INM lo entrega en la puerta." in page.text
    second.post(reverse("readiness:confirm", args=[row.pk]))
    row.refresh_from_db()
    assert row.confirmed_by is not None
    assert "dejado de lado con dos firmas" in panel_of(case, "documents")
    asking.post(reverse("readiness:end", args=[row.pk]))
    row.refresh_from_db()
    assert row.ended_at is not None


def test_one_and_the_same_person_is_refused_the_second_name() -> None:
    case = ready.make_ready(ready.family())
    ExitPaper.objects.update(needed=True)
    both = signed_in("coordinator")
    both.post(override_of(case), {"why": "Porque sí."})
    refused = both.post(reverse("readiness:confirm", args=[Override.objects.get().pk]))
    assert refused.status_code == 409
    assert "tiene que ser otra persona" in refused.text


@pytest.mark.parametrize("code", ["TRAVEL_DOCUMENT", "FEAR_RESOLVED", "GROUP_TOGETHER", "NO_SUCH"])
def test_there_is_no_page_to_set_aside_what_protects(code: str) -> None:
    case = factories.registered()
    assert signed_in("coordinator").get(override_of(case, code)).status_code == 404


def test_the_table_is_printed_whole_in_both_languages() -> None:
    client = signed_in("field")
    spanish = client.get(reverse("readiness:table")).text
    assert all(f'id="{row.code}"' in spanish for row in TABLE)
    client.cookies["django_language"] = "en"
    english = client.get(reverse("readiness:table")).text
    assert "A travel document valid on the day of arrival" in english


def test_another_office_and_other_roles_find_nothing() -> None:
    case = factories.registered()
    panel = reverse("readiness:panel", args=[case.pk])
    foreign = signed_in("coordinator", at=factories.office("TIJ", "Tijuana"))
    assert foreign.get(panel).status_code == 404
    assert foreign.get(override_of(case)).status_code == 404
    for role in ("field", "reception", "monitoring", "donor", "dpo", "finance"):
        assert signed_in(role).get(panel).status_code == 404
        assert signed_in(role).get(override_of(case)).status_code == 404


@pytest.mark.parametrize("role", sorted(pages.PANELS[0].roles))
def test_every_role_that_is_promised_the_panel_may_open_it(role: str) -> None:
    assert "Qué falta" in panel_of(factories.registered(), role)


def test_a_request_is_a_line_of_the_day_for_who_may_confirm_it_and_for_no_one_else() -> None:
    case = ready.make_ready(ready.family())
    ExitPaper.objects.update(needed=True)
    asking, second = factories.user("coordinator"), factories.user("coordinator")
    day = factories.MONDAY.date()
    readiness.ask_override(
        actor=who.actor_of(asking, day),
        case=case,
        person=factories.people_of(case)[0],
        requirement="EXIT_PAPER",
        why="El INM lo entrega en la puerta.",
    )
    lines = []
    for somebody in (asking, second, factories.user("documents")):
        reader = who.reader_of(somebody, day)
        with entry.reading(reader):
            lines.append(len(pages.overrides(reader, who.actor_of(somebody, day), day)))
    assert lines == [0, 1, 0]


def test_whose_turn_it_is_reads_what_to_do_and_the_others_read_only_whose_word_it_is() -> None:
    told = {
        (role, code): turns.may_read(code, whose, {role})
        for code, whose in (("FREE_DECISION", "counsellor"), ("FIT_TO_TRAVEL", "health"))
        for role in ("counsellor", "health", "protection", "movements", "reception", "field")
    }
    assert {pair for pair, may in told.items() if may} == {
        ("counsellor", "FREE_DECISION"),
        ("protection", "FREE_DECISION"),
        ("health", "FIT_TO_TRAVEL"),
    }


def test_what_is_kept_apart_is_named_in_one_table_that_knows_only_rows_of_the_table() -> None:
    assert set(turns.KEPT_BY) <= {row.code for row in TABLE} | {turns.SIBLINGS_APART}
    assert not hasattr(gaps, "KEPT_BY")
    assert not hasattr(gatekeeping, "KEPT_BY")


def test_the_question_of_the_day_stands_once_in_the_row_of_who_answers_for_the_child() -> None:
    case = ready.make_ready(ready.family(), travel=factories.MONDAY.date())
    text = next(row.text.es for row in TABLE if row.code == "RECONFIRMED")
    assert panel_of(case, "counsellor").count(text) == 1
