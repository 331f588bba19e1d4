"""Tables that count again what other tables count: what they show must not tell what those hide."""

from collections.abc import Mapping, Set

from rumbo.statistics.disclosure.people import People
from rumbo.statistics.disclosure.values import CLASSES, Choice, Known, choose_of
from rumbo.statistics.indicators import BY_NAME

COMPANY, GROUPED = "travelling_with", "travelling_with_grouped"
MINORS = "minors_in_families"
REASONS, LEAVING = "reason_returning", "reason_leaving_of_applicants"
GROUPS = (
    ("FIRST_DEGREE", "OTHER_RELATIVES", "SEPARATED_CHILD"),
    ("ALONE", "UNACCOMPANIED_CHILD"),
    ("FRIENDS",),
)


def choose_whole(
    people: People, choice: Choice, known: Mapping[str, Known], *, refused: Set[str]
) -> None:
    """Fill `choice.whole` with the tables that give nobody away, and what applicants' hides."""
    choice.whole = set()
    if MINORS not in refused and _minors_are_safe(people, choice):
        choice.whole.add(MINORS)
    if GROUPED not in refused:
        _choose_groups(people, choice, known.get(COMPANY, Known()))
    if LEAVING not in refused:
        _choose_leaving(people, choice, known.get(LEAVING, Known()))


def _choose_groups(people: People, choice: Choice, known: Known) -> None:
    """Show the groups, where that shows more with other members hidden: those of one group."""
    if not choice.tells_base(COMPANY):
        return
    if _groups_are_safe(people, choice.hidden[COMPANY], choice.threshold):
        choice.whole.add(GROUPED)
        return
    hidden = _hidden_by_group(people, known, choice.threshold)
    lost = len(hidden) - len(choice.hidden[COMPANY]) + 2 * (MINORS in choice.whole)
    if lost < len(GROUPS) and _groups_are_safe(people, hidden, choice.threshold):
        choice.hidden[COMPANY] = hidden
        choice.whole = choice.whole - {MINORS} | {GROUPED}


def _hidden_by_group(people: People, known: Known, threshold: int) -> frozenset[str]:
    """Return the members to hide so that each group hides none, or many enough."""
    counts = people.counts(COMPANY)
    hidden = {v for v in people.values(COMPANY) if counts[v] < threshold} | set(known.hidden)
    for group in GROUPS:
        for member in sorted(set(group) - hidden, key=lambda v: (counts[v], v)):
            if not _is_plain(people, hidden & set(group), threshold):
                break
            hidden.add(member)
    return frozenset(hidden)


def _is_plain(people: People, inside: Set[str], threshold: int) -> bool:
    """Tell whether the total of a group says too much of the members that it hides."""
    return bool(inside) and (len(inside) < 2 or people.any_of(COMPANY, inside) < threshold)


def _groups_are_safe(people: People, hidden: Set[str], threshold: int) -> bool:
    """A group's total must not give away what is hidden among its members."""
    members = people.counts(COMPANY).total()
    groups = people.counts(GROUPED)
    base, _ = people.known(COMPANY)
    extra = (members - groups.total(), groups.total() - base)
    return not any(1 <= number < threshold for number in extra) and not any(
        people.any_of(COMPANY, group) < threshold
        or _is_plain(people, hidden & set(group), threshold)
        for group in GROUPS
    )


def _minors_are_safe(people: People, choice: Choice) -> bool:
    """Inside and outside families, every class of age that can be told apart must be large."""
    if not choice.shows(COMPANY, "FIRST_DEGREE") or "age_group" not in choice.hidden:
        return False
    family = People(people.frame.filter(people.frame["first_degree"]), people.whole)
    others = People(people.frame.filter(~people.frame["first_degree"]), people.whole)
    sizes = [part.any_of("age_group", ages) for part in (family, others) for ages in CLASSES]
    sizes.append(family.known("age_group")[1])
    return min(sizes) >= choice.threshold


def _choose_leaving(people: People, choice: Choice, known: Known) -> None:
    """Applicants' reasons and the survey's are one answer, so both hide the same values of it.

    Where the survey's are not shown at all, applicants' are chosen by themselves.
    """
    if not choice.shows("applied_to_regularise", "YES"):
        return
    if REASONS in choice.hidden:
        _hide_as_the_survey_does(people, choice, known)
    else:
        choose_of(people, BY_NAME[LEAVING], known, choice, fewest=0)
    if LEAVING in choice.hidden and _tells_of_all(people, choice):
        del choice.hidden[LEAVING]


def _hide_as_the_survey_does(people: People, choice: Choice, known: Known) -> None:
    hidden = choice.hidden[REASONS]
    counts = people.counts(REASONS, "applicants")
    base, missing = people.known(REASONS, "applicants")
    sizes = [base, *(counts[v] for v in people.values(REASONS) if v not in hidden)]
    if hidden:
        sizes.append(people.any_of(REASONS, hidden, "applicants"))
    has_few_twice = not hidden and 1 <= counts.total() - base < choice.threshold
    if min(sizes) < choice.threshold or has_few_twice or not known.hidden <= hidden:
        return
    choice.hidden[LEAVING] = hidden
    if missing < choice.threshold:
        choice.baseless.add(LEAVING)


def _tells_of_all(people: People, choice: Choice) -> bool:
    """Tell whether what is shown leaves fewer applicants than the threshold without an answer.

    How many they are is shown, so those whose answer is not known must be able to be many.
    """
    shown = set(people.values(REASONS)) - choice.hidden[LEAVING]
    everyone = sum(people.known(REASONS, "applicants"))
    return everyone - people.any_of(REASONS, shown, "applicants") < choice.threshold
