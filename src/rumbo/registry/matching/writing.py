"""Writes PAIRS.csv: the two ids in the order of text, the pairs in the order of ids."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from rumbo.registry.matching.errors import MatchRefused

COLUMNS = ("id_a", "id_b", "probability")


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs found: two places in the file, the lower first, and how likely they are one person."""

    left: npt.NDArray[np.int64]
    right: npt.NDArray[np.int64]
    probabilities: npt.NDArray[np.float64]


def write(out: Path, ids: Sequence[str], found: Pairs) -> None:
    """Write the pairs under the ids of the file that they were found in."""
    columns = found.left.tolist(), found.right.tolist(), found.probabilities.tolist()
    pairs = sorted(
        (*sorted((ids[a], ids[b])), f"{p:.6f}") for a, b, p in zip(*columns, strict=True)
    )
    try:
        with out.open("w", encoding="utf-8", newline="") as stream:
            rows = csv.writer(stream, lineterminator="\n")
            rows.writerow(COLUMNS)
            rows.writerows(pairs)
    except OSError as error:
        raise MatchRefused(out.name, "not_written") from error
