"""Chooses, for each one-way table, the values that are hidden wherever the attribute appears.

Where of one to four people the answer is not known, the base is withheld too, and at least two
values: what those leave of everybody is then no small number, whatever is known of the total.
"""

from collections import Counter
from collections.abc import Mapping, Set
from dataclasses import dataclass, field

from rumbo.statistics import codes
from rumbo.statistics.disclosure.people import People
from rumbo.statistics.indicators import INDICATORS, Indicator

ONE_WAY: Mapping[str, Indicator] = {
    i.name: i
    for i in INDICATORS
    if i.by is None
    and i.name
    not in {"minors_in_families", "reason_leaving_of_applicants", "travelling_with_grouped"}
}
AT_LEAST = 2
CLASSES = (("0-4", "5-12"), ("13-17",), ("18-45", "46-59", "60+"))
# What it leaves of everybody would be those without a day, and with them all who returned.
MONTHS = "returns_by_month"


@dataclass(frozen=True, slots=True)
class Known:
    """What earlier reports fix about a table: values hidden then, and what cannot change."""

    hidden: Set[str] = frozenset()
    constant: Set[str] = frozenset()
    refused: bool = False


@dataclass(slots=True)
class Choice:
    """What is shown: tables without an entry in `hidden` are withheld whole."""

    threshold: int
    hidden: dict[str, Set[str]] = field(default_factory=dict)
    cells: dict[str, Set[tuple[str, str]]] = field(default_factory=dict)
    bases: dict[str, Set[str]] = field(default_factory=dict)
    whole: set[str] = field(default_factory=set)
    baseless: set[str] = field(default_factory=lambda: {MONTHS})

    def tells_base(self, table: str) -> bool:
        """Tell whether the base of a one-way table is shown."""
        return table in self.hidden and table not in self.baseless

    def shows(self, table: str, value: str) -> bool:
        """Tell whether a value of a one-way table is shown."""
        return table in self.hidden and value not in self.hidden[table]


def choose_values(people: People, known: Mapping[str, Known], threshold: int) -> Choice:
    """Return the hidden values of every one-way table that can be shown at all."""
    choice = Choice(threshold)
    for name, indicator in ONE_WAY.items():
        fixed = known.get(name, Known())
        if not fixed.refused:
            choose_of(people, indicator, fixed, choice)
    return choice


def choose_of(
    people: People, indicator: Indicator, fixed: Known, choice: Choice, *, fewest: int = 1
) -> None:
    """Fill what is hidden of one table, and whether its base is; nothing where none can be shown.

    The base is hidden where from `fewest` to four people are missing in it: from 0 on where a
    number that is shown says how many they are with the base.
    """
    base, missing = people.known(indicator.attribute, indicator.population)
    lacking = people.whole.filter(people.whole[indicator.population])[indicator.attribute]
    few = any(fewest <= n < choice.threshold for n in (missing, lacking.null_count()))
    if base < choice.threshold:
        return
    hidden = _hide(people, indicator, fixed, choice.threshold, is_base_hidden=few)
    if hidden is None:
        return
    choice.hidden[indicator.name] = hidden
    if few:
        choice.baseless.add(indicator.name)


def _hide(
    people: People, indicator: Indicator, fixed: Known, threshold: int, *, is_base_hidden: bool
) -> frozenset[str] | None:
    """Grow the hidden set, smallest value first, until it gives nobody in it away."""
    counts = people.counts(indicator.attribute, indicator.population)
    values = people.values(indicator.attribute)
    small = {v for v in values if counts[v] < threshold and v not in fixed.constant}
    first = (small | set(fixed.hidden)) & set(values)
    least = 1 if indicator.attribute == "month" else 0
    if is_base_hidden or _overlap_is_small(counts, people, indicator, threshold):
        least = AT_LEAST
    growing = sorted(set(values) - first - set(fixed.constant), key=lambda v: (counts[v], v))
    hidden = set(first)
    for value in growing:
        if _is_enough(people, indicator, hidden, least, threshold):
            break
        hidden.add(value)
    for value in sorted(hidden - first, key=lambda v: (-counts[v], v)):
        if _is_enough(people, indicator, hidden - {value}, least, threshold):
            hidden.remove(value)
    is_shown = hidden != set(values) and _is_enough(people, indicator, hidden, least, threshold)
    return frozenset(hidden) if is_shown else None


def _is_enough(
    people: People, indicator: Indicator, hidden: Set[str], least: int, threshold: int
) -> bool:
    if not hidden:
        return least == 0
    needed = AT_LEAST if indicator.attribute != "month" else 1
    mass = people.any_of(indicator.attribute, hidden, indicator.population)
    others = named(indicator.attribute, hidden)
    if indicator.attribute == "age_group":
        # Who is of an age may be of one alike; a child alone or of a family's of no other.
        mass = min(people.may_be(hidden, alike(age)) for age in hidden)
    return len(hidden) >= max(needed, least) and mass >= threshold + others


def alike(age: str) -> tuple[str, ...]:
    """Return the ages between which no other table tells the difference."""
    return next(ages for ages in CLASSES if age in ages)


def named(attribute: str, hidden: Set[str]) -> int:
    """Return how many people are given away by the names of values, but for one of them.

    A value of an open list is there because somebody has it. Months stand there in any case.
    """
    is_open = attribute in codes.OPEN and attribute != "month"
    return max(len(hidden) - 1, 0) if is_open else 0


def _overlap_is_small(
    counts: Counter[str], people: People, indicator: Indicator, threshold: int
) -> bool:
    """So few people with two values would show as the difference of the sum and the base."""
    base, _ = people.known(indicator.attribute, indicator.population)
    return 1 <= counts.total() - base < threshold
