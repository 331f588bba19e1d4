"""Who travels with whom is changed on a page: asked, then read, then done; and taken back there."""

import re
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from rumbo.casework import actions as casework
from rumbo.casework.models import Case, FamilyChange, Task
from rumbo.desk.roles import EVERYBODY, REGROUP
from rumbo.registry.models import GroupMember, Person
from tests import factories
from tests.desk.test_pages import HOSTILE, signed_in
from tests.factories import cases as made
from tests.factories.pages import client_for

pytestmark = pytest.mark.django_db
DAY = {"on_0": "3", "on_1": "3", "on_2": "2025"}


def page_of(case: Case) -> str:
    return reverse("desk:families", kwargs={"case": case.pk})


def told(people: list[Person], to: Case | None = None, **changes: Any) -> dict[str, Any]:
    """What is typed into the form."""
    return {
        "people": [str(p.pk) for p in people],
        "where": "other" if to else "own",
        "number": to.number if to else "",
        "relation": "SIBLING" if to else "",
        "said": "Son hermanas y quieren ir juntas.",
        "on": "2025-03-03",
        **DAY,
        **changes,
    }


def hidden(answer: Any) -> dict[str, list[str]]:
    """What the page that is read sends again when it is confirmed."""
    found: dict[str, list[str]] = {}
    fields = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', answer.content.decode())
    for name, value in fields:
        if name != "csrfmiddlewaretoken":
            found.setdefault(name, []).append(value)
    return found


def asked(client: Client, case: Case, typed: dict[str, Any]) -> Any:
    return client.post(page_of(case), typed)


def done(client: Client, case: Case, typed: dict[str, Any]) -> FamilyChange:
    """Ask, read and confirm."""
    read = asked(client, case, typed)
    assert read.status_code == 200, read.content.decode()
    assert "Todavía no cambió nada" in read.content.decode()
    answer = client.post(page_of(case), hidden(read))
    assert answer.status_code == 302, answer.content.decode()
    made_now = FamilyChange.objects.latest("recorded_at")
    assert answer["Location"] == page_of(made_now.other)
    return made_now


def group_of(person: Person) -> UUID:
    return GroupMember.objects.get(person=person, left_at=None).group_id


def test_nothing_changes_before_what_follows_was_read() -> None:
    case, there = made.adults("Ana", "Berta"), made.eligible(made.adults("Dora"))
    ana, _berta = factories.people_of(case)
    client = signed_in("counsellor")
    read = asked(client, case, told([ana], there)).content.decode()
    assert "La elegibilidad se decide de nuevo" in read
    assert "Ana Mejía Paguada · Hermana o hermano" in read
    assert not FamilyChange.objects.exists()
    assert group_of(ana) == case.group_id
    change = done(client, case, told([ana], there))
    assert change.kind == "MOVE"
    assert group_of(ana) == there.group_id


def test_what_changed_while_it_was_read_is_read_again() -> None:
    case, there = made.adults("Ana", "Berta"), made.adults("Dora")
    ana, berta = factories.people_of(case)
    client = signed_in("counsellor")
    read = asked(client, case, told([ana], there))
    done(signed_in("coordinator"), case, told([berta]))
    late = client.post(page_of(case), hidden(read))
    assert group_of(ana) == case.group_id
    assert "Todavía no cambió nada" in late.content.decode()
    assert "Nadie queda en el expediente" in late.content.decode()
    assert FamilyChange.objects.count() == 1


def test_it_is_shown_on_both_files_and_taken_back_there() -> None:
    case, there = made.adults("Ana", "Berta"), made.adults("Dora")
    ana, _berta = factories.people_of(case)
    client = signed_in("counsellor")
    change = done(client, case, told([ana], there))
    for file in (case, there):
        page = client.get(page_of(file)).content.decode()
        assert f"Ana Mejía Paguada: de {case.number} a la familia de {there.number}." in page
        assert "Son hermanas y quieren ir juntas." in page
    url = reverse("desk:family_undo", kwargs={"case": there.pk, "change": change.pk})
    assert url in client.get(page_of(there)).content.decode()
    assert "mismo parentesco" in client.get(url).content.decode()
    assert group_of(ana) == there.group_id
    assert client.post(url).status_code == 302
    assert group_of(ana) == case.group_id
    page = client.get(page_of(case)).content.decode()
    assert "Se deshizo" in page
    assert url not in page
    assert client.post(url).status_code == 409


