"""As little is withheld as keeps every small number in doubt; and what keeps it so is needed."""

from itertools import combinations, product
from pathlib import Path

import pytest

from rumbo.statistics import codes, returns
from rumbo.statistics.disclosure import Edition, cells, grid, places, whole
from rumbo.statistics.disclosure.grid import GHOST, UNKNOWN, Goal, Grid, Kind
from rumbo.statistics.disclosure.people import People
from rumbo.statistics.disclosure.values import Choice, Known
from tests.statistics import attacker, july_2019, samples
from tests.statistics.test_disclosure import UNTIL, report, several

MEXICO, GUATEMALA = "MEX", "GTM"
EMPTY = dict.fromkeys(returns.COLUMNS, "") | {"returned_on": "2019-06-03", "stream": "AVR"}


def people(number: int, **told: str) -> list[dict[str, str]]:
    return [EMPTY | told for _ in range(number)]


def spread(every: list[dict[str, str]]) -> list[dict[str, str]]:
    """Say where each of them was registered and of what nationality: no crossing is of many."""
    return [
        one
        | {"site": ("Tijuana", "Tapachula", "Reynosa", "Celaya")[number % 4]}
        | dict.fromkeys(("nationality", "country_of_return"), ("HND", "SLV")[number // 4 % 2])
        for number, one in enumerate(every)
    ]


def table_of(numbers: dict[tuple[str, str], int]) -> Grid:
    every = {Kind(frozenset({g}), p): number for (g, p), number in numbers.items()}
    return Grid(5, every | {Kind(frozenset({g}), UNKNOWN): 0 for g, _ in numbers})


def people_of(rows: list[dict[str, str]], folder: Path) -> People:
    raw = returns.read(samples.write(folder / "returns.csv", rows))
    frame = returns.returns_of(raw, returns.Period(until=UNTIL)).frame
    return People(frame, frame)


def random_table(seed: int, groups: str = "abc", parts: str = "xyz") -> dict[tuple[str, str], int]:
    """A table with many small cells, of which no row and no column is small: those are hidden."""
    rng = samples.Dice(seed)
    numbers = {cell: rng.choice([0, 0, 2, 9, 20, 60]) for cell in product(groups, parts)}
    for place, names in enumerate((groups, parts)):
        for name in names:
            mine = [cell for cell in numbers if cell[place] == name]
            if sum(numbers[cell] for cell in mine) < 5:
                numbers[rng.choice(mine)] = 9
    return numbers


def may_be_large(numbers: dict[tuple[str, str], int], shown: set[tuple[str, str]]) -> bool:
    """Ask a linear program, which knows nothing of rings, whether every small number may be large."""
    from ortools.linear_solver import pywraplp

    solver = pywraplp.Solver.CreateSolver("GLOP")
    groups, parts = ({cell[place] for cell in numbers} for place in (0, 1))
    at = {(g, p): solver.NumVar(0, 1e6, "") for g in {*groups, ""} for p in {*parts, UNKNOWN}}
    for g in groups:
        sure = sum(numbers[g, p] for p in parts)
        solver.Add(sum(at[g, p] for p in {*parts, UNKNOWN}) == sure)
    for p in parts:
        solver.Add(sum(at[g, p] for g in {*groups, ""}) == sum(numbers[g, p] for g in groups))
    for cell in shown:
        solver.Add(at[cell] == numbers[cell])
    goals = [at[cell] for cell in numbers if numbers[cell] < 5]
    goals += [at[g, UNKNOWN] for g in groups]
    goals += [
        sum(at[g, p] for p in parts)
        for g in groups
        if sum(numbers[g, p] for p in parts) < 5
    ]  # fmt: skip
    for goal in goals:
        solver.Maximize(goal)
        assert solver.Solve() == solver.OPTIMAL
        if solver.Objective().Value() < 5 - 1e-6:
            return False
    return True


@pytest.mark.parametrize("seed", range(12))
def test_of_a_small_table_nothing_is_lost_that_could_be_shown(seed: int) -> None:
    """Every choice of cells is tried, and the largest that leaves all in doubt shows no more."""
    numbers = random_table(seed)
    large = sorted(cell for cell, number in numbers.items() if number >= 5)
    most = next(
        size
        for size in range(len(large), -1, -1)
        if any(may_be_large(numbers, set(shown)) for shown in combinations(large, size))
    )
    decided = table_of(numbers)
    cells.decide(decided)
    assert may_be_large(numbers, decided.shown) or not decided.shown
    assert len(decided.shown) == most


@pytest.mark.parametrize("seed", range(20))
def test_a_way_changes_nothing_shown_and_takes_nobody_twice(seed: int) -> None:
    decided = table_of(random_table(seed, "abcd", "wxyz"))
    cells.decide(decided)
    for goal in decided.small():
        way = decided.way(goal)
        assert way is not None
        taken: dict[Kind, int] = {}
        gained = 0
        for ring, number in way:
            changed, bases = grid.changes(ring)
            assert changed.isdisjoint(decided.shown)
            assert bases.isdisjoint(decided.bases)
            after = (*ring[1:], ring[0])
            for kind, other in zip(ring, after, strict=True):
                taken[kind] = taken.get(kind, 0) + number
                in_group = goal.group in kind.groups
                gained += number * in_group * (goal.takes(other) - goal.takes(kind))
        assert all(number <= decided.people[k] for k, number in taken.items() if k != GHOST)
        assert decided.size(goal) + gained >= 5


@pytest.mark.parametrize("seed", range(12))
def test_nobody_is_sent_where_a_map_says_that_nobody_is(seed: int) -> None:
    """Another world that everybody knows to be impossible would leave nothing in doubt."""
    numbers = random_table(seed, "abcd", "wxyz")
    empty = frozenset([cell for cell, number in numbers.items() if not number][::2])
    decided = table_of(numbers)
    decided.empty = empty
    cells.decide(decided)
    for goal in decided.small():
        way = decided.way(goal)
        assert way is not None or not decided.shown
        assert all(grid.changes(ring)[0].isdisjoint(empty) for ring, _number in way or ())


def test_a_ring_of_three_keeps_a_cell_that_no_exchange_of_two_would() -> None:
    """Who was irregular in Guatemala may be of no known country, and of nobody is it known that he is."""
    numbers = {
        ("IRREGULAR", MEXICO): 941,
        ("IRREGULAR", GUATEMALA): 507,
        ("TVRH", MEXICO): 204,
        ("TVRH", GUATEMALA): 0,
    }
    decided = table_of(numbers)
    cells.decide(decided)
    assert decided.shown == {("IRREGULAR", MEXICO)}
    way = decided.way(Goal("TVRH", GUATEMALA))
    assert way is not None
    assert max(len(ring) for ring, _number in way) == 3


# --- What a map tells is no secret, and only that.


def at_the_border(*, wrong: int = 0, place: str = "Tapachula") -> list[dict[str, str]]:
    """People of two countries and three places; `wrong` are of Guatemala in Mexico's Tijuana."""
    return [
        *people(60, country_of_registration=MEXICO, site="Tijuana"),
        *people(40, country_of_registration=MEXICO, site=place),
        *people(30, country_of_registration=GUATEMALA, site="Tecún Umán"),
        *people(20, country_of_registration=GUATEMALA),
        *people(wrong, country_of_registration=GUATEMALA, site="Tijuana"),
    ]


def by_country(edition: Edition) -> dict[tuple[str, str | None], int]:
    table = (f for f in edition.figures if f.table == "site_by_country")
    return {(f.row, f.column): f.count for f in table if f.count is not None}


def test_that_nobody_registers_abroad_at_a_place_at_home_costs_nothing(tmp_path: Path) -> None:
    everybody = at_the_border()
    truth, edition = report(tmp_path, everybody)
    shown = by_country(edition)
    assert shown["Tijuana", MEXICO] == 60
    assert shown["Tecún Umán", GUATEMALA] == 30
    assert attacker.found(edition.figures, truth, several(everybody)) == []


@pytest.mark.parametrize("wrong", [1, 3])
def test_who_stands_there_against_the_map_stays_hidden(tmp_path: Path, wrong: int) -> None:
    everybody = at_the_border(wrong=wrong)
    truth, edition = report(tmp_path, everybody)
    assert ("Tijuana", MEXICO) not in by_country(edition)
    assert attacker.found(edition.figures, truth, several(everybody)) == []


def test_of_a_place_on_no_map_of_ours_the_zero_stays_a_secret(tmp_path: Path) -> None:
    everybody = at_the_border(place="Albergue nuevo")
    truth, edition = report(tmp_path, everybody)
    assert ("Albergue nuevo", MEXICO) not in by_country(edition)
    assert attacker.found(edition.figures, truth, several(everybody)) == []


@pytest.mark.parametrize(
    ("row", "countries"),
    [
        ("Tijuana", {MEXICO}),
        ("Tecún Umán", {GUATEMALA}),
        ("Celaya+Saltillo", {MEXICO}),
        ("Tecún Umán+Tijuana", {MEXICO, GUATEMALA}),
        ("Tijuana+Ninguna parte", set()),
        ("", set()),
    ],
)
def test_a_shared_row_lies_where_all_its_places_do(row: str, countries: set[str]) -> None:
    assert places.countries_of(row) == countries


# --- One to four answers missing, ages in families, groups of company, applicants' reasons.


def of_education(missing: int) -> list[dict[str, str]]:
    told = {"PRIMARY": 30, "SECONDARY": 20, "NONE": 12, "TECH": 9, "TERTIARY": 8, "PRESCHOOL": 7}
    every = [one for code, number in told.items() for one in people(number, education=code)]
    return every + people(missing)


@pytest.mark.parametrize(("missing", "hidden"), [(0, 0), (1, 2), (4, 2), (5, 0)])
def test_where_few_answers_are_missing_two_values_and_the_base_are_hidden(
    tmp_path: Path, missing: int, hidden: int
) -> None:
    """What is left of everybody is then no small number even for who knows how many they are."""
    everybody = of_education(missing)
    _truth, edition = report(tmp_path, everybody)
    table = [f for f in edition.figures if f.table == "education"]
    shown = [f.count for f in table if f.count is not None]
    assert len(table) - len(shown) == hidden
    assert all((f.base is None) == (hidden > 0) for f in table)
    left = len(everybody) - sum(shown)
    assert left == missing or left - missing >= 5


def test_ages_of_adults_in_families_are_hidden_among_themselves(tmp_path: Path) -> None:
    family = {"travelling_with": "FIRST_DEGREE"}
    ages = {"2": 9, "8": 9, "15": 9, "30": 30, "50": 3, "70": 2}
    everybody = [p for age, n in ages.items() for p in people(n, age=age, **family)]
    truth, edition = report(tmp_path, everybody)
    hidden = {f.row for f in edition.figures if f.table == "age_group" and f.count is None}
    assert hidden == {"46-59", "60+"}
    assert attacker.found(edition.figures, truth, several(everybody)) == []


def test_a_small_age_of_families_is_not_hidden_among_adults_alone(tmp_path: Path) -> None:
    """None of three adults may be a child of a family: so among them the children stay few."""
    ages = {"2": 2, "8": 30, "15": 30, "50": 4, "70": 30}
    told = {"travelling_with": "FIRST_DEGREE"}
    everybody = [p for age, n in ages.items() for p in people(n, age=age, **told)]
    _truth, edition = report(tmp_path, everybody)
    hidden = {f.row for f in edition.figures if f.table == "age_group" and f.count is None}
    assert {"0-4", "5-12"} <= hidden
    assert {"46-59", "60+"} <= hidden


def test_the_groups_of_company_are_shown_where_that_shows_more(tmp_path: Path) -> None:
    everybody = july_2019.people()
    _truth, edition = report(tmp_path, everybody)
    at = {(f.table, f.row): f.count for f in edition.figures if f.column is None}
    groups = {row: at[whole.GROUPED, row] for table, row in at if table == whole.GROUPED}
    assert None not in groups.values()
    for name, members in zip(("FAMILY", "ALONE", "FRIENDS"), whole.GROUPS, strict=True):
        told = [at[whole.COMPANY, member] for member in members]
        left = (groups[name] or 0) - sum(n for n in told if n is not None)
        assert None not in told or (told.count(None) >= 2 and left >= 5)


@pytest.mark.parametrize(("missing", "is_shown"), [(0, True), (2, False)])
def test_the_groups_do_not_tell_the_base_that_is_hidden(
    tmp_path: Path, missing: int, *, is_shown: bool
) -> None:
    """Everybody is in one of the three groups: their sum is the base."""
    numbers = {"FIRST_DEGREE": 30, "OTHER_RELATIVES": 6, "SEPARATED_CHILD": 7, "ALONE": 20}
    numbers |= {"UNACCOMPANIED_CHILD": 9, "FRIENDS": 12}
    every = [p for code, n in numbers.items() for p in people(n, travelling_with=code)]
    every += people(missing)
    _truth, edition = report(tmp_path, spread(every))
    groups = [f.count for f in edition.figures if f.table == whole.GROUPED]
    assert [count is not None for count in groups] == [is_shown] * 3


def leaving(reasons: dict[str, int], **told: str) -> list[dict[str, str]]:
    """People who had applied, and why they left; enough others who had not."""
    yes = {"applied_to_regularise": "YES"} | told
    every = [p for code, n in reasons.items() for p in people(n, reason_returning=code, **yes)]
    return every + people(40, applied_to_regularise="NO")


LEFT = {"PROCESS_ABANDONED": 26, "NO_FUNDS": 15, "FAMILY": 15, "ID_STOLEN": 9, "DENIED": 2}


def reasons_of(edition: Edition) -> dict[str, int]:
    return {f.row: f.count for f in edition.figures if f.table == whole.LEAVING and f.count}


def bases_of(edition: Edition) -> set[int | None]:
    return {f.base for f in edition.figures if f.table == whole.LEAVING}


@pytest.mark.parametrize("missing", [0, 3, 6])
def test_applicants_reasons_are_shown_without_the_survey(tmp_path: Path, missing: int) -> None:
    nothing_said = people(missing, applied_to_regularise="YES")
    everybody = spread(leaving(LEFT) + nothing_said)
    truth, edition = report(tmp_path, everybody)
    assert {"PROCESS_ABANDONED", "NO_FUNDS", "FAMILY"} <= set(reasons_of(edition))
    assert bases_of(edition) == ({None} if missing < 5 else {67})
    assert attacker.found(edition.figures, truth, several(everybody)) == []


def test_applicants_reasons_are_withheld_where_all_of_them_gave_one_that_is_shown(
    tmp_path: Path,
) -> None:
    """How many applied is shown: were a reason shown of each, nobody's would not be known."""
    everybody = spread(leaving({"NO_FUNDS": 40, "NO_FUNDS;DENIED": 3, "NO_FUNDS;HEALTH": 4}))
    truth, edition = report(tmp_path, everybody)
    assert reasons_of(edition) == {}
    assert attacker.found(edition.figures, truth, several(everybody)) == []


def test_applicants_reasons_hide_what_the_survey_hides(tmp_path: Path) -> None:
    others = people(30, surveyed="YES", reason_returning="FAMILY")
    everybody = spread(leaving(LEFT, surveyed="YES") + others)
    truth, edition = report(tmp_path, everybody)
    survey = {f.row for f in edition.figures if f.table == whole.REASONS and f.count is not None}
    assert set(reasons_of(edition)) == survey
    assert survey
    assert bases_of(edition) == {None}
    assert attacker.found(edition.figures, truth, several(everybody)) == []


def test_what_an_earlier_report_hid_of_applicants_stays_hidden(tmp_path: Path) -> None:
    """The survey's table, shown for the first time, does not know what was hidden beside it."""
    few = set(codes.closed(whole.REASONS) or ()) - {*LEFT, "HEALTH"} | {"DENIED", "HEALTH"}
    choice = Choice(5, hidden={"applied_to_regularise": set(), whole.REASONS: few})
    mine = people_of(
        leaving(LEFT, surveyed="YES") + leaving({"HEALTH": 6}, surveyed="YES"), tmp_path
    )
    for earlier, is_shown in ((few, True), (few | {"ID_STOLEN"}, False)):
        told = Choice(5, hidden=dict(choice.hidden))
        known = {whole.LEAVING: Known(hidden=earlier)}
        whole.choose_whole(mine, told, known, refused={whole.GROUPED, whole.MINORS})
        assert (whole.LEAVING in told.hidden) == is_shown
