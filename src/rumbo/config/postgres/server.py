"""Starts and stops the server process itself, and tells a live one from its leftovers."""

import os
import signal
import subprocess
import time
from pathlib import Path

import psycopg
from django.utils.translation import gettext_lazy as _

from rumbo.common.refusal import Refusal
from rumbo.config.postgres import memory
from rumbo.config.postgres.layout import Layout
from rumbo.config.postgres.process import run, spawn
from rumbo.config.postgres.programs import Programs
from rumbo.config.postgres.runner import Runner

START_SECONDS = 60.0
STOP_SECONDS = 30.0
BIGGEST_LOG = 10_000_000
OPTIONS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "password_encryption": "scram-sha-256",
    "max_connections": "100",
    "shared_buffers": "256MB",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # The log must hold nothing of a person: no statements, no parameters, no errors with values.
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
    "log_statement": "none",
    "log_min_messages": "log",
}
FAST_OPTIONS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def pid_of(layout: Layout) -> int | None:
    """Return the process of the data directory's server, if a living one is written there."""
    try:
        pid = int((layout.data / "postmaster.pid").read_text().split("\n", 1)[0])
    except (FileNotFoundError, ValueError):
        return None
    return pid if _is_postgres(pid) else None


def answers(url: str) -> bool:
    """Say whether the server lets us in; a wrong password is a refusal to go on."""
    try:
        psycopg.connect(url, connect_timeout=5).close()
    except psycopg.OperationalError as problem:
        if "password authentication failed" in str(problem):
            raise Refusal(
                "postgres.password_refused",
                _("La base de datos no acepta las contraseñas guardadas en la carpeta keys."),
            ) from None
        return False
    return True


def start(
    layout: Layout, programs: Programs, runner: Runner, *, url: str, fast: bool
) -> subprocess.Popen[bytes] | None:
    """Start the server, or find it running, and wait until it answers."""
    deadline = time.monotonic() + START_SECONDS
    child: subprocess.Popen[bytes] | None = None
    while time.monotonic() < deadline:
        if pid_of(layout) is None and (child is None or child.poll() is not None):
            _clear_leftovers(layout)
            child = _spawn(layout, programs, runner, fast=fast)
        if answers(url):
            return child
        if child is not None and child.poll() is not None:
            time.sleep(0.5)
        time.sleep(0.03)
    raise Refusal(
        "postgres.did_not_start",
        _("PostgreSQL no arrancó en %(seconds)s segundos; lea %(log)s."),
        seconds=int(START_SECONDS),
        log=layout.log,
    )


def stop(layout: Layout, child: subprocess.Popen[bytes] | None) -> None:
    """Ask the server for a fast, clean stop and wait for it."""
    pid = pid_of(layout)
    if pid is not None:
        os.kill(pid, signal.SIGINT)
        deadline = time.monotonic() + STOP_SECONDS
        while pid_of(layout) is not None and time.monotonic() < deadline:
            if child is not None:
                child.poll()
            time.sleep(0.02)
    if child is not None and child.poll() is None and pid in {None, child.pid}:
        child.wait(timeout=STOP_SECONDS)


def _spawn(
    layout: Layout, programs: Programs, runner: Runner, *, fast: bool
) -> subprocess.Popen[bytes]:
    options = OPTIONS | {"unix_socket_directories": str(layout.socket)}
    if fast:
        options |= FAST_OPTIONS
    else:
        options |= {"shared_buffers": memory.shared_buffers()}
    if layout.log.exists() and layout.log.stat().st_size > BIGGEST_LOG:
        layout.log.replace(layout.log.with_suffix(".old"))
    return spawn(
        [
            programs.path("postgres"),
            "-D",
            str(layout.data),
            *(f"--{name}={value}" for name, value in options.items()),
        ],
        runner,
        layout.log,
    )


def _clear_leftovers(layout: Layout) -> None:
    """Remove lock files that a killed server left, whose process lives no more."""
    for leftover in (
        layout.data / "postmaster.pid",
        layout.socket / ".s.PGSQL.5432.lock",
        layout.socket / ".s.PGSQL.5432",
    ):
        leftover.unlink(missing_ok=True)


def _is_postgres(pid: int) -> bool:
    """Say whether a living process of this number is a PostgreSQL server."""
    if pid <= 0:
        return False
    stat = Path(f"/proc/{pid}/stat")
    if Path("/proc/self").exists():
        try:
            name, _paren, rest = stat.read_text().partition("(")[2].rpartition(")")
        except OSError:
            return False
        return name == "postgres" and rest.split()[0] != "Z"
    said = run(["/bin/ps", "-o", "stat=,comm=", "-p", str(pid)]).stdout.strip()
    return bool(said) and not said.startswith("Z") and said.endswith("postgres")
