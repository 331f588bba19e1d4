"""A real home from its first start to its restored backup, through the command line."""

import os
import re
import shutil
import socket
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from rumbo.config.postgres import running, server
from rumbo.config.postgres.layout import Layout
from tests.installed import CLI, environment, free_port, new_home, rumbo, serving, status


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    with new_home() as folder:
        yield folder


@pytest.fixture(scope="module")
def first_start(home: Path) -> str:
    """What a new real home prints at its first start, with the link opened once."""
    with serving(home) as (address, said):
        (link,) = re.findall(r"http://\S+/password/reset/\S+", said)
        assert link.startswith(address)
        assert status(link) == 200
    return said


def count_users(home: Path) -> int:
    with running(home) as cluster, psycopg.connect(cluster.url("app")) as connection:
        row = connection.execute("SELECT count(*) FROM access_user").fetchone()
    assert row is not None
    return int(row[0])


def test_a_new_real_home_gets_one_administrator_and_nobody_else(
    home: Path, first_start: str
) -> None:
    assert "admin" in first_start
    assert count_users(home) == 1
    assert not (home / "DEMO").exists()


def test_ctrl_c_stops_everything_that_was_started(home: Path, first_start: str) -> None:
    assert server.pid_of(Layout(home)) is None


def test_the_second_start_invites_nobody(home: Path, first_start: str) -> None:
    with serving(home) as (_address, said):
        assert "/password/reset/" not in said
    assert count_users(home) == 1


def unix_sockets(home: Path) -> dict[int, set[str]]:
    """The local sockets that each process of this home holds open, by their numbers."""
    told = f"RUMBO_HOME={home}".encode()
    local = {line.split()[6] for line in Path("/proc/net/unix").read_text().splitlines()[1:]}
    found: dict[int, set[str]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if told not in (folder / "environ").read_bytes().split(b"\0"):
                continue
            links = [os.readlink(fd) for fd in (folder / "fd").iterdir()]
        except OSError:
            continue
        numbers = {link[8:-1] for link in links if link.startswith("socket:[")}
        found[int(folder.name)] = numbers & local
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_no_process_shares_a_connection_to_the_database_with_another(
    home: Path, first_start: str
) -> None:
    with serving(home) as (address, _said):
        assert status(f"{address}/accounts/login/") == 200
        held = [sockets for sockets in unix_sockets(home).values() if sockets]
    assert held
    assert len(set().union(*held)) == sum(map(len, held))


def test_a_taken_port_is_refused_before_anything_starts(home: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = rumbo(home, "serve", "--port", str(taken.getsockname()[1]))
    assert done.returncode == 1
    assert "--port" in done.stderr


def test_it_refuses_to_serve_as_a_superuser(home: Path, first_start: str) -> None:
    with running(home) as cluster:
        done = subprocess.run(  # noqa: S603 - our own arguments
            [*CLI, "serve", "--port", str(free_port())],
            env=environment(home)
            | {
                "DATABASE_URL": cluster.url("superuser"),
                "RUMBO_OWNER_DATABASE_URL": cluster.url("owner"),
            },
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert "rumbo_superuser" in done.stderr


def test_check_finds_nothing_wrong_and_keeps_real_people_out(home: Path, first_start: str) -> None:
    done = rumbo(home, "check")
    assert done.returncode == 0, done.stdout
    assert "NOT YET FOR REAL PEOPLE" in done.stdout


def test_a_backup_holds_no_keys_and_comes_back_whole(home: Path, first_start: str) -> None:
    file, other = home.parent / "backup.tar", home.parent / "other"
    (home / "published").mkdir()
    (home / "published" / "quarter.json").write_text("as it was given first")
    assert rumbo(home, "backup", str(file)).returncode == 0
    assert file.stat().st_mode & 0o077 == 0
    with tarfile.open(file) as archive:
        assert not [name for name in archive.getnames() if "key" in name or "password" in name]
    assert rumbo(other, "restore", str(file)).returncode == 1
    shutil.copy(home / "keys" / "keyring.json", other / "keys")
    (other / "published").mkdir()
    (other / "published" / "another.json").write_text("of another house")
    done = rumbo(other, "restore", str(file))
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert not (other / "pg").exists()
    (other / "published" / "another.json").unlink()
    done = rumbo(other, "restore", str(file))
    assert done.returncode == 0, done.stderr
    assert (other / "published" / "quarter.json").read_text() == "as it was given first"
    assert count_users(other) == count_users(home)
    assert rumbo(other, "restore", str(file)).returncode == 1


def test_a_file_that_is_no_backup_is_refused(home: Path) -> None:
    file, other = home.parent / "no-backup", home.parent / "empty"
    file.write_text("nothing")
    (other / "keys").mkdir(parents=True)
    (other / "keys" / "keyring.json").write_text("{}")
    done = rumbo(other, "restore", str(file))
    assert done.returncode == 1
    assert str(file) in done.stderr
    assert not (other / "pg").exists()
