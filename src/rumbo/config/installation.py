"""Opens an installation for one command: its database up, its tables current, its rights set."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

import psycopg
from django.utils.translation import gettext_lazy as _

import rumbo
from rumbo.common.refusal import Refusal
from rumbo.config import environment, home
from rumbo.config.postgres import Cluster, running, snapshot

STAMP = "migrated"
OTHERS = ("django", "django-allauth", "procrastinate", "django-pghistory", "django-pgtrigger")


@contextmanager
def opened(*, as_owner: bool = False) -> Iterator[Cluster | None]:
    """Let the block use the database through Django; yields the embedded cluster, if it is ours.

    The serving role is used unless `as_owner` (rotating keys rewrites history, which the
    serving role may not).
    """
    folder = home.prepare()
    table = environment.read()
    if table.database_url:
        owner = table.owner_database_url or table.database_url
        _open(owner if as_owner else table.database_url)
        yield None
        return
    with running(folder) as cluster:
        _migrate_if_needed(cluster, folder / "pg" / STAMP)
        before = os.environ.get("DATABASE_URL")
        _open(cluster.url("owner" if as_owner else "app"))
        try:
            yield cluster
        finally:
            _close(before)


def count_rows(cluster: Cluster | None) -> None:
    """Have the database take note of how many rows there are now, after many came at once.

    Until it does so by itself, a minute later, it plans for tables that it takes for empty: the
    waiting list of 100,000 people took 2.7 s instead of 0.1.
    """
    table = environment.read()
    url = cluster.url("owner") if cluster else table.owner_database_url or table.database_url
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("ANALYZE")


def migrate(url: str) -> None:
    """Bring the tables up to date as the owning role, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "rumbo.config.migrate"],
        env=os.environ | {"DATABASE_URL": url, "RUMBO_POOL": "0"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        said = done.stderr.strip().splitlines()
        raise Refusal(
            "installation.migration_failed",
            _("No se pudieron actualizar las tablas de la base de datos: %(said)s"),
            said=said[-1] if said else done.returncode,
        )


def tables_mark() -> str:
    """Return a mark of everything that decides what the tables look like."""
    root = Path(rumbo.__file__).parent
    files = [*root.glob("*/migrations/*.py"), *root.glob("*/data/**/*")]
    files.append(root / "config" / "postgres" / "grants.py")
    mark = hashlib.sha256(" ".join(version(name) for name in OTHERS).encode())
    for path in sorted(path for path in files if path.is_file()):
        mark.update(str(path.relative_to(root)).encode())
        mark.update(path.read_bytes())
    return mark.hexdigest()


def _migrate_if_needed(cluster: Cluster, stamp: Path) -> None:
    mark = tables_mark()
    if stamp.is_file() and stamp.read_text() == mark:
        return
    snapshot.load(cluster)
    migrate(cluster.url("owner"))
    stamp.write_text(mark)


def set_up() -> None:
    """Set Django up, once, in the language of this command."""
    import django  # noqa: PLC0415 - settings may be read only once the address is known
    from django.apps import apps  # noqa: PLC0415
    from django.utils import translation  # noqa: PLC0415

    if not apps.ready:
        django.setup()
    translation.activate(environment.read().language)


def _open(url: str) -> None:
    os.environ["DATABASE_URL"] = url
    set_up()


def close_connections() -> None:
    """Close what Django holds open, pool and all: before a fork, and at the end."""
    from django.db import connections  # noqa: PLC0415 - as above

    for connection in connections.all(initialized_only=True):
        connection.close()
        close_pool = getattr(connection, "close_pool", None)
        if close_pool is not None:
            close_pool()


def _close(before: str | None) -> None:
    close_connections()
    if before is None:
        os.environ.pop("DATABASE_URL", None)
