"""An installation in a folder of its own, driven from outside: commands, a server, its answers."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

ROOT = Path(__file__).parents[1]
SRC = str(ROOT / "src")
CLI = [sys.executable, "-m", "rumbo.config.cli"]


@contextmanager
def new_home() -> Iterator[Path]:
    """A folder that is not there yet, which the user of the database may reach."""
    folder = Path(tempfile.mkdtemp(prefix="rumbo-installed-"))
    folder.chmod(0o755)
    try:
        yield folder / "home"
    finally:
        shutil.rmtree(folder)


def environment(home: Path, **more: str) -> dict[str, str]:
    """What a command is told: this home, and nothing of ours beside it."""
    ours = ("RUMBO_", "DATABASE_URL")  # save the version on trial
    kept = {k: v for k, v in os.environ.items() if k == "RUMBO_PG" or not k.startswith(ours)}
    told = {"RUMBO_HOME": str(home), "PYTHONUNBUFFERED": "1", "PYTHONPATH": SRC}
    return kept | told | more


def rumbo(home: Path, *words: str, **more: str) -> "subprocess.CompletedProcess[str]":
    """Give a command and wait for its end."""
    return subprocess.run(  # noqa: S603 - our own arguments
        [*CLI, *words],
        env=environment(home, **more),
        capture_output=True,
        text=True,
        check=False,
    )


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def status(url: str) -> int:
    """What an address answers."""
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:  # noqa: S310 - our own address
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def rows_in(url: str, *tables: str) -> dict[str, int]:
    """How many rows these tables of a database hold."""
    found = {}
    with psycopg.connect(url) as connection:
        for name in tables:
            query = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(name))
            row = connection.execute(query).fetchone()
            assert row is not None
            found[name] = int(row[0])
    return found


@contextmanager
def serving(
    home: Path,
    *words: str,
    told: Mapping[str, str] | None = None,
    command: Sequence[str] = CLI,
    folder: Path | None = None,
) -> Iterator[tuple[str, str]]:
    """Serve a home; yields its address and what was printed before it answered."""
    port = free_port()
    log = home.parent / "serve.log"
    with log.open("w") as out:
        process = subprocess.Popen(  # noqa: S603 - our own arguments
            [*command, *(words or ("serve",)), "--port", str(port)],
            env=environment(home) if told is None else dict(told),
            cwd=folder,
            stdout=out,
            stderr=out,
            start_new_session=True,
        )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(address, process, log)
        yield address, log.read_text()
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGINT)
        process.wait(timeout=40)


def wait_for(address: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    """Wait until a server answers, or say what it said where it ended."""
    deadline = time.monotonic() + 240
    while time.monotonic() < deadline:
        assert process.poll() is None, log.read_text()
        try:
            if status(f"{address}/health/") == 200:
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(log.read_text())
