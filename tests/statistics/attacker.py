"""An attacker: linear programs over everything published try to pin down a small count.

It knows every definition of the contract and reads only what a stranger can read.
"""

from rumbo.network import files
from rumbo.statistics import codes
from rumbo.statistics.indicators import INDICATORS

SURVEY = {i.name for i in INDICATORS if i.population == "surveyed"}
SPECIAL = {"minors_in_families", "reason_leaving_of_applicants", "education_adults_by_sex"}
TABLE_OF = {"month": "returns_by_month"}
NAMED = {"site", "nationality", "country_of_return", "country_of_registration"}
MANY = 1e5
ADULT = ("18-45", "46-59", "60+")
GROUPS = {
    "FAMILY": ("FIRST_DEGREE", "OTHER_RELATIVES", "SEPARATED_CHILD"),
    "ALONE": ("ALONE", "UNACCOMPANIED_CHILD"),
    "FRIENDS": ("FRIENDS",),
}


class World:
    """One set of people as the attacker models it: a variable for every count."""

    def __init__(self, solver, cells, several, whole=False):
        self.solver, self.cells, self.several, self.seen = solver, cells, several, {}
        self.whole = whole
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
        return self.solver.IntVar(0, MANY, "") if self.whole else self.solver.NumVar(0, MANY, "")

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


class Attack:
    """What a stranger knows once every report is out: each adds people to the one before."""

    def __init__(self, truths, several, whole=False):
        """`truths` are the figures behind each report, in order: here only their rows are used."""
        from ortools.linear_solver import pywraplp

        self.solver = pywraplp.Solver.CreateSolver("SCIP" if whole else "GLOP")
        self.whole = whole
        cells = list(dict.fromkeys((f.table, f.row, f.column) for t in truths for f in t))
        self.names = {row for table, row, _ in cells if table == "site"}
        self.worlds = [World(self.solver, cells, several, whole=whole) for _ in truths]
        # What a map tells of each report, without it.
        self.maps = [
            self._read_the_map(truth, world)
            for truth, world in zip(truths, self.worlds, strict=True)
        ]

    def _read_the_map(self, truth, world):
        """Believe that nobody registered in one country at a place that lies in another.

        Whoever has a map knows it before any report, so it is no secret that a report gives away.
        Of a report in which somebody stands against it, it is not believed there, of an earlier
        one it is.
        """
        lies_in = {row["name"]: row["country"] for row in files.rows("sites")}
        table = [f for f in truth if f.table == "site_by_country"]
        far = {("count", f.table, f.row, f.column) for f in table
               if not f.count and f.column not in lies_in.get(f.row, f.column)}  # fmt: skip
        for key in far:
            world.add(world.at(*key) == 0)
        near = {f.column for f in table if ("count", f.table, f.row, f.column) not in far}
        return far | {("base", f.table, f.column) for f in table if f.column not in near}

    def at(self, key, upto):
        """Return a number of the report `upto`: everybody counted until then."""
        return sum(world.at(*key) for world in self.worlds[: upto + 1])

    def read(self, figures, upto):
        """Believe everything a report states; a row of several places is their sum."""
        stated: dict[tuple[str, ...], int] = {}
        for figure in figures:
            stated |= {key: value for key, value in keys(figure).items() if value is not None}
        for key, value in stated.items():
            self.solver.Add(self._sum(key, upto) == value)
        for figure in figures:
            if figure.table in NAMED:
                # A value of an open list is named because somebody has it.
                for one in self._places(figure.row) if figure.table == "site" else [figure.row]:
                    self.solver.Add(self.at(("count", figure.table, one, None), upto) >= 1)

    def read_share(self, figure, low, high, upto):
        """Believe a rounded percentage: the count is between these parts of its base."""
        count, base, _missing = (self._sum(key, upto) for key in keys(figure))
        self.solver.Add(count >= low * base)
        self.solver.Add(count <= high * base)

    def _sum(self, key, upto):
        kind, table, *place = key
        if table not in {"site", "site_by_country"} or kind != "count":
            return self.at(key, upto)
        row, column = place
        return sum(self.at((kind, table, one, column), upto) for one in self._places(row))

    def _places(self, row):
        if row in self.names:
            return [row]
        return sorted(name for name in self.names if set(name.split("+")) <= set(row.split("+")))

    def finds(self, truths, threshold=5):
        """Return the small counts of each report, and small changes, that are given away."""
        goals: dict[tuple[str, ...], object] = {}
        for upto, truth in enumerate(truths):
            goals |= self._small(truth, upto, threshold)
            for before in range(upto):
                goals |= self._changes(truth, truths[before], before, upto, threshold)
        return [name for name, goal in goals.items() if self._largest(goal) < threshold - 1e-6]

    def _small(self, figures, upto, threshold):
        known: dict[tuple[str, ...], int] = {}
        for figure in figures:
            known |= keys(figure)
        few = {key for key, value in known.items() if value < threshold}
        small = [key for key in known if key in few - self.maps[upto]]
        return {(upto, *key): self.at(key, upto) for key in small}

    def _changes(self, truth, earlier, before, upto, threshold):
        then: dict[tuple[str, ...], int] = {}
        today: dict[tuple[str, ...], int] = {}
        for figure in earlier:
            then |= keys(figure)
        for figure in truth:
            today |= keys(figure)
        return {
            (f"{before} to {upto}", *key): self.at(key, upto) - self.at(key, before)
            for key, value in today.items()
            if abs(value - then.get(key, 0)) < threshold
            and not _is_closed(key, then)
            and key not in self.maps[upto]
        }

    def _largest(self, goal):
        self.solver.Maximize(goal)
        status = self.solver.Solve()
        assert status == self.solver.OPTIMAL, status
        return self.solver.Objective().Value()


def found(published, truth, several, earlier=None, before=None, threshold=5):
    """Return the small counts, and small changes, that one report or two give away.

    `published` and `earlier` are what strangers read; `truth` and `before` the figures behind.
    """
    truths = [truth] if before is None else [before, truth]
    reports = [published] if earlier is None else [earlier, published]
    attack = Attack(truths, several)
    for upto, report in enumerate(reports):
        attack.read(report, upto)
    return attack.finds(truths, threshold)


def _is_closed(key, then):
    """Nobody returns later in a month that is over."""
    return key[1] == "returns_by_month" and key in then
