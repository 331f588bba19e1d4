"""A person's copy of their own file: what is theirs, nothing of anybody else, and never to a third."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from rumbo.access.models import Office
from rumbo.access.values import SYSTEM
from rumbo.audit.models import JournalEntry, Reading
from rumbo.casework.models import Case, EligibilityDecision, FamilyContact, SideExit
from rumbo.common import clock
from rumbo.common.ids import new_id
from rumbo.common.refusal import Refusal
from rumbo.complaints import actions as complaints
from rumbo.complaints.values import NewComplaint
from rumbo.counselling.models import Session, VoluntarinessFinding
from rumbo.desk import actions
from rumbo.desk.roles import EVERYBODY, GIVE_COPY
from rumbo.documents.models import Transfer, TravelDocument
from rumbo.protection.models import (
    Assessment,
    FearAnswer,
    FitnessFinding,
    Screening,
    TraffickingClearance,
)
from rumbo.reception.models import Kit, OnwardMoney
from rumbo.registry.models import DataConsent, GroupMember, Person
from rumbo.registry.values import NewConsent
from tests import factories
from tests.factories import movements as travel
from tests.factories import ready
from tests.factories import reception as arrivals
from tests.factories.documents import shares
from tests.factories.papers import is_tagged

pytestmark = pytest.mark.django_db
APART = "Puede haber algo más que solo protección puede darle."
MEDICAL, TRAFFICKED, PRESSED = "Zzmedico", "Zztrata", "Zzpresion"
RISK, SCREENED, OWN_WORDS = "Zzriesgo", "Zztamiz", "Zzmispalabras"
OTHERS = ("+50433334444", "B-OTRA-77", "Calle de Otra 5")


@pytest.fixture(autouse=True)
def on_monday() -> Any:
    with clock.travel_to(factories.MONDAY):
        yield


def signed_in(*roles: str, at: Office | None = None) -> Client:
    client = Client()
    client.force_login(factories.user(*roles, at=at))
    return client


def page_of(case: Case, person: Person) -> str:
    return reverse("desk:copy", args=[case.id, person.id])


def given(
    case: Case, person: Person, *roles: str, to: str = "SELF", lang: str = "es", **more: str
) -> Any:
    client = signed_in(*(roles or ("registrar",)))
    body = {"to": to, "is_identified": "on", **more}
    return client.post(page_of(case, person), body, headers={"Accept-Language": lang})


def printed(answer: Any) -> str:
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    pages = PdfReader(BytesIO(answer.content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def family() -> tuple[Case, Person, Person, Person]:
    """A mother, her sister and her son, each with what only they may read."""
    mother = factories.new_person(
        contact={
            "phone": "+529621112222",
            "safe_times": "Tardes",
            "note": "Decir que es del taller",
        },
        contact_channel="WHATSAPP",
        place={"municipality": "Yoro", "community": "El Negrito", "address": "Barrio Abajo 3"},
        profile={"reason_migrating": ["ECONOMIC"], "status": "IRREGULAR"},
    )
    sister = factories.new_person(
        identity={"given_names": "Keyla", "surname_1": "Zúniga", "document_number": OTHERS[1]},
        contact={"phone": OTHERS[0]},
        place={"address": OTHERS[2]},
        relation="SIBLING",
    )
    son = factories.new_person(
        identity={"given_names": "Josué", "surname_1": "Mejía"},
        sex="M",
        birth_date=date(2012, 8, 1),
        relation="CHILD",
        guardian=mother.id,
        guardian_relation="PARENT",
        consent=NewConsent(by="GUARDIAN", wording="2026-11-20"),
    )
    case = factories.registered(mother, sister, son)
    first, second, third = factories.people_of(case)
    return case, first, second, third


def protected(case: Case, person: Person) -> None:
    """What is recorded of somebody in the compartments, each with a word of its own."""
    about: dict[str, Any] = {"office": case.office, "case": case, "person": person}
    about["occurred_at"] = factories.MONDAY
    FearAnswer.objects.create(
        **about, alone=True, answer="YES", words=OWN_WORDS, notes=RISK, why=RISK
    )
    Screening.objects.create(**about, alone=True, codes=["TRAFFICKING"], notes=SCREENED)
    Assessment.objects.create(**about, finding="HIGH", notes=RISK, told={"person": RISK})
    TraffickingClearance.objects.create(**about, flag=True, notes=TRAFFICKED)
    VoluntarinessFinding.objects.create(
        **about, alone=True, free=False, informed=True, capacity=True, pressure=PRESSED,
        notes=PRESSED,
    )  # fmt: skip
    SideExit.objects.create(
        office=case.office, case=case, person=person, kind="ON_HOLD", reason="PROTECTION",
        why=PRESSED, compartment="protection", occurred_at=factories.MONDAY,
    )  # fmt: skip


def explained(case: Case, person: Person, decision: str = "RETURN") -> None:
    Session.objects.create(
        office=case.office, case=case, person=person, occurred_at=factories.MONDAY, language="es",
        topics=["rights", "withdrawal"], alternatives=["ASYLUM"], decision=decision,
        questions=PRESSED, notes=PRESSED,
    )  # fmt: skip


def examined(case: Case, person: Person) -> None:
    FitnessFinding.objects.create(
        office=case.office, case=case, person=person, occurred_at=factories.MONDAY,
        result="FIT_WITH_CONDITIONS", valid_until=date(2025, 5, 1), escort=MEDICAL, notes=MEDICAL,
        found=["CHRONIC"],
    )  # fmt: skip


def transferred(
    case: Case, person: Person, compartment: str = "bio", to: str = "CONSULATE"
) -> None:
    Transfer.objects.create(
        office=case.office, case=case, person=person, kind="REQUEST", recipient=to,
        fields=["full_name", "birth_date"], purpose="TRAVEL_PAPER", consent=new_id(),
        compartment=compartment, occurred_at=factories.MONDAY,
    )  # fmt: skip


# --- what it holds


def test_an_adult_reads_everything_that_is_written_of_them() -> None:
    case, mother, _sister, _son = family()
    explained(case, mother)
    examined(case, mother)
    shares(case, "CONSULATE")
    transferred(case, mother)
    TravelDocument.objects.create(
        office=case.office, person=mother, type="PASSPORT", issuer="HND", number="E123456",
        valid_until=date(2030, 1, 1), original_with="office",
    )  # fmt: skip
    FamilyContact.objects.create(
        office=case.office, case=case, person=mother, consent_on=date(2025, 3, 1),
        who={"name": "Zztercera", "relation": "PARENT", "phone": "+50499998888"},
    )  # fmt: skip
    answer = given(case, mother, "counsellor")
    assert is_tagged(answer.content)
    assert answer["Cache-Control"] == "no-store, private"
    told = printed(answer)
    for words in (
        "Lo que guardamos de usted", "Dilcia Waleska Mejía Paguada", "04/05/1990", "Honduras",
        "Barrio Abajo 3", "El Negrito", "+529621112222", "Tardes", "Decir que es del taller",
        "Condiciones de vida o desempleo", "Usar sus datos: sí, 03/03/2025. Lo dijo: usted.", "Consulado: sí, 03/03/2025",
        "Consulado recibió: nombre y fecha de nacimiento. Para pedir un documento de viaje.",
        "derecho a desistir hasta la salida", "pedir asilo o protección", "Desea volver",
        "E123456", "01/01/2030", "lo tiene: la oficina", "Apta con condiciones", "01/05/2025",
        "Nos permitió llamar a: madre o padre", "Keyla Zúniga: hermana o hermano",
        "/complaints/new/", "Cuánto tiempo se guarda", "Corregir:", APART,
    ):  # fmt: skip
        assert words in told, words
    for words in (*OTHERS, "Josué", MEDICAL, PRESSED, "Zztercera", "+50499998888", "CHRONIC"):
        assert words not in told, words


@pytest.mark.parametrize("complained", [True, False])
def test_a_complaint_is_in_nobodys_file_and_its_own_page_gives_it_back(*, complained: bool) -> None:
    case, mother, _sister, _son = family()
    name, secret = mother.full_name, "Zzloquedenuncio"
    code = "ABCD-EFGH-JKLM"
    if complained:
        made, code = complaints.file_complaint(
            actor=SYSTEM, office=case.office,
            complaint=NewComplaint(
                kind="ABUSE", words=secret, about="Zzdenunciada", name=name,
            ),
        )  # fmt: skip
        complaints.note_step(
            actor=factories.actor("complaints"), complaint=made, words="Zzinvestigadora"
        )
    told = printed(given(case, mother, "protection"))
    assert "Si usted presentó una queja, no va aquí" in told, "the same whether they did or not"
    assert "se leen con el código que recibió, en http" in told
    page = Client().post(reverse("complaints:answer"), {"code": code}).text
    assert (secret in page) is complained
    for word in ("Zzdenunciada", "Zzinvestigadora"):
        assert word not in told + page
    assert secret not in told


def test_the_journey_and_the_help_are_told() -> None:
    ready.reference()
    case = travel.ready_family()
    shares(case, "RECEIVING_MISSION")
    here, moment = arrivals.came(case)
    mother = factories.people_of(case)[0]
    mine = next(one for one in here if one.person_id == mother.id)
    about: dict[str, Any] = {"office": case.office, "case": case, "person": mother}
    Kit.objects.create(**about, arrival=mine, occurred_at=moment)
    OnwardMoney.objects.create(
        **about, arrival=mine, occurred_at=moment, number="OMOA-7", amount=50000, currency="HNL"
    )
    with clock.travel_to(moment):
        told = printed(given(case, mother))
    for words in (
        "Salida ",
        "12/03/2025",
        "Llegó a Honduras",
        "Recibió: ",
        "para el camino (recibo OMOA-7)",
        "Su grupo puede seguir",
        "Programa:",
    ):
        assert words in told, words
    assert "firmada para viajar el 12/03/2025" in told


def test_it_is_printed_in_the_language_of_who_prints_it() -> None:
    case, mother, _sister, _son = family()
    told = printed(given(case, mother, lang="en"))
    for words in (
        "What we keep about you", "Use of your data: yes", "With whom you travel",
        "There may be something more that only protection can give you",
    ):  # fmt: skip
        assert words in told, words
    assert "Lo que guardamos" not in told


def test_permissions_that_ended_are_told_with_their_day() -> None:
    case, mother, _sister, _son = family()
    DataConsent.objects.filter(person=mother).update(withdrawn_at=factories.MONDAY)
    assert "permiso retirado, 03/03/2025" in printed(given(case, mother))


def test_a_decision_that_nobody_confirmed_is_none_yet_and_its_reasons_name_no_compartment() -> None:
    case, mother, _sister, _son = family()
    about: dict[str, Any] = {"office": case.office, "case": case, "occurred_at": factories.MONDAY}
    made = EligibilityDecision.objects.create(
        **about, eligible=False, decided_by=new_id(), reasons=["HAS_MEANS", "PROTECTION_RISK"]
    )
    assert "no puede seguir" not in printed(given(case, mother))
    made.countersigned_by, made.countersigned_at = new_id(), factories.MONDAY
    made.save()
    for role in ("counsellor", "protection"):
        told = printed(given(case, mother, role))
        assert "Su grupo no puede seguir por ahora." in told
        assert "Por qué: Cuenta con medios para volver." in told
        assert "Temor" not in told
        assert "la palabra de protección" not in told


# --- what protection alone may give


@pytest.mark.parametrize("role", ["registrar", "counsellor"])
def test_the_copy_is_the_same_whether_protection_wrote_something_or_not(role: str) -> None:
    case, mother, _sister, _son = family()
    before = printed(given(case, mother, role))
    protected(case, mother)
    transferred(case, mother, "protection", "REFERRAL_BODIES")
    after = printed(given(case, mother, role))
    assert before == after
    assert APART in after
    assert "Lo que le preguntó protección" not in after


@pytest.mark.parametrize("role", ["protection", "child_officer"])
def test_protection_prints_the_question_and_the_persons_own_words_and_nothing_else(
    role: str,
) -> None:
    case, mother, _sister, _son = family()
    protected(case, mother)
    examined(case, mother)
    transferred(case, mother, "trafficking", "REFERRAL_BODIES")
    told = printed(given(case, mother, role))
    for words in ("03/03/2025 · Le preguntamos si teme volver. Respondió: Sí", OWN_WORDS, APART):
        assert words in told, words
    assert "Aquí no van nombres de otras personas, notas sobre trata" in told
    for words in (MEDICAL, TRAFFICKED, PRESSED, RISK, SCREENED, "canalización"):
        assert words not in told, words


def test_protection_says_the_same_of_what_it_does_not_print() -> None:
    case, mother, _sister, _son = family()
    told = printed(given(case, mother, "protection"))
    assert "Todavía no se le ha preguntado si teme volver." in told
    assert "Aquí no van nombres de otras personas, notas sobre trata" in told


# --- of a child


def test_who_answers_for_a_child_is_given_its_copy_without_what_it_said_alone() -> None:
    case, _mother, _sister, son = family()
    protected(case, son)
    explained(case, son, decision="NOT_RETURN")
    son.contact = {"phone": "+529623334444", "note": "Zzsecreto", "safe_times": "Zzhoras"}
    son.save(update_fields=["contact"])
    for role in ("counsellor", "protection"):
        told = printed(given(case, son, role, to="GUARDIAN"))
        assert "Esta copia es de Josué Mejía" in told
        assert "La recibe: Madre, padre o tutor" in told
        assert "Le explicamos: derechos de la persona" in told
        assert "Dilcia Waleska Mejía Paguada" in told
        for words in ("No desea volver", OWN_WORDS, "teme volver", "Zzsecreto", "Zzhoras", "1990"):
            assert words not in told, words


def test_a_childs_copy_goes_to_nobody_but_who_answers_for_it_or_the_authority() -> None:
    case, mother, _sister, son = family()
    assert given(case, son, to="SELF").status_code == 422
    assert given(case, son, to="AUTHORITY").status_code == 422
    assert given(case, mother, "protection", to="GUARDIAN").status_code == 422
    assert given(case, son, "child_officer", to="AUTHORITY").status_code == 200
    GroupMember.objects.filter(person=son).update(guardian=None, guardian_relation="NONE")
    shown = signed_in("registrar").get(page_of(case, son)).content.decode()
    assert "Nadie de su grupo puede recibirla" in shown
    assert 'name="to"' not in shown
    assert given(case, son, to="GUARDIAN").status_code == 422


def test_a_relative_who_is_no_guardian_is_given_nothing() -> None:
    case, _mother, _sister, son = family()
    GroupMember.objects.filter(person=son).update(guardian_relation="OTHER_RELATIVE")
    assert given(case, son, to="GUARDIAN").status_code == 422


def test_who_left_the_group_is_given_nothing() -> None:
    case, mother, _sister, son = family()
    GroupMember.objects.filter(person=mother).update(left_at=factories.MONDAY)
    assert given(case, son, to="GUARDIAN").status_code == 422


def test_of_somebody_whose_age_is_in_doubt_only_who_protects_gives_it() -> None:
    case, mother, _sister, _son = family()
    Person.objects.filter(pk=mother.pk).update(age_disputed=True)
    assert given(case, mother).status_code == 422
    assert given(case, mother, "protection").status_code == 200


# --- the door


def test_the_page_says_what_it_holds_and_gives_no_paper_by_an_address() -> None:
    case, mother, _sister, _son = family()
    client = signed_in("registrar")
    file = client.get(reverse("desk:case", args=[case.id])).content.decode()
    assert "Entregar una copia de su expediente" in file
    url = page_of(case, mother)
    assert url in file
    for answer in (client.get(url), client.get(f"{url}?to=SELF&is_identified=on")):
        assert answer.status_code == 200
        assert answer["Content-Type"].startswith("text/html")
        shown = answer.content.decode()
        assert "Nunca a nadie más" in shown
        assert "Pregunte si es seguro llevarla" in shown
    assert not JournalEntry.objects.filter(code="desk.copy_given").exists()


def test_nobody_is_given_a_copy_before_it_was_seen_who_they_are() -> None:
    case, mother, _sister, _son = family()
    answer = given(case, mother, is_identified="")
    assert answer.status_code == 422
    assert "compruebe quién la recibe" in answer.content.decode()
    with pytest.raises(Refusal, match="compruebe"):
        actions.give_copy(
            actor=factories.actor("registrar"), case=case, person=mother, to="SELF",
            is_identified=False,
        )  # fmt: skip
    assert not JournalEntry.objects.filter(code="desk.copy_given").exists()


def test_that_it_was_given_is_in_the_file_and_in_the_read_log() -> None:
    case, _mother, _sister, son = family()
    given(case, son, to="GUARDIAN")
    entry = JournalEntry.objects.get(code="desk.copy_given")
    assert (entry.person_id, entry.details) == (son.id, {"to": "data_consent_by:GUARDIAN"})
    assert Reading.objects.filter(page="copy_given", person_id=son.id).exists()
    file = signed_in("registrar").get(reverse("desk:case", args=[case.id])).content.decode()
    assert "una copia de su expediente. La recibió: Madre, padre o tutor." in file


@pytest.mark.parametrize("role", sorted({*EVERYBODY} - {*GIVE_COPY}))
def test_nobody_else_finds_the_page_or_may_give_it(role: str) -> None:
    case, mother, _sister, _son = family()
    assert signed_in(role).get(page_of(case, mother)).status_code == 404
    assert given(case, mother, role).status_code == 404
    with pytest.raises(Refusal):
        actions.give_copy(
            actor=factories.actor(role), case=case, person=mother, to="SELF", is_identified=True
        )


def test_another_office_finds_nothing() -> None:
    case, mother, _sister, _son = family()
    elsewhere = signed_in("counsellor", at=factories.office("TIJ", "Tijuana"))
    assert elsewhere.get(page_of(case, mother)).status_code == 404


def test_the_copy_of_a_reserved_file_is_given_by_who_protects() -> None:
    case, mother, sister, _son = family()
    Person.objects.filter(pk=mother.pk).update(sealed=True)
    for person in (mother, sister):
        for role in ("registrar", "counsellor"):
            assert signed_in(role).get(page_of(case, person)).status_code == 404
            assert given(case, person, role).status_code == 404
            with pytest.raises(Refusal, match="protección"):
                actions.give_copy(
                    actor=factories.actor(role), case=case, person=person, to="SELF",
                    is_identified=True,
                )  # fmt: skip
        for role in ("protection", "child_officer"):
            assert "Lo que guardamos de usted" in printed(given(case, person, role))
