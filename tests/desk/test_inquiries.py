"""Who asks is written down on a phone, answered, and carried on to a registration once."""

import re
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse

from rumbo.access.values import SYSTEM
from rumbo.audit.models import Reading
from rumbo.casework import actions as casework
from rumbo.casework.models import Case, Inquiry, InquiryVisit, Step
from rumbo.common import clock
from rumbo.common.ids import new_id
from tests import factories
from tests.desk.test_pages import HOSTILE, signed_in
from tests.desk.test_registration import mother
from tests.factories.inquiries import inquired, reach

pytestmark = pytest.mark.django_db
TOMORROW = (clock.now() + timedelta(days=1)).date().isoformat()


def told(**changes: str) -> dict[str, Any]:
    return {
        "id": str(new_id()), "office": str(factories.office().id), "site": "TAP", "people": "3",
        "channel": "BOOTH", "language": "es", "country": "Honduras", "wants": "INFORMATION",
        "explained": ["asylum", "programme"], **changes,
    }  # fmt: skip


def reachable(**changes: str) -> dict[str, Any]:
    known = {
        "consent": "ORAL", "name": "Marbella", "phone": "9621234567", "may_call": "yes",
        "call_channel": "WHATSAPP",
    }  # fmt: skip
    return told(**{**known, **changes})


def test_outreach_writes_down_who_asks_and_it_counts_today() -> None:
    client = signed_in("outreach")
    answer = client.post(reverse("desk:new_inquiry"), told())
    assert (answer.status_code, answer["Location"]) == (303, reverse("desk:inquiries"))
    row = Inquiry.objects.get()
    assert (row.people, row.country, row.explained) == (3, "HND", ["asylum", "programme"])
    assert row.who is None
    page = client.get(reverse("desk:home")).content.decode()
    assert re.search(r"1</\w+>\s*<\w+[^>]*>solicitud de hoy<", page)


def test_a_page_sent_twice_counts_once() -> None:
    client, same = signed_in("outreach"), told()
    for _time in range(2):
        assert client.post(reverse("desk:new_inquiry"), same).status_code == 303
    assert Inquiry.objects.count() == 1


def test_the_notice_stands_on_the_page_before_a_name_is_asked() -> None:
    page = signed_in("outreach").get(reverse("desk:new_inquiry")).content.decode()
    assert page.index("Permiso para guardar cómo llamarle") < page.index('name="phone"')


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": "Ana"}, "pregunte si se puede guardar"),
        ({"wants": "CALL"}, "ofrézcale una cita"),
        ({"wants": "VISIT"}, "el día y la hora"),
        ({"wants": "VISIT", "day": "2020-01-01", "hour": "10:00"}, "Esa hora ya pasó"),
        ({"people": "0"}, "wrong"),
        ({"country": "Nowhereland"}, "No se reconoce"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_kept(changes: dict[str, str], said: str) -> None:
    answer = signed_in("outreach").post(reverse("desk:new_inquiry"), told(**changes))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Inquiry.objects.exists()


def test_who_asked_for_an_hour_has_it_and_the_registrar_reads_it_in_the_morning() -> None:
    asks = reachable(wants="VISIT", day=TOMORROW, hour="10:00")
    assert signed_in("outreach").post(reverse("desk:new_inquiry"), asks).status_code == 303
    visit = InquiryVisit.objects.get()
    hour = f"{visit.starts_at.astimezone(ZoneInfo(clock.DEFAULT_ZONE)):%H:%M}"
    assert (visit.role, visit.about, hour) == ("registrar", "REGISTRATION", "10:00")


def test_who_waits_for_a_call_is_work_for_the_registrar_until_reached() -> None:
    inquired(wants="CALL", reach=reach())
    client, row = signed_in("registrar"), Inquiry.objects.get()
    home = reverse("desk:home")
    assert "espera que se le llame" in client.get(home).content.decode()
    call = {"channel": "PHONE", "outcome": "REACHED"}
    client.post(reverse("desk:inquiry_call", args=[row.pk]), call)
    assert "espera que se le llame" not in client.get(home).content.decode()


@pytest.mark.parametrize(("role", "shown"), [("child_officer", True), ("counsellor", False)])
def test_somebody_sent_to_a_role_stands_on_its_page_of_the_day(role: str, *, shown: bool) -> None:
    inquired(attends="child_officer", urgent=True)
    page = signed_in(role).get(reverse("desk:home")).content.decode()
    assert ("pidió información y espera a" in page) is shown


@pytest.mark.parametrize("role", ["movements", "partner", "donor", "finance", "field", "dpo"])
def test_who_answers_nobody_finds_no_list(role: str) -> None:
    row, client = inquired(), signed_in(role)
    for name, arguments in (("inquiries", []), ("new_inquiry", []), ("inquiry", [row.pk])):
        assert client.get(reverse(f"desk:{name}", args=arguments)).status_code == 404


def test_an_inquiry_of_another_office_does_not_exist() -> None:
    theirs = inquired(at=factories.office("TIJ", "Tijuana"), reach=reach())
    client = signed_in("outreach")
    assert client.get(reverse("desk:inquiry", args=[theirs.pk])).status_code == 404
    assert client.post(reverse("desk:inquiry_forget", args=[theirs.pk])).status_code == 404
    assert "Marbella" not in client.get(reverse("desk:inquiries")).content.decode()


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({"esta": "llamar"}, True),
        ({"esta": "registradas"}, False),
        ({"cuando": "hoy"}, True),
        ({"sitio": "TAP"}, True),
        ({"mias": "1"}, False),
    ],
)
def test_the_list_is_narrowed(query: dict[str, str], *, shown: bool) -> None:
    inquired(when=clock.now(), wants="CALL", reach=reach())
    page = signed_in("outreach").get(reverse("desk:inquiries"), query).content.decode()
    assert ("Marbella" in page) is shown


