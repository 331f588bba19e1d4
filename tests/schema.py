"""The test database's tables: from the copy that a new home starts with, kept between runs.

Where a migration is newer than that copy, or has changed, the migrations build them once.
"""

import fcntl
import gzip
import hashlib
import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.apps import apps
from psycopg import sql

from rumbo.config.postgres import Cluster, snapshot

KEPT = Path(tempfile.gettempdir()) / f"rumbo-test-schemas-{os.getuid()}"


def _file(version: int) -> Path:
    """Name the copy by every migration there is, so that a change of one makes a new copy."""
    digest = hashlib.sha256(str(version).encode())
    for app in sorted(apps.get_app_configs(), key=lambda app: app.label):
        for path in sorted(Path(app.path).glob("migrations/*.py")):
            digest.update(path.name.encode() + path.read_bytes())
    return KEPT / f"{digest.hexdigest()[:24]}.sql"


@contextmanager
def kept_schema(cluster: Cluster, name: str) -> Iterator[None]:
    """Fill the new database `name` from the kept copy, or keep one of what the block builds.

    One worker builds, from the copy that is shipped where it holds good, the others wait for it.
    """
    url, programs = cluster.url("owner", name), cluster.programs
    KEPT.mkdir(mode=0o700, exist_ok=True)
    copy = _file(cluster.version)
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if copy.exists():
            fcntl.flock(lock, fcntl.LOCK_UN)
            _fill(cluster, name, copy)
            yield
            return
        shipped = gzip.decompress(snapshot.COPY.read_bytes())
        if snapshot.is_current(shipped.decode()):
            with tempfile.NamedTemporaryFile(suffix=".sql") as file:
                file.write(shipped)
                file.flush()
                _fill(cluster, name, Path(file.name))
        yield
        draft = copy.with_suffix(f".{os.getpid()}")
        _run(programs / "pg_dump", url, "--no-privileges", "--file", draft)
        draft.replace(copy)


def _fill(cluster: Cluster, name: str, copy: Path) -> None:
    with psycopg.connect(cluster.url("owner"), autocommit=True) as owner:
        owner.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    options = ("--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", "--file")
    _run(cluster.programs / "psql", cluster.url("owner", name), *options, copy)


def _run(program: Path, url: str, *arguments: str | Path) -> None:
    subprocess.run(  # noqa: S603
        [program, f"--dbname={url}", *arguments],
        check=True,
        stdout=subprocess.DEVNULL,
        env={**os.environ, "PGOPTIONS": "-c client_min_messages=warning"},
    )
