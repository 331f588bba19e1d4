"""The one place that starts a program, as the runner and with nothing of our environment."""

import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from rumbo.config.postgres.runner import Runner

ENVIRONMENT = {"LC_ALL": "C", "PATH": "/usr/bin:/bin", "TZ": "UTC"}


def run(
    command: Sequence[str], runner: Runner | None = None, *, extra: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a program to its end and return what it said, whether it succeeded or not."""
    return subprocess.run(  # noqa: S603 - our own list of arguments, no shell
        command,
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
        env=ENVIRONMENT | dict(extra or {}),
        **(runner.popen() if runner else {}),
    )


def spawn(command: Sequence[str], runner: Runner, log: Path) -> subprocess.Popen[bytes]:
    """Start a program that lives on, in a session of its own where Ctrl-C does not reach."""
    with log.open("ab") as out:
        runner.own(log)
        log.chmod(0o600)
        return subprocess.Popen(  # noqa: S603 - our own list of arguments, no shell
            command,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            cwd="/",
            env=ENVIRONMENT,
            start_new_session=True,
            **runner.popen(),
        )
