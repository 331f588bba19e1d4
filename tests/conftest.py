"""Every test runs on a real PostgreSQL of its own, as the role that serves."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connection, connections, transaction
from django.utils import translation
from psycopg import sql
from pytest_django import DjangoDbBlocker

from rumbo.config import database
from rumbo.config.postgres import Cluster, running
from rumbo.config.postgres.cluster import NAMES
from rumbo.statistics.mirror import store
from tests.schema import kept_schema

HOME = "RUMBO_TEST_HOME"
# Files whose tests take minutes each, and leave the database as it was.
LONGEST = (
    "test_reserved_names.py",
    "test_compartments.py",
    "test_siblings_unsaid.py",
    "test_crawl.py",
    "test_disclosure_attack.py",
    "test_other_worlds.py",
    "test_one_gate.py",
    "test_public_report.py",
)
TRUNCATE = "GRANT TRUNCATE ON ALL TABLES IN SCHEMA public TO rumbo_app"


def pytest_configure(config: pytest.Config) -> None:
    """Give the whole run one home, which the workers of xdist inherit."""
    if HOME not in os.environ:
        home = Path(tempfile.mkdtemp(prefix="rumbo-tests-"))
        home.chmod(0o711)
        os.environ[HOME] = str(home)
        config.add_cleanup(lambda: _remove(home))
    home = Path(os.environ[HOME])
    os.environ["RUMBO_HOME"] = str(home)
    settings.RUMBO_HOME = home
    settings.EMAIL_FILE_PATH = str(home / "mail")
    settings.DEMO = False
    settings.SECOND_FACTOR_REQUIRED = False
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest: two workers then end together."""
    items.sort(key=lambda item: item.path.name not in LONGEST)


def pytest_report_teststatus(report: pytest.TestReport) -> tuple[str, str, str] | None:
    """Name what failed at once: a run takes half an hour, and says the rest at its end."""
    if report.failed and report.when == "call":
        return "failed", f"\nFAILED {report.nodeid}\n", "FAILED"
    return None


def _remove(home: Path) -> None:
    os.environ.pop(HOME, None)
    shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """One throw-away cluster for the run, shared by its workers."""
    with running(Path(os.environ[HOME]), throw_away=True) as found:
        yield found


@pytest.fixture(scope="session")
def django_db_modify_db_settings(cluster: Cluster, request: pytest.FixtureRequest) -> None:
    """Point Django at the cluster, as the owner, before it makes the test database."""
    connections["default"].settings_dict.update(database.from_url(cluster.url("owner")))
    request.getfixturevalue("django_db_modify_db_settings_parallel_suffix")


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """Let Django take the test database as it finds it: the whole cluster is thrown away."""
    return True


@pytest.fixture(scope="session")
def schema_copy(
    cluster: Cluster, django_db_modify_db_settings: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[ExitStack]:
    """Copy the tables from an earlier run with the same migrations, if there was one."""
    with ExitStack() as stack, django_db_blocker.unblock():
        stack.enter_context(
            kept_schema(
                cluster,
                connection.settings_dict["TEST"]["NAME"]
                or f"test_{connection.settings_dict['NAME']}",
            )
        )
        yield stack


@pytest.fixture(scope="session")
def django_db_setup(
    schema_copy: ExitStack, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Give the rights that serving needs, then let every test run as the serving role."""
    schema_copy.close()
    # Known only once Django has its apps.
    from rumbo.config.postgres import grants  # noqa: PLC0415

    options = connection.settings_dict["OPTIONS"]
    with django_db_blocker.unblock():
        grants.apply()
        with connection.cursor() as cursor:
            cursor.execute(TRUNCATE)
        connection.close()
        options["assume_role"] = NAMES["app"]
    yield
    with django_db_blocker.unblock():
        connection.close()
        options.pop("assume_role")


@pytest.fixture(autouse=True)
def _nothing_is_remembered() -> None:
    """Forget what a process keeps in its memory, and the language of the last request.

    Tries are rows, which go with their test.
    """
    caches["memory"].clear()
    translation.deactivate()


@pytest.fixture(autouse=True)
def _own_extract(monkeypatch: pytest.MonkeyPatch) -> None:
    """Count from no extract of another test: what it tells was rolled back."""
    mine = Path(os.environ[HOME]) / "extracts" / uuid4().hex
    monkeypatch.setattr(store, "home", lambda: mine)


AsRole = Callable[[], AbstractContextManager[None]]


@pytest.fixture
def app_role(db: None) -> AsRole:
    """Run a block as the serving role (what every test does unless it says otherwise)."""
    return lambda: _as_role(NAMES["app"])


@pytest.fixture
def owner_role(db: None) -> AsRole:
    """Run a block as the owning role, to arrange what the serving role may not."""
    return lambda: _as_role(NAMES["owner"])


@pytest.fixture
def report_role(db: None) -> AsRole:
    """Run a block as the reporting role."""
    return lambda: _as_role(NAMES["report"])


@contextmanager
def _as_role(name: str) -> Iterator[None]:
    """A failure inside is rolled back to here, and the change of role with it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        (before,) = cursor.fetchone()
        with transaction.atomic():
            cursor.execute(sql.SQL("SET ROLE {}").format(sql.Identifier(name)))
            yield
            cursor.execute(sql.SQL("SET ROLE {}").format(sql.Identifier(before)))
