"""A bad file is refused in one sentence, in the reader's language, and nothing of it is written."""

import html
import io
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation

from rumbo.access.values import SYSTEM
from rumbo.common.uploads import TooLarge
from rumbo.exchange import actions as exchange
from rumbo.exchange.intake import sheet
from rumbo.exchange.intake.words import SheetRefused
from tests import factories
from tests.factories.counting import everything
from tests.factories.pages import client_for
from tests.factories.sheets import BAD, as_bytes, named

pytestmark = pytest.mark.django_db
BOUNDARY = "una-hoja-enorme"
HUGE = 200_000_000
LANGUAGES = ["es", "en"]


def sentence_of(content: bytes, folder: Path, language: str) -> str:
    """What the reader of sheets says of a file, as a page would write it."""
    path = folder / "hoja.csv"
    path.write_bytes(content)
    with pytest.raises(SheetRefused) as refusal:
        sheet.read(path)
    with translation.override(language):
        return refusal.value.sentence


def sent(client: Client, content: bytes, language: str) -> str:
    upload = SimpleUploadedFile("hoja.csv", content)
    answer = client.post(
        reverse("exchange:sheet"), {"sheet": upload}, headers={"accept-language": language}
    )
    return html.unescape(answer.text)


@pytest.mark.parametrize(("content", "code"), BAD, ids=named)
def test_a_bad_file_writes_nothing(content: bytes | str, code: str, tmp_path: Path) -> None:
    path = tmp_path / "hoja.csv"
    path.write_bytes(as_bytes(content))
    actor = factories.actor("registrar")
    before = everything()
    for who in (SYSTEM, actor):
        with pytest.raises(SheetRefused) as refusal:
            exchange.import_sheet(actor=who, path=path)
        assert refusal.value.code == code
    assert everything() == before


@pytest.mark.parametrize(("content", "code"), BAD, ids=named)
def test_the_page_says_what_is_wrong_with_a_bad_file(
    content: bytes | str, code: str, tmp_path: Path
) -> None:
    client = client_for("registrar")
    client.get(reverse("exchange:sheet"))
    before, said = everything(), {}
    for language in LANGUAGES:
        said[language] = sentence_of(as_bytes(content), tmp_path, language)
        assert said[language] in sent(client, as_bytes(content), language)
    assert said["es"] != said["en"]
    assert everything() == before, code


class Stream(io.RawIOBase):
    """The body of a form with one enormous file in it, made as it is read."""

    head = (
        f"--{BOUNDARY}\r\nContent-Disposition: form-data; "
        'name="sheet"; filename="enorme.csv"\r\nContent-Type: text/csv\r\n\r\n'
    ).encode()
    tail = f"\r\n--{BOUNDARY}--\r\n".encode()
    length = len(head) + HUGE + len(tail)

    def __init__(self) -> None:
        self.parts = iter([self.head, *[bytes(1_000_000)] * (HUGE // 1_000_000), self.tail])
        self.rest = b""

    def read(self, size: int = -1) -> bytes:
        while len(self.rest) < size and (more := next(self.parts, b"")):
            self.rest += more
        given, self.rest = self.rest[:size], self.rest[size:]
        return given


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_that_a_file_of_200_mb_is_too_large(language: str) -> None:
    client = client_for("registrar")
    client.get(reverse("exchange:sheet"))
    before = everything()
    body: dict[str, Any] = {
        "wsgi.input": Stream(),
        "CONTENT_LENGTH": str(Stream.length),
        "CONTENT_TYPE": f"multipart/form-data; boundary={BOUNDARY}",
    }
    heard = {"accept-language": language}
    answer = client.generic("POST", reverse("exchange:sheet"), headers=heard, **body)
    with translation.override(language):
        refused = SheetRefused("TOO_LARGE", name="enorme.csv", size=200, limit=100)
        assert refused.sentence in html.unescape(answer.text)
    assert everything() == before


def test_another_page_that_takes_papers_says_that_it_is_too_large() -> None:
    paper = TooLarge("papel.pdf", "application/pdf", HUGE)
    assert paper.size == HUGE
    assert len(paper.read(1000)) == 1000
    assert sum(len(chunk) for chunk in paper.chunks(50_000_000)) == HUGE
