"""The planner beside the whole model at equal time: gap, seconds, memory, gain on both lists.

bin/bench plan [--sizes 330x10x30,2862x60x60,10000x200x120] [--seeds 1,2,3,4,5] [--alone]
A size is people x departures x seconds. Each run is a process of its own; `whole` is the same
model over every pair, solved by HiGHS alone from the better list, with the same time.
"""

import argparse
import json
import resource
import runpy
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

BENCH = Path(__file__).parent
SIZES = "330x10x30,2862x60x60,10000x200x120"
HEAD = (
    "| people | seed | how | seconds | gap | bound | objective | on first come | on priority "
    "| better than both after | MB |"
)


def main() -> None:
    """Print one row a run, as Markdown."""
    given = _given()
    if given.one:
        _say(json.dumps(_run(Path(given.one), given.seconds, given.how)))
        return
    _say(HEAD)
    _say("|---" * HEAD.count(" | ") + "|---|")
    for size in given.sizes.split(","):
        people, departures, seconds = (int(part) for part in size.split("x"))
        for seed in given.seeds.split(","):
            for how in ("plan",) if given.alone else ("plan", "whole"):
                _say(_row(people, departures, seconds, int(seed), how))


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - a measurement is for a terminal


def _given() -> argparse.Namespace:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--sizes", default=SIZES)
    asked.add_argument("--seeds", default="1,2,3,4,5")
    asked.add_argument("--alone", action="store_true", help="without the whole model beside it")
    asked.add_argument("--one", default="", help=argparse.SUPPRESS)
    asked.add_argument("--how", default="plan", help=argparse.SUPPRESS)
    asked.add_argument("--seconds", type=float, default=60.0, help=argparse.SUPPRESS)
    return asked.parse_args()


def _row(people: int, departures: int, seconds: int, seed: int, how: str) -> str:
    make = runpy.run_path(str(BENCH / "make_plan.py"))["make"]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "instance.json"
        file.write_text(json.dumps(make(people, departures, seed)), "utf-8")
        done = subprocess.run(  # noqa: S603 - our own arguments
            [sys.executable, __file__, "--one", str(file), "--how", how, "--seconds", str(seconds)],
            capture_output=True,
            text=True,
            check=True,
        )
    told = json.loads(done.stdout.splitlines()[-1])
    return (
        f"| {people} | {seed} | {how} | {told['seconds']:.1f} | {100 * told['gap']:.2f}% "
        f"| {told['bound']:.0f} | {told['objective']:.0f} | {100 * told['fcfs']:+.1f}% "
        f"| {100 * told['priority']:+.1f}% | {told['early']:.1f} s | {told['megabytes']:.0f} |"
    )


def _run(file: Path, seconds: float, how: str) -> dict[str, float]:
    from rumbo.movements.planning import output, reading  # noqa: PLC0415 - only in the run
    from rumbo.movements.planning.planner import Search  # noqa: PLC0415

    began = time.monotonic()
    better: list[float] = []

    def told(progress: Any) -> bool:
        if not better and search.best.value > max(one.value for one in search.lists.values()):
            better.append(time.monotonic() - began)
        return True

    search = Search(reading.load(file), seconds, told=told)
    search = _whole(search, seconds) if how == "whole" else search.run()
    plan = output.written(search)
    check = runpy.run_path(str(BENCH / "check_plan.py"))["check"]
    wrong = check(json.loads(file.read_text("utf-8")), plan)[0]
    if wrong:
        raise SystemExit("\n".join(wrong))
    lists = {name: one["objective"] for name, one in plan["baselines"].items()}
    used = max(
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return {
        "seconds": time.monotonic() - began,
        "gap": plan["gap"],
        "bound": plan["bound"],
        "objective": plan["objective"],
        "early": better[0] if better else time.monotonic() - began,
        "megabytes": used / 1024,
        **{name: plan["objective"] / value - 1 for name, value in lists.items()},
    }


def _whole(search: Any, seconds: float) -> Any:
    from rumbo.movements.planning import core  # noqa: PLC0415 - only in the run
    from rumbo.movements.planning.plans import Plan  # noqa: PLC0415

    search.begin()
    left = seconds - search.progress.seconds
    task = core.Task(search.problem, search.problem.may, search.best.on, left, 1e-4)
    solved = core.solve(task, lambda: True)
    if solved is not None:
        search.bound = min(search.bound, solved.bound)
        plan = Plan(search.problem)
        for run, group in solved.pairs:
            plan.add(group, run)
        plan.complete()
        search.offer(plan)
    return search


if __name__ == "__main__":
    main()
