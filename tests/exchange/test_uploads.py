"""A sheet that comes in lies nowhere in the clear where others may read it."""

import os
import stat
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile, SimpleUploadedFile
from django.test import RequestFactory
from django.urls import reverse

from rumbo.common import home
from rumbo.exchange import actions
from rumbo.exchange.intake.rows import Reading
from rumbo.exchange.intake.sheet import LARGEST
from rumbo.exchange.models import IntakeRow
from tests import factories
from tests.factories import ready
from tests.factories.pages import client_for


def test_an_upload_of_any_size_we_take_stays_in_memory() -> None:
    large = SimpleUploadedFile("hoja.csv", b"x" * 3_000_000)
    request = RequestFactory().post("/", {"sheet": large})
    assert isinstance(request.FILES["sheet"], InMemoryUploadedFile)
    assert settings.FILE_UPLOAD_MAX_MEMORY_SIZE > LARGEST


def test_what_a_stopped_process_left_is_swept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RUMBO_HOME", str(tmp_path))
    folder = home.scratch()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    (folder / "old").mkdir()
    (folder / "old" / "hoja.csv").write_text("Dilcia")
    (folder / "new").mkdir()
    an_hour_ago = time.time() - home.FORGOTTEN_AFTER - 1
    os.utime(folder / "old", (an_hour_ago, an_hour_ago))
    home.scratch()
    assert [one.name for one in folder.iterdir()] == ["new"]


SHEET = Path(__file__).parents[2] / "examples" / "intake-2025.csv"
GOOD = b"".join(SHEET.read_bytes().splitlines(keepends=True)[:4])


@pytest.mark.django_db
@pytest.mark.parametrize(("content", "people"), [(b"nada", 0), (GOOD, 3)], ids=["bad", "good"])
def test_a_sheet_is_read_from_our_own_folder_and_gone_after(
    content: bytes, people: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready.reference()
    client = client_for("registrar", at=factories.office("CDMX", "Ciudad de México"))
    monkeypatch.setenv("RUMBO_HOME", str(tmp_path))
    seen: list[Path] = []
    real = actions.import_sheet

    def watched(*, path: Path, **told: object) -> Reading:
        seen.append(path)
        assert path.read_bytes() == content
        return real(path=path, **told)  # type: ignore[arg-type]

    monkeypatch.setattr(actions, "import_sheet", watched)
    sheet = SimpleUploadedFile("hoja.csv", content)
    client.post(reverse("exchange:sheet"), {"sheet": sheet})
    assert IntakeRow.objects.count() == people
    assert seen[0].is_relative_to(tmp_path / "tmp")
    assert [one for one in tmp_path.rglob("*") if one.is_file()] == []
    assert list((tmp_path / "tmp").iterdir()) == []
