"""Scans are looked at before they are kept, lie sealed on disk, and are opened with a note."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse

from rumbo.access.values import SYSTEM
from rumbo.audit.models import JournalEntry, Reading
from rumbo.audit.sentences import tell
from rumbo.common.refusal import Refusal
from rumbo.documents import actions as documents
from rumbo.documents.models import KeptFile
from rumbo.documents.words import DESTROYED
from tests import factories
from tests.factories import documents as papers
from tests.factories.pages import client_for, elsewhere

pytestmark = pytest.mark.django_db


def refused(code: str) -> Any:
    return pytest.raises(Refusal, check=lambda refusal: refusal.code == code)


def test_a_scan_lies_sealed_on_disk_and_opening_it_is_written_down() -> None:
    case, clerk = factories.registered(), factories.actor("documents")
    person = factories.people_of(case)[0]
    made = documents.keep_file(
        actor=clerk, case=case, person=person, kind="DOCUMENT", file=papers.scan("Dilcia.pdf")
    )
    row = KeptFile.objects.get(pk=made.pk)
    kept = Path(settings.RUMBO_HOME) / "files" / row.id.hex[-2:] / row.id.hex
    on_disk = kept.read_bytes()
    assert b"nothing of anybody" not in on_disk
    assert b"%PDF" not in on_disk
    assert (row.name, row.media_type, row.size) == (
        "Dilcia.pdf",
        "application/pdf",
        len(papers.PDF),
    )
    assert documents.open_file(actor=clerk, file=row) == papers.PDF
    assert Reading.objects.filter(person_id=person.id, page="documents.file").exists()
    documents.destroy_file(actor=clerk, file=row, why="UNREADABLE")
    assert not kept.exists()
    said = JournalEntry.objects.get(code="documents.file_destroyed_unreadable")
    assert (said.person_id, said.case_id) == (person.id, case.id)
    with refused("documents.file_is_gone"):
        documents.destroy_file(actor=clerk, file=row, why="UNREADABLE")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "documents.file_is_empty"),
        (b"<html><body>hola</body></html>", "documents.not_a_scan"),
        (papers.PDF + b"\x00" * 21 * 1024 * 1024, "documents.file_too_large"),
    ],
)
def test_a_hostile_file_is_refused_with_nothing_written(content: bytes, code: str) -> None:
    case = factories.registered()
    with pytest.raises(Refusal) as refusal:
        documents.keep_file(
            actor=SYSTEM,
            case=case,
            person=factories.people_of(case)[0],
            kind="DOCUMENT",
            file=papers.scan("pasaporte.pdf", content),
        )
    assert refusal.value.code == code
    assert not KeptFile.objects.exists()


def a_copy() -> KeptFile:
    case = factories.registered()
    return documents.keep_file(
        actor=factories.actor("documents"),
        case=case,
        person=factories.people_of(case)[0],
        kind="DOCUMENT",
        file=papers.scan(),
    )


def test_only_with_a_reason_and_by_whoever_keeps_the_papers_a_copy_is_destroyed() -> None:
    row = a_copy()
    with refused("documents.unknown_code"):
        documents.destroy_file(actor=factories.actor("documents"), file=row, why="")
    with refused("access.not_your_role"):
        documents.destroy_file(actor=factories.actor("registrar"), file=row, why="ASKED")
    assert documents.open_file(actor=SYSTEM, file=row) == papers.PDF


@pytest.mark.parametrize("why", sorted(DESTROYED))
def test_each_reason_is_a_sentence_of_the_journal(why: str) -> None:
    documents.destroy_file(actor=SYSTEM, file=a_copy(), why=why)
    said = JournalEntry.objects.get(code=f"documents.file_destroyed_{why.lower()}")
    assert tell(said.code, said.details).startswith("Se destruyó una copia")


def test_the_page_asks_why_and_then_the_copy_is_gone_for_everybody() -> None:
    row = a_copy()
    page, copy = (reverse(f"documents:{name}", args=[row.pk]) for name in ("destroy", "download"))
    panel = reverse("documents:panel", args=[row.case_id])
    client = client_for("documents")
    assert page in client.get(panel).content.decode()
    assert page not in client_for("registrar").get(panel).content.decode()
    assert client.post(page, {}).status_code == 422
    assert client.post(page, {"why": "WRONG_FILE"}).status_code == 303
    assert {client.get(where).status_code for where in (page, copy)} == {404}
    assert copy not in client.get(panel).content.decode()


def test_who_may_not_destroy_a_copy_finds_no_such_page() -> None:
    page = reverse("documents:destroy", args=[a_copy().pk])
    for role in ("registrar", "counsellor", "dpo", "donor"):
        assert client_for(role).get(page).status_code == 404
    assert client_for("documents", at=elsewhere()).get(page).status_code == 404
    assert client_for("documents", at=elsewhere()).post(page, {"why": "ASKED"}).status_code == 404
