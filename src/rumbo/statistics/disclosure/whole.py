"""Tables that are shown whole or not at all: they count again what other tables count."""

from collections.abc import Set

from rumbo.statistics.disclosure.people import People
from rumbo.statistics.disclosure.values import Choice

GROUPS = (
    ("FIRST_DEGREE", "OTHER_RELATIVES", "SEPARATED_CHILD"),
    ("ALONE", "UNACCOMPANIED_CHILD"),
    ("FRIENDS",),
)
CLASSES = (("0-4", "5-12"), ("13-17",), ("18-45", "46-59", "60+"))


def choose_whole(people: People, choice: Choice, *, refused: Set[str]) -> None:
    """Fill `choice.whole` with the tables that give nobody away."""
    choice.whole = {
        name
        for name, is_safe in (
            ("travelling_with_grouped", _groups_are_safe),
            ("minors_in_families", _minors_are_safe),
            ("reason_leaving_of_applicants", _applicants_are_safe),
        )
        if name not in refused and is_safe(people, choice)
    }


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
    family = People(people.frame.filter(people.frame["first_degree"]), people.whole)
    others = People(people.frame.filter(~people.frame["first_degree"]), people.whole)
    sizes = [
        part.any_of("age_group", ages, free=False) for part in (family, others) for ages in CLASSES
    ]
    sizes.append(family.known("age_group")[1])
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
