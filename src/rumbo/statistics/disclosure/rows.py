"""Chooses the rows of crossed tables that are shown whole, and proves the hidden ones safe."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

from rumbo.statistics.disclosure.people import People, Profile
from rumbo.statistics.disclosure.values import Choice


@dataclass(frozen=True, slots=True)
class Crossing:
    """A crossed table seen by its groups: each group's row is shown whole or not at all."""

    table: str
    group: str
    part: str


ADULTS = ("18-45", "46-59", "60+")
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


def choose_rows(people: People, choice: Choice, earlier: Mapping[str, Set[str]]) -> None:
    """Fill `choice.rows`: start with every row that is large everywhere, hide until proven."""
    for crossing in CROSSINGS:
        allowed = earlier.get(crossing.table)
        rows = {
            value
            for value in people.values(crossing.group)
            if (allowed is None or value in allowed) and _is_large(people, choice, crossing, value)
        }
        choice.rows[crossing.table] = _leave_columns(people, choice, crossing, rows)
    while any(choice.rows.values()):
        weak = _unproven(people, choice)
        if weak is None:
            return
        if choice.rows[weak.table]:
            choice.rows[weak.table] = frozenset()
        else:
            choice.rows = {crossing.table: frozenset() for crossing in CROSSINGS}


def _classes(people: People, choice: Choice, attribute: str) -> Iterator[Set[str]]:
    """Yield what can be told apart: each value shown, and all hidden ones together."""
    hidden = choice.hidden[attribute]
    for value in people.values(attribute):
        if value not in hidden:
            yield {value}
    if hidden:
        yield hidden


def _is_large(people: People, choice: Choice, crossing: Crossing, value: str) -> bool:
    if not choice.shows(crossing.group, value) or crossing.part not in choice.hidden:
        return False
    inside = [p for p in people.profiles if p.has(crossing.group, [value])]
    missing = sum(p.weight for p in inside if crossing.part not in p.of)
    cells = [
        sum(p.weight for p in inside if p.has(crossing.part, alike))
        for alike in _classes(people, choice, crossing.part)
    ]
    if crossing.group == "education":
        # Adults by sex are never shown; nor may they be few among those who are.
        cells.append(sum(p.weight for p in inside if p.has("age_group", ADULTS)))
    return min([missing, *cells]) >= choice.threshold


def _leave_columns(
    people: People, choice: Choice, crossing: Crossing, rows: set[str]
) -> frozenset[str]:
    """Hide rows, smallest first, until every column has enough people outside the shown rows."""
    sizes = people.counts(crossing.group)
    left = sorted(rows, key=lambda value: (sizes[value], value))
    while left and not _columns_are_large(people, choice, crossing, left):
        left.pop(0)
    return frozenset(left)


def _columns_are_large(people: People, choice: Choice, crossing: Crossing, rows: list[str]) -> bool:
    outside = [p for p in people.profiles if not p.has(crossing.group, rows)]
    return all(
        sum(p.weight for p in outside if p.has(crossing.part, alike)) >= choice.threshold
        for alike in _classes(people, choice, crossing.part)
    )


def _unproven(people: People, choice: Choice) -> Crossing | None:
    for crossing in CROSSINGS:
        pools = [
            [p for p in people.profiles if _may_exchange(p, choice, attribute)]
            for attribute in (crossing.group, crossing.part)
        ]
        for group in people.values(crossing.group):
            if group in choice.rows[crossing.table]:
                continue
            if not any(_row_can_be_large(pool, people, choice, crossing, group) for pool in pools):
                return crossing
    return None


def _may_exchange(profile: Profile, choice: Choice, attribute: str) -> bool:
    """Tell whether this person's value can be exchanged with nobody seeing it."""
    if attribute == "age_group" and (
        profile.is_child_alone or profile.has("travelling_with", ["FIRST_DEGREE"])
    ):
        return False
    for crossing in CROSSINGS:
        concerned = attribute in {crossing.group, crossing.part}
        if concerned and profile.has(crossing.group, choice.rows[crossing.table]):
            return False
    return True


def _row_can_be_large(
    pool: list[Profile], people: People, choice: Choice, crossing: Crossing, group: str
) -> bool:
    """Tell whether every cell of a hidden row may hold `threshold` people for all that is shown."""
    if not _reaches(pool, _alike(choice, crossing.group, group), crossing.group, choice):
        return False
    parts = people.values(crossing.part)
    return all(
        _reaches(pool, _alike(choice, crossing.part, part), crossing.part, choice) for part in parts
    )


def _alike(choice: Choice, attribute: str, value: str) -> Set[str] | None:
    hidden = choice.hidden.get(attribute)
    if hidden is None:
        return None
    return hidden if value in hidden else {value}


def _reaches(pool: list[Profile], alike: Set[str] | None, attribute: str, choice: Choice) -> bool:
    """A withheld attribute reaches any number: people of whom nothing is known may have it."""
    if alike is None:
        return True
    return sum(p.weight for p in pool if p.has(attribute, alike)) >= choice.threshold
