"""Makes a new data directory, whole or not at all."""

import shutil

from django.utils.translation import gettext_lazy as _

from rumbo.common.refusal import Refusal
from rumbo.config.postgres.cluster import NAMES
from rumbo.config.postgres.layout import Layout
from rumbo.config.postgres.process import run
from rumbo.config.postgres.programs import Programs
from rumbo.config.postgres.runner import Runner

LOCALES = (["--locale=C.UTF-8"], ["--locale=en_US.UTF-8"], ["--locale=C"])
BUILTIN = (["--locale-provider=builtin", "--locale=C.UTF-8"],)
BUILTIN_SINCE = 17


def ensure(layout: Layout, programs: Programs, runner: Runner, password: str) -> None:
    """Make the data directory if there is none, and refuse one of another version."""
    if (layout.data / "PG_VERSION").is_file():
        _require_same_version(layout, programs)
        return
    draft = layout.base / "data.new"
    said = ""
    for locale in BUILTIN if programs.version >= BUILTIN_SINCE else LOCALES:
        shutil.rmtree(draft, ignore_errors=True)
        said = _initdb(layout, programs, runner, password, locale)
        if not said:
            draft.rename(layout.data)
            return
    raise Refusal(
        "postgres.initdb_failed",
        _("PostgreSQL no pudo crear su carpeta de datos: %(said)s"),
        said=said,
    )


def _initdb(
    layout: Layout, programs: Programs, runner: Runner, password: str, locale: list[str]
) -> str:
    """Run initdb; return what it complained about, or nothing."""
    secret = layout.base / "password"
    secret.touch(mode=0o600)
    secret.write_text(password)
    runner.own(secret)
    command = [
        programs.path("initdb"),
        f"--pgdata={layout.base / 'data.new'}",
        f"--username={NAMES['superuser']}",
        f"--pwfile={secret}",
        "--auth=scram-sha-256",
        "--data-checksums",
        "--encoding=UTF8",
        *locale,
    ]
    try:
        done = run(command, runner)
    finally:
        secret.unlink()
    lines = done.stderr.strip().splitlines()
    return (lines[-1] if lines else str(done.returncode)) if done.returncode else ""


def _require_same_version(layout: Layout, programs: Programs) -> None:
    found = int((layout.data / "PG_VERSION").read_text().strip())
    if found > programs.version:
        raise Refusal(
            "postgres.data_newer",
            _(
                "Los datos de %(folder)s son de PostgreSQL %(found)s y este programa trae "
                "PostgreSQL %(have)s: actualice Rumbo; no se ha cambiado nada."
            ),
            folder=layout.data,
            found=found,
            have=programs.version,
        )
    if found < programs.version:
        raise Refusal(
            "postgres.data_older",
            _(
                "Los datos de %(folder)s son de PostgreSQL %(found)s: ábralos con RUMBO_PG=%(found)s, "
                "haga rumbo backup, y recupérelos en una carpeta nueva con PostgreSQL %(have)s."
            ),
            folder=layout.data,
            found=found,
            have=programs.version,
        )
