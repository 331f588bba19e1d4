"""Who is a child, who is on the child track, and who is known to be of an age: by dates and company only.

No role that someone typed decides any of this, and an age that is not known counts both ways.
"""

import calendar
import unicodedata
from datetime import date

from rumbo.readiness.facts import Facts, Person
from rumbo.readiness.limits import LIMITS


def years_on(birth: date, day: date) -> int:
    """Completed years of age; someone born on 29 February is a year older on 1 March."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def latest_birth(person: Person) -> date | None:
    """The latest day on which the person may have been born, as precisely as it is known."""
    born = person.birth_date
    if born is None or person.birth_date_precision in (None, "day"):
        return born
    if person.birth_date_precision == "month":
        return born.replace(day=calendar.monthrange(born.year, born.month)[1])
    return date(born.year, 12, 31)


def earliest_birth(person: Person) -> date | None:
    """The earliest day on which the person may have been born, as precisely as it is known."""
    born = person.birth_date
    if born is None or person.birth_date_precision in (None, "day"):
        return born
    if person.birth_date_precision == "month":
        return born.replace(day=1)
    return date(born.year, 1, 1)


def is_adult(person: Person, facts: Facts) -> bool:
    """Known to be 18 on the travel date (today, where no date is set yet), and nobody disputes it."""
    born, day = latest_birth(person), facts.travel.date or facts.today
    if born is None or day is None or person.age_disputed is not False:
        return False
    return years_on(born, day) >= LIMITS.adult_from_years


def is_child(person: Person, facts: Facts) -> bool:
    """Anyone who may be under 18 on the travel date."""
    return not is_adult(person, facts)


def may_be_twelve(person: Person, facts: Facts) -> bool:
    """Old enough to be heard on the travel date, or not known to be younger."""
    born, day = earliest_birth(person), facts.travel.date
    if born is None or day is None or person.age_disputed is not False:
        return True
    return years_on(born, day) >= LIMITS.heard_from_years


def guardian_in_file(person: Person, facts: Facts) -> Person | None:
    """The adult of the same file who is the child's parent or legal guardian."""
    if person.relation_to_guardian not in ("PARENT", "LEGAL_GUARDIAN"):
        return None
    guardian = facts.by_id.get(person.guardian_id or "")
    if guardian is None or guardian.id == person.id or not is_adult(guardian, facts):
        return None
    return guardian


def is_on_child_track(person: Person, facts: Facts) -> bool:
    """A child without an adult parent or legal guardian in the same file."""
    return is_child(person, facts) and guardian_in_file(person, facts) is None


def are_two_people(one: str | None, other: str | None) -> bool:
    """Two names that are known and are not one name written in two ways."""
    return one is not None and other is not None and _plain(one) != _plain(other)


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name).casefold()
    return " ".join("".join(s for s in letters if not unicodedata.combining(s)).split())
