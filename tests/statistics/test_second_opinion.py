"""τ-ARGUS, the tool of statistical offices, says how much must be hidden at the very least."""

import pytest

from rumbo.statistics.disclosure import cells
from rumbo.statistics.disclosure.grid import UNKNOWN, Goal, Grid, Kind
from tests.statistics import samples

argus = pytest.importorskip("pytauargus", reason="pytauargus is not installed in this .venv")
GROUPS, PARTS = "abcd", "xyz"


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path, monkeypatch):
    """It leaves files of its own where it is started."""
    monkeypatch.chdir(tmp_path)


def table(seed):
    """Return how many people each cell of a small table has; some very few, none without."""
    rng = samples.Dice(seed)
    return {(g, p): rng.choice([1, 3, 4, 9, 20, 35, 60]) for g in GROUPS for p in PARTS}


def hidden_by_argus(folder, counts):
    """Return the cells that it hides so that the sum of what is hidden is the least there is."""
    rows = [(g, p) for (g, p), number in counts.items() for _ in range(number)]
    columns = {"group": [g for g, _ in rows], "part": [p for _, p in rows], "n": [1.0] * len(rows)}
    done = argus.protect(
        columns, ["group", "part"], response="n", safety_rules="FREQ(5,25)",
        suppress="OPT(1)", workdir=str(folder),
    )  # fmt: skip
    lines = done.tables[0].rows
    states = done.tables[0].status()
    return {
        (str(line["group"]), str(line["part"]))
        for line, state in zip(lines, states, strict=True)
        if state in {"U", "M"}
    }


def hidden_here(counts):
    """Return the cells that the gate hides of the same table, everybody's values known."""
    people = {Kind(frozenset({g}), p): number for (g, p), number in counts.items()}
    people |= {Kind(frozenset({g}), UNKNOWN): 0 for g in GROUPS}
    grid = Grid(5, people)
    cells.decide(grid)
    assert all(grid.is_in_doubt(goal) for goal in grid.small())
    assert all(grid.size(Goal(*cell)) >= 5 for cell in grid.shown)
    return set(counts) - grid.shown


@pytest.mark.parametrize("seed", range(6))
def test_no_less_is_hidden_than_must_be(tmp_path, seed):
    counts = table(seed)
    theirs, ours = hidden_by_argus(tmp_path, counts), hidden_here(counts)
    few = {cell for cell, number in counts.items() if number < 5}
    assert few <= theirs
    assert few <= ours
    # The gate keeps in doubt also how many are missing, so it may hide more, and never less.
    assert sum(counts[cell] for cell in ours) >= sum(counts[cell] for cell in theirs)
