"""An attacker who holds all that is out at once: public quarters, their year, and donors' lines.

What lines paid for is believed to be everybody who returned, and the price of each thing known:
whoever knows less finds less.
"""

from typing import Any

from rumbo.statistics.disclosure.lines import MODES, OTHERS
from tests.statistics import attacker

# Money in a unit in which prices are near to 1, as solvers like it.
UNIT = 10_000


class Together(attacker.Attack):
    """Quarters that do not overlap: each has its own people, and a year has all of them."""

    def __init__(self, truths, several):
        from ortools.linear_solver import pywraplp

        self.solver = pywraplp.Solver.CreateSolver("GLOP")
        self.names = {f.row for t in truths for f in t if f.table == "site"}
        # What a quarter does not name, nobody has in it: each has its own rows.
        rows = [list(dict.fromkeys((f.table, f.row, f.column) for f in t)) for t in truths]
        self.worlds = [attacker.World(self.solver, cells, several) for cells in rows]
        self.sites = [{row for table, row, _ in cells if table == "site"} for cells in rows]
        self.lines, self.told = {}, {}
        both = zip(truths, self.worlds, strict=True)
        self.maps = [self._read_the_map(truth, world) for truth, world in both]

    def at(self, key, upto):
        return self.worlds[upto].at(*key)

    def _sum(self, key, upto):
        kind, table, *place = key
        if table not in {"site", "site_by_country"} or kind != "count":
            return self.at(key, upto)
        row, column = place
        named = [one for one in self._places(row) if one in self.sites[upto]]
        return sum(self.at((kind, table, one, column), upto) for one in named)

    def read_year(self, year):
        """Believe what the year says: each number is the sum of its quarters'."""
        for figure in year.figures:
            for key, value in attacker.keys(figure).items():
                if value is not None:
                    quarters = [n for n in range(len(self.worlds)) if self._has(key, n)]
                    self.solver.Add(sum(self._sum(key, n) for n in quarters) == value)

    def _has(self, key, upto):
        kind, table, *place = key
        if table in {"site", "site_by_country"} and kind == "count":
            return bool(self.sites[upto].intersection(self._places(place[0])))
        return key in self.worlds[upto].seen

    def read_lines(self, editions, prices, upto):
        """Believe the lines of a quarter: everybody who returned was paid for by one of them."""
        for edition in editions:
            for what, paid in edition.told:
                number = self.lines[upto, edition.line, what] = self.worlds[upto].new()
                if paid is not None:
                    self.solver.Add(number == paid.number)
        for mode in MODES:
            mine = [self.lines[upto, edition.line, mode] for edition in editions]
            self.solver.Add(sum(mine) == self.at(("count", "mode", mode, None), upto))
        for edition in editions:
            self.read_money(edition, prices, upto)

    def read_money(self, edition, prices, upto):
        """Believe what was spent until the end of each quarter, and in it."""
        told, line = edition.standing, edition.line
        cost = [self._cost(line, prices, n) for n in range(upto + 1)]
        if told.spent is not None:
            self.solver.Add(sum(cost) == told.spent.minor / UNIT)
            since = max((n for n in range(upto) if self.told[line, n]), default=-1)
            first = since + 1 if edition.with_before else upto
            self.solver.Add(sum(cost[first:]) == told.spent_in_quarter.minor / UNIT)
        self.told[line, upto] = told.spent is not None

    def _cost(self, line, prices, upto):
        every = (*MODES, *OTHERS)
        return sum(prices[line, what] / UNIT * self.lines[upto, line, what] for what in every)

    def _largest(self, goal):
        """Solve; where what is left of the last goal leads astray, as amounts make it, solve anew."""
        from ortools.linear_solver import pywraplp

        anew = pywraplp.MPSolverParameters()
        anew.SetIntegerParam(anew.INCREMENTALITY, anew.INCREMENTALITY_OFF)
        self.solver.Maximize(goal)
        status = self.solver.Solve()
        if status != self.solver.OPTIMAL:
            status = self.solver.Solve(anew)
        assert status == self.solver.OPTIMAL, status
        return self.solver.Objective().Value()

    def finds_in(self, truths, paid, threshold=5):
        """Return the small counts of each quarter, and of each line, that are given away.

        That a line paid for nobody is no secret about anybody.
        """
        goals: dict[tuple[Any, ...], Any] = {}
        for upto, truth in enumerate(truths):
            small = self._small(truth, upto, threshold)
            goals |= {key: goal for key, goal in small.items() if not self._is_nobody(key, truth)}
            goals |= {
                (upto, *cell): self.lines[upto, *cell]
                for cell, one in paid[upto].items()
                if 0 < one.number < threshold
            }
        return [name for name, goal in goals.items() if self._largest(goal) < threshold - 1e-6]

    def _is_nobody(self, key, truth):
        """Of nobody by a mode the price of a seat tells, where lines have spent on nothing else."""
        nobody = {("count", f.table, f.row, f.column) for f in truth if not f.count}
        return key[2] == "mode" and key[1:] in nobody
