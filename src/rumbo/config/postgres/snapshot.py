"""Fills an empty database from a kept copy of the tables: migrating from nothing takes a minute.

The copy says which migrations it holds, each with a digest of its file; where one has changed the
copy is not used. Newer migrations are applied after it, as always, so that it may be behind.
"""

import gzip
import hashlib
import tempfile
from importlib.util import find_spec
from pathlib import Path

import psycopg

from rumbo.config.postgres.cluster import DATABASE, NAMES, Cluster
from rumbo.config.postgres.process import run

COPY = Path(__file__).parents[1] / "data" / "tables.sql.gz"
MARK = "-- migration "
# What a dump of the newer version sets, and what only a superuser may say.
LEFT_OUT = (
    "COMMENT ON EXTENSION",
    "CREATE EXTENSION",
    "CREATE SCHEMA public",
    "ALTER SCHEMA public",
)


def load(cluster: Cluster, copy: Path = COPY) -> bool:
    """Fill the database if it is empty and the copy holds good; say whether it was filled."""
    if not copy.is_file() or not _is_empty(cluster):
        return False
    text = gzip.decompress(copy.read_bytes()).decode()
    if not is_current(text):
        return False
    with tempfile.NamedTemporaryFile("w", suffix=".sql", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        done = run(
            [
                str(cluster.programs / "psql"),
                *_address(cluster),
                "--no-psqlrc",
                "--quiet",
                "--single-transaction",
                "--set=ON_ERROR_STOP=1",
                f"--file={file.name}",
            ],
            extra=_secrets(cluster),
        )
    return done.returncode == 0


def write(cluster: Cluster, migrations: list[str], copy: Path = COPY) -> None:
    """Keep a copy of a database that was migrated just now, and nothing else done to it."""
    done = run(
        [
            str(cluster.programs / "pg_dump"),
            *_address(cluster),
            "--no-owner",
            "--no-privileges",
            "--no-comments",
        ],
        extra=_secrets(cluster),
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    lines = [line for line in done.stdout.splitlines() if not line.startswith(LEFT_OUT)]
    marks = [f"{MARK}{name} {digest(name)}" for name in sorted(migrations)]
    copy.parent.mkdir(exist_ok=True)
    copy.write_bytes(gzip.compress("\n".join([*marks, *lines, ""]).encode(), mtime=0))


def is_current(text: str) -> bool:
    """Say whether every migration in a copy still is what it was."""
    marks = [line.removeprefix(MARK).split() for line in text.splitlines() if line.startswith(MARK)]
    return bool(marks) and all(digest(name) == kept for name, kept in marks)


def digest(module: str) -> str:
    """Return a digest of a migration's file, or nothing where it is no more."""
    try:
        spec = find_spec(module)
    except ModuleNotFoundError:
        return ""
    if spec is None or spec.origin is None:
        return ""
    return hashlib.sha256(Path(spec.origin).read_bytes()).hexdigest()[:16]


def _is_empty(cluster: Cluster) -> bool:
    with psycopg.connect(cluster.url("owner")) as connection:
        found = connection.execute("SELECT 1 FROM pg_tables WHERE schemaname = 'public' LIMIT 1")
        return found.fetchone() is None


def _address(cluster: Cluster) -> list[str]:
    return [
        f"--host={cluster.socket}",
        f"--username={NAMES['owner']}",
        f"--dbname={DATABASE}",
        "--no-password",
    ]


def _secrets(cluster: Cluster) -> dict[str, str]:
    return {
        "PGPASSWORD": cluster.passwords["owner"],
        "PGOPTIONS": "-c client_min_messages=warning",
    }
