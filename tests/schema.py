"""The test database's tables, built by migrations once and then copied: they are the slow part."""

import fcntl
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

from rumbo.config.postgres import Cluster

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

    One worker builds, the others wait for its copy.
    """
    url, programs = cluster.url("owner", name), cluster.programs
    KEPT.mkdir(mode=0o700, exist_ok=True)
    copy = _file(cluster.version)
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if copy.exists():
            fcntl.flock(lock, fcntl.LOCK_UN)
            with psycopg.connect(cluster.url("owner"), autocommit=True) as owner:
                owner.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
            _run(programs / "psql", url, "--quiet", "--single-transaction", "--file", copy)
            yield
            return
        yield
        draft = copy.with_suffix(f".{os.getpid()}")
        _run(programs / "pg_dump", url, "--no-privileges", "--file", draft)
        draft.replace(copy)


def _run(program: Path, url: str, *arguments: str | Path) -> None:
    subprocess.run(  # noqa: S603
        [program, f"--dbname={url}", *arguments],
        check=True,
        stdout=subprocess.DEVNULL,
        env={**os.environ, "PGOPTIONS": "-c client_min_messages=warning"},
    )
