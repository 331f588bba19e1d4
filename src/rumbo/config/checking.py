"""Looks an installation over and says what is wrong with it, each fault with its mend."""

import shutil
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import OperationalError
from django.utils.translation import gettext as _

import rumbo
from rumbo.common.refusal import Refusal
from rumbo.common.sealed import keyring
from rumbo.config import environment, home, installation

LEAST_FREE = 2_000_000_000


@dataclass(frozen=True)
class Fault:
    """Something wrong, and what to do about it."""

    wrong: str
    mend: str


def faults() -> list[Fault]:
    """Find every fault of this installation."""
    folder = home.prepare()
    found: list[Fault] = []
    try:
        with installation.opened():
            found += _database_faults()
    except Refusal as refusal:
        installation.set_up()
        found.append(Fault(refusal.sentence, _("Corrija lo anterior y repita rumbo check.")))
    except OperationalError:
        found.append(
            Fault(
                _("La base de datos que nombra DATABASE_URL no responde."),
                _("Póngala en marcha o corrija la dirección, y repita rumbo check."),
            )
        )
    found += _folder_faults(folder)
    found += _package_faults(Path(rumbo.__file__).parent)
    found += _serving_faults()
    return found


def faults_while_serving(folder: Path, root: Path) -> Iterator[Fault]:
    """Find what can be seen from inside a server that runs: folders, files and how it is served."""
    yield from _folder_faults(folder)
    yield from _package_faults(root)
    yield from _serving_faults()


def _folder_faults(folder: Path) -> Iterator[Fault]:
    keys = folder / "keys"
    if stat.S_IMODE(keys.stat().st_mode) & 0o077:
        yield Fault(
            _("Otros usuarios pueden leer la carpeta de llaves."),
            _("Ejecute: chmod 700 %(folder)s") % {"folder": keys},
        )
    if shutil.disk_usage(folder).free < LEAST_FREE:
        yield Fault(
            _("Quedan menos de 2 GB libres en el disco."), _("Libere espacio o mueva RUMBO_HOME.")
        )


def _package_faults(root: Path) -> Iterator[Fault]:
    if not any((root / "ui" / "static" / "vendor").rglob("*.*")):
        yield Fault(_("Faltan los archivos estáticos."), "python -m rumbo.ui.assets")
    if not any(root.rglob("*.mo")):
        yield Fault(_("Faltan las traducciones compiladas."), "python -m rumbo.ui.messages compile")


def _serving_faults() -> Iterator[Fault]:
    table = environment.read()
    local = {"localhost", "127.0.0.1", "[::1]"}
    if not set(settings.ALLOWED_HOSTS) <= local and not table.https:
        yield Fault(
            _("Rumbo se sirve con nombre propio y sin HTTPS."),
            _("Ponga un servidor con certificado delante y RUMBO_HTTPS=1."),
        )
    if settings.DEBUG:
        yield Fault(_("RUMBO_DEBUG está puesto."), _("Quítelo: muestra errores con datos."))


def _database_faults() -> Iterator[Fault]:
    from django.db import connection  # noqa: PLC0415 - Django is set up only now
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        yield Fault(_("Las tablas no están al día."), "rumbo migrate")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper OR rolbypassrls, current_setting('fsync'),"
            " EXISTS (SELECT 1 FROM pg_class WHERE relowner = r.oid AND relkind = 'r')"
            " FROM pg_roles r WHERE rolname = current_user"
        )
        above_the_rules, fsync, owns = cursor.fetchone()
    if above_the_rules:
        yield Fault(
            _("El papel que sirve se salta la seguridad por filas."),
            _("Indique en DATABASE_URL un papel sin SUPERUSER ni BYPASSRLS."),
        )
    if owns:
        yield Fault(
            _("El papel que sirve es dueño de las tablas."),
            _("Use dos papeles: RUMBO_OWNER_DATABASE_URL para migrar y DATABASE_URL para servir."),
        )
    ring = keyring.load_now()
    if not ring.is_filed_as_now(ring.index_generation):
        yield Fault(
            _("La búsqueda está archivada con las reglas de una versión anterior."),
            "rumbo keys index",
        )
    if fsync != "on":
        yield Fault(
            _("La base de datos no escribe a disco (fsync)."), "ALTER SYSTEM SET fsync = on"
        )
