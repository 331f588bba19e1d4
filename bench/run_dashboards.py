"""Times each panel of the dashboards: what one number costs at a desk, however many files there are.

    bin/bench dashboards [--cases 2000 100000 1500000] [--rounds 40]

Each size has a home of its own under a temporary folder, filled by bench/worlds.py and, with seats,
referrals, calls and children, by bench/boards.py. Of each panel are told p50 and p95 of some rounds
over a quarter and over all years, of one programme and of all; and of the whole page, every panel
one after the other. Nothing is kept between rounds but what the machine keeps of the files.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

LAST = date(2024, 12, 20)
PERIODS = {"a quarter": date(2024, 9, 20), "six years": date(2019, 1, 1)}
GOAL = 150  # ms, p95 (../shared/performance.md)


def said(text: str) -> None:
    """Print a line now."""
    print(text, flush=True)  # noqa: T201 - a measurement is for a terminal


def spread(work: Callable[[], Any], rounds: int) -> tuple[float, float]:
    """Give p50 and p95 in milliseconds, after one round that does not count."""
    work()
    times = []
    for _round in range(rounds):
        began = time.perf_counter()
        work()
        times.append(1000 * (time.perf_counter() - began))
    times.sort()
    return times[len(times) // 2], times[min(len(times) - 1, int(0.95 * len(times)))]


def inside(cases: int, told: argparse.Namespace) -> None:
    """Measure one size in this process, whose home is the one that is named."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rumbo.config.settings")
    from rumbo.config import installation  # noqa: PLC0415

    with installation.opened() as cluster:
        assert cluster is not None
        import boards  # noqa: PLC0415 - Django is open only now
        import filling  # noqa: PLC0415
        import psycopg  # noqa: PLC0415
        import worlds  # noqa: PLC0415

        from rumbo.network.models import Site  # noqa: PLC0415
        from rumbo.statistics.mirror import refreshing  # noqa: PLC0415

        office = str(filling.prepare().pk)
        sites = list(Site.objects.values_list("code", flat=True)[:6])
        with psycopg.connect(cluster.url("superuser")) as connection:
            worlds.fill(connection, cases, office, sites)
            boards.fill(connection, cases, office)
            installation.count_rows(cluster)
        began = time.perf_counter()
        refreshing.refresh(whole=True)
        said(f"\n## {cases:,} cases (extract made in {time.perf_counter() - began:,.0f} s)\n")
        _panels(told.rounds)


def _panels(rounds: int) -> None:
    from django.db import transaction  # noqa: PLC0415

    from rumbo.access.entry import reading  # noqa: PLC0415
    from rumbo.access.values import EVERYTHING  # noqa: PLC0415
    from rumbo.statistics.dashboards import names, telling  # noqa: PLC0415
    from rumbo.statistics.dashboards.values import Asked  # noqa: PLC0415

    roles = frozenset({"coordinator"})

    def panel(code: str, asked: Asked) -> Any:
        with transaction.atomic(), reading(EVERYTHING):
            return telling.panel(code, asked, roles, words_of="", today=LAST)

    worst = 0.0
    for named, since in PERIODS.items():
        for programme in ("", "RVA"):
            asked = Asked(since=since, until=LAST, programme=programme)
            said(f"{named}, {programme or 'every programme'}")
            for code in names.PANELS:
                p50, p95 = spread(lambda code=code, asked=asked: panel(code, asked), rounds)  # type: ignore[misc]
                worst = max(worst, p95)
                base = max((line.base for line in panel(code, asked).lines), default=0)
                said(f"  {code:<11} p50 {p50:6.1f} ms   p95 {p95:6.1f} ms   base {base:>10,}")
            p50, p95 = spread(lambda a=asked: [panel(c, a) for c in names.PANELS], rounds // 4)  # type: ignore[misc]
            said(f"  {'all of them':<11} p50 {p50:6.1f} ms   p95 {p95:6.1f} ms")
    said(f"\nthe slowest panel: p95 {worst:.0f} ms, to reach {GOAL}")


def main() -> None:
    """Measure each size in a process and a home of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, nargs="+", default=[2_000, 100_000, 1_500_000])
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--inside", type=int, default=0, help=argparse.SUPPRESS)
    told = parser.parse_args()
    if told.inside:
        inside(told.inside, told)
        return
    for cases in told.cases:
        with tempfile.TemporaryDirectory(prefix="rumbo-bench-") as folder:
            Path(folder).chmod(0o711)
            home = Path(folder) / "home"
            home.mkdir(mode=0o711)
            command = [
                sys.executable, __file__, "--inside", str(cases), "--rounds", str(told.rounds),
            ]  # fmt: skip
            subprocess.run(command, env=os.environ | {"RUMBO_HOME": str(home)}, check=True)  # noqa: S603


if __name__ == "__main__":
    main()
