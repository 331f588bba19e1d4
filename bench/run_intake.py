"""Rows a second of `rumbo intake` on both example sheets, in a home of its own that is thrown away.

usage: bin/bench intake [--again]      (--again: each sheet a second time, when every row is known)
"""

import argparse
import os
import tempfile
import time
from contextlib import chdir
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHEETS = ("intake-2019.csv", "intake-2025.csv")


def main() -> None:
    """Read each sheet and print its rows a second."""
    given = argparse.ArgumentParser()
    given.add_argument("--again", action="store_true")
    again = given.parse_args().again
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rumbo.config.settings")
    with tempfile.TemporaryDirectory(prefix="rumbo-bench-") as home:
        Path(home).chmod(0o711)
        os.environ["RUMBO_HOME"] = home
        from rumbo.config import installation  # noqa: PLC0415 - the home is known only now

        with chdir(ROOT), installation.opened():
            _load()
            for name in SHEETS * (2 if again else 1):
                _measure(ROOT / "examples" / name)


def _load() -> None:
    from rumbo.access.values import SYSTEM  # noqa: PLC0415
    from rumbo.network import actions as network  # noqa: PLC0415
    from rumbo.programmes import actions as programmes  # noqa: PLC0415

    network.load_reference(actor=SYSTEM)
    programmes.load_reference(actor=SYSTEM)


def _measure(sheet: Path) -> None:
    from rumbo.access.values import SYSTEM  # noqa: PLC0415
    from rumbo.exchange.actions import import_sheet  # noqa: PLC0415

    wall, used = time.perf_counter(), time.process_time()
    counts = import_sheet(actor=SYSTEM, path=sheet).counts
    wall, used = time.perf_counter() - wall, time.process_time() - used
    print(  # noqa: T201 - a measurement is for a terminal
        f"{sheet.name}: {counts.rows:,} rows in {wall:.1f} s, {counts.rows / wall:,.0f} rows a second"
        f" ({used:.1f} s of our own CPU); registered {counts.registered:,}, suspected"
        f" {counts.suspected_duplicates}, to correct {counts.to_correct}, already here"
        f" {counts.already_here:,}"
    )


if __name__ == "__main__":
    main()
