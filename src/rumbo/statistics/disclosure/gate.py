"""The one gate to the public: figures leave it with everything unsafe withheld."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from rumbo.statistics import codes
from rumbo.statistics.disclosure.people import People, people_of
from rumbo.statistics.disclosure.previous import Previous
from rumbo.statistics.disclosure.rows import CROSSINGS, choose_rows
from rumbo.statistics.disclosure.since import Since, since
from rumbo.statistics.disclosure.values import ONE_WAY, Choice, choose_values
from rumbo.statistics.figures import Figure
from rumbo.statistics.indicators import BY_NAME
from rumbo.statistics.returns import Returns

THRESHOLD = 5
GROUPS = (
    ("FIRST_DEGREE", "OTHER_RELATIVES", "SEPARATED_CHILD"),
    ("ALONE", "UNACCOMPANIED_CHILD"),
    ("FRIENDS",),
)
CLASSES = (("0-4", "5-12"), ("13-17",), ("18-45", "46-59", "60+"))


@dataclass(frozen=True, slots=True)
class Edition:
    """The figures that may be shown, and what safety cost."""

    figures: tuple[Figure, ...]
    withheld: int
    comparable: bool = True

    @property
    def cost(self) -> float:
        """Return the share of all cells that is withheld."""
        return self.withheld / len(self.figures) if self.figures else 0.0


def protect(
    returns: Returns,
    figures: Sequence[Figure],
    reports: Sequence[Previous] = (),
    threshold: int = THRESHOLD,
) -> Edition:
    """Return the public edition of the figures; `reports` are those published before."""
    again = _same_again(returns, figures, reports)
    if again is not None:
        return again
    limits = since(returns, reports, threshold)
    choice = Choice(threshold)
    if limits.comparable:
        choice = _choose(returns, limits, threshold)
    return _edition(_shown(figures, choice), comparable=limits.comparable)


def _edition(safe: Iterable[Figure], *, comparable: bool = True) -> Edition:
    """Put the rows in an order that tells nothing: the largest first would rank what is hidden."""
    tables = list(BY_NAME)
    ordered = tuple(sorted(safe, key=lambda f: (tables.index(f.table), *_place(f))))
    withheld = sum(figure.count is None for figure in ordered)
    return Edition(ordered, withheld, comparable)


def _place(figure: Figure) -> tuple[int, str, int, str]:
    indicator = BY_NAME[figure.table]
    row = codes.closed(indicator.attribute) or ()
    column = (codes.closed(indicator.by) if indicator.by else None) or ()
    name = figure.column or ""
    return (
        row.index(figure.row) if row else 0,
        figure.row,
        column.index(name) if column else 0,
        name,
    )


def _same_again(
    returns: Returns, figures: Sequence[Figure], reports: Sequence[Previous]
) -> Edition | None:
    """Publishing once more what was published tells nothing new."""
    now = {(f.table, f.row, f.column): f for f in figures}
    for report in reports:
        if report.is_public and report.period == returns.period and not report.contradicts(now):
            then = {(f.table, f.row, f.column): f for f in report.figures}
            if then.keys() == now.keys():
                return _edition(then.values())
    return None


def _choose(returns: Returns, limits: Since, threshold: int) -> Choice:
    people = people_of(limits.frame, returns.frame)
    choice = choose_values(people, limits.known, threshold)
    if returns.period.stream:
        # Everyone in the report has this stream, so its base would tell how many they are.
        choice.hidden.pop("stream", None)
    choose_rows(people, choice, limits.rows)
    choice.whole = {
        name
        for name, is_safe in (
            ("travelling_with_grouped", _groups_are_safe),
            ("minors_in_families", _minors_are_safe),
            ("reason_leaving_of_applicants", _applicants_are_safe),
        )
        if name not in limits.refused and is_safe(people, choice)
    }
    return choice


def _groups_are_safe(people: People, choice: Choice) -> bool:
    """A group's total must not give away what is hidden among its members."""
    hidden = choice.hidden.get("travelling_with")
    if hidden is None:
        return False
    members = people.counts("travelling_with").total()
    groups = people.counts("travelling_with_grouped")
    base, _ = people.known("travelling_with")
    for extra in (members - groups.total(), groups.total() - base):
        if 1 <= extra < choice.threshold:
            return False
    for group in GROUPS:
        size = people.any_of("travelling_with", group, free=False)
        inside = hidden & set(group)
        mass = people.any_of("travelling_with", inside, free=False)
        if size < choice.threshold or (inside and (len(inside) < 2 or mass < choice.threshold)):
            return False
    return True


def _minors_are_safe(people: People, choice: Choice) -> bool:
    """Inside and outside families, every class of age that can be told apart must be large."""
    if not choice.shows("travelling_with", "FIRST_DEGREE") or "age_group" not in choice.hidden:
        return False
    family = [p for p in people.profiles if p.has("travelling_with", ["FIRST_DEGREE"])]
    others = [p for p in people.profiles if not p.has("travelling_with", ["FIRST_DEGREE"])]
    sizes = [
        sum(p.weight for p in part if p.has("age_group", ages))
        for part in (family, others)
        for ages in CLASSES
    ]
    sizes.append(sum(p.weight for p in family if "age_group" not in p.of))
    return min(sizes) >= choice.threshold


def _applicants_are_safe(people: People, choice: Choice) -> bool:
    """Applicants' reasons hide the same values as the survey's, for both read one answer."""
    hidden = choice.hidden.get("reason_returning")
    if hidden is None or not choice.shows("applied_to_regularise", "YES"):
        return False
    counts = people.counts("reason_returning", "applicants")
    shown = [counts[v] for v in people.values("reason_returning") if v not in hidden]
    base, missing = people.known("reason_returning", "applicants")
    if not hidden and 1 <= counts.total() - base < choice.threshold:
        return False
    if hidden:
        shown.append(people.any_of("reason_returning", hidden, "applicants", free=False))
    return min([missing, base, *shown]) >= choice.threshold


def _shown(figures: Sequence[Figure], choice: Choice) -> Iterator[Figure]:
    crossings = {crossing.table: crossing for crossing in CROSSINGS}
    for figure in figures:
        cell, base = False, False
        if figure.table in ONE_WAY:
            base = figure.table in choice.hidden and figure.table != "returns_by_month"
            cell = choice.shows(figure.table, figure.row)
        elif figure.table in crossings:
            crossing, column = crossings[figure.table], figure.column or ""
            turned = BY_NAME[figure.table].whole == "column"
            group, part = (column, figure.row) if turned else (figure.row, column)
            base = group in choice.rows.get(crossing.table, ())
            cell = base and choice.shows(crossing.part, part)
        elif figure.table == "reason_leaving_of_applicants":
            base = figure.table in choice.whole
            cell = base and choice.shows("reason_returning", figure.row)
        else:
            cell = base = figure.table in choice.whole
        yield replace(
            figure,
            count=figure.count if cell else None,
            base=figure.base if base else None,
            missing=None,
            suppressed=not cell,
        )
