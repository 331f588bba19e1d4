"""Builds, for a small number, other people who give the same published report and a large number.

No reader can tell the two lots of people apart: that is more than the linear programs show, for
they know sums only. Nothing is taken on trust: the other people are cleaned and counted anew.
"""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from rumbo.statistics import figures, returns
from rumbo.statistics.disclosure import Edition, Previous, cells, gate, places, since, whole
from rumbo.statistics.disclosure.grid import FIXED, GHOST, HIDDEN, Goal, Kind
from rumbo.statistics.disclosure.people import People
from rumbo.statistics.disclosure.values import alike, named
from tests.statistics import samples

# Of each crossing the side that holds no age goes from one person to the other, and whether it is
# the parts that are handed on, or the groups: those go the other way round.
SIDE = {
    "site_by_country": (["site"], True),
    "country_of_return_by_country_of_registration": (["country_of_return"], True),
    "status_by_country": (["status"], False),
    "education_by_sex": (["sex"], True),
    "education_by_age_group": (["education", "sector", "sex"], False),
    "sector_by_education": (["sector"], False),
}
AGES = {"0-4": "2", "5-12": "8", "13-17": "15", "18-45": "30", "46-59": "50", "60+": "70"}
COLUMN_OF = {"unaccompanied": "unaccompanied_child"}


