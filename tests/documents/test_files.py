"""Scans are looked at before they are kept, lie sealed on disk, and are opened with a note."""

from pathlib import Path

import pytest
from django.conf import settings

from rumbo.access.values import SYSTEM
from rumbo.audit.models import Reading
from rumbo.common.refusal import Refusal
from rumbo.documents import actions as documents
from rumbo.documents.models import KeptFile
from tests import factories
from tests.factories import documents as papers

pytestmark = pytest.mark.django_db


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
    documents.destroy_file(actor=clerk, file=row)
    assert not kept.exists()


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
