"""Chooses the cells of a crossed table that are shown: as many as keep the small ones in doubt.

The crossings form a forest: no way leads from an attribute over two tables back to itself. Two
people may therefore exchange everything on one side of a crossing, and no other table changes
(`CROSSINGS` is tried for that). A small cell is in doubt when such exchanges would lift it to the
threshold while nothing that is shown changes. Where none would, what stands in the way of the
exchange that costs least is hidden too; at the end, what turns out not to be needed is shown again.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from typing import TypeAlias

from rumbo.statistics.disclosure.people import People
from rumbo.statistics.disclosure.values import Choice

HIDDEN = "\N{HORIZONTAL ELLIPSIS}"
# Of a hidden age, but a child alone or of a family's: they might not be of any age.
FIXED = "\N{HORIZONTAL ELLIPSIS}!"
UNKNOWN = ""
Cell: TypeAlias = tuple[str, str]
Loss: TypeAlias = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Crossing:
    """A crossed table by its groups: the base of a figure is its group's."""

    table: str
    group: str
    part: str


COUNTRY = "country_of_registration"
CROSSINGS = (
    Crossing("site_by_country", COUNTRY, "site"),
    Crossing("country_of_return_by_country_of_registration", COUNTRY, "country_of_return"),
    Crossing("status_by_country", "status", COUNTRY),
    Crossing("education_by_sex", "education", "sex"),
    Crossing("education_by_age_group", "education", "age_group"),
    Crossing("sector_by_education", "sector", "education"),
)
"""`education_adults_by_sex` crosses three attributes and is always withheld from the public."""


@dataclass(frozen=True, slots=True)
class Allowed:
    """What every earlier report showed of a table: nothing else may be shown now."""

    cells: Set[Cell]
    bases: Set[str]


@dataclass(frozen=True, slots=True)
class Kind:
    """People alike in both attributes; values hidden everywhere are one value here."""

    groups: Set[str]
    part: str


@dataclass(frozen=True, slots=True)
class Goal:
    """A number that must stay in doubt: a cell, those whose part is not known, or a base."""

    group: str
    part: str | None

    def holds(self, kind: Kind) -> bool:
        """Tell whether the people of this kind are counted in it."""
        return self.group in kind.groups and self.takes(kind)

    def takes(self, kind: Kind) -> bool:
        """Tell whether they would be counted in it, were they in the group."""
        return kind.part != UNKNOWN if self.part is None else kind.part == self.part


# Nobody knows how many returned: of any number of people nothing at all may be known.
GHOST = Kind(frozenset(), UNKNOWN)
MANY = 10**9


@dataclass(slots=True)
class Grid:
    """One crossed table while it is decided: who is in it, and what of it is shown."""

    threshold: int
    people: Mapping[Kind, int]
    shown: set[Cell] = field(default_factory=set)
    bases: set[str] = field(default_factory=set)
    sizes: dict[Goal, int] = field(default_factory=dict)

    def size(self, goal: Goal) -> int:
        """Count the people in a cell; of values hidden everywhere, those who may have any."""
        if goal not in self.sizes:
            who = self.people.items()
            self.sizes[goal] = sum(number for kind, number in who if goal.holds(kind))
        return self.sizes[goal]

    def groups(self) -> set[str]:
        """Return every group, those hidden everywhere as one."""
        return {group for kind in self.people for group in kind.groups}

    def parts(self) -> set[str]:
        """Return every part that is known, those hidden everywhere as one."""
        return {kind.part for kind in self.people} - {UNKNOWN, FIXED}

    def small(self) -> list[Goal]:
        """Return every number of the table that must stay in doubt: none of them is ever shown."""
        parts: list[str | None] = [*sorted(self.parts()), UNKNOWN, None]
        every = [Goal(group, part) for group in sorted(self.groups()) for part in parts]
        return [goal for goal in every if self.size(goal) < self.threshold]

    def exchanges(self, goal: Goal) -> Iterator[tuple[Kind, Kind]]:
        """Yield the pairs of kinds that lift the number when they exchange their parts."""
        for one in self.people:
            if goal.group in one.groups and not goal.takes(one):
                for other in self.people:
                    if goal.takes(other) and goal.group not in other.groups:
                        yield one, other
                if goal.part == UNKNOWN:
                    yield one, GHOST

    def stands_in_the_way(self, one: Kind, other: Kind) -> tuple[Set[Cell], Set[str]]:
        """Return the cells and the bases shown that would change if the two exchanged."""
        cells: Counter[Cell] = Counter()
        bases: Counter[str] = Counter()
        for groups, old, new in (
            (one.groups, one.part, other.part),
            (other.groups, other.part, one.part),
        ):
            for group in groups:
                cells[group, old] -= 1
                cells[group, new] += 1
                bases[group] += (new != UNKNOWN) - (old != UNKNOWN)
        return (
            {cell for cell, change in cells.items() if change and cell in self.shown},
            {group for group, change in bases.items() if change and group in self.bases},
        )

    def way(self, goal: Goal) -> list[tuple[Kind, Kind, int]] | None:
        """Return exchanges that nobody could see and that lift the number to the threshold."""
        lacking = self.threshold - self.size(goal)
        left = {**self.people, GHOST: MANY}
        steps = []
        for one, other in self.exchanges(goal):
            if lacking <= 0:
                break
            number = min(left[one], left[other], lacking)
            if number > 0 and not any(self.stands_in_the_way(one, other)):
                steps.append((one, other, number))
                left[one] -= number
                left[other] -= number
                lacking -= number
        return steps if lacking <= 0 else None

    def is_in_doubt(self, goal: Goal) -> bool:
        """Tell whether anybody must reckon with `threshold` people or more in it."""
        return self.way(goal) is not None


