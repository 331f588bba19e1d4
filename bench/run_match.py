"""Links a made-up registry with `rumbo match`, and with a tuned Splink on the same rows.

    bin/bench match [--rows 150000] [--seed 5] [--easy] [--keep FOLDER] [--only ours|splink]
                    [--rounds 3] [--febrl FOLDER] [--spark local[2]]

Each runs in a process of its own and is told nothing of the truth, against which its pairs are
counted here. Seconds and memory are those of the whole process, reading and writing included. With
`--rounds` the two run by turns, so that whatever else the machine does troubles both; time is
compared round by round. `--febrl` links FEBRL 3 and 4 instead, from the files in a folder.
With `--spark` the same rows are linked on DuckDB and on that Spark (the extra `spark`, and Java), and
the pairs of both are compared.
"""

import argparse
import csv
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import corpus
import febrl
import numpy as np

PRECISION = 0.99
SPARK = "spark "
EDGES = (0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.95, 0.99, 0.999, 1.01)
HEADINGS = (
    "id given_names surname_1 surname_2 sex birth_date birth_date_precision nationality"
    " document_number mother_name father_name place"
).split()


def said(text: str) -> None:
    """Print a line now."""
    print(text, flush=True)  # noqa: T201 - a measurement is for a terminal


def as_people(file: Path, out: Path) -> None:
    """Write the corpus as PEOPLE.csv; ids are places in it, padded so that text orders them."""
    with out.open("w", encoding="utf-8", newline="") as stream:
        write = csv.writer(stream).writerow
        write(HEADINGS)
        for number, row in enumerate(corpus.rows(file)):
            told = row.told
            write(
                (f"{number:08}", told.given_names, told.surname_1, told.surname_2, told.sex,
                 told.birth_date, told.precision, told.nationality, told.document_number,
                 told.mother, told.father, told.place)
            )  # fmt: skip


def inside(which: str, file: Path, out: Path) -> None:
    """Run one of the two here; leave its pairs in a file and say what it took."""
    began = time.perf_counter()
    if which == "ours" or which.startswith(SPARK):
        from rumbo.registry.matching import matching  # noqa: PLC0415

        master = which.removeprefix(SPARK) if which.startswith(SPARK) else ""
        matching.match(file.with_suffix(".csv"), out, threshold=0.001, spark=master)
    else:
        import splink_baseline  # noqa: PLC0415

        pairs = splink_baseline.match(file)
        with out.open("w", encoding="utf-8", newline="") as stream:
            write = csv.writer(stream)
            write.writerow(("id_a", "id_b", "probability"))
            write.writerows(pairs)
    seconds = time.perf_counter() - began
    used = resource.getrusage(resource.RUSAGE_SELF)
    told = {"seconds": seconds, "cpu": used.ru_utime + used.ru_stime, "mb": used.ru_maxrss / 1024}
    print(json.dumps(told))  # noqa: T201


def run(which: str, file: Path, out: Path) -> dict[str, float]:
    """Run one in a process of its own; say what it took."""
    ran = subprocess.run(  # noqa: S603
        [sys.executable, __file__, "--inside", which, str(file), str(out)],
        check=True,
        stdout=subprocess.PIPE,
    )
    took: dict[str, float] = json.loads(ran.stdout.splitlines()[-1])
    return took


