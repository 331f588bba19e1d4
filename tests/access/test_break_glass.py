"""Break-glass: three hours, to read, by protection and health alone, told at once and reviewed by another."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rumbo.access import actions as access
from rumbo.access import queries, rules
from rumbo.access.models import BreakGlass, Office, User
from rumbo.access.rules import ROLES
from rumbo.access.values import SYSTEM, Actor, FileInDanger
from rumbo.assistance import actions as assistance
from rumbo.audit.models import JournalEntry, Reading
from rumbo.casework.models import Case
from rumbo.common import clock
from rumbo.common.ids import new_id
from rumbo.common.refusal import Refusal
from rumbo.protection import actions as protection
from rumbo.protection.models import FearAnswer, FitnessFinding, SurvivorFinding
from rumbo.registry.models import Person
from tests import factories
from tests.factories import assistance as helped
from tests.factories import protection as made
from tests.factories import ready
from tests.factories.pages import elsewhere

pytestmark = pytest.mark.django_db
MONDAY, DAY = factories.MONDAY, factories.MONDAY.date()
WHY = "Se desmayó en el albergue y hay que saber qué le pasa."
FEAR, CLINIC, VIOLENCE = "Zzmiedo", "Zzclinica", "Zzviolencia"


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    """It is Monday, when Dilcia came."""
    with clock.travel_to(MONDAY):
        yield


@pytest.fixture
def case() -> Case:
    """A file in which every compartment holds something."""
    made_case = factories.registered()
    person = factories.people_of(made_case)[0]
    about: dict[str, Any] = {"office": made_case.office, "case": made_case, "person": person}
    made.screened(factories.actor("protection"), made_case, person, "GANG_THREAT", "VOT")
    FearAnswer.objects.create(**about, alone=True, answer="YES", words=FEAR)
    FitnessFinding.objects.create(**about, result="UNFIT", notes=CLINIC)
    SurvivorFinding.objects.create(**about, kidnapping=True, family_violence=False, notes=VIOLENCE)
    return made_case


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def broken(case: Case, user: User, compartment: str, **changes: Any) -> BreakGlass:
    values = {"number": case.number, "compartment": compartment, "reason": WHY, **changes}
    return protection.open_in_emergency(actor=queries.actor_of(user, DAY), **values)


def refused(code: str) -> Any:
    return pytest.raises(Refusal, check=lambda refusal: refusal.code == code)


def opened_page(case: Case) -> str:
    return reverse("protection:emergency_opened", args=[case.pk])


@pytest.mark.parametrize(
    ("role", "compartment", "word"),
    [
        ("health", "protection", FEAR),
        ("health", "trafficking", VIOLENCE),
        ("protection", "medical", CLINIC),
        ("child_officer", "medical", CLINIC),
        ("child_officer", "trafficking", VIOLENCE),
    ],
)
def test_a_compartment_is_read_for_three_hours_and_closes_without_anybody(
    case: Case, role: str, compartment: str, word: str
) -> None:
    user = factories.user(role)
    client, page = signed_in(user), opened_page(case)
    assert client.get(page).status_code == 404
    broken(case, user, compartment)
    with clock.travel_to(MONDAY + timedelta(hours=2, minutes=59)):
        assert word in client.get(page).text
    with clock.travel_to(MONDAY + timedelta(hours=3)):
        assert client.get(page).status_code == 404


def test_it_opens_one_compartment_of_one_file_and_nothing_else(case: Case) -> None:
    other = factories.registered()
    person = factories.people_of(other)[0]
    FearAnswer.objects.create(
        office=other.office, case=other, person=person, alone=True, answer="YES", words=FEAR
    )
    user = factories.user("health")
    broken(case, user, "protection")
    client = signed_in(user)
    text = client.get(opened_page(case)).text
    assert FEAR in text
    assert VIOLENCE not in text
    assert "trata" not in text.casefold()
    assert client.get(opened_page(other)).status_code == 404
    for name in ("protection:panel", "protection:asking"):
        assert client.get(reverse(name, args=[case.pk])).status_code == 404
    told = client.get(reverse("desk:case", args=[case.pk])).text
    assert "Sobre si teme volver" not in client.get(reverse("desk:case", args=[other.pk])).text
    assert "Ver lo abierto" in told


def test_the_timeline_of_the_file_tells_what_was_opened_for_as_long(case: Case) -> None:
    person = factories.people_of(case)[0]
    made.asked(factories.actor("protection"), case, person, "YES")
    user = factories.user("health")
    client, url = signed_in(user), reverse("desk:case", args=[case.pk])
    assert "Sobre si teme volver" not in client.get(url).text
    broken(case, user, "protection")
    assert "Sobre si teme volver" in client.get(url).text
    with clock.travel_to(MONDAY + timedelta(hours=3)):
        assert "Sobre si teme volver" not in client.get(url).text


def test_an_officer_reads_another_offices_file_and_changes_nothing_in_it(case: Case) -> None:
    user = factories.user("protection", at=elsewhere())
    client, url = signed_in(user), reverse("desk:case", args=[case.pk])
    panel = reverse("protection:panel", args=[case.pk])
    assert client.get(url).status_code == client.get(panel).status_code == 404
    broken(case, user, "bio")
    assert "Dilcia" in client.get(url).text
    assert "Amenaza de maras" in client.get(panel).text
    assert client.get(reverse("protection:health", args=[case.pk])).status_code == 404
    person = factories.people_of(case)[0]
    answer = client.post(
        reverse("protection:sealing", args=[case.pk, person.pk]), {"why": "IN_DANGER"}
    )
    assert answer.status_code == 409
    assert "solo para leer" in answer.text
    assert not Person.objects.get(pk=person.pk).sealed
    listed = client.get(reverse("desk:people")).text
    assert case.number not in listed
    assert case.number not in client.get("/").text
    with clock.travel_to(MONDAY + timedelta(hours=3)):
        assert client.get(url).status_code == client.get(panel).status_code == 404


def test_what_is_sent_sees_no_more_than_ever(case: Case) -> None:
    user = factories.user("health")
    broken(case, user, "protection")
    person = factories.people_of(case)[0]
    url = reverse("protection:fitness", args=[case.pk, person.pk])
    typed = {"result": "FIT", "valid_until": "2025-04-01"}
    assert signed_in(user).post(url, typed).status_code == 303
    assert signed_in(user).post(opened_page(case)).status_code == 405


def test_nobody_but_protection_and_health_breaks_the_glass(case: Case) -> None:
    form = reverse("protection:emergency")
    typed = {"number": case.number, "compartment": "medical", "reason": WHY}
    for role in sorted(set(ROLES) - set(rules.MAY_BREAK)):
        user = factories.user(role)
        with refused("access.not_your_role"):
            broken(case, user, "medical")
        with refused("access.not_your_role"):
            access.break_glass(
                actor=queries.actor_of(user, DAY),
                file=_file(case),
                compartment="medical",
                reason=WHY,
            )
        client = signed_in(user)
        assert client.get(form).status_code == client.post(form, typed).status_code == 404
        assert client.get(opened_page(case)).status_code == 404
    assert not BreakGlass.objects.exists()


def _reviewed(row: BreakGlass, actor: Actor, typed: dict[str, str]) -> BreakGlass:
    return access.review_glass(
        actor=actor, glass=row, finding=typed["finding"], words=typed["words"]
    )


def _file(case: Case) -> FileInDanger:
    people = frozenset(person.pk for person in factories.people_of(case))
    return FileInDanger(case.pk, case.group_id, people, case.office_id, case.number)


@pytest.mark.parametrize("compartment", ["finance", "inquiry", "everything", ""])
def test_no_other_compartment_is_opened(case: Case, compartment: str) -> None:
    with refused("access.not_your_role"):
        broken(case, factories.user("health"), compartment)


@pytest.mark.parametrize(
    ("role", "compartment"),
    [("health", "medical"), ("protection", "trafficking"), ("child_officer", "bio")],
)
def test_what_a_post_gives_needs_no_emergency(case: Case, role: str, compartment: str) -> None:
    with refused("access.yours_already"):
        broken(case, factories.user(role), compartment)


@pytest.mark.parametrize("reason", ["", "   ", "urgente", "x" + " " * 30])
def test_a_reason_is_a_sentence(case: Case, reason: str) -> None:
    with refused("access.reason_needed"):
        broken(case, factories.user("health"), "protection", reason=reason)
    typed = {"number": case.number, "compartment": "protection", "reason": reason}
    answer = signed_in(factories.user("health")).post(reverse("protection:emergency"), typed)
    assert answer.status_code == 200
    assert not BreakGlass.objects.exists()


def test_a_number_that_is_none_and_a_reserved_file_are_refused_alike(case: Case) -> None:
    Person.objects.update(sealed=True)
    health, form = factories.user("health"), reverse("protection:emergency")
    told = []
    for number in (case.number, "TAP-2025-99999"):
        with refused("protection.no_such_file"):
            broken(case, health, "protection", number=number)
        typed = {"number": number, "compartment": "protection", "reason": WHY}
        answer = signed_in(health).post(form, typed)
        told.append((answer.status_code, answer.context["form"].errors.get_json_data()))
        assert "No hay un expediente con ese número" in answer.text
    assert told[0] == told[1]
    assert broken(case, factories.user("protection", at=elsewhere()), "bio").is_live_at(MONDAY)


def test_a_file_that_is_reserved_meanwhile_closes_at_once(case: Case) -> None:
    user = factories.user("health")
    broken(case, user, "protection")
    Person.objects.update(sealed=True)
    assert signed_in(user).get(opened_page(case)).status_code == 404


def test_asking_twice_opens_once_and_whoever_needs_it_no_more_closes_it(case: Case) -> None:
    user = factories.user("health")
    row = broken(case, user, "protection")
    assert broken(case, user, "protection").pk == row.pk
    other = factories.user("health")
    with refused("access.not_your_role"):
        access.close_glass(actor=queries.actor_of(other, DAY), glass=row)
    url = reverse("access:emergency_close", args=[row.pk])
    assert signed_in(other).post(url).status_code == 404
    assert signed_in(user).post(url).status_code == 303
    assert signed_in(user).get(opened_page(case)).status_code == 404
    with refused("access.closed_already"):
        access.close_glass(actor=queries.actor_of(user, DAY), glass=row)
    assert broken(case, user, "protection").pk != row.pk


def test_it_ends_with_the_role_for_which_it_was_given(case: Case) -> None:
    user = factories.user("health")
    broken(case, user, "protection")
    access.give_role(actor=SYSTEM, user=user, role="counsellor", office=case.office, since=DAY)
    grant = user.grants.get(role="health")
    access.end_role(actor=SYSTEM, grant=grant, on=DAY - timedelta(days=1))
    with clock.travel_to(MONDAY + timedelta(minutes=1)):
        standing = queries.standing(user, DAY)
        assert queries.opened_to(standing.reader, case.pk) == ()


def test_the_focal_point_is_told_at_once_and_what_is_late_leads_their_page(case: Case) -> None:
    focal, said = factories.user("dpo"), "falta revisarlo"
    client = signed_in(focal)
    assert said not in client.get("/").text
    row = broken(case, factories.user("health"), "protection")
    page = client.get("/").text
    assert said in page
    assert reverse("access:emergency", args=[row.pk]) in page
    assert "No puede esperar" not in page
    with clock.travel_to(MONDAY + timedelta(days=1)):
        first = client.get("/").context["work"][0]
        assert str(first.heading) == "No puede esperar"
        assert said in first.items[0].sentence
        listed = client.get(reverse("access:emergencies"), {"estado": "late"}).text
        assert case.number in listed
    assert "Dilcia" not in page


@pytest.mark.parametrize("role", sorted(ROLES))
def test_only_a_second_person_who_watches_reviews(case: Case, role: str) -> None:
    row = broken(case, factories.user("health"), "protection")
    url = reverse("access:emergency", args=[row.pk])
    typed = {"finding": "JUSTIFIED", "words": "Había una urgencia médica."}
    client = signed_in(factories.user(role))
    if role != "dpo":
        assert client.get(url).status_code == client.post(url, typed).status_code == 404
        with refused("access.not_your_role"):
            _reviewed(row, factories.actor(role), typed)
        assert "falta revisarlo" not in client.get("/").text
        return
    assert WHY in client.get(url).text
    assert client.post(url, typed).status_code == 303
    row.refresh_from_db()
    assert (row.finding, row.words) == ("JUSTIFIED", typed["words"])
    assert "falta revisarlo" not in client.get("/").text
    with refused("access.reviewed_already"):
        _reviewed(row, factories.actor(role), typed)


def test_who_coordinates_protection_reviews_but_never_their_own(case: Case) -> None:
    head = factories.user("protection", everywhere=True)
    own = broken(case, head, "medical")
    typed = {"finding": "NOT_JUSTIFIED", "words": "Bastaba con llamar a la clínica."}
    with refused("access.same_person_twice"):
        access.review_glass(
            actor=queries.actor_of(head, DAY), glass=own, finding="JUSTIFIED", words=WHY
        )
    url = reverse("access:emergency", args=[own.pk])
    assert "Lo revisa otra persona" in signed_in(head).get(url).text
    assert "falta revisarlo" not in signed_in(head).get("/").text
    other = signed_in(factories.user("protection", everywhere=True))
    assert other.post(url, typed).status_code == 303
    own.refresh_from_db()
    assert own.finding == "NOT_JUSTIFIED"


@pytest.mark.parametrize(
    "typed", [{"finding": "PERHAPS", "words": WHY}, {"finding": "JUSTIFIED", "words": "sí"}]
)
def test_a_review_says_yes_or_no_and_why(case: Case, typed: dict[str, str]) -> None:
    row = broken(case, factories.user("health"), "protection")
    with refused("access.finding_needed"):
        _reviewed(row, factories.actor("dpo"), typed)


def test_the_focal_point_of_another_office_does_not_read_it(case: Case) -> None:
    row = broken(case, factories.user("health"), "protection")
    theirs = signed_in(factories.user("dpo", at=elsewhere()))
    assert theirs.get(reverse("access:emergency", args=[row.pk])).status_code == 404
    assert case.number not in theirs.get(reverse("access:emergencies")).text
    assert "falta revisarlo" not in theirs.get("/").text


def test_the_journal_and_the_read_log_keep_it(case: Case) -> None:
    user = factories.user("health")
    row = broken(case, user, "protection")
    signed_in(user).get(opened_page(case))
    entry = JournalEntry.objects.get(code="access.glass_broken")
    assert (entry.case_id, entry.compartment, entry.actor_id) == (case.pk, "protection", user.pk)
    assert entry.details["glass"] == str(row.pk)
    read = Reading.objects.get(page="protection.emergency.protection")
    assert read.reader_id == user.pk
    access.review_glass(actor=factories.actor("dpo"), glass=row, finding="NOT_JUSTIFIED", words=WHY)
    code = "access.glass_reviewed.NOT_JUSTIFIED"
    assert JournalEntry.objects.get(code=code).compartment == "protection"
    counsellor = signed_in(factories.user("counsellor"))
    text = counsellor.get(reverse("desk:case", args=[case.pk])).text
    assert "por emergencia" not in text
    assert "acceso de emergencia" not in text.casefold()


def test_the_reason_lies_sealed(case: Case) -> None:
    row = broken(case, factories.user("health"), "protection")
    with connection.cursor() as cursor:
        cursor.execute("SELECT reason FROM access_breakglass WHERE id = %s", [row.pk])
        assert WHY.encode() not in bytes(cursor.fetchone()[0])


@pytest.mark.parametrize(
    "change",
    [
        {"until": MONDAY + timedelta(hours=3, seconds=1)},
        {"until": MONDAY},
        {"reviewed_by": "by"},
    ],
)
def test_the_database_itself_keeps_the_hours_and_the_second_person(
    case: Case, change: dict[str, Any]
) -> None:
    row = broken(case, factories.user("health"), "protection")
    told = {key: row.by if value == "by" else value for key, value in change.items()}
    with pytest.raises(IntegrityError), transaction.atomic():
        BreakGlass.objects.filter(pk=row.pk).update(**told)


def test_whoever_opened_nothing_pays_no_query_for_it(case: Case) -> None:
    user, other = factories.user("health"), factories.user("health")
    url = reverse("protection:health", args=[case.pk])
    before = _asked(signed_in(user), url)
    broken(case, other, "protection")
    assert _asked(signed_in(user), url) == before
    broken(case, user, "protection")
    assert _asked(signed_in(user), url) == before + 1
    assert _asked(signed_in(user), reverse("desk:people")) == _asked(
        signed_in(other), reverse("desk:people")
    )


def _asked(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert client.get(url).status_code == 200
    return len(found)


def test_nobody_breaks_it_in_the_name_of_nobody(case: Case) -> None:
    with refused("access.not_your_role"):
        protection.open_in_emergency(
            actor=SYSTEM, number=case.number, compartment="medical", reason=WHY
        )


def test_it_is_opened_on_its_page_from_the_file_and_from_the_search(case: Case) -> None:
    health = signed_in(factories.user("health"))
    form = reverse("protection:emergency")
    assert f"{form}?n={case.number}" in health.get(reverse("desk:case", args=[case.pk])).text
    assert form in health.get(reverse("desk:search")).text
    assert case.number in health.get(form, {"n": case.number}).text
    typed = {"number": case.number.lower(), "compartment": "protection", "reason": WHY}
    answer = health.post(form, typed)
    assert answer.status_code == 303
    assert FEAR in health.get(answer["Location"]).text
    registrar = signed_in(factories.user("registrar"))
    for url in (reverse("desk:case", args=[case.pk]), reverse("desk:search")):
        assert form not in registrar.get(url).text


def test_one_office_is_not_another() -> None:
    assert Office.objects.filter(pk=new_id()).first() is None
    assert rules.opened_by("medical", frozenset({"health"}), own_office=True) == frozenset()
    assert rules.opened_by("medical", frozenset({"protection"}), own_office=False) == {
        "bio", "medical",
    }  # fmt: skip
    assert rules.opened_by("bio", frozenset({"health"}), own_office=False) == {"bio", "medical"}


def test_one_that_was_not_justified_is_closed_at_once(case: Case) -> None:
    user = factories.user("health")
    row = broken(case, user, "protection")
    client, page = signed_in(user), opened_page(case)
    assert client.get(page).status_code == 200
    watcher = queries.actor_of(factories.user("dpo", everywhere=True), DAY)
    _reviewed(row, watcher, {"finding": "JUSTIFIED", "words": "Lo confirmó el albergue."})
    assert client.get(page).status_code == 200
    row = broken(case, user, "trafficking")
    _reviewed(row, watcher, {"finding": "NOT_JUSTIFIED", "words": "No había ninguna urgencia."})
    row.refresh_from_db()
    assert row.closed_at == MONDAY
    assert VIOLENCE not in client.get(page).text


def test_it_is_read_and_never_taken_away(case: Case) -> None:
    user = factories.user("protection", at=elsewhere())
    broken(case, user, "bio")
    person = factories.people_of(case)[0]
    client = signed_in(user)
    assert client.get(reverse("desk:case", args=[case.pk])).status_code == 200
    for name, more in (
        ("counselling:paper", "declaration"),
        ("protection:handover_sheet", "departure"),
    ):
        answer = client.get(reverse(name, args=[case.pk, person.pk, more]))
        assert answer.status_code == 404, name
    assert not JournalEntry.objects.filter(code__contains="print").exists()


def test_in_an_emergency_health_reads_where_a_survivor_sleeps_and_no_sum() -> None:
    ready.reference()
    helped_case, person = helped.survivor()
    officer = factories.actor("protection")
    service = helped.service(officer, helped_case, person, provider="Zzrefugio")
    helped.voucher(officer, service, 431_00)
    assistance.assess_risk(
        actor=officer, case=helped_case, person=person, view=helped.view("MEASURES", DEBT="HIGH"),
        at=MONDAY,
    )  # fmt: skip
    user = factories.user("health")
    client, page = signed_in(user), opened_page(helped_case)
    broken(helped_case, user, "protection")
    assert "Zzrefugio" not in client.get(page).text
    broken(helped_case, user, "trafficking")
    text = client.get(page).text
    assert "Zzrefugio" in text
    assert "Se cambia de barrio." in text
    assert "431" not in text
