"""Rows a second of `rumbo intake` on both example sheets, in a home of its own that is thrown away.

Then whom it suspected to be registered already, against the sheets' truth files: of the suspected
rows how many name a row of the same person (precision); of the rows whose person stands in an
earlier row of the sheet how many were suspected (recall), those sent to correction left out, for
nobody is compared with them.

usage: bin/bench intake [--again]      (--again: each sheet a second time, when every row is known)
"""

import argparse
import csv
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
            _judge()


def _judge() -> None:
    """Print precision and recall of each sheet, and of both together."""
    counts = [_judged(ROOT / "examples" / name) for name in SHEETS]
    for name, (right, suspected, due) in zip(
        [*SHEETS, "both sheets"], [*counts, tuple(map(sum, zip(*counts, strict=True)))], strict=True
    ):
        print(  # noqa: T201
            f"{name}: {suspected} suspected, {right} rightly, of {due} who stand in an earlier row:"
            f" precision {right / suspected:.3f}, recall {right / due:.3f}"
        )


def _judged(sheet: Path) -> tuple[int, int, int]:
    """Rows rightly suspected, suspected, and due to be suspected."""
    from rumbo.exchange.models import IntakeRow  # noqa: PLC0415

    with (sheet.with_name(f"{sheet.stem}-truth.csv")).open(encoding="utf-8-sig") as file:
        truth = {row["folio"]: row["person"] for row in csv.DictReader(file)}
    rows = IntakeRow.objects.exclude(outcome="to_correct").order_by("number")
    people: dict[object, tuple[str, object]] = {}  # by registered person and by row
    seen: set[str] = set()
    right = suspected = due = 0
    for row in rows.select_related("sheet").filter(sheet__in=_sheets(sheet)):
        person = truth[row.folio]
        due += person in seen
        seen.add(person)
        for key in (row.person_id, row.pk):
            people[key] = (person, row.sheet_id)
        if row.outcome == "suspected_duplicate":
            suspected += 1
            other = people.get(row.resembles_id or row.resembles_row_id)
            right += other == (person, row.sheet_id)
    return right, suspected, due


def _sheets(sheet: Path) -> list[object]:
    """The first reading of this sheet: the n-th sheet read in a new home."""
    from rumbo.exchange.models import ImportedSheet  # noqa: PLC0415

    read = list(ImportedSheet.objects.order_by("read_at").values_list("pk", flat=True))
    return [read[SHEETS.index(sheet.name)]]


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
