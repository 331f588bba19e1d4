"""Lets many invented people enter as `rumbo demo --people` does: people a second, and how much memory.

    bin/bench people [--people 20000 100000] [--hands 2]

Each number in a home of its own that is thrown away. The clock runs while people enter; the start of
the database and the first page's figures are not in it. Memory is the most that the command itself
held and the most that one of its processes held; it does not grow with the people.
"""

import argparse
import os
import resource
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
        bulk.add(scene, people, progress=world.silent, hands=hands)
        seconds, after = time.perf_counter() - began, os.times()
        there = Person.objects.count()
    spent = sum(after[:4]) - sum(before[:4])
    said(
        f"| {there:,} | {hands} | {seconds:,.1f} s | {there / seconds:,.0f} | {spent:,.1f} s"
        f" | {_held(resource.RUSAGE_SELF):,.0f} MB | {_held(resource.RUSAGE_CHILDREN):,.0f} MB"
        f" | {os.getloadavg()[0]:.1f} |"
    )


def _held(who: int) -> float:
    """The most memory that this process held, or the largest of those it began."""
    return resource.getrusage(who).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)


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
