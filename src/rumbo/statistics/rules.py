"""What the report derives about a person: in whose company, alone as a child, how long they wait."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

ADULT = 18
GUARDIANS = frozenset({"PARENT", "LEGAL_GUARDIAN"})
# Who is a first-degree relative (or spouse) of whom, by what each is to the group's first person.
FIRST_DEGREE = frozenset(
    frozenset(pair)
    for pair in (
        ("HEAD", "SPOUSE"),
        ("HEAD", "CHILD"),
        ("HEAD", "PARENT"),
        ("SPOUSE", "CHILD"),
        ("SIBLING", "PARENT"),
    )
)
STRANGER = "NON_RELATIVE"
# The states of a seat on which somebody set out, and those of who held one when the unit left.
TRAVELLED = ("BOARDED", "LEFT_EN_ROUTE", "ARRIVED")
HELD = (*TRAVELLED, "NO_SHOW", "OFFLOADED", "WITHDREW_AT_GATE")
HAS_LEFT = ("DEPARTED", "ARRIVED", "CLOSED")
WAITED = ((30, "0-30"), (60, "31-60"), (90, "61-90"))
LONGEST = "91+"
# The stations of the funnel, and the stages of the way that show one was reached.
FUNNEL = (
    ("INQUIRY", "INQUIRY"),
    ("REGISTERED", "REGISTRATION"),
    ("COUNSELLED", "COUNSELLING"),
    ("ELIGIBLE", "DECLARATION"),
    ("TRAVEL_READY", "TRAVEL_READY"),
    ("BOOKED", "BOOKED"),
    ("DEPARTED", "IN_TRANSIT"),
    ("ARRIVED", "ARRIVED"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Traveller:
    """One person of those who arrived together; `age` None where no birth date is known."""

    person: object
    relation: str = "HEAD"
    guardian: object = None
    guardian_relation: str = ""
    age: int | None = None

    @property
    def is_child(self) -> bool:
        """Known to be under 18 on the day of return."""
        return self.age is not None and self.age < ADULT


def last_months(since: date | None, until: date) -> list[str]:
    """The last twelve months of a period, or as many as it has, as `2019-07`."""
    last = until.year * 12 + until.month - 1
    first = last - 11 if since is None else max(last - 11, since.year * 12 + since.month - 1)
    return [f"{n // 12:04}-{n % 12 + 1:02}" for n in range(first, last + 1)]


def end_of_month(month: str) -> date:
    """The last day of a month."""
    first = date.fromisoformat(f"{month}-01")
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def a_year_before(day: date) -> date:
    """The same day of the year before; of the 29th of February, the 28th."""
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if is_leap_day else day.day)


def age_on(born: date | None, day: date) -> int | None:
    """Whole years on a day; nothing where no birth date is known."""
    if born is None:
        return None
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def is_accompanied(child: Traveller, together: Iterable[Traveller]) -> bool:
    """Whether an adult parent or legal guardian came along (requirements.md, the child track)."""
    return child.guardian_relation in GUARDIANS and any(
        other.person == child.guardian and other.age is not None and other.age >= ADULT
        for other in together
    )


def unaccompanied(one: Traveller, together: Iterable[Traveller]) -> str:
    """YES for a child without parent or legal guardian in the group on the day; empty: no age."""
    if one.age is None:
        return ""
    return "YES" if one.is_child and not is_accompanied(one, together) else "NO"


def company(one: Traveller, together: Iterable[Traveller]) -> str:
    """Say in whose company somebody travelled, from who arrived with them (contracts.md 4)."""
    others = [other for other in together if other.person != one.person]
    alone = one.is_child and not is_accompanied(one, others)
    if any(_are_first_degree(one, other) for other in others):
        return "FIRST_DEGREE"
    if any(STRANGER not in {one.relation, other.relation} for other in others):
        return "SEPARATED_CHILD" if alone else "OTHER_RELATIVES"
    if alone:
        return "UNACCOMPANIED_CHILD"
    return "FRIENDS" if others else "ALONE"


def _are_first_degree(one: Traveller, other: Traveller) -> bool:
    for child, parent in ((one, other), (other, one)):
        if child.guardian == parent.person and child.guardian_relation == "PARENT":
            return True
    return frozenset({one.relation, other.relation}) in FIRST_DEGREE


def waited(requested_on: date, day: date) -> str:
    """The band of days somebody has waited since the request."""
    days = max(0, (day - requested_on).days)
    return next((name for last, name in WAITED if days <= last), LONGEST)


def asked_in_all(registered: int, told: int) -> int:
    """How many asked, of a group of which so many registered: never fewer than came of it."""
    return max(registered, told)


def first_days(
    steps: Iterable[tuple[str, date]], decided: date | None, way: Sequence[str]
) -> dict[str, date | None]:
    """The first day on which a file stood at each station of the funnel, or further on.

    Whoever two people found eligible has reached that station, wherever the file stood then.
    """
    days = [(way.index(stage), day) for stage, day in steps if stage in way]
    if decided is not None:
        days.append((way.index("DECLARATION"), decided))
    return {
        code: min((day for at, day in days if at >= way.index(stage)), default=None)
        for code, stage in FUNNEL[1:]
    }