def test_the_list_leaves_as_a_file_without_a_name() -> None:
    inquired(wants="CALL", reach=reach())
    url = reverse("desk:inquiries_export", args=["csv"])
    text = signed_in("outreach").get(url).content.decode()
    assert "Honduras" in text
    assert "Marbella" not in text
    assert "9621234567" not in text


def test_a_name_is_erased_by_one_tap() -> None:
    row = inquired(reach=reach())
    client = signed_in("outreach")
    assert client.post(reverse("desk:inquiry_forget", args=[row.pk])).status_code == 303
    assert "Marbella" not in client.get(reverse("desk:inquiry", args=[row.pk])).content.decode()


def test_outreach_registers_nobody_and_sees_no_file() -> None:
    row = inquired()
    page = signed_in("outreach").get(reverse("desk:inquiry", args=[row.pk])).content.decode()
    assert reverse("desk:register") not in page
    joined = {"number": factories.registered().number}
    client = signed_in("outreach")
    assert client.post(reverse("desk:inquiry_join", args=[row.pk]), joined).status_code == 404


def _agreed(client: Client, row: Inquiry) -> str:
    yes = {"by": "SELF", "how": "ORAL", "language": "es"}
    here = {"office": str(factories.office().id), "site": "TAP"}
    url = f"{reverse('desk:register')}?solicitud={row.pk}"
    answer = client.post(url, {**yes, **here})
    assert answer.status_code == 302
    return str(answer["Location"])


def test_registering_who_asked_fills_in_what_they_said_and_counts_them_once() -> None:
    row = inquired(wants="CALL", people=1, reach=reach(), how_heard="SHELTER")
    client = signed_in("registrar")
    assert (
        f"solicitud={row.pk}" in client.get(reverse("desk:inquiry", args=[row.pk])).content.decode()
    )
    here = _agreed(client, row)
    page = client.get(here).content.decode()
    assert 'value="Marbella"' in page
    assert 'value="9621234567"' in page
    assert client.post(here, mother()).status_code == 302
    case, row = Case.objects.get(), Inquiry.objects.get()
    assert (row.case_id, row.outcome, row.who) == (case.id, "REGISTERED", None)
    first = Step.objects.filter(case=case).order_by("occurred_at").first()
    assert first is not None
    assert (first.to_stage, first.occurred_at) == ("INQUIRY", row.occurred_at)
    timeline = client.get(reverse("desk:case", args=[case.id])).content.decode()
    assert "Había pedido información el 03/03/2025" in timeline


def test_a_family_that_asked_is_registered_with_as_many_forms() -> None:
    client = signed_in("registrar")
    assert "&n=3" in _agreed(client, inquired(people=3))


def test_an_inquiry_of_another_office_fills_in_nothing() -> None:
    theirs = inquired(at=factories.office("TIJ", "Tijuana"), people=1, reach=reach())
    client = signed_in("registrar")
    page = client.get(_agreed(client, theirs)).content.decode()
    assert "Marbella" not in page
    client.post(_agreed(client, theirs), mother())
    assert Inquiry.objects.get().case_id is None