def test_a_family_joined_whole_leaves_its_number_closed_until_it_is_undone() -> None:
    case, there = made.family(), made.adults("Dora")
    client = signed_in("counsellor")
    read = asked(client, case, told(factories.people_of(case), there)).content.decode()
    assert f"Nadie queda en el expediente {case.number}" in read
    change = done(client, case, told(factories.people_of(case), there))
    assert change.kind == "LINK"
    assert "Nadie está ahora" in client.get(page_of(case)).content.decode()
    url = reverse("desk:family_undo", kwargs={"case": there.pk, "change": change.pk})
    assert f"El expediente {case.number} se abre otra vez." in client.get(url).content.decode()
    client.post(url)
    assert Case.objects.get(pk=case.pk).stage == "REGISTRATION"


def test_a_child_goes_alone_only_by_protection_with_its_reason_and_is_seen_that_day() -> None:
    case, aunt = made.family(), made.adults("Rosa")
    son = factories.people_of(case)[2]
    refused = asked(signed_in("counsellor"), case, told([son], aunt))
    assert refused.status_code == 409
    assert "Ninguna niña, niño o adolescente se separa" in refused.content.decode()
    officer = signed_in("child_officer")
    assert asked(officer, case, told([son], aunt)).status_code == 409
    typed = told([son], aunt, relation="OTHER_RELATIVE", why="Hay una medida de protección.")
    read = asked(officer, case, typed).content.decode()
    assert "Protección deja de lado esta regla" in read
    assert "la vía de niñez lo verá hoy" in read
    done(officer, case, typed)
    assert Task.objects.open().filter(case=aunt, person=son, role="child_officer").exists()
    assert Case.objects.get(pk=aunt.pk).urgent


@pytest.mark.parametrize("role", sorted(EVERYBODY))
def test_only_who_decides_it_opens_the_page(role: str) -> None:
    case = made.adults()
    status = signed_in(role).get(page_of(case)).status_code
    assert status == (200 if role in REGROUP else 404)


def test_another_offices_file_and_a_reserved_one_are_as_if_there_were_none() -> None:
    case = made.adults("Ana", "Berta")
    ana, _berta = factories.people_of(case)
    elsewhere = made.adults("Dora", at=made.elsewhere())
    reserved = factories.registered(factories.new_person(sealed=True))
    client = signed_in("counsellor")
    said = []
    for to in (elsewhere, reserved):
        answer = asked(client, case, told([ana], to))
        assert answer.status_code == 409
        said.append("No hay ningún expediente con ese número" in answer.content.decode())
        assert client.get(page_of(to)).status_code == 404
    nothing = asked(client, case, {**told([ana], elsewhere), "number": "TAP-2025-99999"})
    assert [*said, "No hay ningún expediente" in nothing.content.decode()] == [True] * 3
    change = done(signed_in("protection"), case, told([ana], reserved))
    url = reverse("desk:family_undo", kwargs={"case": case.pk, "change": change.pk})
    assert client.get(url).status_code == 404
    page = client.get(page_of(case)).content.decode()
    assert f"Nombre reservado: de {case.number} a la familia de otro expediente." in page
    for told_of in (page, client.get(reverse("desk:case", args=[case.pk])).content.decode()):
        assert reserved.number not in told_of
        assert "Ana" not in told_of
    theirs = signed_in("protection").get(page_of(case)).content.decode()
    assert f"a la familia de {reserved.number}." in theirs