@dataclass
class Case:
    """Real people, the reports published of them, and what the gate decided."""

    folder: Path
    rows: list[dict[str, str]]
    mine: returns.Returns
    reports: list[Previous]
    edition: Edition

    def __post_init__(self):
        kept = self.mine.frame["row"].to_list()
        self.rows = [dict(self.rows[row - 2]) for row in kept]
        plain = figures.figures_of(self.mine.frame)
        names = frozenset(figures.values_of(self.mine.frame, "site"))
        self.joined, self.truth, reports = gate._together(self.mine, plain, self.reports, 5)
        newcomers = since.newcomers(self.mine, self.reports)
        self.small = places.small_places(newcomers, names, self.reports, 5)
        self.limits = since.since(self.joined, reports, 5)
        self.choice = gate._choose(self.joined, self.limits, 5)
        new = set(self.limits.frame["row"].to_list())
        self.is_new = [row in new for row in kept]
        self.people = People(self.limits.frame, self.joined.frame)

    def goals(self, crossing):
        """Yield every number of a table whose newcomers are few: group, part and how it is seen."""
        grid = cells.grid_of(self.people, self.choice, crossing)
        grid.shown = set(self.choice.cells[crossing.table])
        grid.bases = set(self.choice.bases[crossing.table])
        few: Counter[tuple[str, str | None]] = Counter()
        for groups, parts, _free, number in self.people.pairs(crossing.group, crossing.part):
            for group in groups:
                for part in parts:
                    few[group, part] += number
                    few[group, None] += number
                few[group, ""] += 0 if parts else number
        for group in self.people.values(crossing.group):
            every: list[str | None] = [*self.people.values(crossing.part), "", None]
            for one in every:
                if few[group, one] < 5:
                    goal = Goal(self.name(crossing.group, group), self.name(crossing.part, one))
                    if not grid.is_told_by_a_map(goal):
                        yield group, one, goal, grid

    def name(self, attribute, value):
        return HIDDEN if value in self.choice.hidden[attribute] else value

    def other_people(self, crossing, group, part, goal, steps):
        """Return people who exchanged what `steps` say; those then in the cell are renamed."""
        rows = [dict(row) for row in self.rows]
        kinds = self.kinds(crossing)
        left = [index for index, new in enumerate(self.is_new) if new]
        columns, are_parts = SIDE[crossing.table]
        for ring, number in steps:
            for _ in range(number):
                places = [self.place(rows, left, kinds, kind) for kind in ring]
                if not are_parts:
                    places.reverse()
                had = [{column: rows[place][column] for column in columns} for place in places]
                for place, new in zip(places, [*had[1:], had[0]], strict=True):
                    rows[place] |= new
        return self.renamed(rows, crossing, group, part, goal)

    def place(self, rows, left, kinds, kind):
        if kind != GHOST:
            return self.take(left, kinds, kind)
        rows.append(dict.fromkeys(returns.COLUMNS, ""))
        return len(rows) - 1

    def take(self, left, kinds, kind):
        found = next(index for index in left if kinds[index] == kind)
        left.remove(found)
        return found

    def kinds(self, crossing, frame=None):
        frame = self.joined.frame if frame is None else frame
        groups, parts = frame[crossing.group].to_list(), frame[crossing.part].to_list()
        free = self.free(frame)
        names = [next((self.name(crossing.part, v) for v in part or ()), "") for part in parts]
        is_age = crossing.part == "age_group"
        return [
            Kind(
                frozenset(self.name(crossing.group, value) for value in group or ()),
                FIXED if is_age and name == HIDDEN and not is_free else name,
            )
            for group, name, is_free in zip(groups, names, free, strict=True)
        ]

    def free(self, frame):
        alone = frame["unaccompanied"].to_list()
        company = frame["travelling_with"].to_list()
        return [
            a != ["YES"] and not {"UNACCOMPANIED_CHILD", "FIRST_DEGREE"} & set(c or ())
            for a, c in zip(alone, company, strict=True)
        ]

    def renamed(self, rows, crossing, group, part, goal):
        """Give everybody who is in a cell hidden everywhere the one value that is asked for."""
        frame = places.joined_frame(self.counted(rows).frame, self.small)
        kinds = self.kinds(crossing, frame)
        new = [*self.is_new, *[True] * (len(rows) - len(self.is_new))]
        values = frame[crossing.group].to_list()
        inside = {i for i, kind in enumerate(kinds) if new[i] and goal.holds(kind)}
        for index in inside:
            if goal.group == HIDDEN:
                shown = [v for v in values[index] if v not in self.choice.hidden[crossing.group]]
                rows[index][crossing.group] = ";".join([*shown, group])
            if goal.part == HIDDEN and crossing.part == "age_group":
                rows[index] |= {"age": AGES[part], "birth_date": ""}
            elif goal.part == HIDDEN:
                rows[index][crossing.part] = part
        for attribute in (crossing.group, crossing.part):
            self.keep_names(rows, attribute, inside, new)
        return rows

    def keep_names(self, rows, attribute, inside, new):
        """Somebody keeps each value that the report names, or its row would be gone."""
        hidden = self.choice.hidden[attribute]
        if not named(attribute, hidden):
            return
        order = sorted((i for i in range(len(rows)) if new[i]), key=lambda i: i in inside)
        for lost in sorted(hidden):
            count = Counter(row[attribute] for row in rows)
            if not count[lost]:
                one = next(
                    i
                    for i in order
                    if rows[i][attribute] in hidden and count[rows[i][attribute]] > 1
                )
                rows[one][attribute] = lost

    def renamed_everywhere(self, indicator, value):
        """Give everybody with a value that is hidden the one that is asked for, if they may have it."""
        name = indicator.attribute
        hidden = set(self.choice.hidden[indicator.name])
        if name == "travelling_with" and "travelling_with_grouped" in self.choice.whole:
            hidden &= next(set(group) for group in whole.GROUPS if value in group)
        rows, frame = [dict(row) for row in self.rows], self.joined.frame
        left = Counter(dict.fromkeys(hidden, 1) if named(name, hidden) else {})
        left.pop(value, None)
        free, inside = self.free(frame), frame[indicator.population].to_list()
        for index, values in enumerate(frame[name].to_list()):
            if not (self.is_new[index] and inside[index] and hidden & set(values or ())):
                continue
            if name == "age_group":
                may_be = free[index] or set(values) <= set(alike(value))
                rows[index] |= {"age": AGES[value], "birth_date": ""} if may_be else {}
            else:
                kept = [one for one in values if one not in hidden or left[one] > 0]
                left.subtract(kept)
                column, old = COLUMN_OF.get(name, name), list(dict.fromkeys([*kept, value]))
                if kept == values:
                    continue
                # Nobody of 18 is alone as a child: another person may be, of unknown age.
                other = index
                if value == "UNACCOMPANIED_CHILD" or name == "unaccompanied":
                    rows[index][column], other = "", len(rows)
                    rows.append(dict.fromkeys(returns.COLUMNS, ""))
                rows[other][column] = ";".join(old)
        return rows

    def counted(self, rows):
        raw = returns.read(samples.write(self.folder / "other.csv", rows))
        return returns.returns_of(raw, self.mine.period)

    def published_again(self, rows):
        """Return what a reader of every report would see of other people, and what is behind."""
        mine = self.counted(rows)
        names = frozenset(figures.values_of(self.mine.frame, "site"))
        now = places.joined(figures.figures_of(mine.frame), self.small, names)
        behind = {(f.table, f.row, f.column): f for f in now}
        seen = []
        for figure in self.edition.figures:
            other = behind[figure.table, figure.row, figure.column]
            for stated, told in ((figure.count, other.count), (figure.base, other.base)):
                if stated is not None and stated != told:
                    seen.append((figure, other))
        old = [row for row, new in zip(rows, self.is_new, strict=False) if not new]
        is_same_then = old == [r for r, new in zip(self.rows, self.is_new, strict=True) if not new]
        return seen, is_same_then, behind
