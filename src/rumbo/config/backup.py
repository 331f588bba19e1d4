"""Writes an installation into one file and brings it back, always without its keys."""

import json
import os
import tarfile
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import typer
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rumbo import __version__
from rumbo.common.home import DEMO_MARK, home, is_demo
from rumbo.common.refusal import Refusal
from rumbo.config import installation
from rumbo.config.home import prepare
from rumbo.config.postgres import Cluster, running
from rumbo.config.postgres.cluster import DATABASE, NAMES
from rumbo.config.postgres.process import run

FORMAT = "rumbo-backup/1"
MANIFEST = "rumbo-backup.json"
DUMP = "database.dump"
KEPT = ("files", "published", "ready.json")


def backup(target: Path) -> None:
    """Write the database and the sealed files to one file that only its owner can read."""
    with installation.opened() as cluster, tempfile.TemporaryDirectory() as scratch:
        if cluster is None:
            raise Refusal(
                "backup.own_server",
                gettext_lazy(
                    "Con una base de datos propia use pg_dump y copie las carpetas files y published."
                ),
            )
        dump = Path(scratch) / DUMP
        _tool(cluster, "pg_dump", "--format=custom", f"--file={dump}")
        manifest = Path(scratch) / MANIFEST
        manifest.write_text(json.dumps(_manifest(cluster)))
        draft = target.with_name(target.name + ".part")
        with (
            os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out,
            tarfile.open(fileobj=out, mode="w") as archive,
        ):
            archive.add(manifest, MANIFEST)
            archive.add(dump, DUMP)
            for name in KEPT:
                if (home() / name).exists():
                    archive.add(home() / name, name)
        draft.replace(target)
        typer.echo(_("Respaldo escrito en %(file)s, sin las llaves.") % {"file": target})


def restore(source: Path) -> None:
    """Bring a backup back into an empty home that already has its keyring."""
    folder = prepare()
    _require_empty_with_keys(folder)
    with tempfile.TemporaryDirectory() as scratch:
        manifest = _unpacked(source, Path(scratch))
        if manifest.get("demo"):
            (folder / DEMO_MARK).write_text("DEMO\n")
        with running(folder) as cluster:
            _tool(cluster, "pg_restore", "--exit-on-error", str(Path(scratch) / DUMP))
            for name in KEPT:
                if (Path(scratch) / name).exists():
                    (Path(scratch) / name).rename(folder / name)
            with installation.opened():
                typer.echo(_("Restaurado en %(folder)s.") % {"folder": folder})
                _complete_search()


def _complete_search() -> None:
    """A key of the search that was turned, or half turned, since the backup or before it."""
    # The rooms need Django, which is open only now.
    from rumbo.registry import rekeying  # noqa: PLC0415

    rekeying.complete()


def _manifest(cluster: Cluster) -> dict[str, object]:
    return {
        "format": FORMAT,
        "rumbo": __version__,
        "postgres": cluster.version,
        "demo": is_demo(),
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def _require_empty_with_keys(folder: Path) -> None:
    is_used = (folder / "pg").exists() or (folder / "files").exists()
    # What was published from here before is not mixed with what comes back.
    is_used = is_used or any((folder / "published").glob("*"))
    if os.environ.get("DATABASE_URL") or is_used:
        raise Refusal(
            "restore.not_empty",
            gettext_lazy("Solo se restaura en una carpeta nueva; %(folder)s ya se usa."),
            folder=folder,
        )
    if not os.environ.get("RUMBO_KEYS") and not (folder / "keys" / "keyring.json").is_file():
        raise Refusal(
            "restore.no_keys",
            gettext_lazy("Copie primero el llavero en %(path)s: sin él no se puede leer nada."),
            path=folder / "keys" / "keyring.json",
        )


def _unpacked(source: Path, scratch: Path) -> dict[str, object]:
    try:
        with tarfile.open(source) as archive:
            archive.extractall(scratch, filter="data")
        manifest = json.loads((scratch / MANIFEST).read_text())
    except (OSError, tarfile.TarError, ValueError):
        manifest = {}
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise Refusal(
            "restore.not_a_backup",
            gettext_lazy("%(file)s no es un respaldo de Rumbo que se pueda leer."),
            file=source,
        )
    return manifest


def _tool(cluster: Cluster, name: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs; the password goes by environment, never by argument."""
    done = run(
        [
            str(cluster.programs / name),
            f"--host={cluster.socket}",
            f"--username={NAMES['superuser']}",
            f"--dbname={DATABASE}",
            "--no-password",
            *arguments,
        ],
        extra={"PGPASSWORD": cluster.passwords["superuser"]},
    )
    if done.returncode:
        said = done.stderr.strip().splitlines()
        raise Refusal(
            "backup.tool_failed",
            gettext_lazy("%(name)s no terminó: %(said)s"),
            name=name,
            said=said[-1] if said else done.returncode,
        )