def test_a_change_of_other_files_is_not_undone_from_here() -> None:
    case, there, third = made.adults("Ana", "Berta"), made.adults("Dora"), made.adults("Eva")
    client = signed_in("counsellor")
    change = done(client, case, told(factories.people_of(case)[:1], there))
    url = reverse("desk:family_undo", kwargs={"case": third.pk, "change": change.pk})
    assert client.get(url).status_code == 404
    assert client.post(url).status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [
        {"people": []},
        {"number": ""},
        {"relation": ""},
        {"relation": "HEAD"},
        {"said": "  "},
        {"said": "x" * 2001},
        {"on_2": "2999", "on": "2999-03-03"},
        {"where": "nowhere"},
        {"people": ["7"]},
        {"version": "99"},
    ],
)
def test_what_is_not_whole_is_said_over_the_form(wrong: dict[str, Any]) -> None:
    case, there = made.adults("Ana", "Berta"), made.adults("Dora")
    typed = {**told(factories.people_of(case)[:1], there), **wrong}
    answer = asked(signed_in("counsellor"), case, typed)
    if "version" not in wrong:
        assert answer.status_code == 409
    assert not FamilyChange.objects.exists()


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_typed_breaks_the_page(text: str) -> None:
    case = made.adults("Ana", "Berta")
    names = ("people", "where", "number", "relation", "said", "on", "why", "version", "seen")
    typed = {**told(factories.people_of(case)[:1]), **dict.fromkeys(names, text)}
    assert asked(signed_in("protection"), case, typed).status_code in {200, 409}
    whole = told(factories.people_of(case)[:1], number=text, said=text or "x")
    assert asked(signed_in("protection"), case, whole).status_code in {200, 409}


def test_nothing_of_anybody_is_in_an_address() -> None:
    case, there = made.adults("Ana", "Berta"), made.adults("Dora")
    client = signed_in("counsellor")
    page = client.get(page_of(case)).content.decode()
    assert 'method="get"' not in page
    change = done(client, case, told(factories.people_of(case)[:1], there))
    for address in re.findall(r'href="([^"]+)"', client.get(page_of(there)).content.decode()):
        assert not any(word in address for word in ("Ana", "Dora", "Mej"))
    assert str(change.pk) in client.get(page_of(there)).content.decode()


def test_what_protection_joined_is_told_on_both_files_and_taken_back_by_it_alone() -> None:
    first, second = made.adults("Ana"), made.adults("Berta")
    officer = factories.actor("child_officer")
    casework.join_files(actor=officer, first=first, second=second)
    change = FamilyChange.objects.get()
    url = reverse("desk:family_undo", kwargs={"case": first.pk, "change": change.pk})
    said = f"Protección juntó a hermanas y hermanos: de {second.number} a {first.number}"
    for file in (first, second):
        page = signed_in("counsellor").get(page_of(file)).content.decode()
        assert said in page
        assert "Deshacer" not in page
    client = signed_in("child_officer")
    assert url in client.get(page_of(first)).content.decode()
    assert signed_in("counsellor").post(url, {"why": "Así."}).status_code == 409
    answer = client.post(url, {"why": ""})
    assert answer.status_code == 409
    assert "con un motivo" in answer.content.decode()
    assert "ninguno viaja sin el otro" in answer.content.decode()
    assert client.post(url, {"why": "No eran hermanas."}).status_code == 302
    assert Case.objects.get(pk=second.pk).stage == "REGISTRATION"


def test_of_two_offices_it_is_taken_back_where_the_people_are() -> None:
    first, second = made.adults("Ana"), made.adults("Berta", at=made.elsewhere())
    theirs = factories.actor("child_officer", at=made.elsewhere())
    casework.join_files(actor=theirs, first=first, second=second)
    change = FamilyChange.objects.get()
    far = client_for("child_officer", at=made.elsewhere())
    page = far.get(page_of(second)).content.decode()
    assert f"de {second.number} a otro expediente" in page
    assert first.number not in page
    assert "Berta" not in page
    assert "Deshacer" not in page
    for file in (first, second):
        url = reverse("desk:family_undo", kwargs={"case": file.pk, "change": change.pk})
        assert far.get(url).status_code == 404
    client = signed_in("child_officer")
    url = reverse("desk:family_undo", kwargs={"case": first.pk, "change": change.pk})
    assert "vuelven a la oficina Tijuana" in client.get(url).content.decode()
    assert f"de {second.number} a {first.number}" in client.get(page_of(first)).content.decode()
    answer = client.post(url, {"why": "No eran hermanas."})
    assert (answer.status_code, answer["Location"]) == (302, page_of(first))
    assert Person.objects.filter(office=made.elsewhere()).count() == 1


def test_the_number_of_a_file_that_was_joined_finds_the_family_that_it_is_in() -> None:
    case, there, gone = made.adults("Ana", "Berta"), made.adults("Dora"), made.adults("Elsa")
    casework.join_files(actor=factories.actor("protection"), first=there, second=gone)
    change = done(signed_in("counsellor"), case, told([factories.people_of(case)[0]], gone))
    assert change.other_id == there.pk
