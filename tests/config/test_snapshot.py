"""The kept copy of the tables, from which a new home starts in seconds."""

import gzip
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from rumbo.config.postgres import Cluster, running, snapshot
from tests.turns import wait_for_turn

# Rows have ids of their own, and each dump a key of its own.
ROWS = re.compile(r"^COPY .*?^\\\.$|^\\(un)?restrict .*?$", re.MULTILINE | re.DOTALL)


@pytest.fixture
def empty() -> Iterator[Cluster]:
    folder = Path(tempfile.mkdtemp(prefix="rumbo-tables-"))
    folder.chmod(0o755)
    with running(folder / "home", throw_away=True) as cluster:
        yield cluster
    shutil.rmtree(folder)


def applied(cluster: Cluster) -> set[tuple[str, str]]:
    with psycopg.connect(cluster.url("app")) as connection:
        connection.execute("SELECT 1")
    with psycopg.connect(cluster.url("owner")) as connection:
        rows = connection.execute("SELECT app, name FROM django_migrations").fetchall()
    return {(str(app), str(name)) for app, name in rows}


def test_the_copy_holds_good_or_bin_tables_must_be_run() -> None:
    assert snapshot.is_current(gzip.decompress(snapshot.COPY.read_bytes()).decode())


def test_it_is_what_the_migrations_make(tmp_path: Path) -> None:
    wait_for_turn("migrations", ("migrations", "other days", "others still"), 3)
    made = tmp_path / "tables.sql.gz"
    subprocess.run(  # noqa: S603
        [sys.executable, "-m", "rumbo.config.keep_tables", made],
        check=True,
        timeout=1200,
        env={**os.environ, "RUMBO_HOME": str(tmp_path)},
    )
    new, kept = (
        ROWS.sub("", gzip.decompress(file.read_bytes()).decode()) for file in (made, snapshot.COPY)
    )
    assert new == kept


def test_it_fills_an_empty_database_and_no_other(empty: Cluster) -> None:
    assert snapshot.load(empty)
    assert ("access", "0001_initial") in applied(empty)
    assert not snapshot.load(empty)


def test_a_copy_of_a_migration_that_changed_is_not_used(empty: Cluster, tmp_path: Path) -> None:
    text = gzip.decompress(snapshot.COPY.read_bytes()).decode()
    stale = tmp_path / "tables.sql.gz"
    stale.write_bytes(gzip.compress(text.replace("rumbo.access", "rumbo.excess").encode()))
    assert not snapshot.load(empty, stale)


def test_a_copy_that_fails_half_way_leaves_nothing(empty: Cluster, tmp_path: Path) -> None:
    text = gzip.decompress(snapshot.COPY.read_bytes()).decode()
    broken = tmp_path / "tables.sql.gz"
    broken.write_bytes(gzip.compress((text + "\nSELECT nonsense;\n").encode()))
    assert not snapshot.load(empty, broken)
    assert snapshot.load(empty)
