"""Many people enter by several processes; whoever is killed leaves nobody twice and nobody out."""

import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import psycopg

from rumbo.config.postgres import running
from rumbo.demo.parts import SIZE
from tests.installed import CLI, environment, new_home, rows_in, rumbo
from tests.turns import wait_for_turn

PEOPLE = 2 * SIZE
WANTED = ("demo", "--people", str(PEOPLE), "--days", "0")
TABLES = ("registry_person", "registry_travelgroup", "casework_case")


def until(what: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 120
    while not what():
        assert time.monotonic() < deadline
        os.sched_yield()


def others(url: str) -> int:
    """How many beside us work in the database."""
    with psycopg.connect(url) as connection:
        row = connection.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
        ).fetchone()
    assert row is not None
    return int(row[0])


def test_a_command_that_is_killed_goes_on_with_nobody_twice_and_nobody_missing() -> None:
    wait_for_turn("killed", ("killed", "-", "--", "---", "----"), 5)
    with new_home() as home:
        begun = start(home)
        until(lambda: (home / "demo-people").exists() or begun.poll() is not None)
        with running(home) as cluster:
            url = cluster.url("superuser")
            until(lambda: rows_in(url, *TABLES)["registry_person"] > 0)
            begun.send_signal(signal.SIGKILL)
            begun.wait()
            until(lambda: others(url) == 0)  # the processes that it began end with it
            first = rows_in(url, *TABLES)
            assert 0 < first["registry_person"] < PEOPLE
            done = rumbo(home, *WANTED)
            assert done.returncode == 0, done.stderr
            last = rows_in(url, *TABLES)
            assert last["registry_person"] == PEOPLE
            assert last["registry_travelgroup"] == last["casework_case"]
            assert not (home / "demo-people").exists()


def start(home: Path) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(  # noqa: S603 - our own arguments
        [*CLI, *WANTED], env=environment(home), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
