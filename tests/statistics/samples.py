"""Files of returns for the tests: random ones, and one built towards the report of July 2019."""

import csv
import io
import random
from dataclasses import replace
from datetime import date, timedelta

from rumbo.statistics import codes
from rumbo.statistics.returns import COLUMNS

SITES = ["Ciudad de México", "Tijuana", "Tapachula", "Celaya+Saltillo", "=cmd"]
WEIRD = ["", "", "", "XXX", "?"]
EVERY: dict[str, tuple[str, ...] | list[str] | None] = {
    "stream": codes.closed("stream"),
    "country_of_registration": ("MEX", "MEX", "GTM"),
    "site": SITES,
    "nationality": ("HND", "HND", "HND", "SLV", "GTM", "HND;SLV"),
    "country_of_return": ("HND", "HND", "SLV", "GTM"),
    "sex": ("M", "M", "M", "F", "F", "X"),
    "unaccompanied_child": ("YES", "NO", "NO"),
    "applied_to_regularise": ("YES", "NO"),
    "surveyed": ("YES", "NO"),
}


class Dice(random.Random):
    """Chance that repeats itself: these are tests, not secrets."""


def cell(column, rng):
    """Return a random cell, sometimes bad, sometimes with several values."""
    if rng.random() < 0.08:
        return rng.choice(WEIRD)
    options = EVERY.get(column) or codes.closed(column) or ()
    if column not in EVERY and rng.random() < 0.1:
        return ";".join(rng.sample(options, min(len(options), 2)))
    return rng.choice(options)


def row(number, rng):
    """Return one random return as a mapping of text."""
    out = {"person": f"P{number}", "return_department": ""}
    returned = date(2019, 1, 1) + timedelta(days=rng.randrange(400))
    out["returned_on"] = "31/02/2019" if rng.random() < 0.03 else returned.isoformat()
    born = returned - timedelta(days=rng.randrange(-400, 30000))
    out["birth_date"] = born.isoformat() if rng.random() < 0.6 else ""
    out["age"] = rng.choice(["", "treinta", "-1", "200", *map(str, range(0, 90, 3))])
    return out | {column: cell(column, rng) for column in COLUMNS if column not in out}


def rows(count, seed):
    """Return random returns; the same seed gives the same ones."""
    rng = Dice(seed)
    return [row(number, rng) for number in range(count)]


def write(path, people):
    """Write a file of returns."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(people)
    path.write_text(out.getvalue(), encoding="utf-8")
    return path


def world(count, seed, *, calm):
    """Return random people; the calm ones have the shape of a real file: few rare values."""
    people = rows(count, seed)
    if calm:
        rng = Dice(seed)
        for person in people:
            for column, options in SHAPE.items():
                values, weights = zip(*options.items(), strict=True)
                person[column] = rng.choices(values, weights)[0]
    return people


def hide(figure):
    """Hide one figure as a careless publisher would: only this one."""
    return replace(figure, count=None, base=None, missing=None, suppressed=True)


SHAPE: dict[str, dict[str, float]] = {
    "stream": {"AVR": 95, "MPP": 5},
    "sex": {"M": 77, "F": 22, "X": 0.5, "": 3},
    "education": {"PRIMARY": 54, "SECONDARY": 28, "NONE": 14, "TECH": 2, "TERTIARY": 1, "": 8},
    "sector": {"AGRI": 25, "CONSTR": 18, "VARIOUS": 18, "COMMERCE": 9, "MINING": 1, "": 10},
    "country_of_registration": {"MEX": 75, "GTM": 25},
    "country_of_return": {"HND": 78, "SLV": 20, "GTM": 2, "NIC": 0.4, "": 6},
    "site": {"Ciudad de México": 52, "Tijuana": 21, "Tapachula": 20, "Celaya": 1, "": 5},
    "nationality": {"HND": 78, "SLV": 20, "GTM": 2, "NIC": 0.4},
    "status": {"IRREGULAR": 85, "TVRH": 8, "MPP": 5, "REFUGEE": 0.5, "": 2},
    "travelling_with": {"FIRST_DEGREE": 51, "ALONE": 44, "FRIENDS": 5, "": 3},
    "applied_to_regularise": {"YES": 6, "NO": 94, "": 2},
    "unaccompanied_child": {"NO": 96, "YES": 1, "": 4},
    "surveyed": {"YES": 12, "NO": 88},
}