def judge(which: str, file: Path, out: Path, rounds: list[dict[str, float]]) -> float:
    """Count the pairs of one against the truth; give recall at .99."""
    people = np.array([row.person for row in corpus.rows(file)])
    counts = np.bincount(people)
    true = int((counts * (counts - 1) // 2).sum())
    found = read(out)
    chance = found[:, 2]
    right = people[found[:, 0].astype(int)] == people[found[:, 1].astype(int)]
    recall, best = curve(chance, right, true)
    said(
        f"\n{which}: best F1 {best:.4f}, recall at precision {PRECISION} {recall:.4f}, of {true:,}"
        f" true pairs; {middle(rounds, 'seconds'):.1f} s ({middle(rounds, 'cpu'):.1f} s of work),"
        f" {middle(rounds, 'mb'):,.0f} MB"
    )
    said("| probability said | pairs | said | true |\n|---|---|---|---|")
    for low, high in zip(EDGES[:-1], EDGES[1:], strict=True):
        here = (chance >= low) & (chance < high)
        if here.any():
            said(
                f"| {low} to {min(high, 1)} | {here.sum():,} | {chance[here].mean():.3f}"
                f" | {right[here].mean():.3f} |"
            )
    return recall


def middle(rounds: list[dict[str, float]], what: str) -> float:
    """Give the median of the rounds."""
    return median(took[what] for took in rounds)


def measure(file: Path, folder: Path, which: list[str], rounds: int) -> None:
    """Run both by turns, judge each, compare."""
    outs = {one: folder / f"pairs-{one}.csv" for one in which}
    took: dict[str, list[dict[str, float]]] = {one: [] for one in which}
    for number in range(rounds):
        for one in which if number % 2 == 0 else which[::-1]:
            took[one].append(run(one, file, outs[one]))
    reached = {one: judge(one, file, outs[one], took[one]) for one in which}
    if len(which) < 2:
        return
    missed = (1 - reached["ours"]) / (1 - reached["splink"])
    said(f"\nOf the true pairs that the tuned Splink misses, ours misses {missed:.3f}.")
    for what, words in (("seconds", "the time"), ("cpu", "the work"), ("mb", "the memory")):
        shares = [o[what] / s[what] for o, s in zip(took["ours"], took["splink"], strict=True)]
        told = ", ".join(f"{share:.2f}" for share in shares)
        said(f"Ours takes {median(shares):.2f} of {words} ({told}).")


def on_spark(file: Path, folder: Path, master: str) -> None:
    """Link the same rows on both engines, and say by how much their pairs differ."""
    found = {}
    for which in ("ours", SPARK + master):
        out = folder / "pairs.csv"
        took = run(which, file, out)
        found[which] = {(int(a), int(b)): chance for a, b, chance in read(out)}
        said(f"{which}: {len(found[which]):,} pairs in {took['seconds']:.1f} s")
    here, there = found.values()
    apart = max((abs(here[pair] - there[pair]) for pair in here.keys() & there.keys()), default=0)
    alone = len(here.keys() ^ there.keys())
    said(f"found by one alone: {alone:,}; the largest difference of a probability: {apart:.9f}")


def link_febrl(source: Path, folder: Path) -> None:
    """Link FEBRL 3 and 4 with both, told the same, and with Splink told the addresses too."""
    from rumbo.registry.matching import matching  # noqa: PLC0415

    for which in febrl.FILES:
        records = febrl.records(source, which)
        people, out = folder / f"febrl{which}.csv", folder / f"febrl{which}-pairs.csv"
        febrl.as_people(records, people, HEADINGS)
        matching.match(people, out, threshold=0.001)
        for told, pairs in (
            ("rumbo match", read(out)),
            ("Splink", np.array([*febrl.splink(records, whole=False)])),
            ("Splink, addresses too", np.array([*febrl.splink(records, whole=True)])),
        ):
            _recall, best = curve(*febrl.curve_of(records, pairs.reshape(-1, 3)))
            said(f"FEBRL {which}, {told}: best F1 {best:.4f}")


def read(out: Path) -> np.ndarray:
    """Read PAIRS.csv: places in the file and probabilities."""
    with out.open(encoding="utf-8", newline="") as stream:
        rows = [
            (int(r["id_a"]), int(r["id_b"]), float(r["probability"]))
            for r in csv.DictReader(stream)
        ]
    return np.array(rows).reshape(-1, 3)


def curve(chance: np.ndarray, right: np.ndarray, true: int) -> tuple[float, float]:
    """Give recall at the wanted precision and the best F1; equal probabilities go together."""
    order = np.argsort(-chance, kind="stable")
    last = np.flatnonzero(np.r_[np.diff(chance[order]) != 0, True])
    hits = np.cumsum(right[order])[last]
    precision, recall = hits / (last + 1), hits / true
    enough = recall[precision >= PRECISION]
    best = float((2 * precision * recall / np.maximum(precision + recall, 1e-9)).max())
    return (float(enough.max()) if len(enough) else 0.0), best


def main() -> None:
    """Make the corpus where it is not there, run both, compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=150_000)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--easy", action="store_true")
    parser.add_argument("--keep", type=Path, help="make or use the corpus in this folder")
    parser.add_argument("--only", choices=("ours", "splink"))
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument(
        "--febrl", type=Path, help="the folder of dataset3.csv, dataset4a.csv, dataset4b.csv"
    )
    parser.add_argument("--spark", help="the address of a Spark, such as local[2]")
    parser.add_argument("--inside", nargs=3, help=argparse.SUPPRESS)
    told = parser.parse_args()
    if told.inside:
        inside(told.inside[0], Path(told.inside[1]), Path(told.inside[2]))
        return
    with tempfile.TemporaryDirectory(prefix="rumbo-bench-") as passing:
        folder = told.keep or Path(passing)
        folder.mkdir(exist_ok=True)
        if told.febrl:
            link_febrl(told.febrl, folder)
            return
        file = corpus.make(folder, told.rows, told.seed, easy=told.easy)
        as_people(file, file.with_suffix(".csv"))
        if told.spark:
            on_spark(file, folder, told.spark)
            return
        measure(file, folder, [told.only] if told.only else ["splink", "ours"], told.rounds)


if __name__ == "__main__":
    main()
