"""Times each panel of the dashboards: what one number costs at a desk, however many files there are.

    bin/bench dashboards [--cases 2000 100000 1500000] [--rounds 40] [--tables 0]

Each size has a home of its own under a temporary folder, filled by bench/worlds.py and, with seats,
referrals, calls and children, by bench/boards.py. Of each panel are told p50 and p95 of some rounds
over a quarter and over all years, of one programme and of all; and of the whole page, every panel
one after the other. Then, for all programmes, the lists that a panel's numbers open: the first page,
counted, of each; told is the slowest of a panel. With `--tables 5` the same extract then goes through
what `bin/bench sitrep` times, in so many rounds. Nothing is kept between rounds but what the machine
keeps of the files.
"""

import argparse
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

import homes
import run_sitrep
from homes import said

LAST = date(2024, 12, 20)
PERIODS = {"a quarter": date(2024, 9, 20), "six years": date(2019, 1, 1)}
GOAL = 150  # ms, p95 (../shared/performance.md)


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
    with homes.opened() as home:
        import boards  # noqa: PLC0415 - Django is open only now
        import worlds  # noqa: PLC0415

        from rumbo.statistics.mirror import refreshing  # noqa: PLC0415

        worlds.fill(home.connection, cases, home.office, home.sites)
        boards.fill(home.connection, cases, home.office)
        home.filled()
        began = time.perf_counter()
        refreshing.refresh(whole=True)
        said(f"\n## {cases:,} cases (extract made in {time.perf_counter() - began:,.0f} s)\n")
        _panels(told.rounds)
        _lists(max(4, told.rounds // 8))
        if told.tables:
            run_sitrep.counted(home.connection, told.tables)
            run_sitrep.refreshed(home.connection, cases, changed=1_000, rounds=told.tables)


def _panels(rounds: int) -> None:
    from django.db import transaction  # noqa: PLC0415

    from rumbo.access.entry import reading  # noqa: PLC0415
    from rumbo.access.values import EVERYTHING  # noqa: PLC0415
    from rumbo.statistics.dashboards import names, telling  # noqa: PLC0415
    from rumbo.statistics.dashboards.values import Asked  # noqa: PLC0415

    roles = frozenset({"coordinator"})

    def panel(code: str, asked: Asked) -> Any:
        with transaction.atomic(), reading(EVERYTHING):
            return telling.panel(code, asked, roles, words_of={}, today=LAST)

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


def _lists(rounds: int) -> None:
    """Time the lists behind the numbers of each panel: narrowed, counted, the first page read."""
    from rumbo.access.entry import reading  # noqa: PLC0415
    from rumbo.access.values import EVERYTHING  # noqa: PLC0415
    from rumbo.common import clock  # noqa: PLC0415
    from rumbo.statistics.dashboards import names  # noqa: PLC0415

    for named, since in PERIODS.items():
        said(f"\nthe lists behind the numbers, {named}")
        with clock.travel_to(clock.start_of(LAST) + timedelta(hours=12)), reading(EVERYTHING):
            for code in names.PANELS:
                timed = [
                    (*spread(opening, rounds), url) for url, opening in _behind(code, since)
                ]
                if timed:
                    p50, p95, url = max(timed, key=lambda one: one[1])
                    said(
                        f"  {code:<11} {len(timed):>2} lists, the slowest p50 {p50:7.1f} ms"
                        f"   p95 {p95:7.1f} ms   {url}"
                    )


def _behind(code: str, since: date) -> Iterator[tuple[str, Callable[[], Any]]]:
    """Each list that a panel's numbers lead to: its address, and how it is opened."""
    from django.db import transaction  # noqa: PLC0415
    from django.http import QueryDict  # noqa: PLC0415
    from django.urls import resolve  # noqa: PLC0415

    from rumbo.access.lists import opened  # noqa: PLC0415
    from rumbo.access.values import EVERYTHING  # noqa: PLC0415
    from rumbo.statistics.dashboards import telling  # noqa: PLC0415
    from rumbo.statistics.dashboards.values import Asked  # noqa: PLC0415

    asked = Asked(since=since, until=LAST)
    words = {"del": since.isoformat(), "al": LAST.isoformat()}
    with transaction.atomic():
        found = telling.panel(
            code, asked, frozenset({"coordinator"}), words_of=words, today=LAST
        )
    for url in {line.url: None for line in found.lines if line.url}:
        parts = urlsplit(url)
        listing: Any = getattr(resolve(parts.path).func, "listing")  # noqa: B009
        request: Any = SimpleNamespace(reader=EVERYTHING, GET=QueryDict(parts.query))

        def opening(listing: Any = listing, request: Any = request) -> Any:
            with transaction.atomic():
                return list(opened(listing, request).rows)

        yield url, opening


if __name__ == "__main__":
    homes.measured(__file__, __doc__, {"rounds": 40, "tables": 0}, inside)
