"""Who travels with whom by the sheet alone, and who may be a child alone."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from rumbo.exchange.intake import dates
from rumbo.exchange.intake.entry import Entry, Remark

ADULT = 18  # years


def is_known_adult(entry: Entry, faults: Iterable[Remark], day: date) -> bool:
    """Say whether this person is known to be 18 or more on `day`.

    A birth date beats an age, unless the two disagree: then both must say so.
    """
    told: list[bool] = []
    if entry.birth_date and entry.precision != "age":
        told.append(dates.age_on(_latest_birth(entry), day) >= ADULT)
    disputed = Remark("edad", "AGE_DISAGREES") in faults
    if entry.age is not None and (disputed or not told):
        told.append(entry.age >= ADULT)
    return bool(told) and all(told)


def _latest_birth(entry: Entry) -> date:
    """Give the latest birth date that the precision allows: protection leans to the child."""
    born = entry.birth_date
    if born is None:
        raise ValueError("an entry without a birth date")
    if entry.precision == "year":
        return date(born.year, 12, 31)
    if entry.precision == "month":
        return (born.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return born


def presumed_unaccompanied(entries: Sequence[Entry], adults: Sequence[bool]) -> list[bool]:
    """Say of each row whether the person is presumed to be a child alone.

    So are those whom the booth marked, and everyone of a family, or of a row without one, in
    which nobody is known to be an adult. `adults` stands beside `entries`.
    """
    families: dict[str, bool] = defaultdict(bool)
    for entry, adult in zip(entries, adults, strict=True):
        if entry.family:
            families[entry.family] |= adult
    return [
        entry.unaccompanied == "YES" or not (families[entry.family] if entry.family else adult)
        for entry, adult in zip(entries, adults, strict=True)
    ]
