"""The embedded PostgreSQL: how it starts, is shared, is stopped and recovers."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from rumbo.common.refusal import Refusal
from rumbo.config.postgres import running, server, supervisor
from rumbo.config.postgres.layout import Layout
from rumbo.config.postgres.sharing import Share

HOLD = """
import signal, sys, time
from pathlib import Path
# Somebody may run the tests in the background, where an interrupt is ignored unless it is asked for.
signal.signal(signal.SIGINT, signal.default_int_handler)
from rumbo.config.postgres import running
with running(Path(sys.argv[1]), throw_away=True) as cluster:
    print("up", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def home() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="rumbo-home-"))
    folder.chmod(0o755)
    yield folder / "home"
    shutil.rmtree(folder)


def another_command(home: Path) -> "subprocess.Popen[str]":
    """A second command that holds the same home until it is told to leave."""
    process = subprocess.Popen(  # noqa: S603 - our own arguments
        [sys.executable, "-c", HOLD, str(home)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "up\n"
    return process


def leave(process: "subprocess.Popen[str]") -> None:
    process.communicate("\n", timeout=30)
    assert process.returncode == 0


def one(url: str, query: str) -> object:
    with psycopg.connect(url) as connection:
        row = connection.execute(query).fetchone()
    assert row is not None
    return row[0]


@pytest.mark.parametrize("version", ["16", "18"])
def test_it_starts_in_a_new_home_and_stops_clean(home: Path, version: str) -> None:
    with running(home, version=version, throw_away=True) as cluster:
        assert cluster.version == int(version)
        assert one(cluster.url("app"), "SHOW server_encoding") == "UTF8"
        assert one(cluster.url("app"), "SHOW data_checksums") == "on"
        assert one(cluster.url("app"), "SELECT lower('ÁÉÑ')") == "áéñ"
    assert server.pid_of(Layout(home)) is None
    assert not (home / "pg" / "data" / "postmaster.pid").exists()


def test_what_was_written_is_there_at_the_next_start(home: Path) -> None:
    with running(home, throw_away=True) as cluster, psycopg.connect(cluster.url("owner")) as c:
        c.execute("CREATE TABLE kept AS SELECT 7 AS n")
    with running(home, throw_away=True) as cluster:
        assert one(cluster.url("owner"), "SELECT n FROM kept") == 7


def test_it_listens_on_a_private_socket_and_nowhere_else(home: Path) -> None:
    with running(home, throw_away=True) as cluster:
        assert one(cluster.url("app"), "SHOW listen_addresses") == ""
        found = cluster.socket.lstat()
        assert stat.S_IMODE(found.st_mode) == 0o700
        assert found.st_uid != 0
        assert len(str(cluster.socket / ".s.PGSQL.5432")) < 100
    assert not cluster.socket.exists()


def test_nobody_enters_without_the_password(home: Path) -> None:
    with running(home, throw_away=True) as cluster:
        url = cluster.url("superuser", "postgres")
        for wrong in (url.replace(cluster.passwords["superuser"], "guess"), url.replace(":", ":x")):
            with pytest.raises((psycopg.OperationalError, psycopg.ProgrammingError)):
                psycopg.connect(wrong)


def test_the_server_never_runs_as_root(home: Path) -> None:
    with running(home, throw_away=True):
        pid = server.pid_of(Layout(home))
        assert pid is not None
        assert Path(f"/proc/{pid}").stat().st_uid != 0


def test_passwords_are_readable_by_their_owner_only(home: Path) -> None:
    with running(home, throw_away=True):
        folder = home / "keys" / "database"
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert {p.name for p in folder.iterdir()} == {"superuser", "owner", "app", "report"}
        assert {stat.S_IMODE(p.stat().st_mode) for p in folder.iterdir()} == {0o600}
        assert stat.S_IMODE((home / "pg").stat().st_mode) == 0o700


def test_only_the_superuser_is_a_superuser(home: Path) -> None:
    with running(home, throw_away=True) as cluster:
        query = "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
        for role in ("owner", "app", "report"):
            assert one(cluster.url(role), query) is False
        with pytest.raises(psycopg.Error):
            one(cluster.url("app"), "CREATE TABLE mine AS SELECT 1 RETURNING 1")


def test_two_commands_share_a_home_and_the_last_one_out_stops_it(home: Path) -> None:
    with running(home, throw_away=True) as cluster:
        first = server.pid_of(Layout(home))
        other = another_command(home)
        assert server.pid_of(Layout(home)) == first
    assert server.pid_of(Layout(home)) == first
    assert one(cluster.url("app"), "SELECT 1") == 1
    leave(other)
    assert server.pid_of(Layout(home)) is None


def test_the_first_out_leaves_it_to_the_other(home: Path) -> None:
    other = another_command(home)
    with running(home, throw_away=True) as cluster:
        leave(other)
        assert one(cluster.url("app"), "SELECT 1") == 1
    assert server.pid_of(Layout(home)) is None


def test_ctrl_c_does_not_reach_the_server(home: Path) -> None:
    with running(home, throw_away=True) as cluster:
        other = another_command(home)
        os.killpg(other.pid, signal.SIGINT)
        other.wait(timeout=30)
        assert one(cluster.url("app"), "SELECT 1") == 1


def test_after_kill_9_of_everything_it_starts_again(home: Path) -> None:
    other = another_command(home)
    pid = server.pid_of(Layout(home))
    assert pid is not None
    os.kill(other.pid, signal.SIGKILL)
    os.kill(pid, signal.SIGKILL)
    other.wait(timeout=30)
    assert (home / "pg" / "data" / "postmaster.pid").exists()
    with running(home, throw_away=True) as cluster:
        assert one(cluster.url("app"), "SELECT 1") == 1


def test_a_server_whose_command_was_killed_is_taken_over_and_stopped(home: Path) -> None:
    other = another_command(home)
    pid = server.pid_of(Layout(home))
    other.kill()
    other.wait(timeout=30)
    with running(home, throw_away=True):
        assert server.pid_of(Layout(home)) == pid
    assert server.pid_of(Layout(home)) is None


def test_a_process_number_taken_by_another_program_does_not_stop_the_start(home: Path) -> None:
    with running(home, throw_away=True):
        pass
    lock = home / "pg" / "data" / "postmaster.pid"
    lock.write_text(f"{os.getpid()}\n{lock.parent}\n{int(time.time())}\n5432\n\n\n")
    with running(home, throw_away=True) as cluster:
        assert one(cluster.url("app"), "SELECT 1") == 1


def test_a_newer_data_directory_is_refused_and_left_as_it_is(home: Path) -> None:
    with running(home, throw_away=True):
        pass
    mark = home / "pg" / "data" / "PG_VERSION"
    mark.write_text("99\n")
    with pytest.raises(Refusal) as refusal, running(home, throw_away=True):
        pass
    assert refusal.value.code == "postgres.data_newer"
    assert "PostgreSQL 99" in refusal.value.sentence
    assert mark.read_text() == "99\n"


def test_a_start_that_died_half_way_is_begun_anew(home: Path) -> None:
    (home / "pg" / "data.new").mkdir(parents=True)
    shutil.chown(home / "pg", "nobody") if os.geteuid() == 0 else None
    (home / "pg" / "data.new" / "PG_VERSION").write_text("18\n")
    with running(home, throw_away=True) as cluster:
        assert one(cluster.url("app"), "SELECT 1") == 1


def test_a_socket_folder_of_somebody_else_is_refused(home: Path) -> None:
    folder = Layout(home.absolute()).socket
    folder.mkdir(mode=0o755)
    try:
        with pytest.raises(Refusal) as refusal, running(home, throw_away=True):
            pass
        # Only root can have a folder that is not the runner's own: else it is merely too open.
        whose = "taken" if os.geteuid() == 0 else "open"
        assert refusal.value.code == f"postgres.socket_folder_{whose}"
    finally:
        folder.rmdir()


def test_closed_folders_above_the_home_do_not_matter(home: Path) -> None:
    home.parent.chmod(0o700)
    with running(home, throw_away=True) as cluster:
        assert one(cluster.url("app"), "SELECT 1") == 1
    shutil.rmtree((home / "pg").resolve())


def test_a_lost_password_is_said_in_a_sentence(home: Path) -> None:
    with running(home, throw_away=True):
        pass
    (home / "keys" / "database" / "superuser").write_text("other")
    with pytest.raises(Refusal) as refusal, running(home, throw_away=True):
        pass
    assert refusal.value.code == "postgres.password_refused"
    assert server.pid_of(Layout(home)) is None


def test_the_log_keeps_no_values(home: Path) -> None:
    with (
        running(home, throw_away=True) as cluster,
        psycopg.connect(cluster.url("owner"), autocommit=True) as connection,
    ):
        connection.execute("CREATE TABLE t (name text PRIMARY KEY)")
        connection.execute("INSERT INTO t VALUES ('Canaria')")
        with pytest.raises(psycopg.errors.UniqueViolation):
            connection.execute("INSERT INTO t VALUES ('Canaria')")
        with pytest.raises(psycopg.errors.InvalidTextRepresentation):
            connection.execute("SELECT 'Canaria'::text::int")
    assert "Canaria" not in (home / "pg" / "log").read_text()


def test_two_commands_that_begin_a_new_home_together_make_its_folders_once(home: Path) -> None:
    together = threading.Barrier(8)

    def begin(number: int) -> list[Path]:
        found = []
        for turn in range(20):
            together.wait(timeout=60)
            found.append(supervisor.laid_out(home / f"home-{turn}")[0].base)
        return found

    with ThreadPoolExecutor(8) as many:
        first, *others = many.map(begin, range(8))
    assert all(base.is_dir() for base in first)
    assert all(found == first for found in others)


def test_a_share_knows_whether_it_is_the_last(home: Path) -> None:
    home.mkdir()
    one_share, other_share = Share(home), Share(home)
    assert not one_share.is_the_last()
    one_share.give_back()
    assert other_share.is_the_last()
    other_share.give_back()
