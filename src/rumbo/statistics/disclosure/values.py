"""Chooses, for each one-way table, the values that are hidden wherever the attribute appears."""

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

    def shows(self, table: str, value: str) -> bool:
        """Tell whether a value of a one-way table is shown."""
        return table in self.hidden and value not in self.hidden[table]


def choose_values(people: People, known: Mapping[str, Known], threshold: int) -> Choice:
    """Return the hidden values of every one-way table that can be shown at all."""
    choice = Choice(threshold)
    for name, indicator in ONE_WAY.items():
        fixed = known.get(name, Known())
        if fixed.refused or not _base_is_safe(people, indicator, threshold):
            continue
        hidden = _hide(people, indicator, fixed, threshold)
        if hidden is not None:
            choice.hidden[name] = hidden
    return choice


def _base_is_safe(people: People, indicator: Indicator, threshold: int) -> bool:
    base, missing = people.known(indicator.attribute, indicator.population)
    lacking = people.whole.filter(people.whole[indicator.population])[indicator.attribute]
    everywhere = lacking.null_count()
    few = [n for n in (missing, everywhere) if 1 <= n < threshold]
    return base >= threshold and not few


def _hide(
    people: People, indicator: Indicator, fixed: Known, threshold: int
) -> frozenset[str] | None:
    """Grow the hidden set, smallest value first, until it gives nobody in it away."""
    counts = people.counts(indicator.attribute, indicator.population)
    values = people.values(indicator.attribute)
    small = {v for v in values if counts[v] < threshold and v not in fixed.constant}
    hidden = (small | set(fixed.hidden)) & set(values)
    least = 1 if indicator.attribute == "month" else 0
    if _overlap_is_small(counts, people, indicator, threshold):
        least = AT_LEAST
    growing = sorted(set(values) - hidden - set(fixed.constant), key=lambda v: (counts[v], v))
    for value in [*growing, ""]:
        if _is_enough(people, indicator, hidden, least, threshold):
            break
        hidden |= {value}
    shown = set(values) - hidden
    return frozenset(hidden) if shown and "" not in hidden else None


def _is_enough(
    people: People, indicator: Indicator, hidden: Set[str], least: int, threshold: int
) -> bool:
    if not hidden:
        return least == 0
    needed = AT_LEAST if indicator.attribute != "month" else 1
    free = indicator.attribute == "age_group"
    mass = people.any_of(indicator.attribute, hidden, indicator.population, free=free)
    others = named(indicator.attribute, hidden)
    return len(hidden) >= max(needed, least) and mass >= threshold + others


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