def choose_cells(people: People, choice: Choice, earlier: Mapping[str, Allowed]) -> None:
    """Fill `choice.cells` and `choice.bases` for every crossed table."""
    for crossing in CROSSINGS:
        if crossing.group in choice.hidden and crossing.part in choice.hidden:
            grid = grid_of(people, choice, crossing)
            decide(grid, earlier.get(crossing.table))
            choice.cells[crossing.table] = frozenset(grid.shown)
            choice.bases[crossing.table] = frozenset(grid.bases)


def grid_of(people: People, choice: Choice, crossing: Crossing) -> Grid:
    """Return the table with values that are hidden everywhere taken together."""
    groups_of, parts_of = (
        {value: _name(choice, attribute, value) for value in people.values(attribute)}
        for attribute in (crossing.group, crossing.part)
    )
    # A value that nobody here has is a row or a column too, with a zero in every cell.
    empty = [Kind(frozenset({name}), UNKNOWN) for name in groups_of.values()]
    empty += [Kind(frozenset(), name) for name in parts_of.values()]
    everyone = Counter(dict.fromkeys(empty, 0))
    for groups, parts, is_free, number in people.pairs(crossing.group, crossing.part):
        part = next((parts_of[part] for part in parts), UNKNOWN)
        if part == HIDDEN and crossing.part == "age_group" and not is_free:
            part = FIXED
        everyone[Kind(frozenset(groups_of[group] for group in groups), part)] += number
    # In one order, so that the same people always give the same report.
    ordered = sorted(everyone, key=lambda kind: (sorted(kind.groups), kind.part))
    return Grid(choice.threshold, {kind: everyone[kind] for kind in ordered})


def _name(choice: Choice, attribute: str, value: str) -> str:
    return HIDDEN if value in choice.hidden[attribute] else value


def decide(grid: Grid, allowed: Allowed | None = None) -> None:
    """Show what is large and allowed; hide again the least that leaves no small number plain."""
    _show_all(grid, allowed)
    cells, bases = set(grid.shown), set(grid.bases)
    small = grid.small()
    tried = []
    for is_hardest_first in (True, False):
        grid.shown, grid.bases = set(cells), set(bases)
        _hide(grid, small, is_hardest_first=is_hardest_first)
        _show_again(grid, small, cells, bases)
        loss = _loss(grid, cells - grid.shown, bases - grid.bases)
        tried.append((loss, not is_hardest_first, grid.shown, grid.bases))
    _loss_of_it, _order, grid.shown, grid.bases = min(tried, key=lambda one: one[:2])


def _show_all(grid: Grid, allowed: Allowed | None) -> None:
    groups, parts, large = grid.groups() - {HIDDEN}, grid.parts() - {HIDDEN}, grid.threshold
    cells = {(g, p) for g in groups for p in parts if grid.size(Goal(g, p)) >= large}
    # With the group's count a base says how many are missing from it.
    known = {g for g in groups if grid.size(Goal(g, None)) >= large}
    bases = {g for g in known if grid.size(Goal(g, UNKNOWN)) >= large}
    grid.shown = cells if allowed is None else cells & allowed.cells
    grid.bases = bases if allowed is None else bases & allowed.bases


def _hide(grid: Grid, small: list[Goal], *, is_hardest_first: bool) -> None:
    """Hide what stands in the way of each goal's cheapest exchange, until all are in doubt."""
    costs = {goal: _cheapest(grid, goal)[0] for goal in small if not grid.is_in_doubt(goal)}
    ordered = sorted(costs, key=lambda goal: costs[goal], reverse=is_hardest_first)
    for goal in ordered:
        while not grid.is_in_doubt(goal):
            _loss_of_it, cells, bases = _cheapest(grid, goal)
            if not cells and not bases:
                grid.shown, grid.bases = set(), set()
                return
            grid.shown -= cells
            grid.bases -= bases


def _cheapest(grid: Grid, goal: Goal) -> tuple[Loss, Set[Cell], Set[str]]:
    """Return what to hide so that one more exchange would lift the number, and the loss."""
    lacking = grid.threshold - grid.size(goal)
    found: list[tuple[int, Loss, list[Cell], list[str]]] = []
    for one, other in grid.exchanges(goal):
        number = min(grid.people[one], MANY if other == GHOST else grid.people[other], lacking)
        cells, bases = grid.stands_in_the_way(one, other)
        if number > 0 and (cells or bases):
            found.append((-number, _loss(grid, cells, bases), sorted(cells), sorted(bases)))
    if not found:
        return (0, 0, 0), frozenset(), frozenset()
    _number, loss, cells_of_it, bases_of_it = min(found)
    return loss, set(cells_of_it), set(bases_of_it)


def _loss(grid: Grid, cells: Set[Cell], bases: Set[str]) -> Loss:
    """Cells first, then bases, then the people in them."""
    return len(cells), len(bases), sum(grid.size(Goal(*cell)) for cell in cells)


def _show_again(grid: Grid, small: list[Goal], cells: Set[Cell], bases: Set[str]) -> None:
    """Show again, largest first, whatever leaves all small numbers in doubt after all."""
    for cell in sorted(cells - grid.shown, key=lambda c: (-grid.size(Goal(*c)), c)):
        grid.shown.add(cell)
        if not all(grid.is_in_doubt(goal) for goal in small):
            grid.shown.remove(cell)
    for group in sorted(bases - grid.bases):
        grid.bases.add(group)
        if not all(grid.is_in_doubt(goal) for goal in small):
            grid.bases.remove(group)