def test_who_registered_without_the_button_is_joined_by_number() -> None:
    row, case = inquired(), factories.registered()
    client = signed_in("registrar")
    url = reverse("desk:inquiry_join", args=[row.pk])
    assert client.post(url, {"number": "TAP-2025-99999"}).status_code == 404
    assert client.post(url, {"number": case.number.lower()}).status_code == 303
    assert Inquiry.objects.get().case_id == case.id


def test_a_reserved_file_is_neither_joined_nor_shown_by_whoever_may_not_open_it() -> None:
    row, case = inquired(), factories.registered(factories.new_person(sealed=True))
    registrar, one = signed_in("registrar"), reverse("desk:inquiry", args=[row.pk])
    url = reverse("desk:inquiry_join", args=[row.pk])
    assert registrar.post(url, {"number": case.number}).status_code == 404
    casework.carry_on(actor=SYSTEM, inquiry=row, case=case)
    assert case.number not in registrar.get(one).content.decode()
    assert case.number in signed_in("registrar", "protection").get(one).content.decode()


def test_opening_who_asked_by_name_is_in_the_read_log() -> None:
    named, unnamed = inquired(reach=reach()), inquired()
    client = signed_in("outreach")
    for row in (named, unnamed):
        assert client.get(reverse("desk:inquiry", args=[row.pk])).status_code == 200
    assert [(r.person_id, r.page) for r in Reading.objects.all()] == [(named.pk, "inquiry")]


def test_the_id_of_another_offices_inquiry_reaches_nothing_of_it() -> None:
    theirs = inquired(at=factories.office("TIJ", "Tijuana"))
    visit = told(id=str(theirs.pk), wants="VISIT", day=TOMORROW, hour="09:30")
    answer = signed_in("outreach").post(reverse("desk:new_inquiry"), visit)
    assert answer.status_code == 422
    assert not InquiryVisit.objects.exists()


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_an_hour_at_the_end_of_time_is_refused_and_breaks_no_list(day: str) -> None:
    row, client = inquired(), signed_in("outreach")
    given = {"about": "COUNSELLING", "day": day, "hour": "23:59"}
    answer = client.post(reverse("desk:inquiry_visit", args=[row.pk]), given)
    assert answer.status_code == 409
    assert client.get(reverse("desk:inquiries")).status_code == 200


def test_an_hour_is_given_kept_and_ended_from_the_page() -> None:
    row, client = inquired(), signed_in("outreach")
    given = {"about": "COUNSELLING", "day": TOMORROW, "hour": "09:30"}
    url = reverse("desk:inquiry_visit", args=[row.pk])
    assert client.post(url, given).status_code == 303
    assert client.post(url, given).status_code == 409
    visit = InquiryVisit.objects.get()
    assert visit.role == "counsellor"
    done = reverse("desk:inquiry_visited", args=[row.pk, visit.pk])
    assert client.post(done, {"outcome": "CAME"}).status_code == 303
    ends = reverse("desk:inquiry_end", args=[row.pk])
    assert client.post(ends, {"outcome": "ELSEWHERE"}).status_code == 303
    assert Inquiry.objects.get().outcome == "ELSEWHERE"


def test_giving_up_too_early_is_refused_on_the_page() -> None:
    row = inquired(wants="CALL", reach=reach())
    answer = signed_in("outreach").post(
        reverse("desk:inquiry_end", args=[row.pk]), {"outcome": "UNREACHED"}
    )
    assert answer.status_code == 409
    assert "faltan 5 intentos" in answer.content.decode()


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_typed_breaks_the_form(text: str) -> None:
    client = signed_in("outreach")
    for name in ("id", "office", "people", "country", "name", "day", "explained", "attends"):
        answer = client.post(reverse("desk:new_inquiry"), told(**{name: text}))
        assert answer.status_code in {303, 422}, name
    assert client.get(reverse("desk:register"), {"solicitud": text}).status_code == 404
    assert (
        signed_in("registrar").get(reverse("desk:register"), {"solicitud": text}).status_code == 200
    )


def test_a_visit_of_yesterday_is_still_to_be_answered() -> None:
    row = inquired(reach=reach(), wants="VISIT")
    casework.make_visit(actor=SYSTEM, inquiry=row, starts_at=factories.MONDAY, at=factories.MONDAY)
    assert (
        "falta decir si vino" in signed_in("registrar").get(reverse("desk:home")).content.decode()
    )
