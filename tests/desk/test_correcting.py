"""A mistake at registration is mended from the case page, and whoever it touches hears of it."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from rumbo.access.values import SYSTEM
from rumbo.audit.models import JournalEntry, Reading
from rumbo.casework import actions as casework
from rumbo.casework.models import Case, Task
from rumbo.common import clock
from rumbo.common.refusal import Refusal
from rumbo.counselling import actions as counselling
from rumbo.desk import actions
from rumbo.desk.roles import CORRECT, EVERYBODY, RELATE
from rumbo.documents.models import OtherParent, Parentage
from rumbo.protection import actions as protection
from rumbo.protection.values import ChildStep
from rumbo.readiness.queries import judge_case
from rumbo.registry import queries
from rumbo.registry.models import GroupMember, Person, PossibleDuplicate
from rumbo.registry.values import Corrected, NewRelation
from tests import factories
from tests.factories import ready
from tests.factories.documents import recorded

pytestmark = pytest.mark.django_db
TYPED = {
    "p0-given_1": "Dilcia", "p0-given_2": "Waleska", "p0-surname_1": "Mejía",
    "p0-surname_2": "Paguada", "p0-sex": "F", "p0-born_0": "4", "p0-born_1": "5",
    "p0-born_2": "1990", "p0-nationalities": "Honduras", "p0-origin_country": "Honduras",
    "p0-origin_department": "Yoro", "p0-language": "es", "p0-can_read": "yes",
}  # fmt: skip


@pytest.fixture(autouse=True)
def on_monday() -> Any:
    with clock.travel_to(factories.MONDAY):
        yield


def signed_in(*roles: str, at: Any = None) -> Client:
    client = Client()
    client.force_login(factories.user(*roles, at=at))
    return client


def page_of(case: Case, person: Person, name: str = "correct") -> str:
    return reverse(f"desk:{name}", args=[case.id, person.id])


def typed(person: Person, **changes: str) -> dict[str, str]:
    more = {f"p0-{name}": value for name, value in changes.items()}
    return {**TYPED, "p0-base_version": str(person.version), **more}


def post(client: Client, case: Case, person: Person, **changes: str) -> Any:
    return client.post(page_of(case, person), typed(person, **changes))


def tasks(case: Case, person: Person) -> set[tuple[str, str]]:
    rows = Task.objects.open().filter(case=case, person=person)
    return set(rows.values_list("role", "code"))


def correct(case: Case, person: Person, *roles: str, **changes: Any) -> Corrected:
    now = queries.as_registered(Person.objects.get(pk=person.pk))
    if "identity" in changes:
        changes["identity"] = {**now.identity, **changes["identity"]}
    return actions.correct_registration(
        actor=factories.actor(*(roles or ("registrar",))),
        case=case,
        person=person,
        correction=replace(now, **changes),
    )


def relate(
    case: Case, person: Person, *roles: str, guardian: UUID | None = None, what: str = "NONE"
) -> tuple[str, ...]:
    member = GroupMember.objects.get(person=person, left_at=None)
    return actions.correct_relation(
        actor=factories.actor(*(roles or ("registrar",))),
        case=case,
        person=person,
        new=NewRelation(relation=member.relation, guardian=guardian, guardian_relation=what),
    )


def missing(case: Case, person: Person) -> dict[str, bool]:
    judged = judge_case(case)
    [one] = [p for p in judged.people if p.person_id == person.id]
    return {lack.code: lack.is_unknown for lack in one.missing}


def unsaid_family() -> tuple[Case, Person, Person]:
    """A mother and a child of whom nobody said whose she is."""
    child = factories.new_person(birth_date=date(2015, 5, 4), relation="NON_RELATIVE")
    case = factories.registered(factories.new_person(), child)
    mother, daughter = factories.people_of(case)
    return case, mother, daughter


# --- the page


def test_what_is_left_as_it_stands_is_not_written_again() -> None:
    case = factories.registered()
    [person] = factories.people_of(case)
    answer = post(signed_in("registrar"), case, person)
    assert answer.status_code == 302
    assert Person.objects.get(pk=person.pk).version == 1
    assert not JournalEntry.objects.filter(code="registry.corrected").exists()


def test_a_mistake_is_mended_on_the_page_and_the_file_says_which_part() -> None:
    case = factories.registered()
    [person] = factories.people_of(case)
    client = signed_in("registrar")
    shown = client.get(page_of(case, person)).content.decode()
    for value in ("Waleska", "Honduras", "1990"):
        assert f'value="{value}"' in shown
    answer = post(client, case, person, given_2="", born_2="1991", mother="Rosa", can_read="no")
    assert answer.status_code == 302
    now = Person.objects.get(pk=person.pk)
    assert (now.full_name, now.birth_date) == ("Dilcia Mejía Paguada", date(1991, 5, 4))
    assert (now.known("mother"), now.can_read, now.origin_department) == ("Rosa", False, "HN-YO")
    told = client.get(answer["Location"]).content.decode()
    assert "Quedó corregido" in told
    assert "Se corrigieron sus datos: Nombres, Nombres de su madre y su padre" in told
    assert Reading.objects.filter(page="correct", person_id=person.id).exists()


@pytest.mark.parametrize("precision", ["day", "month", "year", "age"])
def test_a_birth_date_of_every_precision_comes_back_as_it_was(precision: str) -> None:
    born = {"day": date(1990, 5, 4), "month": date(1990, 5, 1)}.get(precision, date(1990, 1, 1))
    case = factories.registered(factories.new_person(birth_date=born, birth_precision=precision))
    [person] = factories.people_of(case)
    parts = {"day": ("4", "5", "1990"), "month": ("", "5", "1990"), "year": ("", "", "1990")}
    day, month, year = parts.get(precision, ("", "", ""))
    age = "35" if precision == "age" else ""
    post(
        signed_in("registrar"), case, person, born_0=day, born_1=month, born_2=year, age=age,
        given_2="Rosa",
    )  # fmt: skip
    now = Person.objects.get(pk=person.pk)
    assert (now.birth_date, now.birth_precision) == (born, precision)
    [entry] = JournalEntry.objects.filter(code="registry.corrected")
    assert entry.details["fields"] == ["person_field:GIVEN_NAMES"]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"born_0": "31", "born_1": "2"}, "Esa fecha no existe."),
        ({"born_2": "2026"}, "La fecha de nacimiento es posterior a hoy."),
        ({"surname_1": ""}, "obligatorio"),
        ({"nationalities": "Narnia"}, "No se reconoce «Narnia»"),
        ({"base_version": "7"}, "Otra persona cambió esto"),
    ],
)
def test_what_cannot_be_is_said_on_the_page_and_nothing_changes(
    wrong: dict[str, str], said: str
) -> None:
    case = factories.registered()
    [person] = factories.people_of(case)
    answer = post(signed_in("registrar"), case, person, **{"given_2": "Rosa", **wrong})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert Person.objects.get(pk=person.pk).version == 1


@pytest.mark.parametrize("role", EVERYBODY)
def test_the_pages_exist_for_those_who_may_and_for_nobody_else(role: str) -> None:
    case = factories.registered()
    [person] = factories.people_of(case)
    client = signed_in(role)
    for name, roles in (("correct", CORRECT), ("relation", RELATE)):
        expected = 200 if role in roles else 404
        assert client.get(page_of(case, person, name)).status_code == expected, name


def test_another_office_another_case_and_a_reserved_file_are_not_there() -> None:
    case = factories.registered()
    [person] = factories.people_of(case)
    [stranger] = factories.people_of(factories.registered())
    elsewhere = signed_in("registrar", at=factories.office("TIJ", "Tijuana"))
    reserved = factories.registered(factories.new_person(sealed=True))
    [hidden] = factories.people_of(reserved)
    for name in ("correct", "relation"):
        assert elsewhere.get(page_of(case, person, name)).status_code == 404
        assert signed_in("registrar").get(page_of(case, stranger, name)).status_code == 404
        assert signed_in("registrar").get(page_of(reserved, hidden, name)).status_code == 404
        assert signed_in("protection").get(page_of(reserved, hidden, name)).status_code == 200


@pytest.mark.parametrize(
    ("role", "there"),
    [("registrar", (True, True)), ("documents", (False, True)), ("movements", (False, False))],
)
def test_the_case_page_leads_to_what_one_may_mend(role: str, there: tuple[bool, bool]) -> None:
    case = factories.registered()
    [person] = factories.people_of(case)
    shown = signed_in(role).get(reverse("desk:case", args=[case.id])).content.decode()
    urls = (page_of(case, person), page_of(case, person, "relation"))
    assert tuple(url in shown for url in urls) == there


# --- what it touches


def settled() -> tuple[Case, Person]:
    """Somebody decided, declared, with a passport."""
    ready.reference()
    case = factories.registered()
    ready.make_ready(case)
    [person] = factories.people_of(case)
    return case, person


TOUCHED = {
    ("counsellor", "SIGN_AGAIN"), ("documents", "COMPARE_PAPERS"),
    ("coordinator", "DECIDE_CORRECTED"),
}  # fmt: skip


def test_what_rests_on_the_old_data_is_said_before_and_asked_after() -> None:
    case, person = settled()
    client = signed_in("registrar")
    asked = post(client, case, person, born_2="1991")
    shown = asked.content.decode()
    assert "Todavía no cambió nada" in shown
    for word in ("consejería", "documentos", "coordinación"):
        assert word in shown
    assert Person.objects.get(pk=person.pk).version == person.version
    seen = asked.context["said"]
    back = client.post(page_of(case, person), {**typed(person, born_2="1991"), "back": "1"})
    assert 'value="1991"' in back.content.decode()
    done = client.post(page_of(case, person), {**typed(person, born_2="1991"), "seen": seen})
    assert done.status_code == 302
    assert Person.objects.get(pk=person.pk).birth_date == date(1991, 5, 4)
    assert tasks(case, person) == TOUCHED


def test_what_was_not_read_is_not_confirmed() -> None:
    case, person = settled()
    answer = signed_in("registrar").post(
        page_of(case, person), {**typed(person, born_2="1991"), "seen": ["Otra cosa."]}
    )
    assert answer.status_code == 200
    assert Person.objects.get(pk=person.pk).version == person.version


@pytest.mark.parametrize(
    ("change", "asked"),
    [
        ({"identity": {"given_names": "Delia"}}, TOUCHED - {("coordinator", "DECIDE_CORRECTED")}),
        ({"nationalities": ("GTM",)}, TOUCHED),
        ({"can_read": False}, set()),
    ],
)
def test_each_is_asked_only_where_it_rests_on_that(
    change: dict[str, Any], asked: set[tuple[str, str]]
) -> None:
    case, person = settled()
    correct(case, person, **change)
    assert tasks(case, person) == asked


def test_the_list_of_passengers_is_seen_again_where_somebody_has_a_seat() -> None:
    case = factories.registered()
    [person] = factories.people_of(case)
    Case.objects.filter(pk=case.pk).update(stage="BOOKED")
    correct(case, person, identity={"surname_1": "Mejías"})
    assert tasks(case, person) == {("movements", "LIST_AGAIN")}


def test_a_childs_declaration_is_signed_again_when_the_guardians_name_was_wrong() -> None:
    ready.reference()
    case = ready.make_ready(ready.family())
    mother, son = factories.people_of(case)
    correct(case, son, identity={"surname_1": "Mejías"})
    assert ("counsellor", "SIGN_AGAIN") in tasks(case, son)
    assert ("counsellor", "SIGN_AGAIN") not in tasks(case, mother)


def test_who_may_be_the_same_person_is_looked_for_again_once() -> None:
    known = {"given_names": "Yolanda Maribel", "surname_1": "Zúniga", "surname_2": "Chicas"}
    born = date(1984, 11, 23)
    first = factories.registered(factories.new_person(identity=known, birth_date=born))
    case = factories.registered()
    [person] = factories.people_of(case)
    correct(case, person, identity=known, birth_date=born)
    pair = PossibleDuplicate.objects.get()
    assert (pair.earlier, pair.later) == (factories.people_of(first)[0], person)
    correct(first, factories.people_of(first)[0], identity={"mother": "Rosa Chicas"})
    assert PossibleDuplicate.objects.count() == 1


# --- children


def test_a_birth_date_that_makes_a_child_puts_her_on_the_child_track() -> None:
    case = factories.registered()
    [person] = factories.people_of(case)
    correct(case, person, birth_date=date(2010, 5, 4))
    assert tasks(case, person) == {("child_officer", "CHILD_ALONE")}
    assert "GUARDIAN_ASSIGNED" in missing(case, person)
    assert Case.objects.get().urgent


def test_a_correction_that_leaves_nobody_alone_makes_no_file_urgent() -> None:
    case = ready.family()
    mother, son = factories.people_of(case)
    correct(case, son, birth_date=date(2015, 5, 4))
    correct(case, mother, birth_date=date(1989, 5, 4))
    assert not Case.objects.get().urgent
    assert ("child_officer", "CHILD_ALONE") not in tasks(case, son)


def test_a_file_is_made_urgent_once_and_one_that_is_over_never() -> None:
    case = factories.registered()
    for _ in range(2):
        casework.make_urgent(actor=SYSTEM, case=case)
    assert JournalEntry.objects.filter(code="casework.made_urgent").count() == 1
    other = factories.registered(factories.new_person())
    casework.withdraw(actor=SYSTEM, case=other, reason="FAMILY")
    casework.make_urgent(actor=SYSTEM, case=other)
    assert not Case.objects.get(pk=other.pk).urgent


def test_children_are_judged_again_when_their_mother_is_no_adult_any_more() -> None:
    case = ready.family()
    mother, son = factories.people_of(case)
    correct(case, mother, birth_date=date(2008, 5, 4))
    for person in (mother, son):
        assert ("child_officer", "CHILD_ALONE") in tasks(case, person)
    assert Case.objects.get().urgent


def test_an_age_takes_nobody_off_the_child_track_without_protection() -> None:
    child = factories.new_person(birth_date=date(2010, 5, 4), guardian_relation="NONE")
    case = factories.registered(child)
    [person] = factories.people_of(case)
    assert correct(case, person, birth_date=date(1990, 5, 4)).is_in_doubt
    assert tasks(case, person) == {("child_officer", "CHILD_TRACK_CHECK")}
    assert "GUARDIAN_ASSIGNED" in missing(case, person)
    correct(case, person, "child_officer", age_disputed=False)
    assert tasks(case, person) == set()
    assert "GUARDIAN_ASSIGNED" not in missing(case, person)


def test_whoever_was_presumed_a_child_stays_one_until_protection_has_seen_the_age() -> None:
    case = factories.registered(factories.new_person(birth_date=None))
    [person] = factories.people_of(case)
    protection.presume_child_alone(actor=SYSTEM, case=case, person=person)
    assert correct(case, person, birth_date=date(1990, 5, 4)).is_in_doubt
    assert ("child_officer", "CHILD_ALONE") in tasks(case, person)
    assert "GUARDIAN_ASSIGNED" in missing(case, person)


def test_the_page_says_that_an_age_stays_in_doubt_before_it_is_saved() -> None:
    case = factories.registered(factories.new_person(birth_date=date(2010, 5, 4)))
    [person] = factories.people_of(case)
    client = signed_in("registrar")
    asked = post(client, case, person, born_2="1990")
    assert "la edad queda en duda" in asked.content.decode()
    answer = client.post(
        page_of(case, person), {**typed(person, born_2="1990"), "seen": asked.context["said"]}
    )
    assert (
        "La edad queda en duda hasta que protección la vea."
        in client.get(answer["Location"]).content.decode()
    )


# --- who is whose


def test_the_row_that_says_nobody_knows_whose_child_leads_to_where_it_is_said() -> None:
    case, mother, child = unsaid_family()
    assert missing(case, child)["PARENTAGE_SHOWN"] is True
    url = page_of(case, child, "relation")
    client = signed_in("registrar")
    shown = client.get(reverse("desk:case", args=[case.id])).content.decode()
    assert f'href="{url}">Decir el parentesco' in " ".join(shown.split()).replace('" >', '">')
    told = {
        "relation": "CHILD", "guardian": str(mother.id), "guardian_relation": "PARENT",
        "base_version": "1",
    }  # fmt: skip
    assert client.post(url, told).status_code == 302
    after = missing(case, child)
    assert after["PARENTAGE_SHOWN"] is False
    assert "GUARDIAN_ASSIGNED" not in after
    shown = client.get(reverse("desk:case", args=[case.id])).content.decode()
    assert reverse("documents:parentage", args=[case.id, child.id]) in shown


def test_that_nobody_answers_clears_the_registrars_row_and_goes_to_the_child_officer() -> None:
    case, _mother, child = unsaid_family()
    client = signed_in("registrar")
    answer = client.post(
        page_of(case, child, "relation"),
        {"relation": "NON_RELATIVE", "guardian": "NOBODY", "base_version": "1"},
    )
    assert answer.status_code == 302
    assert "PARENTAGE_SHOWN" not in missing(case, child)
    assert "GUARDIAN_ASSIGNED" in missing(case, child)
    assert tasks(case, child) == {("child_officer", "CHILD_ALONE")}
    assert Case.objects.get().urgent


def test_a_childs_answer_left_open_is_not_taken() -> None:
    case, _mother, child = unsaid_family()
    answer = signed_in("registrar").post(
        page_of(case, child, "relation"),
        {"relation": "CHILD", "guardian": "", "base_version": "1"},
    )
    assert answer.status_code == 422
    assert "diga quién responde" in answer.content.decode()


def test_a_family_found_for_a_child_alone_is_seen_by_a_child_officer_not_in_silence() -> None:
    case, mother, child = unsaid_family()
    protection.presume_child_alone(actor=SYSTEM, case=case, person=child)
    relate(case, child, guardian=mother.id, what="PARENT")
    both = {("child_officer", "CHILD_ALONE"), ("child_officer", "CHILD_TRACK_CHECK")}
    assert tasks(case, child) == both
    assert missing(case, child)["PARENTAGE_SHOWN"] is False


def test_whom_a_child_officer_leads_is_given_a_family_by_one_alone() -> None:
    case, mother, child = unsaid_family()
    step = ChildStep(step="CHILD_VIEWS", on=date(2025, 3, 3))
    officer = factories.actor("child_officer")
    protection.record_child_step(actor=officer, case=case, person=child, step=step)
    with pytest.raises(Refusal) as refusal:
        relate(case, child, guardian=mother.id, what="PARENT")
    assert refusal.value.code == "desk.track_begun"
    assert relate(case, child, what="NONE") == ("GUARDIAN",)
    assert relate(case, child, "child_officer", guardian=mother.id, what="PARENT") == ("GUARDIAN",)


def test_what_was_shown_of_one_guardian_is_not_shown_of_another() -> None:
    ready.reference()
    son = factories.new_person(birth_date=date(2016, 8, 1), relation="CHILD")
    mother, aunt = factories.new_person(), factories.new_person(relation="SIBLING")
    son = replace(son, guardian=mother.id, guardian_relation="PARENT")
    case = ready.make_ready(factories.registered(mother, son, aunt))
    child = Person.objects.get(pk=son.id)
    assert "PARENTAGE_SHOWN" not in missing(case, child)
    relate(case, child, "counsellor", guardian=aunt.id, what="LEGAL_GUARDIAN")
    assert "PARENTAGE_SHOWN" in missing(case, child)
    assert Parentage.objects.filter(child=child, shown=False).count() == 1
    assert OtherParent.objects.filter(child=child, state="MISSING").count() == 1
    assert ("counsellor", "SIGN_AGAIN") in tasks(case, child)


def test_a_file_that_is_over_keeps_its_relations() -> None:
    case, _mother, child = unsaid_family()
    Case.objects.filter(pk=case.pk).update(stage="CLOSED")
    with pytest.raises(Refusal) as refusal:
        relate(case, child)
    assert refusal.value.code == "casework.over"


# --- consent taken back


def test_a_new_yes_ends_what_the_withdrawal_asked_for() -> None:
    case = factories.registered()
    [person] = factories.people_of(case)
    recorded(case)
    counselling.withdraw_data_consent(actor=factories.actor("counsellor"), case=case, person=person)
    other = casework.open_task(
        actor=SYSTEM, case=case, person=person, role="counsellor", code="INTERPRETER"
    )
    assert ("counsellor", "CONSENT_WITHDRAWN") in tasks(case, person)
    answer = signed_in("registrar").post(
        reverse("desk:consent", args=[case.id, person.id]),
        {"by": "SELF", "how": "WRITTEN", "language": "es"},
    )
    assert answer.status_code == 302
    assert tasks(case, person) == {("counsellor", other.code)}


def test_nobody_is_corrected_in_the_file_of_others() -> None:
    case, other = factories.registered(), factories.registered(factories.new_person())
    [stranger] = factories.people_of(other)
    with pytest.raises(Refusal) as refusal:
        correct(case, stranger, sex="M")
    assert refusal.value.code == "casework.not_of_this_case"
    assert Person.objects.get(pk=stranger.pk).sex == stranger.sex
