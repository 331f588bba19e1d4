"""The tables of the demonstration: rates and durations with their source, names, the timetable."""

import json
from functools import cache
from importlib import resources
from typing import Any


@cache
def table(name: str) -> Any:
    """Read one file of data/."""
    found = resources.files("rumbo.demo").joinpath(f"data/{name}.json")
    return json.loads(found.read_text(encoding="utf-8"))


def rate(name: str) -> float:
    """Give the share of something."""
    return float(table("rates")["rates"][name]["value"])


def count(name: str) -> int:
    """Give how many of something there are."""
    return int(table("rates")["counts"][name]["value"])


def share(name: str) -> float:
    """Give a share that stands among the counts."""
    return float(table("rates")["counts"][name]["value"])


def days(name: str) -> int:
    """Give a duration in days."""
    return int(table("rates")["days"][name]["value"])


def span(name: str) -> tuple[int, int]:
    """Give the shortest and longest of a duration in days."""
    first, last = table("rates")["days"][name]["value"]
    return int(first), int(last)


def profile(name: str) -> Any:
    """Give how people are spread: weights by code, or one share."""
    return table("rates")["profile"][name]["value"]
