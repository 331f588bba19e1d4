"""The desk's pages, as each role and as somebody of another office opens them."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rumbo.access.values import SYSTEM
from rumbo.audit.models import Reading
from rumbo.casework import actions as casework
from rumbo.casework.models import Case
from rumbo.common import clock
from rumbo.desk.listing import PEOPLE
from rumbo.desk.roles import CASE, EVERYBODY, REGISTER
from rumbo.desk.tasks import sentence
from tests import factories
from tests.factories import ready
from tests.factories.pages import pages_of

pytestmark = pytest.mark.django_db
HOSTILE = [
    "\x00", "9223372036854775808", "\u202eabc", "😀" * 50, "a" * 100_000, "' OR 1=1 --",
    "../../etc/passwd", "{{7*7}}", "-1", "%00",
]  # fmt: skip


def signed_in(*roles: str, at=None, everywhere: bool = False) -> Client:
    client = Client()
    client.force_login(factories.user(*roles, at=at, everywhere=everywhere))
    return client


def elsewhere() -> Client:
    return signed_in("counsellor", at=factories.office("TIJ", "Tijuana"))


def url_of(case: Case) -> str:
    return reverse("desk:case", kwargs={"case": case.id})


def asked(client: Client, url: str) -> int:
    """How many queries a page asks, without the marks of nested transactions."""
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(url).status_code == 200
    return sum("SAVEPOINT" not in q["sql"] for q in seen.captured_queries)


@pytest.mark.parametrize("role", EVERYBODY)
def test_the_page_of_the_day_opens_for_every_role(role: str) -> None:
    ready.family()
    page = signed_in(role).get("/")
    assert page.status_code == 200
    assert "Hoy" in page.content.decode()


@pytest.mark.parametrize("role", EVERYBODY)
def test_a_role_is_shown_only_places_it_may_open(role: str) -> None:
    client = signed_in(role)
    page = client.get("/").content.decode()
    nav = page[page.index("<nav") : page.index("</nav>")]
    for url in re.findall(r'href="([^"]+)"', nav):
        assert client.get(url).status_code == 200, url


def test_the_page_of_the_day_asks_little_of_the_database() -> None:
    for _number in range(5):
        case = ready.family()
        casework.open_task(actor=SYSTEM, case=case, role="counsellor", code="MPP", urgent=True)
    for role in ("counsellor", "coordinator", "movements", "protection", "registrar"):
        client = signed_in(role)
        client.get("/")
        # Six of them only to know who asks, where they work and in which zone; one whether any of
        # the files named is reserved.
        assert asked(client, "/") <= 14, role


def test_an_urgent_task_stands_before_one_for_today() -> None:
    case, today = ready.family(), clock.today()
    later = casework.open_task(actor=SYSTEM, case=case, role="counsellor", code="MPP", due_on=today)
    first = casework.open_task(
        actor=SYSTEM, case=case, role="counsellor", code="SEAT_EXPIRED", urgent=True, due_on=today
    )
    page = signed_in("counsellor").get("/").content.decode()
    assert page.index("No puede esperar") < page.index("Para hoy")
    assert page.index(sentence(first)[1:]) < page.index(sentence(later)[1:])


def test_a_task_is_ticked_off_by_the_role_whose_it_is() -> None:
    task = casework.open_task(actor=SYSTEM, case=ready.family(), role="documents", code="IDENTITY")
    url = reverse("desk:task_done", kwargs={"task": task.id})
    assert signed_in("counsellor").post(url).status_code == 404
    assert signed_in("documents").post(url).status_code == 302
    task.refresh_from_db()
    assert task.done_at is not None


def test_the_case_page_says_who_where_and_what_is_missing() -> None:
    case = ready.family()
    page = signed_in("counsellor").get(url_of(case)).content.decode()
    assert "Dilcia Waleska Mejía Paguada" in page
    assert "de casa" in page
    assert "Qué falta" in page
    assert "Le toca a" in page
    assert "Pidió ayuda para volver" in page


def test_the_case_page_turns_to_another_of_the_family() -> None:
    case = ready.family()
    page = signed_in("counsellor").get(url_of(case), {"p": "1"}).content.decode()
    assert "<h1>Josué Mejía</h1>" in page


def test_opening_a_file_writes_who_read_whom() -> None:
    case = ready.family()
    mother, son = factories.people_of(case)
    client = signed_in("counsellor")
    client.get(url_of(case), {"p": "1"})
    assert list(Reading.objects.values_list("person_id", "page")) == [(son.id, "case")]
    client.get(url_of(case))
    assert Reading.objects.filter(person_id=mother.id).count() == 1


def test_somebody_of_another_office_finds_no_file() -> None:
    assert elsewhere().get(url_of(ready.family())).status_code == 404


@pytest.mark.parametrize("role", sorted(set(EVERYBODY) - set(CASE)))
def test_roles_that_work_with_no_file_find_none(role: str) -> None:
    assert signed_in(role).get(url_of(ready.family())).status_code == 404


@pytest.mark.parametrize("role", CASE)
def test_each_role_of_the_way_opens_a_file(role: str) -> None:
    assert signed_in(role).get(url_of(ready.family())).status_code == 200


def test_a_sealed_file_is_for_protection_alone() -> None:
    case = factories.registered(factories.new_person(sealed=True))
    assert signed_in("counsellor").get(url_of(case)).status_code == 404
    assert signed_in("protection").get(url_of(case)).status_code == 200


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_typed_into_an_address_breaks_a_page(text: str) -> None:
    case = ready.family()
    client = signed_in("counsellor")
    assert client.get(url_of(case), {"p": text[:500]}).status_code == 200
    every = dict.fromkeys(("etapa", "sitio", "nacionalidad", "falta", "orden", "desde"), text[:500])
    assert client.get(reverse("desk:people"), every).status_code == 200
    dpo = signed_in("dpo", everywhere=True)
    assert dpo.get(reverse("desk:readings"), {"n": text[:500]}).status_code == 200


def test_what_protection_keeps_is_not_named_to_others() -> None:
    case = ready.make_ready(ready.family())
    mother = factories.people_of(case)[0]
    from rumbo.protection.models import FearAnswer  # noqa: PLC0415

    FearAnswer.objects.filter(person=mother).update(answer="YES", resolution="PENDING")
    said = "#FEAR_RESOLVED"
    assert said in signed_in("protection").get(url_of(case)).content.decode()
    other = signed_in("movements").get(url_of(case)).content.decode()
    assert said not in other
    assert "Falta algo que le toca a Protección." in other


def test_every_reason_leads_to_its_source() -> None:
    client = signed_in("counsellor")
    page = client.get(url_of(ready.family())).content.decode()
    address, _mark, code = re.findall(r'href="(/requirements/)(#)(\w+)"', page)[0]
    assert f'id="{code}"' in client.get(address).content.decode()


def test_the_list_shows_own_offices_only() -> None:
    mine = ready.family()
    theirs = factories.registered(at=factories.office("TIJ", "Tijuana"), site="TIJ")
    page = signed_in("counsellor").get(reverse("desk:people")).content.decode()
    assert mine.number in page
    assert theirs.number not in page


def test_the_list_asks_little_of_the_database_however_long() -> None:
    for _number in range(12):
        ready.family()
    assert asked(signed_in("counsellor"), reverse("desk:people")) <= 12


def test_the_list_is_paged_by_key_forwards_and_back() -> None:
    numbers = [factories.registered().number for _ in range(5)]
    client = signed_in("counsellor")
    seen, url = [], reverse("desk:people") + "?orden=numero"
    with pages_of(PEOPLE, 2):
        for _page in range(3):
            page = client.get(url).content.decode()
            seen.append([n for n in numbers if n in page])
            following = re.search(r'href="([^"]+)"[^>]*rel="next"', page)
            told = following.group(1).replace("&amp;", "&") if following else ""
            url = reverse("desk:people") + told if told else ""
    assert seen == [numbers[:2], numbers[2:4], numbers[4:]]
    assert url == ""


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({"falta": "consejeria"}, True),
        ({"falta": "consentimiento"}, False),
        ({"etapa": "REGISTRATION"}, True),
        ({"etapa": "BOOKED"}, False),
        ({"nacionalidad": "HND"}, True),
        ({"nacionalidad": "GTM"}, False),
        ({"urgente": "on"}, False),
        ({"sitio": "TAP"}, True),
    ],
)
def test_the_list_is_narrowed(query: dict[str, str], shown: bool) -> None:
    case = factories.registered()
    page = signed_in("counsellor").get(reverse("desk:people"), query).content.decode()
    assert (case.number in page) is shown


def test_an_export_of_the_files_names_nobody() -> None:
    case = factories.registered()
    client = signed_in("coordinator")
    body = client.get(reverse("desk:export", kwargs={"kind": "csv"})).content.decode("utf-8-sig")
    assert case.number in body
    assert "Mejía" not in body
    assert client.get("/people/export.pdf").status_code == 404


@pytest.mark.parametrize("role", ["reception", "documents", "field", "dpo"])
def test_a_role_that_may_not_export_finds_no_export(role: str) -> None:
    assert signed_in(role).get(reverse("desk:export", kwargs={"kind": "csv"})).status_code == 404


def test_who_read_a_file_is_shown_without_a_name_of_whom() -> None:
    case = ready.family()
    signed_in("counsellor").get(url_of(case))
    url = reverse("desk:readings")
    page = signed_in("dpo", everywhere=True).get(url, {"n": case.number}).content.decode()
    assert "persona 1 del grupo" in page
    assert "Mejía" not in page
    assert signed_in("counsellor").get(url).status_code == 404


@pytest.mark.parametrize("role", sorted(set(EVERYBODY) - set(REGISTER)))
def test_who_does_not_register_finds_no_registration(role: str) -> None:
    assert signed_in(role).get(reverse("desk:register")).status_code == 404
