"""An attacker: linear programs over everything published try to pin down a small count.

It knows every definition of the contract and reads only what a stranger can read.
"""

from rumbo.statistics import codes
from rumbo.statistics.indicators import INDICATORS

SURVEY = {i.name for i in INDICATORS if i.population == "surveyed"}
SPECIAL = {"minors_in_families", "reason_leaving_of_applicants", "education_adults_by_sex"}
TABLE_OF = {"month": "returns_by_month"}
MANY = 1e5
ADULT = ("18-45", "46-59", "60+")
GROUPS = {
    "FAMILY": ("FIRST_DEGREE", "OTHER_RELATIVES", "SEPARATED_CHILD"),
    "ALONE": ("ALONE", "UNACCOMPANIED_CHILD"),
    "FRIENDS": ("FRIENDS",),
}


class World:
    """One set of people as the attacker models it: a variable for every count."""

    def __init__(self, solver, cells, several):
        self.solver, self.cells, self.several, self.seen = solver, cells, several, {}
        everyone, surveyed = self.new(), self.new()
        self.add(surveyed <= everyone)
        for indicator in INDICATORS:
            if indicator.by is None and indicator.name not in SPECIAL:
                self.one_way(indicator, surveyed if indicator.name in SURVEY else everyone)
        for indicator in INDICATORS:
            if indicator.by is not None:
                self.two_way(indicator)
        self.adults()
        self.company()
        self.applicants()

    def new(self):
        return self.solver.NumVar(0, MANY, "")

    def add(self, constraint):
        self.solver.Add(constraint)

    def at(self, kind, *key):
        if (kind, *key) not in self.seen:
            self.seen[kind, *key] = self.new()
        return self.seen[kind, *key]

    def rows(self, table):
        return list(dict.fromkeys(row for name, row, _ in self.cells if name == table))

    def columns(self, table):
        return list(dict.fromkeys(c for name, _, c in self.cells if name == table))

    def split(self, parts, whole, attribute):
        for part in parts:
            self.add(part <= whole)
        if attribute in self.several:
            self.add(sum(parts) >= whole)
        else:
            self.add(sum(parts) == whole)

    def one_way(self, indicator, population):
        name = indicator.name
        parts = [self.at("count", name, row, None) for row in self.rows(name)]
        self.add(self.at("base", name) + self.at("missing", name) == population)
        if parts:
            self.split(parts, self.at("base", name), indicator.attribute)

    def two_way(self, indicator):
        name, a, b = indicator.name, indicator.attribute, indicator.by
        rows, columns = self.rows(name), self.columns(name)
        groups, parts = (rows, columns) if indicator.whole == "row" else (columns, rows)
        group, part = (a, b) if indicator.whole == "row" else (b, a)
        turned = indicator.whole == "column"
        cell = {
            (g, p): self.at("count", name, *((p, g) if turned else (g, p)))
            for g in groups
            for p in parts
        }
        for g in groups:
            self.split([cell[g, p] for p in parts], self.at("base", name, g), part)
            if name not in SPECIAL:
                total = self.at("count", TABLE_OF.get(group, group), g, None)
                self.add(self.at("base", name, g) + self.at("missing", name, g) == total)
        for p in parts:
            if group not in self.several and name not in SPECIAL:
                of_part = self.at("count", TABLE_OF.get(part, part), p, None)
                self.add(sum(cell[g, p] for g in groups) <= of_part)

    def adults(self):
        name = "education_adults_by_sex"
        for row in self.rows(name):
            ages = [self.at("count", "education_by_age_group", row, age) for age in ADULT]
            self.add(self.at("base", name, row) + self.at("missing", name, row) == sum(ages))
            for column in self.columns(name):
                everyone = self.at("count", "education_by_sex", row, column)
                self.add(self.at("count", name, row, column) <= everyone)

    def company(self):
        grouped, name = "travelling_with_grouped", "minors_in_families"
        self.add(self.at("base", grouped) == self.at("base", "travelling_with"))
        for group, members in GROUPS.items():
            parts = [self.at("count", "travelling_with", m, None) for m in members]
            self.split(parts, self.at("count", grouped, group, None), "travelling_with")
        family = self.at("count", "travelling_with", "FIRST_DEGREE", None)
        self.add(self.at("base", name) + self.at("missing", name) == family)
        under_18, under_13 = (self.at("count", name, row, None) for row in ("0-17", "0-12"))
        age = {a: self.at("count", "age_group", a, None) for a in codes.closed("age_group") or ()}
        self.add(under_13 <= under_18)
        self.add(under_18 <= self.at("base", name))
        self.add(under_13 <= age["0-4"] + age["5-12"])
        self.add(under_18 - under_13 <= age["13-17"])
        self.add(self.at("base", name) - under_18 <= sum(age[a] for a in ADULT))

    def applicants(self):
        name = "reason_leaving_of_applicants"
        yes = self.at("count", "applied_to_regularise", "YES", None)
        self.add(self.at("base", name) + self.at("missing", name) == yes)
        parts = [self.at("count", name, row, None) for row in self.rows(name)]
        if parts:
            self.split(parts, self.at("base", name), "reason_returning")


