"""Lets many invented people enter as `rumbo demo --people` does: people a second, and how much memory.

    bin/bench people [--people 20000 100000] [--hands 2]

Each number in a home of its own that is thrown away. The clock runs while people enter; the start of
the database and the first page's figures are not in it. Memory is the most that the command itself
held and the most that one of its processes held, without the database's own (Linux alone tells).
"""

import argparse
import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def said(text: str) -> None:
    """Print a line now."""
    print(text, flush=True)  # noqa: T201 - a measurement is for a terminal


def enter(people: int, hands: int) -> None:
    """Let so many people enter, and say how fast it went and what it held."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rumbo.config.settings")
    from rumbo.config import home, installation  # noqa: PLC0415

    home.mark_demo()
    with installation.opened():
        from rumbo.common import clock  # noqa: PLC0415 - Django is open only now
        from rumbo.demo import bulk, world  # noqa: PLC0415
        from rumbo.registry.models import Person  # noqa: PLC0415

        world.hurry()
        scene = world.set_up(1, clock.now(), world.DAYS)
        before, began = os.times(), time.perf_counter()
        most = 0.0

        def note(_stage: str, _done: int, _all: int) -> None:
            nonlocal most
            most = max([most, *(_peak(one.pid) for one in multiprocessing.active_children())])

        bulk.add(scene, people, progress=note, hands=hands)
        seconds, after = time.perf_counter() - began, os.times()
        there = Person.objects.count()
    spent = sum(after[:4]) - sum(before[:4])
    said(
        f"| {there:,} | {hands} | {seconds:,.1f} s | {there / seconds:,.0f} | {spent:,.1f} s"
        f" | {_peak(os.getpid()):,.0f} MB | {most:,.0f} MB"
        f" | {os.getloadavg()[0]:.1f} |"
    )


def _peak(pid: int | None) -> float:
    """The most memory that a process held so far, in MB; 0 where the system does not tell."""
    try:
        told = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0
    held = next((line.split()[1] for line in told.splitlines() if line.startswith("VmHWM")), "0")
    return int(held) / 1024


def main() -> None:
    """Measure each number in a process and a home of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, nargs="+", default=[20_000, 100_000])
    parser.add_argument("--hands", type=int, default=2)
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    told = parser.parse_args()
    if told.inside:
        enter(told.people[0], told.hands)
        return
    said(
        "| people | processes | time | a second | CPU of ours | the command held | a process held | load |"
    )
    said("|---|---|---|---|---|---|---|---|")
    for people in told.people:
        with tempfile.TemporaryDirectory(prefix="rumbo-bench-") as folder:
            Path(folder).chmod(0o711)
            command = [sys.executable, __file__, "--inside", f"--hands={told.hands}"]
            subprocess.run(  # noqa: S603 - our own arguments
                [*command, "--people", str(people)],
                env=os.environ | {"RUMBO_HOME": f"{folder}/home"},
                check=True,
            )


if __name__ == "__main__":
    main()
