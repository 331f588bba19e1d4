"""`rumbo check` names every fault of an installation with its mend, and ends with 1."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from pathlib import Path

import psycopg
import pytest

from rumbo.config.postgres import Cluster, running
from tests.installed import SRC, environment, new_home

# What `rumbo check` is told beside its home.
Told = dict[str, str]
Done = subprocess.CompletedProcess[str]
FULL_DISK = """
import shutil
from types import SimpleNamespace
shutil.disk_usage = lambda _folder: SimpleNamespace(free=1_999_999_999)
"""
CHECK = "from rumbo.config.cli import main; main()"
RIGHT = "✓ La instalación está en orden."


def check(home: Path, before: str = "", **told: str) -> Done:
    return subprocess.run(  # noqa: S603 - our own arguments
        [sys.executable, "-c", before + CHECK, "check"],
        env=environment(home, **told),
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    with new_home() as folder:
        done = check(folder)
        assert done.returncode == 0, done.stdout + done.stderr
        assert RIGHT in done.stdout
        yield folder


@pytest.fixture(scope="module")
def cluster(home: Path) -> Iterator[Cluster]:
    """The database of this home, up for the whole file: each command finds it running."""
    with running(home) as found:
        yield found


@contextmanager
def neglected(home: Path, cluster: Cluster) -> Iterator[Done]:
    """An installation of which everything has gone wrong that its own database survives."""
    left_out = shutil.ignore_patterns("__pycache__", "vendor", "*.mo")
    with (
        new_home() as folder,
        psycopg.connect(cluster.url("superuser"), autocommit=True) as superuser,
    ):
        shutil.copytree(Path(SRC) / "rumbo", folder / "rumbo", ignore=left_out)
        (home / "keys").chmod(0o750)
        superuser.execute("ALTER SYSTEM SET fsync = off")
        superuser.execute("SELECT pg_reload_conf()")
        yield check(
            home,
            FULL_DISK,
            PYTHONPATH=str(folder),
            RUMBO_HOSTS="rumbo.example.org",
            RUMBO_DEBUG="1",
        )
        superuser.execute("ALTER SYSTEM RESET fsync")
        superuser.execute("SELECT pg_reload_conf()")
        (home / "keys").chmod(0o700)


@contextmanager
def as_the_owner(home: Path, cluster: Cluster) -> Iterator[Done]:
    """A named server on which one role does everything, and a migration is still to come."""
    with psycopg.connect(cluster.url("owner"), autocommit=True) as owner:
        taken = owner.execute(
            "DELETE FROM django_migrations WHERE id = (SELECT max(id) FROM django_migrations)"
            " RETURNING id, app, name, applied"
        ).fetchone()
        assert taken
        yield check(home, DATABASE_URL=cluster.url("owner"))
        owner.execute("INSERT INTO django_migrations VALUES (%s, %s, %s, %s)", taken)


@contextmanager
def as_a_superuser(home: Path, cluster: Cluster) -> Iterator[Done]:
    yield check(home, DATABASE_URL=cluster.url("superuser"))


@contextmanager
def an_open_socket(home: Path, cluster: Cluster) -> Iterator[Done]:
    cluster.socket.chmod(0o755)
    yield check(home)
    cluster.socket.chmod(0o700)


@contextmanager
def keys_of_an_earlier_version(home: Path, _cluster: Cluster) -> Iterator[Done]:
    ring = home / "keys" / "keyring.json"
    before = ring.read_text()
    ring.write_text(json.dumps(json.loads(before) | {"index_schemes": {}}))
    yield check(home)
    ring.write_text(before)


@contextmanager
def a_server_that_is_not_there(home: Path, _cluster: Cluster) -> Iterator[Done]:
    url = f"postgresql://rumbo_app@/rumbo?host={home}"
    yield check(home, DATABASE_URL=url, RUMBO_POOL="0")


@contextmanager
def data_of_a_newer_version(home: Path, _cluster: Cluster) -> Iterator[Done]:
    with new_home() as other:
        shutil.copytree(home / "keys", other / "keys")
        (other / "pg" / "data").mkdir(parents=True)
        (other / "pg" / "data" / "PG_VERSION").write_text("99\n")
        yield check(other)


Situation = Callable[[Path, Cluster], AbstractContextManager[Done]]
FAULTS: list[tuple[Situation, str, str]] = [
    (neglected, "Otros usuarios pueden leer la carpeta de llaves.", "chmod 700 {home}/keys"),
    (neglected, "Quedan menos de 2 GB libres", "mueva RUMBO_HOME"),
    (neglected, "Faltan los archivos estáticos.", "python -m rumbo.ui.assets"),
    (neglected, "Faltan las traducciones", "python -m rumbo.ui.messages compile"),
    (neglected, "con nombre propio y sin HTTPS.", "RUMBO_HTTPS=1"),
    (neglected, "RUMBO_DEBUG está puesto.", "Quítelo"),
    (neglected, "no escribe a disco (fsync)", "ALTER SYSTEM SET fsync = on"),
    (as_the_owner, "es dueño de las tablas.", "RUMBO_OWNER_DATABASE_URL para migrar"),
    (as_the_owner, "Las tablas no están al día.", "rumbo migrate"),
    (as_a_superuser, "se salta la seguridad por filas.", "sin SUPERUSER ni BYPASSRLS"),
    (an_open_socket, "Otros usuarios alcanzan la base de datos", "chmod 700 {socket}"),
    (keys_of_an_earlier_version, "con las reglas de una versión anterior.", "rumbo keys index"),
    (a_server_that_is_not_there, "no responde.", "corrija la dirección"),
    (data_of_a_newer_version, "PostgreSQL 99", "repita rumbo check"),
]


@pytest.fixture(scope="module")
def checked(home: Path, cluster: Cluster) -> Callable[[Situation], Done]:
    """What `rumbo check` says in a situation, asked once."""

    @cache
    def asked(situation: Situation) -> Done:
        with situation(home, cluster) as done:
            return done

    return asked


@pytest.mark.parametrize(("situation", "wrong", "mend"), FAULTS, ids=[one[1] for one in FAULTS])
def test_a_fault_is_said_with_its_mend(
    situation: Situation,
    wrong: str,
    mend: str,
    home: Path,
    cluster: Cluster,
    checked: Callable[[Situation], Done],
) -> None:
    done = checked(situation)
    assert done.returncode == 1, done.stdout + done.stderr
    assert done.stderr == ""
    said = [line for line in done.stdout.splitlines() if line.startswith(("✗", "  →"))]
    found = [n for n, line in enumerate(said) if line.startswith("✗") and wrong in line]
    assert len(found) == 1, done.stdout
    assert mend.format(home=home, socket=cluster.socket) in said[found[0]] + said[found[0] + 1]
    assert RIGHT not in done.stdout


def test_each_situation_is_told_its_own_faults_and_no_others(
    checked: Callable[[Situation], Done],
) -> None:
    assert checked(neglected).stdout.count("✗") == 7
    assert checked(as_the_owner).stdout.count("✗") == 2
    assert checked(an_open_socket).stdout.count("✗") == 1


def test_a_name_with_a_certificate_is_no_fault(home: Path, cluster: Cluster) -> None:
    done = check(home, RUMBO_HOSTS="rumbo.example.org", RUMBO_HTTPS="1")
    assert done.returncode == 0, done.stdout
    assert RIGHT in done.stdout


def test_every_fault_that_is_looked_for_is_provoked_here() -> None:
    """A fault added to the code is to be provoked too."""
    code = (Path(SRC) / "rumbo" / "config" / "checking.py").read_text(encoding="utf-8")
    # A refusal at opening is provoked in two ways.
    assert code.count("Fault(") == len(FAULTS) - 1
