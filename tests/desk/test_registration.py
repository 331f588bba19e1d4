"""Registration: consent first, a family on one page, nobody twice."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from rumbo.casework.models import Case, Task
from rumbo.desk.forms.fields import country_code
from rumbo.registry.models import DataConsent, Person, PossibleDuplicate, Probe
from tests import factories
from tests.desk.test_pages import HOSTILE, signed_in

pytestmark = pytest.mark.django_db


def agree(client: Client, by: str = "SELF") -> str:
    """Say yes at Tapachula; give the address of the next page."""
    office = factories.office()
    yes = {"by": by, "how": "ORAL", "language": "es", "office": str(office.id), "site": "TAP"}
    answer = client.post(reverse("desk:register"), yes)
    assert answer.status_code == 302
    return answer["Location"]


def mother(**changes: str) -> dict[str, str]:
    told = {
        "given_1": "Dilcia", "given_2": "Waleska", "surname_1": "Mejía", "surname_2": "Paguada",
        "sex": "F", "born_0": "4", "born_1": "5", "born_2": "1990",
        "nationalities": "hondureña, Guatemala", "origin_department": "Yoro",
        "municipality": "Victoria", "language": "es", "needs_interpreter": "no",
        "can_read": "yes", "phone": "+504 9999-0000", "channel": "WHATSAPP",
        "safe_times": "de 18 a 20", **changes,
    }  # fmt: skip
    return {f"p0-{name}": value for name, value in told.items()}


def son(**changes: str) -> dict[str, str]:
    told = {
        "given_1": "Josué", "surname_1": "Mejía", "sex": "M", "age": "8",
        "nationalities": "HND", "language": "es", "relation": "CHILD", "consent": "GUARDIAN",
        "guardian": "0", "guardian_relation": "PARENT", **changes,
    }  # fmt: skip
    return {f"p1-{name}": value for name, value in told.items()}


def test_nothing_can_be_typed_before_the_yes() -> None:
    client = signed_in("registrar")
    for word in ("", "made-up", "a:b:c"):
        assert client.get(reverse("desk:family"), {"c": word}).status_code == 409
        assert client.post(f"{reverse('desk:family')}?c={word}", mother()).status_code == 409
    assert Person.objects.count() == 0


def test_a_yes_for_an_office_that_is_not_ones_own_is_refused() -> None:
    theirs = factories.office("TIJ", "Tijuana")
    yes = {"by": "SELF", "how": "ORAL", "language": "es", "office": str(theirs.id), "site": "TIJ"}
    assert signed_in("registrar").post(reverse("desk:register"), yes).status_code == 422


def test_the_notice_is_on_the_page_before_anything_is_asked() -> None:
    page = signed_in("registrar").get(reverse("desk:register")).content.decode()
    assert "Permiso para usar mis datos" in page
    assert 'name="p0-given_1"' not in page


def test_a_family_is_registered_whole() -> None:
    client = signed_in("registrar")
    url = agree(client)
    answer = client.post(f"{url}&n=2", {**mother(), **son()})
    assert answer.status_code == 302, answer.content.decode()
    case = Case.objects.get()
    assert answer["Location"] == reverse("desk:case", kwargs={"case": case.id})
    first, second = factories.people_of(case)
    assert first.full_name == "Dilcia Waleska Mejía Paguada"
    assert (first.birth_date, first.birth_precision) == (date(1990, 5, 4), "day")
    assert first.nationalities == ["HND", "GTM"]
    assert (first.origin_country, first.origin_department) == ("HND", "HN-YO")
    assert first.contact == {"phone": "+504 9999-0000", "safe_times": "de 18 a 20"}
    assert (second.birth_precision, second.needs_interpreter) == ("age", None)
    member = case.group.members.get(person=second)
    assert (member.guardian_id, member.guardian_relation) == (first.id, "PARENT")
    said = {c.person_id: (c.by, c.how, bool(c.wording)) for c in DataConsent.objects.all()}
    assert said == {first.id: ("SELF", "ORAL", True), second.id: ("GUARDIAN", "ORAL", True)}
    assert not Task.objects.exists()


def test_a_page_sent_twice_registers_nobody_twice() -> None:
    client = signed_in("registrar")
    url = agree(client)
    first = client.post(url, mother())
    again = client.post(url, mother())
    assert again.status_code == 302
    assert again["Location"] == first["Location"]
    assert Person.objects.count() == 1


def test_a_child_without_parents_goes_to_the_child_officer_at_once() -> None:
    client = signed_in("registrar")
    url = agree(client, by="AUTHORITY")
    client.post(url, mother(born_2="2012"))
    task = Task.objects.get()
    assert (task.role, task.urgent) == ("child_officer", True)
    assert Case.objects.get().urgent


def test_a_child_whose_guardian_was_left_open_is_not_taken_for_alone() -> None:
    client = signed_in("registrar")
    url = f"{agree(client)}&n=2"
    left = client.post(url, {**mother(), **son(guardian="")})
    assert left.status_code == 422
    assert "diga quién responde, o que nadie de este grupo" in left.content.decode()
    assert not Person.objects.exists()
    said = client.post(url, {**mother(), **son(guardian="NOBODY")})
    assert said.status_code == 302
    assert Case.objects.get().urgent
    members = Case.objects.get().group.members.order_by("position")
    assert [m.guardian_relation for m in members] == ["", "NONE"]


@pytest.mark.parametrize(
    ("boxes", "stands"),
    [
        (("", "5", "1990"), (date(1990, 5, 1), "month")),
        (("", "", "1990"), (date(1990, 1, 1), "year")),
    ],
)
def test_a_birth_date_is_as_precise_as_it_is_known(
    boxes: tuple[str, str, str], stands: tuple[date, str]
) -> None:
    client = signed_in("registrar")
    told = dict(zip(("born_0", "born_1", "born_2"), boxes, strict=True))
    client.post(agree(client), mother(**told))
    person = Person.objects.get()
    assert (person.birth_date, person.birth_precision) == stands


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"born_0": "31", "born_1": "2"}, "Esa fecha no existe."),
        ({"born_2": "2190"}, "posterior a hoy"),
        ({"born_2": ""}, "Escriba al menos el año."),
        ({"age": "12"}, "La edad no coincide"),
        ({"age": "9223372036854775808"}, "p0-age"),
        ({"nationalities": "Narnia"}, "No se reconoce «Narnia»"),
        ({"origin_department": "Petén"}, "No se reconoce ese departamento"),
        ({"surname_1": ""}, "p0-surname_1"),
        ({"sex": "Q"}, "p0-sex"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_the_rest_is_kept(
    changes: dict[str, str], said: str
) -> None:
    client = signed_in("registrar")
    answer = client.post(agree(client), mother(**changes))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert 'value="Waleska"' in page
    assert Person.objects.count() == 0


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("name", ["given_1", "nationalities", "born_2", "age", "phone", "guardian"])
def test_nothing_typed_into_the_form_breaks_it(name: str, text: str) -> None:
    client = signed_in("registrar")
    answer = client.post(agree(client) + "&n=2", {**mother(**{name: text}), **son()})
    assert answer.status_code in {302, 422}


def test_adding_a_person_keeps_what_was_typed_and_judges_nothing_yet() -> None:
    client = signed_in("registrar")
    answer = client.post(agree(client), {**mother(surname_1=""), "add": "1"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'name="p1-given_1"' in page
    assert 'value="Waleska"' in page
    assert "Falta corregir" not in page


def test_who_may_be_registered_already_appears_while_typing() -> None:
    case = factories.registered()
    client = signed_in("registrar")
    url = reverse("desk:likely") + "?p=0"
    assert case.number in client.post(url, mother()).content.decode()
    assert "registrada" not in client.post(url, {"p0-given_1": "D"}).content.decode()


def test_somebody_of_another_office_appears_masked_while_typing() -> None:
    factories.registered(at=factories.office("TIJ", "Tijuana"), site="TIJ")
    page = signed_in("registrar").post(reverse("desk:likely") + "?p=0", mother()).content.decode()
    assert "en otra oficina" in page
    assert re.search(r"Tijuana|Honduras|04/05/1990|Yoro", page) is None


def test_who_gave_this_telephone_appears_while_typing_and_one_look_is_one_probe() -> None:
    case = factories.registered(factories.new_person(contact={"whatsapp": "+504 9988-7766"}))
    client, url = signed_in("registrar"), reverse("desk:likely") + "?p=0"
    page = client.post(url, {"p0-phone": "99887766"}).content.decode()
    assert case.number in page
    assert "mismo teléfono" in page
    assert Probe.objects.count() == 1
    assert "registrada" not in client.post(url, {"p0-phone": "998877"}).content.decode()


def test_a_likely_duplicate_is_put_before_somebodys_eyes() -> None:
    person = factories.people_of(factories.registered())[0]
    client = signed_in("registrar")
    client.post(agree(client), mother())
    pair = PossibleDuplicate.objects.get()
    assert pair.earlier_id == person.id
    assert pair.probability >= 0.9


def test_a_consent_that_was_not_recorded_is_recorded_later() -> None:
    case = factories.registered(factories.new_person(consent=None))
    person = factories.people_of(case)[0]
    url = reverse("desk:consent", kwargs={"case": case.id, "person": person.id})
    client = signed_in("registrar")
    assert client.get(url).status_code == 200
    assert client.post(url, {"by": "SELF", "how": "THUMB", "language": "es"}).status_code == 302
    assert DataConsent.objects.get(person=person).how == "THUMB"
    elsewhere = signed_in("registrar", at=factories.office("TIJ", "Tijuana"))
    assert elsewhere.get(url).status_code == 404


@pytest.mark.parametrize(
    ("text", "code"),
    [("Honduras", "HND"), ("hondureño", "HND"), ("HN", "HND"), ("Ghana", "GHA"), ("Xyz", None)],
)
def test_a_country_is_read_as_people_write_it(text: str, code: str | None) -> None:
    assert country_code(text) == code
