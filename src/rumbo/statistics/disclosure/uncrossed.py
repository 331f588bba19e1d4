"""What is never crossed with place, month and nationality at once, at any count.

No table is declared that crosses them. But a count of people who stand nearly all at one place, in
one month, of one nationality, is that crossing under another name. So where a report is read as
knowingly as can be (by somebody who knows of everybody where and when they set out and of what
nationality they are, and nothing else), of what is sensitive only that is told which leaves that
reader in doubt:

- of those a table is about, no more than half may share all three, or the best guess of where
  somebody with the trait stands would be right more often than wrong;
- outside of any one such crossing there are at least as many people as have the trait, or it would
  follow that somebody inside it has;
- of those with one answer, no more than half share all three, or the number told would be that
  crossing's, but for a few: that answer is hidden.

Who lacks a place, a month or a nationality may be in any; the country people return to is as good
as their nationality; and people of one span of 31 days are of one month, wherever it begins. Each
of the three rules holds of two sets of people together if it holds of both, so it is asked of a
report, and of who is new since each earlier one, and then holds of whatever can be subtracted.
Applicants' reasons and the survey's are one answer of people who are partly the same: of those in
one of the two tables alone the rules are asked as well, as the other can be taken from it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, TypeAlias

from rumbo.statistics import codes
from rumbo.statistics.indicators import BY_NAME, INDICATORS, Indicator

if TYPE_CHECKING:
    import polars as pl

# The part of people who may share place, month and nationality: with more, who guesses is right.
MOST = 0.5
MONTH = 31
SITE = "site"
NATIONS = ("nationality", "country_of_return")
CHILDREN = frozenset({"0-4", "5-12", "13-17"})


def _all_but(attribute: str, harmless: str) -> frozenset[str]:
    return frozenset(codes.closed(attribute) or ()) - {harmless}


# The answers that say something of a person that must not be found. Trafficking and violence are
# told in incidents, and violence and health also as a reason or a plan (violence against women is
# "violence" where whoever asked did not ask further); children alone also by with whom they travelled.
SENSITIVE: Mapping[str, Set[str]] = {
    "unaccompanied": frozenset({"YES"}),
    "travelling_with": frozenset({"UNACCOMPANIED_CHILD", "SEPARATED_CHILD"}),
    # Adults alone are in the same group as children, whom the finer table tells apart.
    "travelling_with_grouped": frozenset(),
    "health_condition": _all_but("health_condition", "NONE"),
    "self_rated_health": _all_but("self_rated_health", "GOOD"),
    "journey_conditions": _all_but("journey_conditions", "NONE"),
    "incidents": frozenset({"ABUSE", "VIOLENCE", "KIDNAPPING", "EXPLOITATION", "SEXUAL_VIOLENCE"}),
    "reason_migrating": frozenset({"GBV", "VIOLENCE"}),
    "reason_returning": frozenset({"HEALTH"}),
    "plan_on_return": frozenset({"HEALTH"}),
}
# Who is looked for in these is a child: everybody knows that the others are not.
OF_CHILDREN = frozenset({"unaccompanied", "travelling_with", "travelling_with_grouped"})
SURVEYED, APPLICANTS = BY_NAME["reason_returning"], BY_NAME["reason_leaving_of_applicants"]
Place: TypeAlias = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Alike:
    """People alike in all that matters here, and how many they are; an empty list is not known."""

    where: tuple[list[str], ...]
    """Place and month; of people of one span of 31 days, the place alone."""
    nations: tuple[list[str], ...]
    """By nationality, and by the country they return to."""
    answers: Set[str]
    other: Set[str]
    """By what else the table tells them apart."""
    may_be_child: bool
    number: int


def too_close(frames: Iterable["pl.DataFrame"]) -> frozenset[str]:
    """Return the tables that, of any of these sets of people, cross what must not be crossed."""
    sets = list(frames)
    near = {
        indicator.name
        for indicator in INDICATORS
        if any(crosses(indicator, frame) for frame in sets)
    }
    if any(_tells_of_the_rest(frame) for frame in sets):
        near.add(APPLICANTS.name)
    return frozenset(near)


def close_values(frames: Iterable["pl.DataFrame"]) -> Mapping[str, frozenset[str]]:
    """Return by table the answers of which too many who gave them share all three."""
    sets = list(frames)
    tables = [one for one in INDICATORS if one.by is None and one.attribute in SENSITIVE]
    return {
        one.name: frozenset().union(*(_close_values(one, frame) for frame in sets))
        for one in tables
    }


def crosses(indicator: Indicator, frame: "pl.DataFrame") -> bool:
    """Tell whether a table of these people says too much of who stands where, when and whence."""
    names = (indicator.attribute, indicator.by)
    found = [name for name in names if name and name in SENSITIVE]
    return any(_crosses(indicator, name, frame) for name in found)


def _crosses(indicator: Indicator, name: str, frame: "pl.DataFrame") -> bool:
    people = _alike(indicator, name, frame)
    others = frozenset[str]().union(*(one.other for one in people))
    told_apart = [[one for one in people if other in one.other] for other in sorted(others)]
    for told in told_apart if indicator.by else [people]:
        if _is_near(told, name):
            return True
        if name in OF_CHILDREN and _is_near([one for one in told if one.may_be_child], name):
            return True
    return False


def _is_near(people: Sequence[Alike], name: str) -> bool:
    """Tell whether of these people too many share all three, or too few do not."""
    everyone = sum(one.number for one in people)
    most = most_alike(people)
    having = sum(one.number for one in people if not one.answers.isdisjoint(SENSITIVE[name]))
    return most > MOST * everyone or having > everyone - most


def _close_values(indicator: Indicator, frame: "pl.DataFrame") -> Iterator[str]:
    people = _alike(indicator, indicator.attribute, frame)
    for value in sorted(SENSITIVE[indicator.attribute]):
        having = [one for one in people if value in one.answers]
        if most_alike(having) > MOST * sum(one.number for one in having):
            yield value


def most_alike(people: Sequence[Alike]) -> int:
    """Return how many people at the most may share place, month and nationality (or country)."""
    return max(_most_alike(people, order) for order, _name in enumerate(NATIONS))


def _most_alike(people: Sequence[Alike], nation: int) -> int:
    seen: Counter[Place] = Counter()
    for one in people:
        told: list[Place] = [tuple(names) or (None,) for names in one.where]
        for place in product(*told, tuple(one.nations[nation]) or (None,)):
            seen[place] += one.number
    unknown = sum(number for place, number in seen.items() if None in place)
    known = (place for place in seen if None not in place)
    # Whoever lacks one of the three may be in each crossing that agrees with the others.
    sizes = (sum(seen[may_be] for may_be in product(*((n, None) for n in p))) for p in known)
    return max(unknown, max(sizes, default=0))


def _tells_of_the_rest(frame: "pl.DataFrame") -> bool:
    """Tell whether what the survey and the applicants say together crosses who is in one alone."""
    return any(
        crosses(one, rest) or any(_close_values(one, rest))
        for one, other in ((SURVEYED, APPLICANTS), (APPLICANTS, SURVEYED))
        if _having(one, frame) > _having(other, frame)
        for rest in [frame.filter(~frame[other.population])]
    )


def _having(indicator: Indicator, frame: "pl.DataFrame") -> int:
    """Return how many people of a table gave an answer that must not be found."""
    wanted = SENSITIVE[indicator.attribute]
    people = _alike(indicator, indicator.attribute, frame)
    return sum(one.number for one in people if not one.answers.isdisjoint(wanted))


def _alike(indicator: Indicator, name: str, frame: "pl.DataFrame") -> list[Alike]:
    """Return those whose answer is known, whoever is alike as one."""
    import polars as pl

    known = frame.filter(pl.col(indicator.population) & pl.col(name).is_not_null())
    other = next((n for n in (indicator.attribute, indicator.by) if n and n != name), None)
    where = (SITE,) if _is_one_month(known) else (SITE, "month")
    columns = dict.fromkeys([*where, *NATIONS, name, *([other] if other else [])])
    texts = [pl.col(one).list.join(";").alias(one) for one in columns]
    ages = pl.col("age_group").list.eval(pl.element().is_in(sorted(CHILDREN))).list.any()
    keys = known.select(*texts, ages.fill_null(value=True).alias("child"))
    return [
        Alike(
            where=tuple(_split(row[one]) for one in where),
            nations=tuple(_split(row[one]) for one in NATIONS),
            answers=frozenset(_split(row[name])),
            other=frozenset(_split(row[other])) if other else frozenset(),
            may_be_child=row["child"],
            number=row["len"],
        )
        for row in keys.group_by(keys.columns).len().iter_rows(named=True)
    ]


def _is_one_month(people: "pl.DataFrame") -> bool:
    days = people["returned_on"].drop_nulls()
    first, last = days.min(), days.max()
    return first is None or (last - first).days < MONTH  # type: ignore[operator, union-attr]


def _split(cell: str | None) -> list[str]:
    return [] if cell is None else [value for value in cell.split(";") if value]
