"""Decides what a donor is told of a line of money: amounts as they are, and of people no few.

A quarter is told once, and quarters never overlap, so no two reports can be subtracted. What is
told must stay safe beside all else that is out about the same people:

- The lines of all donors together, and the returns by mode that everybody reads: where few of a
  mode, or of the modes that the public report withholds, are left out, more is.
- Money: what the cells that are shown cost, taken from what was spent, is what the others cost, and
  whoever knows the price of a seat would know how many were bought. So beside each few that are
  withheld enough money for other purposes is withheld: it might have been for `threshold` of them.
  Where a line spent too little on other purposes, what it spent is told with a later quarter.
  Money that is planned or promised for few is not told.

That a line paid for nobody is no secret about anybody, and may follow from what is told.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from rumbo.common.few import STRICTEST, THRESHOLD
from rumbo.common.money import Money
from rumbo.statistics.disclosure.gate import Edition
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


@dataclass(frozen=True, slots=True)
class Left:
    """What a line spent in quarters of which its donor was not told the sum, and on whom."""

    money: Money
    few: tuple[tuple[str, Paid], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a line stands at the end of a quarter, all purposes together; None is withheld.

    `planned_for` and `committed_for` are how many people wait with such money: never told.
    """

    amount: Money
    planned: Money | None
    committed: Money | None
    spent: Money | None
    spent_in_quarter: Money | None
    planned_for: int = 0
    committed_for: int = 0

    @property
    def free(self) -> Money | None:
        """What is neither promised nor spent."""
        if self.spent is None or self.committed is None:
            return None
        return self.amount - self.committed - self.spent


@dataclass(frozen=True, slots=True, kw_only=True)
class Spending:
    """What was spent in a quarter, by line and what for: by mode on journeys, or another purpose.

    All lines are told, for they may be held against one another; `before` is what lines spent in
    quarters before and was not told then.
    """

    line: str
    quarter: Quarter
    standing: Standing
    paid: Mapping[Cell, Paid] = field(default_factory=dict)
    before: Mapping[str, "Left"] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _LineSeal:
    """Says that what stands beside it came through the gate."""

    told: tuple[tuple[str, Paid | None], ...]
    standing: Standing


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
    with_before: bool
    """Whether what was spent in the quarter has that of earlier ones in it, not told then."""
    seal: object

    def __post_init__(self) -> None:
        """Refuse what did not come through the gate."""
        seal = self.seal
        if (
            not isinstance(seal, _LineSeal)
            or seal.told is not self.told
            or seal.standing is not self.standing
        ):
            raise TypeError("What a donor reads comes from `protect_line` alone.")

    @property
    def people(self) -> int:
        """How many people anybody can see there are at the least."""
        shown = dict(self.told)
        return sum(one.number for mode in MODES if (one := shown[mode]) is not None)


def protect_line(spending: Spending, public: Edition, threshold: int = THRESHOLD) -> LineEdition:
    """Return what may be told of a line, beside what everybody reads of the quarter.

    `threshold` is the smallest number shown, 5 to 10.
    """
    if not THRESHOLD <= threshold <= STRICTEST:
        raise ValueError(threshold)
    rows = _Rows(spending, withheld_modes(public), threshold)
    hidden = rows.hidden()
    line = spending.line
    before = spending.before.get(line)
    is_few = rows.is_few(line)
    standing = _standing(_promised(spending.standing, threshold), before, is_few=is_few)
    told = tuple(
        (what, None if (line, what) in hidden else rows.paid[line, what])
        for what in (*MODES, *OTHERS)
    )
    return LineEdition(
        line=line,
        quarter=spending.quarter,
        standing=standing,
        told=told,
        threshold=threshold,
        with_before=before is not None and not is_few,
        seal=_LineSeal(told, standing),
    )


def _promised(standing: Standing, threshold: int) -> Standing:
    """Tell no money that waits for few: by the price of a seat it would say for how few."""
    planned, committed = (
        None if 0 < number < threshold else money
        for number, money in (
            (standing.planned_for, standing.planned),
            (standing.committed_for, standing.committed),
        )
    )
    return replace(standing, planned=planned, committed=committed, planned_for=0, committed_for=0)


def _standing(standing: Standing, before: Left | None, *, is_few: bool) -> Standing:
    """Tell what was spent with what was not told before, or not yet: never either of them alone."""
    if is_few or standing.spent_in_quarter is None:
        return replace(standing, spent=None, spent_in_quarter=None)
    if before is None:
        return standing
    return replace(standing, spent_in_quarter=standing.spent_in_quarter + before.money)


def withheld_modes(public: Edition) -> frozenset[str]:
    """Return the modes of whom everybody knows how many returned by all of them together."""
    rows = [figure for figure in public.figures if figure.table == "mode"]
    if all(figure.base is None for figure in rows):
        return frozenset()
    return frozenset(figure.row for figure in rows if figure.count is None)


def left_over(quarters: Iterable[Mapping[Cell, Paid]], threshold: int) -> Mapping[str, Left]:
    """Return by line what quarters, the oldest first, left to be told with a later one."""
    left: dict[str, Left] = {}
    for paid in quarters:
        for line in {name for name, _what in paid} | left.keys():
            own = [(what, one) for (name, what), one in paid.items() if name == line]
            both = [*_few(own, threshold), *(left[line].few if line in left else ())]
            if _is_told_by_price(both, own, threshold):
                before = [left[line].money] if line in left else []
                money = [one.money for _what, one in own] + before
                left[line] = Left(sum(money[1:], money[0]), tuple(both))
            else:
                left.pop(line, None)
    return left


