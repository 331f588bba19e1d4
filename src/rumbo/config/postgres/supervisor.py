"""Brings a home's own PostgreSQL up, shares it, and takes it down with the last who leaves."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rumbo.config import environment
from rumbo.config.postgres import birth, programs, roles, runner, server
from rumbo.config.postgres.cluster import Cluster
from rumbo.config.postgres.layout import Layout
from rumbo.config.postgres.passwords import passwords
from rumbo.config.postgres.sharing import Share, door


@contextmanager
def running(home: Path, *, version: str = "", throw_away: bool = False) -> Iterator[Cluster]:
    """Yield the home's running cluster; the last command that leaves stops it.

    `throw_away` is for tests: it gives up durability and lets the owner make databases.
    """
    layout, who = laid_out(home)
    share = Share(layout.home)
    child: subprocess.Popen[bytes] | None = None
    try:
        with door(layout.home):
            cluster, found = _prepare(layout, who, version)
            child = server.start(
                layout, found, who, url=cluster.url("superuser", "postgres"), fast=throw_away
            )
            roles.ensure(cluster, for_tests=throw_away)
        yield cluster
    finally:
        _leave(layout, share, child)


def laid_out(home: Path) -> tuple[Layout, runner.Runner]:
    """Make the home's folders, one command at a time: two may begin a new home together."""
    layout = Layout(home.absolute())
    layout.home.mkdir(mode=0o711, parents=True, exist_ok=True)
    with door(layout.home):
        who = runner.choose(layout.base)
        layout.make(who)
    return layout, who


def _prepare(layout: Layout, who: runner.Runner, version: str) -> tuple[Cluster, programs.Programs]:
    table = environment.read()
    found = programs.find(
        named=table.pg_bin, version=version or table.pg, runner=who, copies=layout.copies
    )
    cluster = Cluster(layout.socket, passwords(layout), found.version, found.folder)
    birth.ensure(layout, found, who, cluster.passwords["superuser"])
    return cluster, found


def _leave(layout: Layout, share: Share, child: subprocess.Popen[bytes] | None) -> None:
    with door(layout.home):
        if share.is_the_last():
            server.stop(layout, child)
            _remove_socket_folder(layout)
        share.give_back()


def _remove_socket_folder(layout: Layout) -> None:
    try:
        layout.socket.rmdir()
    except OSError:
        return
