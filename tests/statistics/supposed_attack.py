"""An attacker who reads the paper of a what-if, and puts everything it says together.

A few are said to be fewer than five, and a change by few likewise. Found is a number of which the
paper says more than that.
"""

import re
from typing import Any

MANY = 10**4
FEW = 5
RATE, PAPERS = "Solicitudes nuevas por semana", "Días que tarda el consulado: {}"


def said(words):
    """Return the least and the most that a count or a change may be, by its words."""
    number = int("".join(re.findall(r"\d", words)) or 0)
    plain = -number if words.endswith("menos") else number
    ways = {
        r"–|igual": (0, 0),
        r"|no se publica": (-MANY, MANY),
        rf"menos de {FEW}": (1, FEW - 1),
        r"menos de .*": (0, number - 1),
        r"cambia en menos de .*": (1 - number, number - 1),
        r"cerca de .*": (number - FEW + 1, number + FEW - 1),
        r".*": (plain, plain),
    }
    return next(bounds for way, bounds in ways.items() if re.fullmatch(way, words))


def drawn(words):
    """Return the least and the most people of a stage, by what is said of its bar."""
    if words.startswith("menos de"):
        return said(words)
    number = int("".join(re.findall(r"\d", words)))
    return (max(FEW, number - FEW / 2), number + FEW / 2) if number else (0, 0)


class Paper:
    """What the paper says, as a linear program: who travels in each scenario, and who was asked."""

    def __init__(self, paper, asked):
        from ortools.linear_solver import pywraplp

        self.solver = pywraplp.Solver.CreateSolver("GLOP")
        people = next(
            row for row in paper.figures if row.label.startswith("Personas que vuelven en e")
        )
        self.travel = [self.new(*said(value)) for value, _change in people.cells]
        self.asked = self.new(*said(asked))
        for one, (_value, change) in zip(self.travel[1:], people.cells[1:], strict=True):
            self.between(one - self.travel[0], said(change))
        for one in self.travel:
            self.solver.Add(one <= self.asked)
        self.cells: dict[tuple[str, str, int], object] = {}
        for table in paper.kinds:
            for n in range(len(self.travel) - 1):
                rows = {row: self.new(*said(cells[n])) for row, cells in table.rows}
                self.cells |= {(table.title, row, n): cell for row, cell in rows.items()}
                rest = self.new(-MANY, MANY)
                if table.title == "País al que vuelven":
                    self.solver.Add(rest == 0)
                change = self.travel[n + 1] - self.travel[0]
                self.solver.Add(sum(rows.values()) + rest == change)
                self.cells[table.title, "rest", n] = rest
        self.read_stages(paper)

    def read_stages(self, paper):
        """Read the bars of each scenario, and in which words they are ranked."""
        before: dict[str, Any] = {}
        for n, one in enumerate(paper.pictures):
            stages = {name: self.new(*drawn(value)) for name, value, _part in one.stages}
            before = before or stages
            self.cells |= {("stage", name, n): stage for name, stage in stages.items()}
            ranked = re.search(r"más larga: ([^.]+)\.", one.said)
            longest = ranked[1].split(", ") if ranked else []
            for first in longest if len(longest) == 1 else []:
                self.rank(stages[first], stages.values(), 0)
            grew = re.search(r"más crece: ([^.]+)\.", one.said)
            for first in grew[1].split(", ") if grew else []:
                self.rank(stages[first], [before[first]], 1)

    def rank(self, first, others, by):
        for other in others:
            self.solver.Add(first >= other + by)

    def new(self, low, high):
        return self.solver.NumVar(low, high, "")

    def between(self, goal, bounds):
        self.solver.Add(goal >= bounds[0])
        self.solver.Add(goal <= bounds[1])

    def goals(self):
        """Yield each number that must not be found, by a name."""
        for n, one in enumerate(self.travel):
            yield ("people", n), one
            yield ("left at home", n), self.asked - one
            if n:
                yield ("change", n), one - self.travel[0]
        yield from self.cells.items()

    def finds(self, truth):
        """Return what is few in truth and of which more is known than that."""
        return [
            name
            for name, goal in self.goals()
            if 0 < abs(truth[name]) < FEW and self.is_narrow(self.range(goal))
        ]

    @staticmethod
    def finds_behind(paper, people):
        """Return which rates and medians are told that are of few people."""
        told = {name for name, value, *_rest in paper.supposed if value != "no se publica"}
        return [name for name, n in people.items() if n < FEW and name in told]

    def range(self, goal):
        found = []
        for ask in (self.solver.Minimize, self.solver.Maximize):
            ask(goal)
            assert self.solver.Solve() == self.solver.OPTIMAL
            found.append(self.solver.Objective().Value())
        return found

    @staticmethod
    def is_narrow(bounds):
        low, high = bounds
        most = max(abs(low), abs(high))
        least = 0 if low <= 0 <= high else min(abs(low), abs(high))
        return most < FEW - 1e-6 and (most < FEW - 1 - 1e-6 or least > 1 + 1e-6)