def keys(figure):
    """Return what a figure states, as (kind, table, …) with the part a base belongs to."""
    indicator = next(i for i in INDICATORS if i.name == figure.table)
    whole: tuple[str, ...] = ()
    if indicator.by is not None:
        whole = (figure.row,) if indicator.whole == "row" else (figure.column,)
    return {
        ("count", figure.table, figure.row, figure.column): figure.count,
        ("base", figure.table, *whole): figure.base,
        ("missing", figure.table, *whole): figure.missing,
    }


def found(published, truth, several, earlier=None, before=None, threshold=5):
    """Return the small counts, and small changes, that what is published gives away.

    `published` and `earlier` are what strangers read; `truth` and `before` the figures behind.
    """
    from ortools.linear_solver import pywraplp

    solver = pywraplp.Solver.CreateSolver("GLOP")
    cells = [(f.table, f.row, f.column) for f in published]
    new = World(solver, cells, several)
    old = World(solver, cells, several) if earlier is not None else None

    def now(key):
        return new.at(*key) + old.at(*key) if old else new.at(*key)

    _state(solver, published, now)
    goals = _small(truth, now, threshold)
    if old:
        _state(solver, earlier, lambda key: old.at(*key))
        goals |= _small(before, lambda key: old.at(*key), threshold, "then")
        goals |= _changes(truth, before, new, threshold)
    return [name for name, goal in goals.items() if _largest(solver, goal) < threshold - 1e-6]


def _state(solver, figures, at):
    stated: dict[tuple[str, ...], int] = {}
    for figure in figures:
        stated |= {key: value for key, value in keys(figure).items() if value is not None}
    for key, value in stated.items():
        solver.Add(at(key) == value)


def _small(figures, at, threshold, when="now"):
    known: dict[tuple[str, ...], int] = {}
    for figure in figures:
        known |= keys(figure)
    return {(when, *key): at(key) for key, value in known.items() if value < threshold}


def _changes(truth, before, new, threshold):
    then: dict[tuple[str, ...], int] = {}
    today: dict[tuple[str, ...], int] = {}
    for figure in before:
        then |= keys(figure)
    for figure in truth:
        today |= keys(figure)
    return {
        ("change", *key): new.at(*key)
        for key, value in today.items()
        if abs(value - then.get(key, 0)) < threshold and not _is_closed(key, then)
    }


def _is_closed(key, then):
    """Nobody returns later in a month that is over."""
    return key[1] == "returns_by_month" and key in then


def _largest(solver, goal):
    solver.Maximize(goal)
    status = solver.Solve()
    assert status == solver.OPTIMAL, status
    return solver.Objective().Value()