def _few(paid: Iterable[tuple[str, Paid]], threshold: int) -> list[tuple[str, Paid]]:
    return [(what, one) for what, one in paid if 0 < one.number < threshold]


def _is_told_by_price(
    few: Sequence[tuple[str, Paid]], hidden: Iterable[tuple[str, Paid]], threshold: int
) -> bool:
    """Tell whether too little is withheld of other purposes for `threshold` of one of the few.

    A mode may be held against other lines and the public report; other purposes against nothing.
    """
    others = {id(one): one for what, one in [*few, *hidden] if what in OTHERS}
    money = sum(one.money.minor for one in others.values())
    return any(money * one.number < threshold * one.money.minor for _what, one in few)


class _Rows:
    """The lines of a quarter, one row each, while it is decided what of them is hidden."""

    def __init__(self, spending: Spending, withheld: frozenset[str], threshold: int) -> None:
        self.before, self.withheld, self.threshold = spending.before, withheld, threshold
        self.lines = sorted({spending.line, *(name for name, _what in spending.paid)})
        self.paid = {
            (name, what): spending.paid.get((name, what), NOTHING)
            for name in self.lines
            for what in (*MODES, *OTHERS)
        }

    def _of(self, line: str) -> list[tuple[str, Paid]]:
        return [(what, one) for (name, what), one in self.paid.items() if name == line]

    def few(self, line: str) -> list[tuple[str, Paid]]:
        """Return what a line paid for few, now and in the quarters that its sum will tell of."""
        before = self.before.get(line)
        return [*_few(self._of(line), self.threshold), *(before.few if before else ())]

    def is_few(self, line: str) -> bool:
        """Tell whether the sum of what a line spent would tell how few some were."""
        return _is_told_by_price(self.few(line), self._of(line), self.threshold)

    def hidden(self) -> set[Cell]:
        """Return the cells of which nothing is told; what nobody used counts as few."""
        hidden = {cell for cell, one in self.paid.items() if one.number < self.threshold}
        while more := next(self._lacking(hidden), None):
            hidden.add(more)
        return hidden

    def _lacking(self, hidden: set[Cell]) -> Iterator[Cell]:
        """Yield a cell that must be hidden as well, as long as there is one."""
        for mode in MODES:
            yield from self._of_modes({mode}, hidden, is_nobody_few=False)
        # Of nobody, too, the public report says nothing: the lines must not say it either.
        yield from self._of_modes(self.withheld, hidden, is_nobody_few=True)
        for name in self.lines:
            for names in (MODES, OTHERS):
                yield from self._beside([(name, what) for what in names], hidden)
            yield from self._by_price(name, hidden)

    def _of_modes(
        self, modes: Iterable[str], hidden: set[Cell], *, is_nobody_few: bool
    ) -> Iterator[Cell]:
        """Held against the returns by mode, what is hidden of these must not be few."""
        mine = [(name, mode) for name in self.lines for mode in sorted(modes)]
        people = sum(self.paid[cell].number for cell in mine if cell in hidden)
        if people < self.threshold and (people or is_nobody_few):
            yield from self._smallest(mine, hidden)

    def _beside(self, mine: Sequence[Cell], hidden: set[Cell]) -> Iterator[Cell]:
        """There is no sum of them; but the only one that is hidden would be known to be few."""
        away = [cell for cell in mine if cell in hidden]
        if len(away) < AT_LEAST and any(self.paid[cell].number for cell in away):
            yield from self._smallest(mine, hidden)

    def _smallest(self, mine: Iterable[Cell], hidden: set[Cell]) -> Iterator[Cell]:
        shown = [cell for cell in mine if cell not in hidden]
        if shown:
            yield min(shown, key=lambda cell: (self.paid[cell].number, cell))

    def _by_price(self, line: str, hidden: set[Cell]) -> Iterator[Cell]:
        """Where the sum is told, enough for other purposes is hidden beside what is for few."""
        mine = [(line, what) for what in OTHERS]
        shown = [cell for cell in mine if cell not in hidden]
        people = sum(self.paid[line, mode].number for mode in MODES if (line, mode) in hidden)
        if not shown or self.is_few(line):
            return
        if (people or line in self.before) and len(shown) == len(mine):
            yield from self._smallest(mine, hidden)
        few, away = self.few(line), [cell for cell in mine if cell in hidden]
        if _is_told_by_price(few, self._named(away), self.threshold):
            yield min(shown, key=lambda cell: self._loss(cell, [*away, cell], few))

    def _named(self, cells: Iterable[Cell]) -> list[tuple[str, Paid]]:
        return [(cell[1], self.paid[cell]) for cell in cells]

    def _loss(
        self, cell: Cell, away: Sequence[Cell], few: Sequence[tuple[str, Paid]]
    ) -> tuple[bool, int, Cell]:
        """What is enough goes first, and of that the smallest; where nothing is, the dearest."""
        lacks = _is_told_by_price(few, self._named(away), self.threshold)
        one = self.paid[cell]
        return lacks, -one.money.minor if lacks else one.number, cell
