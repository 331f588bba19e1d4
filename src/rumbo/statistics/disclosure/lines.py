"""Decides what a donor is told of a line of money: amounts as they are, and of people no few.

A quarter is told once, and quarters never overlap, so no two reports can be subtracted. How many
people a line took is never summed up, so what is withheld of one mode follows from nothing that is
told of the others; and since lines together may be held against the returns by mode that everybody
reads, fewer than `threshold` people of a mode are never the only ones withheld among all lines.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from rumbo.common.money import Money
from rumbo.statistics.disclosure.gate import STRICTEST, THRESHOLD
from rumbo.statistics.periods import Quarter

MODES = ("LAND", "AIR", "MIXED")
# Every other purpose has its line, paid or not: a line that is there only when somebody was helped
# would say that somebody was.
OTHERS = ("KIT", "FARE", "FEE", "ADVANCE", "VOUCHER")
AT_LEAST = 2
Cell: TypeAlias = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Paid:
    """How many people (or things) something was paid for in a quarter, and how much."""

    number: int
    money: Money


NOTHING = Paid(0, Money(0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a line stands at the end of a quarter, all purposes together."""

    amount: Money
    planned: Money
    committed: Money
    spent: Money
    spent_in_quarter: Money

    @property
    def free(self) -> Money:
        """What is neither promised nor spent."""
        return self.amount - self.committed - self.spent


@dataclass(frozen=True, slots=True, kw_only=True)
class Spending:
    """What was spent in a quarter: by line and mode on journeys, and by purpose on one line."""

    line: str
    quarter: Quarter
    standing: Standing
    journeys: Mapping[Cell, Paid] = field(default_factory=dict)
    others: Mapping[str, Paid] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _LineSeal:
    """Says that what stands beside it came through the gate."""

    told: tuple[tuple[str, Paid | None], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LineEdition:
    """What a donor may read of a line in a quarter; nothing but `protect_line` makes one.

    `told` has every mode and purpose by its code, with nothing where it is withheld.
    """

    line: str
    quarter: Quarter
    standing: Standing
    told: tuple[tuple[str, Paid | None], ...]
    threshold: int
    seal: object

    def __post_init__(self) -> None:
        """Refuse what did not come through the gate."""
        if not isinstance(self.seal, _LineSeal) or self.seal.told is not self.told:
            raise TypeError("What a donor reads comes from `protect_line` alone.")

    @property
    def people(self) -> int:
        """How many people anybody can see there are at the least."""
        shown = dict(self.told)
        return sum(one.number for mode in MODES if (one := shown[mode]) is not None)


def protect_line(spending: Spending, threshold: int = THRESHOLD) -> LineEdition:
    """Return what may be told of a line; `threshold` is the smallest number shown, 5 to 10."""
    if not THRESHOLD <= threshold <= STRICTEST:
        raise ValueError(threshold)
    hidden = hidden_journeys(spending.journeys, spending.line, threshold)
    others = {what: spending.others.get(what, NOTHING) for what in OTHERS}
    few = _hidden_others(others, threshold)
    told = (
        *(
            (mode, None if (spending.line, mode) in hidden else spending.journeys[spending.line, mode])
            for mode in MODES
        ),
        *((what, None if what in few else paid) for what, paid in others.items()),
    )  # fmt: skip
    return LineEdition(
        line=spending.line,
        quarter=spending.quarter,
        standing=spending.standing,
        told=told,
        threshold=threshold,
        seal=_LineSeal(told),
    )


def hidden_journeys(journeys: Mapping[Cell, Paid], line: str, threshold: int) -> set[Cell]:
    """Return the lines and modes of which nothing is told; what nobody used counts as few."""
    lines = {line, *(name for name, _mode in journeys)}
    numbers = {
        (name, mode): journeys[name, mode].number if (name, mode) in journeys else 0
        for name in sorted(lines)
        for mode in MODES
    }
    hidden = {cell for cell, number in numbers.items() if number < threshold}
    while more := next(_lacking(numbers, hidden, threshold), None):
        hidden.add(more)
    return hidden


def _lacking(numbers: Mapping[Cell, int], hidden: set[Cell], threshold: int) -> Iterator[Cell]:
    """Yield the smallest cell that must be hidden as well, as long as there is one."""
    for place in (0, 1):
        for name in dict.fromkeys(cell[place] for cell in numbers):
            mine = [cell for cell in numbers if cell[place] == name]
            away = [cell for cell in mine if cell in hidden]
            people = sum(numbers[cell] for cell in away)
            # Of one line there is no sum; but one hidden mode among three would be known to be few.
            is_alone = len(away) < AT_LEAST if place == 0 else people < threshold
            shown = [cell for cell in mine if cell not in hidden]
            if people and is_alone and shown:
                yield min(shown, key=lambda cell: (numbers[cell], cell))


def _hidden_others(others: Mapping[str, Paid], threshold: int) -> set[str]:
    """Return the purposes that were paid for few, and one beside a single one."""
    hidden = {what for what, paid in others.items() if paid.number < threshold}
    shown = sorted(set(others) - hidden, key=lambda what: (others[what].number, what))
    if len(hidden) == 1 and any(others[what].number for what in hidden) and shown:
        hidden.add(shown[0])
    return hidden
