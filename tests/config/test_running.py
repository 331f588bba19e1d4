"""`rumbo run` opens a demonstration in a new home, and only there; elsewhere it serves real work."""

import re
import urllib.parse
import urllib.request
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path

import psycopg
import pytest

from rumbo.access.rules import ROLES
from rumbo.config.postgres import Cluster, running, server, snapshot
from rumbo.config.postgres.layout import Layout
from tests.installed import environment, new_home, rows_in, serving, status

SMALL = ("run", "--rows=30", "--days=1")
COUNTED = ("access_user", "access_grant", "registry_person", "casework_case", "audit_journalentry")
PASSWORD_LINK = "/password/reset/"  # noqa: S105 - a piece of an address


def counts(url: str) -> dict[str, int]:
    """How many rows there are of what a start might make."""
    return rows_in(url, *COUNTED)


def counted(home: Path) -> dict[str, int]:
    with running(home) as cluster:
        return counts(cluster.url("owner"))


class Visitor:
    """Somebody's browser, as far as a form needs one."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.jar = CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))

    def open(self, path: str, **typed: str) -> str:
        """Read a page, or send a form to it."""
        token = next((cookie.value for cookie in self.jar if cookie.name == "csrftoken"), None)
        body = urllib.parse.urlencode({**typed, "csrfmiddlewaretoken": token}) if typed else None
        asked = urllib.request.Request(  # noqa: S310 - our own address
            self.address + path,
            data=body.encode() if body else None,
            headers={"Accept-Language": "es", "Referer": self.address + path},
        )
        with self.opener.open(asked, timeout=20) as answer:
            return str(answer.read().decode())


@pytest.fixture(scope="module")
def demo() -> Iterator[Path]:
    with new_home() as folder:
        yield folder


@pytest.fixture(scope="module")
def first_run(demo: Path) -> tuple[str, dict[str, int]]:
    """What the first run of a new home prints, and what it left behind; somebody came in."""
    with serving(demo, *SMALL) as (address, said):
        assert f"{address}/" in said
        visitor = Visitor(address)
        page = visitor.open("/accounts/login/")
        account = re.findall(r'name="account" value="(demo-counsellor)"', page)
        home = visitor.open("/demo/sign-in/", account=account[0])
    assert "<strong>DEMO</strong>" in home
    assert 'action="/accounts/logout/"' in home
    return said, counted(demo)


def test_a_new_home_becomes_a_demonstration_with_one_sign_in_a_role(
    demo: Path, first_run: tuple[str, dict[str, int]]
) -> None:
    said, found = first_run
    assert (demo / "DEMO").is_file()
    lines = [line for line in said.splitlines() if re.match(r"  \S", line)]
    assert len(lines) == len(ROLES)
    assert PASSWORD_LINK not in said
    assert found["registry_person"] >= 20
    assert server.pid_of(Layout(demo)) is None


def test_after_many_rows_at_once_the_database_knows_that_its_tables_grew(
    demo: Path, first_run: tuple[str, dict[str, int]]
) -> None:
    _said, found = first_run
    with running(demo) as cluster, psycopg.connect(cluster.url("owner")) as connection:
        asked = "SELECT reltuples FROM pg_class WHERE relname = 'access_office'"
        row = connection.execute(asked).fetchone()
    assert row is not None
    # Until it is told, a small table that was made empty counts -1 for as long as it is small.
    assert row[0] > 0, found


def test_the_second_run_keeps_what_is_there_and_plays_nothing(
    demo: Path, first_run: tuple[str, dict[str, int]]
) -> None:
    said, before = first_run
    played = "personas inventadas, "
    assert played in said
    with serving(demo, *SMALL) as (_address, again):
        assert played not in again
        assert again.splitlines()[0] == said[said.index("Entre con un clic") :].splitlines()[0]
    after = counted(demo)
    # The one who came in by a click may leave a line in the journal; nothing else may change.
    assert after == before


@pytest.fixture(scope="module")
def worked_in() -> Iterator[tuple[Path, Cluster]]:
    """A home where real work is done, and its server, which other homes may name as theirs."""
    with new_home() as folder, running(folder) as cluster:
        assert snapshot.load(cluster)
        yield folder, cluster


@pytest.fixture(scope="module")
def first_start(worked_in: tuple[Path, Cluster]) -> Iterator[tuple[Path, str]]:
    """A home that names a server of its own, after its first start, and what that printed."""
    with new_home() as folder:
        with serving(folder, "serve", told=naming(worked_in, folder)) as (address, said):
            (link,) = re.findall(r"http://\S+/password/reset/\S+", said)
            assert link.startswith(address)
            assert status(link) == 200
        yield folder, said


def naming(theirs: tuple[Path, Cluster], home: Path) -> dict[str, str]:
    _folder, cluster = theirs
    owner = {"RUMBO_OWNER_DATABASE_URL": cluster.url("owner")}
    return environment(home, DATABASE_URL=cluster.url("app"), **owner)


def test_on_a_named_server_there_is_one_administrator_by_a_link_and_nothing_else(
    first_start: tuple[Path, str], worked_in: tuple[Path, Cluster]
) -> None:
    home, said = first_start
    found = counts(worked_in[1].url("owner"))
    assert (found["access_user"], found["access_grant"]) == (1, 1)
    assert (found["registry_person"], found["casework_case"]) == (0, 0)
    assert said.count(PASSWORD_LINK) == 1
    assert "Entre con un clic" not in said
    assert not (home / "DEMO").exists()
    assert not (home / "pg").exists()


@pytest.mark.parametrize("named", [True, False])
def test_run_where_real_work_is_done_serves_that_and_adds_nobody(
    named: bool, first_start: tuple[Path, str], worked_in: tuple[Path, Cluster]
) -> None:
    folder, cluster = worked_in
    before = counts(cluster.url("owner"))
    with new_home() as empty:
        home = empty if named else folder
        told = naming(worked_in, home) if named else environment(home)
        with serving(home, *SMALL, told=told) as (address, said):
            assert PASSWORD_LINK not in said
            assert "Entre con un clic" not in said
            assert 'value="demo-' not in Visitor(address).open("/accounts/login/")
        assert not (home / "DEMO").exists()
    assert counts(cluster.url("owner")) == before
