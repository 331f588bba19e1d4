"""All that is out about the same people at once gives nobody away: quarters, their year, and lines."""

import sys
from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from rumbo.common.money import Money
from rumbo.statistics import disclosure, figures, returns
from rumbo.statistics.disclosure import gate, lines
from rumbo.statistics.disclosure.lines import MODES, OTHERS, Left, Paid, Spending, Standing
from rumbo.statistics.figures import Figure
from rumbo.statistics.packs import highlights
from rumbo.statistics.periods import Quarter
from tests.statistics import samples
from tests.statistics.attacker import Attack
from tests.statistics.money_attack import Together
from tests.statistics.test_disclosure import several
from tests.statistics.test_disclosure_attack import DEEP, dated

QUARTERS = [Quarter(2019, number) for number in (1, 2, 3, 4)]
PERIODS = [returns.Period(since=one.since, until=one.until) for one in QUARTERS]
SOME, NOTHING = Money(10**9), Money(0)
PRICES = (700, 2500, 10_000, 40_000, 182_500)
SHARES = ((90, 9, 1), (97, 2.5, 0.5), (60, 30, 10), (99, 1, 0))
FEW = (0, 0, 1, 2, 3, 4, 6, 9, 30, 80)


class Chance:
    """People with a mode and a line that pays, few of most; prices, and what else was paid for."""

    def __init__(self, seed):
        self.dice = dice = samples.Dice(seed)
        self.donors = "ABCD"[: dice.randint(1, 4)]
        of_mode = dice.choice(SHARES)
        people = dated(samples.world(300 + 400 * (seed % 4), seed, calm=True))
        self.people = [one for one in people if one["returned_on"] < "2020"]
        self.line = {}
        for one in self.people:
            one["mode"] = dice.choices(MODES, of_mode)[0]
            weights = [50, 20, 4, 1][: len(self.donors)]
            self.line[one["person"]] = dice.choices(self.donors, weights)[0]
        is_alike = seed % 2 == 0
        self.prices = {}
        for what in (*MODES, *OTHERS):
            price = dice.choice(PRICES)
            for line in self.donors:
                self.prices[line, what] = price + (0 if is_alike else dice.randrange(price // 5))
        self.paid = [self.paid_in(period) for period in PERIODS]

    def inside(self, period):
        """Return who came back in a quarter."""
        since, until = period.since.isoformat(), period.until.isoformat()
        return [one for one in self.people if since <= one["returned_on"] <= until]

    def paid_in(self, period):
        """Return what each line paid for in a quarter."""
        numbers = Counter((self.line[one["person"]], one["mode"]) for one in self.inside(period))
        for line in self.donors:
            for what in OTHERS:
                numbers[line, what] = self.dice.choice(FEW)
        return {cell: Paid(n, Money(n * self.prices[cell])) for cell, n in numbers.items()}

    def spent(self, line, upto):
        """Return what a line spent in a quarter."""
        return sum(one.money.minor for (name, _), one in self.paid[upto].items() if name == line)

    def editions(self, publics):
        """Return every line's edition of every quarter."""
        return [
            [self.edition(line, upto, public) for line in self.donors]
            for upto, public in enumerate(publics)
        ]

    def edition(self, line, upto, public):
        """Return what the donor of a line is told of a quarter."""
        spent = [self.spent(line, n) for n in range(upto + 1)]
        standing = Standing(
            amount=SOME, planned=NOTHING, committed=NOTHING,
            spent=Money(sum(spent)), spent_in_quarter=Money(spent[-1]),
        )  # fmt: skip
        spending = Spending(
            line=line,
            quarter=QUARTERS[upto],
            standing=standing,
            paid=self.paid[upto],
            before=lines.left_over(self.paid[:upto], 5),
        )
        return lines.protect_line(spending, public, 5)

    def attack(self, truths, publics):
        """Return the attack that has read the quarters and the lines, and what lines were told."""
        attack, editions = Together(truths, several(self.people)), self.editions(publics)
        for upto, public in enumerate(publics):
            attack.read(public.figures, upto)
            attack.read_lines(editions[upto], self.prices, upto)
        return attack, [one for told in editions for one in told]


def published(folder, chance):
    """Return the truth behind each quarter, and its public edition."""
    raw = returns.read(samples.write(folder / "returns.csv", chance.people))
    truths, editions = [], []
    for period in PERIODS:
        mine = returns.returns_of(raw, period)
        truths.append(figures.figures_of(mine.frame))
        editions.append(disclosure.protect(mine, truths[-1]))
    return truths, editions


@pytest.mark.parametrize("seed", range(100 if DEEP else 1))
def test_quarters_their_year_and_lines_together_give_nobody_away(tmp_path, seed):
    chance = Chance(seed)
    truths, publics = published(tmp_path, chance)
    attack, told = chance.attack(truths, publics)
    attack.read_year(disclosure.added(publics, highlights.year_of(2019), highlights.PUBLISHED))
    assert any(paid is not None for edition in told for _what, paid in edition.told)
    assert attack.finds_in(truths, chance.paid) == []


def test_a_quarter_beside_a_report_of_some_of_its_weeks_is_found(tmp_path):
    """Why people are published one way only: neither of the two knows of the other."""
    people = dated(samples.world(900, 1, calm=True))
    raw = returns.read(samples.write(tmp_path / "returns.csv", people))
    truths, editions = [], []
    for until in (date(2019, 3, 24), date(2019, 3, 31)):
        mine = returns.returns_of(raw, returns.Period(since=date(2019, 1, 1), until=until))
        truths.append(figures.figures_of(mine.frame))
        editions.append(disclosure.protect(mine, truths[-1]))
    attacked = Attack(truths, several(people))
    for upto, edition in enumerate(editions):
        attacked.read(edition.figures, upto)
    assert attacked.finds(truths)


def by_mode_alone(chance):
    """The returns by mode, and a public edition of them: any that keeps the gate's promise.

    Few are withheld, and of all that are withheld there are two values and five people at least.
    """
    truths, publics = [], []
    for period in PERIODS:
        number = Counter(one["mode"] for one in chance.inside(period))
        base = number.total()
        truth = [
            Figure(table="mode", row=mode, column=None, count=number[mode], base=base, missing=0)
            for mode in MODES
        ]
        away = {mode for mode in MODES if number[mode] < 5}
        growing = chance.dice.sample(sorted(set(MODES) - away), len(MODES) - len(away))
        while away and (len(away) < 2 or sum(number[one] for one in away) < 5) and growing:
            away.add(growing.pop())
        shown = [
            replace(
                figure,
                count=None if figure.row in away else figure.count,
                base=None if len(away) == len(MODES) else figure.base,
                missing=None,
            )
            for figure in truth
        ]
        safe = tuple(shown)
        truths.append(truth)
        publics.append(disclosure.Edition(safe, period, 5, comparable=True, seal=gate._Seal(safe)))
    return truths, publics


def found_of_modes(seed):
    """Return what the returns by mode and the lines of a world give away, and what is told."""
    chance = Chance(seed)
    truths, publics = by_mode_alone(chance)
    attack, told = chance.attack(truths, publics)
    return attack.finds_in(truths, chance.paid), told, chance


def test_lines_beside_any_public_report_that_keeps_its_promise_give_nobody_away():
    shown = large = sums = every = 0
    for seed in range(400 if DEEP else 16):
        found, told, chance = found_of_modes(seed)
        assert found == [], seed
        shown += sum(paid is not None for edition in told for _what, paid in edition.told)
        large += sum(one.number >= 5 for paid in chance.paid for one in paid.values())
        sums += sum(edition.standing.spent is not None for edition in told)
        every += len(told)
    sys.stdout.write(f"of {large} numbers of five and more {shown} told; {sums} of {every} sums\n")
    assert shown > large / 2


# What each step of the gate would let out, were it not there.
def nothing(*_told, **_more):
    return iter(())


def as_if_told(*_told):
    return False


def nothing_left(*_told):
    return {}


STEPS: dict[str, dict[str, Any]] = {
    "the modes that the public report withholds may be told": {
        "withheld_modes": lambda _public: frozenset()
    },
    "few of a mode may be all that lines withhold": {"_Rows._of_modes": nothing},
    "money may tell how many": {"_Rows._by_price": nothing},
    "the sum is always told": {"_Rows.is_few": as_if_told, "left_over": nothing_left},
    "what was not told before is forgotten": {"left_over": nothing_left},
}


@pytest.mark.parametrize("step", STEPS)
def test_without_a_step_of_the_lines_gate_the_attacker_finds_somebody(monkeypatch, step):
    for name, other in STEPS[step].items():
        monkeypatch.setattr(f"rumbo.statistics.disclosure.lines.{name}", other)
    assert any(found_of_modes(seed)[0] for seed in range(40))


def test_what_was_not_told_of_a_quarter_is_told_with_the_next():
    """Three seats of a hundred each could be told from 300: from 300 among many kits they cannot."""
    few = {("A", "LAND"): Paid(3, Money(300))}
    many = {("A", "LAND"): Paid(40, Money(4000)), ("A", "KIT"): Paid(90, Money(900))}
    left = lines.left_over([few], 5)
    assert left == {"A": Left(Money(300), (("LAND", Paid(3, Money(300))),))}
    assert lines.left_over([few, many], 5) == {}
    assert lines.left_over([few, {}], 5) == left
