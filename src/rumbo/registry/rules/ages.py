"""How old somebody is, as carefully as their birth date is known: a doubt leans to the child."""

import calendar
from datetime import date

# requirements.md: a child is anyone who may be under 18.
ADULT_FROM = 18


def years_on(born: date, day: date) -> int:
    """Count completed years; somebody born on 29 February is a year older on 1 March."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def latest_birth(born: date, precision: str) -> date:
    """Give the latest day on which somebody may have been born, as precisely as it is known."""
    if precision == "month":
        return born.replace(day=calendar.monthrange(born.year, born.month)[1])
    return born if precision == "day" else date(born.year, 12, 31)


def at_least(years: int, born: date, precision: str, day: date) -> bool:
    """Known to have completed these years on a day, whatever the birth date leaves open."""
    return years_on(latest_birth(born, precision), day) >= years


def is_adult(born: date | None, precision: str, day: date, *, disputed: bool = False) -> bool:
    """Known to be 18 on a day, and nobody disputes it (requirements.md: "A child")."""
    return born is not None and not disputed and at_least(ADULT_FROM, born, precision, day)
