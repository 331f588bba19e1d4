"""An attacker who knows where, when and of what nationality everybody is, and asks what they have.

More than any stranger knows. What the person lacks (a place, a day, a nationality) the attacker
does not know either; what is asked of them is read from the report, and from what two differ by.
"""

from collections import Counter
from datetime import date, timedelta

CHILD = 18
# What must not be found: children alone, health, violence and trafficking.
HARMLESS = {
    "unaccompanied": {"NO"},
    "travelling_with": {"FIRST_DEGREE", "ALONE", "OTHER_RELATIVES", "FRIENDS"},
    "health_condition": {"NONE"},
    "self_rated_health": {"GOOD"},
    "journey_conditions": {"NONE"},
    "incidents": {"NONE", "EXTORTION", "THREAT", "FRAUD", "ROBBERY", "ACCIDENT"},
    "reason_migrating": {
        "ECONOMIC", "FAMILY", "DISASTER_CLIMATE", "POLITICAL", "EDUCATION", "OTHER",
    },
    "reason_returning": {
        "PROCESS_ABANDONED", "NO_FUNDS", "FAMILY", "THIRD_PARTY_CONFLICT", "ID_STOLEN", "DENIED",
        "HOMELESS", "INSECURITY", "NO_US_ROUTE", "LONG_WAIT", "OTHER",
    },
    "plan_on_return": {"JOB", "HOME", "FAMILY", "STUDY", "OTHER"},
}  # fmt: skip
REASONS, LEAVING = "reason_returning", "reason_leaving_of_applicants"
HARMLESS[LEAVING] = HARMLESS[REASONS]
COLUMN = {"unaccompanied": "unaccompanied_child", LEAVING: REASONS}
# Who is asked at all: of the other tables everybody is.
ASKED = {
    **dict.fromkeys(("incidents", "reason_migrating", REASONS, "plan_on_return"), "surveyed"),
    LEAVING: "applied_to_regularise",
}
NATIONS = ("nationality", "country_of_return")


def answers(person, table):
    return [value for value in person[COLUMN.get(table, table)].split(";") if value]


def is_asked(person, table):
    asked = ASKED.get(table)
    return bool(answers(person, table)) and (asked is None or person[asked] == "YES")


def may_be_child(person):
    return not person["age"].isdigit() or int(person["age"]) < CHILD


def day_of(person):
    return date.fromisoformat(person["returned_on"])


def crossing(person, nation, *, one_month):
    month = "" if one_month else person["returned_on"][:7]
    return person["site"], month, person[nation]


def in_one_month(people):
    days = [day_of(person) for person in people]
    return max(days) - min(days) < timedelta(days=31)


def places(people, nation):
    """Return how many people stand in each crossing."""
    is_one = in_one_month(people)
    return Counter(crossing(person, nation, one_month=is_one) for person in people)


def told_of(report, table):
    return {f.row: f.count for f in report if f.table == table and f.count is not None}


def is_told(report, table):
    return any(f.table == table and f.count is not None for f in report)


def spans(days):
    """Return each report, and each two of which one is taken from the other."""
    yield from ((None, upto) for upto in range(len(days)))
    yield from ((before, upto) for upto in range(len(days)) for before in range(upto))


def finds(people, reports, days):
    """Return what is given away of a crossing of place, month and nationality, and how.

    `reports` are the figures published until each of the `days`, each of all people until then.
    """
    found = []
    for before, upto in spans(days):
        first = days[before] if before is not None else date.min
        mine = [p for p in people if first < day_of(p) <= days[upto]]
        for table in HARMLESS:
            if not is_told(reports[upto], table):
                continue
            now = told_of(reports[upto], table)
            then = told_of(reports[before], table) if before is not None else {}
            if before is not None and not is_told(reports[before], table):
                continue
            known = [p for p in mine if is_asked(p, table)]
            counts = {
                row: count - then.get(row, 0)
                for row, count in now.items()
                if before is None or row in then
            }
            found += [(before, upto, table, how) for how in _ways(known, table, counts)]
        found += [(before, upto, "rest", how) for how in _of_the_rest(mine, reports, before, upto)]
    return found


def _of_the_rest(people, reports, before, upto):
    """Take applicants' reasons from the survey's, where every applicant was surveyed."""
    of = [report for report in (before, upto) if report is not None]
    if not all(is_told(reports[n], table) for n in of for table in (REASONS, LEAVING)):
        return
    if any(is_asked(p, LEAVING) and not is_asked(p, REASONS) for p in people):
        return
    found: dict[str, list[int]] = {}
    for sign, table in ((1, REASONS), (-1, LEAVING)):
        for way, n in ((1, upto), (-1, before)):
            for row, count in (told_of(reports[n], table) if n is not None else {}).items():
                found.setdefault(row, []).append(sign * way * count)
    counts = {row: sum(told) for row, told in found.items() if len(told) == 2 * len(of)}
    rest = [p for p in people if is_asked(p, REASONS) and not is_asked(p, LEAVING)]
    yield from _ways(rest, REASONS, counts)


def _ways(people, table, counts):
    groups = [people]
    if table in {"unaccompanied", "travelling_with"}:
        groups.append([p for p in people if may_be_child(p)])
    for nation in NATIONS:
        for group in groups:
            if group and _guesses(group, nation):
                yield "guessed"
            if group and _follows(group, table, counts, nation):
                yield "follows"
        for value in counts.keys() - HARMLESS[table]:
            having = [p for p in people if value in answers(p, table)]
            if having and _guesses(having, nation):
                yield f"{value} is one crossing's"


def _guesses(people, nation):
    """Tell whether the best guess of where one of them stands is right more often than wrong."""
    return 2 * max(places(people, nation).values()) > len(people)


def _follows(people, table, counts, nation):
    """Tell whether it is certain of some crossing that somebody in it has what must not be found."""
    largest = places(people, nation).most_common(2)
    return any(_fewest(place, people, table, counts, nation) > 1e-6 for place, _size in largest)


def _fewest(place, people, table, counts, nation):
    """Return how many must have it in a crossing, by a linear program over all that is told."""
    from ortools.linear_solver import pywraplp

    solver = pywraplp.Solver.CreateSolver("GLOP")
    where = places(people, nation)
    having = {one: solver.NumVar(0, size, "") for one, size in where.items()}
    for row, count in counts.items():
        parts = {one: solver.NumVar(0, size, "") for one, size in where.items()}
        if row in HARMLESS[table]:
            # Who has not the one has the other, were there only this harmless answer.
            if HARMLESS[table] == {row}:
                solver.Add(sum(parts.values()) <= count)
                for one, size in where.items():
                    solver.Add(having[one] + parts[one] >= size)
        else:
            solver.Add(sum(parts.values()) == count)
            for one in where:
                solver.Add(parts[one] <= having[one])
    solver.Minimize(having[place])
    assert solver.Solve() == solver.OPTIMAL
    return solver.Objective().Value()
