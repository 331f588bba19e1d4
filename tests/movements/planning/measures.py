"""The checker and the generator of bench/, which every planner can be held against."""

import os
import runpy
from pathlib import Path

BENCH = Path(__file__).parents[3] / "bench"
check = runpy.run_path(str(BENCH / "check_plan.py"))["check"]
make = runpy.run_path(str(BENCH / "make_plan.py"))["make"]


def many(few: int, all_of_them: int) -> int:
    """How many worlds are tried: few at every test, all of them in the deep run."""
    return all_of_them if os.environ.get("RUMBO_DEEP") else few
