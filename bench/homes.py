"""A home of its own for each size that is measured: a folder that passes, a process, rows by SQL."""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SIZES = [2_000, 100_000, 1_500_000]
Inside = Callable[[int, argparse.Namespace], None]


def said(text: str) -> None:
    """Print a line now."""
    print(text, flush=True)  # noqa: T201 - a measurement is for a terminal


def measured(script: str, about: str | None, numbers: dict[str, int], inside: Inside) -> None:
    """Measure each size of `--cases` by `inside`, in a process and a home of its own.

    `numbers` are the options of the script, each a whole number, with what they are by default.
    """
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--cases", type=int, nargs="+", default=SIZES)
    for name, default in numbers.items():
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--inside", type=int, default=0, help=argparse.SUPPRESS)
    told = parser.parse_args()
    if told.inside:
        inside(told.inside, told)
        return
    options = [f"--{name}={getattr(told, name.replace('-', '_'))}" for name in numbers]
    for cases in told.cases:
        with tempfile.TemporaryDirectory(prefix="rumbo-bench-") as folder:
            Path(folder).chmod(0o711)
            home = Path(folder) / "home"
            home.mkdir(mode=0o711)
            command = [sys.executable, script, "--inside", str(cases), *options]
            subprocess.run(command, env=os.environ | {"RUMBO_HOME": str(home)}, check=True)  # noqa: S603


@dataclass(frozen=True, slots=True)
class Home:
    """An open home with its reference data; `connection` is a superuser's."""

    cluster: Any
    connection: Any
    office: str
    sites: list[str]

    def filled(self) -> None:
        """Let the database take note of how many rows it has, before anything is timed."""
        from rumbo.config import installation  # noqa: PLC0415

        self.connection.commit()
        installation.count_rows(self.cluster)


@contextmanager
def opened() -> Iterator[Home]:
    """Open the home that is named by the environment: from here on Django may be imported."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rumbo.config.settings")
    from rumbo.config import installation  # noqa: PLC0415

    with installation.opened() as cluster:
        assert cluster is not None
        import filling  # noqa: PLC0415
        import psycopg  # noqa: PLC0415

        from rumbo.network.models import Site  # noqa: PLC0415

        office = str(filling.prepare().pk)
        sites = list(Site.objects.values_list("code", flat=True)[:6])
        with psycopg.connect(cluster.url("superuser")) as connection:
            yield Home(cluster, connection, office, sites)
