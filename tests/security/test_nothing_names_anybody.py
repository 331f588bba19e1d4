"""A thousand people whose names occur nowhere else: no dump, file, log or data page tells one."""

import logging
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
import structlog
from django.conf import settings
from django.db import connection
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from rumbo.common.sealed import cipher, keyring
from rumbo.config import database, logs
from rumbo.config.postgres import Cluster, grants, running
from rumbo.desk import finding
from rumbo.registry.models import Person
from tests import factories
from tests.factories import pages, ready
from tests.schema import kept_schema
from tests.security.canaries import Canary, canaries, play
from tests.security.searching import Searcher, spellings

Found = set[tuple[str, str]]


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    """A home of its own, where nothing was ever written but what this file writes."""
    folder = Path(tempfile.mkdtemp(prefix="rumbo-canaries-"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def own_cluster(home: Path, django_db_setup: None) -> Iterator[Cluster]:
    """A server of its own, so that its data directory and write-ahead log can be read whole."""
    with running(home, throw_away=True) as cluster:
        yield cluster


@pytest.fixture
def address(
    home: Path,
    own_cluster: Cluster,
    django_db_blocker: DjangoDbBlocker,
    request: pytest.FixtureRequest,
) -> Iterator[str]:
    """Let the house work in that home, in a database of the test's own, as the serving role."""
    name = f"canaries_{len(request.node.name)}"
    before = (settings.RUMBO_HOME, settings.EMAIL_FILE_PATH, dict(connection.settings_dict))
    with django_db_blocker.unblock(), kept_schema(own_cluster, name):
        _connect(own_cluster.url("owner", name))
        grants.apply()
        _connect(own_cluster.url("app", name))
        settings.RUMBO_HOME, settings.EMAIL_FILE_PATH = home, str(home / "mail")
        keyring.forget_read()
        ready.reference()
        yield own_cluster.url("owner", name)
        connection.close()
        settings.RUMBO_HOME, settings.EMAIL_FILE_PATH = before[:2]
        connection.settings_dict.clear()
        connection.settings_dict.update(before[2])
        keyring.forget_read()


def _connect(url: str) -> None:
    connection.close()
    connection.settings_dict.update(database.from_url(url))
    connection.settings_dict["OPTIONS"].pop("assume_role", None)


@contextmanager
def logged(path: Path) -> Iterator[None]:
    """Write everything that is logged, down to the last detail, as the house writes its log."""
    shape = dict(logs.table(level="DEBUG", as_json=False)["formatters"]["plain"])
    shape.pop("()")
    root, before = logging.getLogger(), logging.getLogger().level
    handler = logging.FileHandler(path, encoding="utf-8")
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(**shape))
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        yield
    finally:
        root.setLevel(before)
        root.removeHandler(handler)
        handler.close()


def dump(cluster: Cluster, address: str, target: Path) -> Path:
    """Write the database out as text, as a backup or a thief would."""
    subprocess.run(  # noqa: S603
        [cluster.programs / "pg_dump", f"--dbname={address}", "--inserts", f"--file={target}"],
        check=True,
    )
    with psycopg.connect(cluster.url("superuser", "postgres"), autocommit=True) as boss:
        boss.execute("CHECKPOINT")
    return target


def found_in(searcher: Searcher, *roots: Path) -> tuple[dict[str, Found], int]:
    """Search every file below these roots, the keys' folder aside; name each file with a word."""
    found, read = {}, 0
    for path in (p for root in roots for p in ([root] if root.is_file() else root.rglob("*"))):
        if path.is_file() and not path.is_symlink():
            here, size = searcher.search_file(path)
            read += size
            if here:
                found[str(path)] = here
    return found, read


def words(people: list[Canary]) -> list[str]:
    return [word for canary in people for word in canary.words]


def test_nothing_at_rest_names_any_of_a_thousand_people(
    home: Path,
    own_cluster: Cluster,
    address: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    people = canaries(seed=1)
    log = tmp_path / "rumbo.log"
    with logged(log):
        play(people, tmp_path)
        _fail(people[0], monkeypatch)
    # The control of the control: the house itself knows them all.
    assert {p.known("surname_1") for p in Person.objects.all()} >= {c.name for c in people[:900]}
    written = dump(own_cluster, address, tmp_path / "dump.sql")
    rest = [home / "files", home / "mail", home / "pg" / "data", home / "pg" / "log"]
    found, read = found_in(Searcher(words(people)), written, log, *filter(Path.exists, rest))
    assert found == {}
    assert log.stat().st_size > 0
    assert read > 20_000_000
    assert len(list((home / "files").rglob("*"))) > 20
    assert list((home / "pg").rglob("pg_wal/0*"))


def test_with_encryption_switched_off_the_same_search_finds_all_thousand(
    own_cluster: Cluster, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def as_it_is(data: bytes, _place: str) -> bytes:
        return data

    for name in ("seal", "unseal", "reseal"):
        monkeypatch.setattr(cipher, name, as_it_is)
    people = canaries(seed=2)
    play(people, tmp_path)
    written = dump(own_cluster, address, tmp_path / "dump.sql")
    found, _read = found_in(Searcher(words(people)), written)
    assert {word for word, _kind in found[str(written)]} == set(words(people))


def _fail(canary: Canary, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a page fail with a name in its hands: the log must not tell it."""

    def broken(*_given: Any, **_more: Any) -> None:
        raise ValueError(f"nobody is called {canary.name}")

    client = pages.client_for("registrar", at=factories.office())
    client.raise_request_exception = False
    with monkeypatch.context() as patch:
        patch.setattr(finding, "answer", broken)
        answer = client.post(reverse("desk:search"), {"q": f"María {canary.name}"})
    assert answer.status_code == 500
    assert canary.name not in answer.text


@pytest.mark.parametrize("kind", ["utf-8", "escaped", "hex", "utf-16", "base64"])
def test_the_searcher_finds_every_spelling_wherever_it_lies(kind: str) -> None:
    people = canaries(seed=3, number=20)
    searcher = Searcher(words(people))
    for canary in people:
        for word in canary.words:
            for at, spelling in enumerate(sorted(spellings(word)[kind])):
                data = b"x" * (1000 + at) + spelling + b"y" * 77
                assert (word, kind) in searcher.search(data)
    assert searcher.search(b"Mar\xc3\xada Hern\xc3\xa1ndez " * 10_000) == set()


def test_the_searcher_finds_what_lies_across_two_parts_of_a_file(tmp_path: Path) -> None:
    (canary,) = canaries(seed=4, number=1)
    path = tmp_path / "big"
    size = 32 * 1024 * 1024
    path.write_bytes(b"\0" * (size - 5) + canary.name.encode() + b"\0" * 100)
    found, read = Searcher(canary.words).search_file(path)
    assert (canary.name, "utf-8") in found
    assert read > size
