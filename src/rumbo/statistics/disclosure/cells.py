"""Chooses the cells of a crossed table that are shown: as many as keep the small ones in doubt.

The crossings form a forest: no way leads from an attribute over two tables back to itself. People
may therefore hand on everything on one side of a crossing, and no other table changes
(`CROSSINGS` is tried for that). A small cell is in doubt when such rings (`grid`) would lift it to
the threshold while nothing that is shown changes. What stands in the way of the cheapest one is
hidden, and what turns out not to be needed is shown again; of several tries the one stays that
loses the least.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from typing import TypeAlias

from rumbo.statistics.disclosure.grid import (
    FIXED,
    GHOST,
    HIDDEN,
    MANY,
    UNKNOWN,
    Cell,
    Goal,
    Grid,
    Kind,
    changes,
)
from rumbo.statistics.disclosure.people import People
from rumbo.statistics.disclosure.places import SITE, countries_of
from rumbo.statistics.disclosure.values import Choice

Loss: TypeAlias = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Crossing:
    """A crossed table by its groups: the base of a figure is its group's."""

    table: str
    group: str
    part: str


COUNTRY = "country_of_registration"
CROSSINGS = (
    Crossing("site_by_country", COUNTRY, SITE),
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
    return Grid(
        choice.threshold,
        {kind: everyone[kind] for kind in ordered},
        empty=_empty_by_the_map(people, crossing, groups_of, parts_of),
    )


def _name(choice: Choice, attribute: str, value: str) -> str:
    return HIDDEN if value in choice.hidden[attribute] else value


def _empty_by_the_map(
    people: People, crossing: Crossing, groups_of: Mapping[str, str], parts_of: Mapping[str, str]
) -> frozenset[Cell]:
    """Return the cells of which a map says that nobody is in them, and nobody is.

    That nobody registered in Guatemala at Tijuana tells of Tijuana, and of no person.
    """
    if (crossing.group, crossing.part) != (COUNTRY, SITE):
        return frozenset()
    everybody = People(people.whole, people.whole)
    seen = {
        (groups_of[country], parts_of[site])
        for countries, sites, _free, _number in everybody.pairs(COUNTRY, SITE)
        for country in countries
        for site in sites
    }
    possible = {
        (groups_of[country], parts_of[site])
        for country in groups_of
        for site in parts_of
        if not (lies_in := countries_of(site)) or country in lies_in
    }
    every = {(group, part) for group in groups_of.values() for part in parts_of.values()}
    return frozenset(every - seen - possible)


def decide(grid: Grid, allowed: Allowed | None = None) -> None:
    """Show what is large and allowed; hide again the least that leaves no small number plain."""
    _show_all(grid, allowed)
    cells, bases = set(grid.shown), set(grid.bases)
    small = grid.small()
    tried = []
    for order, hide in enumerate((_hide, _hide_easiest_first, _hide_everything)):
        grid.shown, grid.bases = set(cells), set(bases)
        hide(grid, small)
        _show_again(grid, small, cells, bases)
        loss = _loss(grid, cells - grid.shown, bases - grid.bases)
        tried.append((loss, order, grid.shown, grid.bases))
    _loss_of_it, _order, grid.shown, grid.bases = min(tried, key=lambda one: one[:2])


def _show_all(grid: Grid, allowed: Allowed | None) -> None:
    groups, parts, large = grid.groups() - {HIDDEN}, grid.parts() - {HIDDEN}, grid.threshold
    cells = {(g, p) for g in groups for p in parts if grid.size(Goal(g, p)) >= large}
    # With the group's count a base says how many are missing from it.
    known = {g for g in groups if grid.size(Goal(g, None)) >= large}
    bases = {g for g in known if grid.size(Goal(g, UNKNOWN)) >= large}
    grid.shown = cells if allowed is None else cells & allowed.cells
    grid.bases = bases if allowed is None else bases & allowed.bases


def _hide(grid: Grid, small: list[Goal], *, is_hardest_first: bool = True) -> None:
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


def _hide_easiest_first(grid: Grid, small: list[Goal]) -> None:
    _hide(grid, small, is_hardest_first=False)


def _hide_everything(grid: Grid, _small: list[Goal]) -> None:
    grid.shown, grid.bases = set(), set()


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


@dataclass(slots=True)
class _Doubts:
    """Remembers a way for each small number, and looks for another only where that is closed."""

    grid: Grid
    small: list[Goal]
    ways: dict[Goal, tuple[Set[Cell], Set[str]]] = field(default_factory=dict)

    def remain(self) -> bool:
        """Tell whether every small number is in doubt, whatever was shown in between."""
        found: dict[Goal, tuple[Set[Cell], Set[str]]] = {}
        for goal in self.small:
            if goal in self.ways and not self._is_closed(*self.ways[goal]):
                continue
            way = self.grid.way(goal)
            if way is None:
                return False
            seen = [changes(ring) for ring, _number in way]
            found[goal] = (
                frozenset().union(*(cells for cells, _bases in seen)),
                frozenset().union(*(bases for _cells, bases in seen)),
            )
        self.ways |= found
        return True

    def _is_closed(self, cells: Set[Cell], bases: Set[str]) -> bool:
        return not (cells.isdisjoint(self.grid.shown) and bases.isdisjoint(self.grid.bases))


def _show_again(grid: Grid, small: list[Goal], cells: Set[Cell], bases: Set[str]) -> None:
    """Show again, largest first, whatever leaves all small numbers in doubt after all."""
    doubts = _Doubts(grid, small)
    for cell in _largest_first(grid, cells - grid.shown):
        grid.shown.add(cell)
        if not doubts.remain():
            grid.shown.remove(cell)
    for group in sorted(bases - grid.bases):
        grid.bases.add(group)
        if not doubts.remain():
            grid.bases.remove(group)


def _largest_first(grid: Grid, cells: Set[Cell]) -> Iterator[Cell]:
    yield from sorted(cells, key=lambda cell: (-grid.size(Goal(*cell)), cell))
