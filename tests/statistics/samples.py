"""Files of returns for the tests: random ones, and one built towards the report of July 2019."""

import csv
import io
import random
from datetime import date, timedelta

from rumbo.statistics import codes
from rumbo.statistics.returns import COLUMNS

SITES = ["Ciudad de México", "Tijuana", "Tapachula", "Celaya+Saltillo", "=cmd"]
WEIRD = ["", "", "", "XXX", "?"]
EVERY = {
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
    options = EVERY.get(column) or codes.closed(column)
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
