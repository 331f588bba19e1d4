"""The pages of documents: for those who may, in their own offices, and for nobody else."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from rumbo.access.values import SYSTEM
from rumbo.audit.models import Reading
from rumbo.casework.models import Case
from rumbo.common import clock
from rumbo.documents import actions as documents
from rumbo.documents import mrz, pages
from rumbo.documents.models import (
    Custody,
    ExitPaper,
    KeptFile,
    LegalCheck,
    OtherParent,
    Parentage,
    ReceivingNotice,
    TransitCheck,
    TravelDocument,
)
from rumbo.documents.values import NewRequest
from tests import factories
from tests.factories import documents as papers
from tests.factories import ready

pytestmark = pytest.mark.django_db
GOOD = {
    "type": "PASSPORT",
    "issuer": "HND",
    "number": "E654321",
    "valid_until": "2030-01-01",
    "original_with": "person",
}


def signed_in(*roles: str, at: object = None) -> Client:
    client = Client()
    client.force_login(
        factories.user(*roles, at=at),  # type: ignore[arg-type]
        backend="django.contrib.auth.backends.ModelBackend",
    )
    return client


def address(page: str, /, **ids: object) -> str:
    return reverse(f"documents:{page}", kwargs=ids or None)


def of(case: Case, page: str, person: int = 0) -> str:
    return address(page, case=case.pk, person=factories.people_of(case)[person].pk)


def test_the_panel_says_each_document_against_the_journey_and_who_has_it() -> None:
    case = ready.make_ready(ready.family())
    TravelDocument.objects.filter(person=factories.people_of(case)[0]).update(
        valid_until=date(2025, 3, 10)
    )
    with clock.travel_to(factories.MONDAY):
        page = signed_in("documents").get(address("panel", case=case.pk))
    assert "vence el 10/03/2025, antes del viaje" in page.text
    assert "vale hasta el 01/01/2030" in page.text
    assert "El original lo tiene: La persona." in page.text
    assert "Falta un documento que valga hasta la llegada." in page.text
    assert Reading.objects.filter(page="documents").count() == 2


def test_a_fragment_is_given_to_the_case_page() -> None:
    case = factories.registered()
    page = signed_in("counsellor").get(
        address("panel", case=case.pk), headers={"HX-Request": "true"}
    )
    assert "<html" not in page.text
    assert "Falta un documento para viajar." in page.text
    assert "Anotar un documento" not in page.text


def test_a_document_is_recorded_from_its_page() -> None:
    case, client = factories.registered(), signed_in("documents")
    page = client.get(of(case, "add"))
    assert page.status_code == 200
    answer = client.post(of(case, "add"), GOOD, follow=True)
    assert "Documento anotado." in answer.text
    assert TravelDocument.objects.get().number == "E654321"


def test_a_doubtful_line_is_warned_of_and_saved_when_somebody_looked_again() -> None:
    case, client = factories.registered(), signed_in("documents")
    told = {**GOOD, "mrz": "L898902C86UTO7408122F1204159ZE184226B<<<<<10", "number": ""}
    page = client.post(of(case, "add"), {**told, "valid_until": ""})
    assert page.status_code == 422
    assert "Línea 2, posición 10" in page.text
    assert "tendría que ser" in page.text
    assert "nació el 12/08/1974 y en el registro está el 04/05/1990" in page.text
    assert not TravelDocument.objects.exists()
    client.post(of(case, "add"), {**told, "valid_until": "", "looked_again": "on"})
    assert TravelDocument.objects.exists()


def test_lines_that_agree_fill_the_number_and_the_end() -> None:
    case, client = factories.registered(), signed_in("documents")
    number, birth, expiry, own = "E654321<<", "900504", "300101", "<" * 14
    checked = [text + mrz.check_digit(text) for text in (number, birth, expiry)]
    whole = "".join(checked) + own + "0"
    line = f"{checked[0]}HND{checked[1]}F{checked[2]}{own}0{mrz.check_digit(whole)}"
    told = {**GOOD, "mrz": line, "number": "", "valid_until": ""}
    answer = client.post(of(case, "add"), told, follow=True)
    assert "Documento anotado." in answer.text
    row = TravelDocument.objects.get()
    assert (row.number, str(row.valid_until)) == ("E654321", "2030-01-01")


HOSTILE = {
    "html renamed": SimpleUploadedFile("acta.pdf", b"<html><script>1</script>", "application/pdf"),
    "nul in name": SimpleUploadedFile("a\x00b.exe", b"MZ\x90\x00", "application/pdf"),
    "empty": SimpleUploadedFile("vacio.pdf", b"", "application/pdf"),
    "21 MB": SimpleUploadedFile("grande.pdf", b"%PDF-" + b"0" * 21 * 1024 * 1024),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_upload_is_refused_kindly_and_leaves_nothing(kind: str) -> None:
    case, client = factories.registered(), signed_in("documents")
    HOSTILE[kind].seek(0)
    page = client.post(of(case, "keep"), {"kind": "DOCUMENT", "scan": HOSTILE[kind]})
    assert page.status_code in {409, 422}
    assert "archivo" in page.text
    assert not KeptFile.objects.exists()


def test_a_scan_comes_back_whole_and_stays_in_no_cache() -> None:
    case, client = factories.registered(), signed_in("documents")
    scan = SimpleUploadedFile("pasaporte ñ.exe", papers.PDF)
    client.post(of(case, "keep"), {"kind": "DOCUMENT", "scan": scan})
    row = KeptFile.objects.get()
    answer = client.get(address("download", file=row.pk))
    assert answer.content == papers.PDF
    assert answer["Content-Type"] == "application/pdf"
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"].startswith("attachment")
    assert "pasaporte%20%C3%B1.pdf" in answer["Content-Disposition"]
    assert Reading.objects.filter(page="documents.file").exists()


def test_a_scan_of_another_office_or_compartment_is_not_there() -> None:
    case = factories.registered()
    row = documents.keep_file(
        actor=SYSTEM,
        case=case,
        person=factories.people_of(case)[0],
        kind="DOCUMENT",
        file=papers.scan(),
    )
    there = address("download", file=row.pk)
    assert (
        signed_in("documents", at=factories.office("TIJ", "Tijuana")).get(there).status_code == 404
    )
    assert signed_in("health").get(there).status_code == 404
    KeptFile.objects.update(compartment="medical")
    assert signed_in("documents").get(there).status_code == 404


def test_an_original_is_taken_against_a_printed_receipt() -> None:
    case, client = factories.registered(), signed_in("documents")
    row = papers.recorded(case)
    custody = address("custody", document=row.pk)
    client.post(custody, {"held_by": "office"})
    made = Custody.objects.get()
    assert made.receipt in client.get(custody).text
    page = client.get(address("receipt", custody=made.pk))
    assert made.receipt in page.text
    assert "Dilcia Waleska Mejía Paguada" in page.text


def test_a_loss_and_an_end_are_asked_first() -> None:
    case, client = factories.registered(), signed_in("documents")
    row = papers.recorded(case)
    assert client.get(address("lost", document=row.pk)).status_code == 200
    client.post(address("lost", document=row.pk), {"report_number": "FGE/9"})
    assert TravelDocument.objects.get().original_with == "lost"
    assert client.get(address("end", document=row.pk)).status_code == 200
    client.post(address("end", document=row.pk))
    assert TravelDocument.objects.get().ended_at is not None
    assert client.get(address("correct", document=row.pk)).status_code == 404


def test_a_correction_is_typed_over_what_was_read() -> None:
    case, client = factories.registered(), signed_in("registrar")
    row = papers.recorded(case)
    page = client.get(address("correct", document=row.pk))
    assert "E123456" in page.text
    told = {**GOOD, "number": "E777777", "version": row.version}
    client.post(address("correct", document=row.pk), told)
    assert TravelDocument.objects.get().number == "E777777"


def test_a_childs_papers_are_written_down_from_their_forms() -> None:
    case, client = ready.family(), signed_in("child_officer")
    client.post(of(case, "parentage", 1), {"shown": "yes", "shown_by": "DOCUMENT"})
    client.post(of(case, "other_parent", 1), {"state": "DECEASED", "has_paper": "on"})
    assert Parentage.objects.get().shown
    assert OtherParent.objects.get().state == "DECEASED"
    refused = client.post(of(case, "find_other_parent", 1))
    assert refused.status_code == 409
    assert "Protección tiene que dar antes su visto bueno." in refused.text


def test_leaving_is_written_down_from_short_forms() -> None:
    ready.reference()
    case, client = factories.registered(), signed_in("documents")
    client.post(of(case, "exit_paper"), {"needed": "no"})
    client.post(of(case, "legal"), {"bar": "no"})
    page = client.get(of(case, "transit"))
    assert "Guatemala" in page.text
    client.post(of(case, "transit"), {"GTM": "yes"})
    client.post(of(case, "residence"), {"country": "USA", "valid_until": "2026-05-01"})
    assert ExitPaper.objects.get().needed is False
    assert LegalCheck.objects.get().bar is False
    assert list(TransitCheck.objects.exclude(country="").values_list("country", "allowed")) == [
        ("GTM", True)
    ]
    page = client.get(address("panel", case=case.pk))
    assert "puede pasar por Guatemala" in page.text
    assert "Puede residir en Estados Unidos" in page.text


def test_a_notice_without_consent_is_refused_in_words() -> None:
    case, client = factories.registered(), signed_in("movements")
    refused = client.post(address("notice", case=case.pk), {"recipient": "RECEIVING_MISSION"})
    assert refused.status_code == 409
    assert "la ayuda sigue igual" in refused.text
    papers.shares(case, "RECEIVING_MISSION")
    client.post(address("notice", case=case.pk), {"recipient": "RECEIVING_MISSION"})
    told = ReceivingNotice.objects.get()
    client.post(address("notice", case=case.pk), {"recipient": "RECEIVING_MISSION"})
    client.post(address("notice_answered", case=case.pk, notice=told.pk))
    answered = ReceivingNotice.objects.exclude(answered_on=None)
    assert [one.pk for one in answered] == [told.pk], "the answer is to the notice it stood beside"
    other = factories.registered()
    crossed = client.post(address("notice_answered", case=other.pk, notice=told.pk))
    assert crossed.status_code == 404


def test_the_day_lists_what_runs_out_what_is_late_and_what_goes_back() -> None:
    case = ready.make_ready(ready.family())
    TravelDocument.objects.update(valid_until=ready.TRAVEL)
    papers.shares(case, "CONSULATE")
    person = factories.people_of(case)[0]
    asked = NewRequest(type="LAISSEZ_PASSER", country="HND", due_on=date(2025, 3, 4))
    documents.ask_consulate(
        actor=SYSTEM, case=case, person=person, request=asked, at=factories.MONDAY
    )
    client = signed_in("documents")
    with clock.travel_to(factories.MONDAY.replace(day=6)):
        page = client.get(address("work"))
    assert "El documento de Dilcia Waleska Mejía Paguada vence el 12/03/2025" in page.text
    assert "Todavía no se entrega al consulado" in page.text
    empty = signed_in("documents", at=factories.office("TIJ", "Tijuana")).get(address("work"))
    assert "Nada por atender." in empty.text


EVERY_PAGE = (
    "add", "parentage", "other_parent", "exit_paper", "legal", "residence", "transit",
    "consulate", "keep",
)  # fmt: skip


@pytest.mark.parametrize("page", EVERY_PAGE)
def test_another_office_finds_nothing(page: str) -> None:
    case = ready.family()
    foreign = signed_in("documents", "child_officer", at=factories.office("TIJ", "Tijuana"))
    assert foreign.get(of(case, page, 1)).status_code == 404
    assert foreign.post(of(case, page, 1), GOOD).status_code == 404


@pytest.mark.parametrize("page", EVERY_PAGE)
@pytest.mark.parametrize("role", ["health", "field", "reception", "monitoring", "donor", "dpo"])
def test_other_roles_find_no_page(page: str, role: str) -> None:
    case = ready.family()
    assert signed_in(role).get(of(case, page, 1)).status_code == 404


def test_a_person_of_another_case_is_not_found_under_this_one() -> None:
    case, other = factories.registered(), factories.registered()
    there = address("add", case=case.pk, person=factories.people_of(other)[0].pk)
    assert signed_in("documents").get(there).status_code == 404


@pytest.mark.parametrize("role", sorted(pages.PANELS[0].roles))
def test_every_role_that_is_promised_the_panel_may_open_it(role: str) -> None:
    case = factories.registered()
    assert signed_in(role).get(address("panel", case=case.pk)).status_code == 200
