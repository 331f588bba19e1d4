"""Who may be a child's sister or brother: the same parents, or the same sheet of another file."""

from collections.abc import Iterable
from dataclasses import dataclass

from rumbo.casework.models import Case
from rumbo.common import clock
from rumbo.counselling import queries as counselling
from rumbo.protection.track import name_key
from rumbo.registry import queries as registry
from rumbo.registry.index import features_of
from rumbo.registry.models import GroupMember, Person
from rumbo.registry.rules.ages import is_adult
from rumbo.registry.rules.names import sound, tokens

PARENTS = ("mother", "father")


@dataclass(frozen=True, slots=True)
class Likely:
    """A child that may be a sibling, and what speaks for it: MOTHER, FATHER, GROUP."""

    person: Person
    reasons: tuple[str, ...]


def likely_siblings(child: Person) -> list[Likely]:
    """Look for a child's siblings in every office: for verbs and jobs, never for a page.

    The blind index gives those with the same two surnames and a near age; the same travelling
    sheet gives the others. A parent's name then has to be the same; one that differs speaks
    against it.
    """
    together = _travelled_with(child)
    found = []
    for other in _children({*registry.sharing_surnames(features_of(child)), *together}):
        if other.pk == child.pk or _same_file(child, other):
            continue
        reasons = reasons_for(child, other)
        if other.pk in together and "DIFFERS" not in reasons:
            reasons = (*reasons, "GROUP")
        if reasons and "DIFFERS" not in reasons:
            found.append(Likely(other, reasons))
    return found


def reasons_for(one: Person, other: Person) -> tuple[str, ...]:
    """Say which parents two children share; DIFFERS where both are known and neither is shared."""
    shared, known = [], False
    for parent in PARENTS:
        names = [one.known(parent), other.known(parent)]
        if not all(names):
            continue
        known = True
        if is_one_name(*names):
            shared.append(parent.upper())
    if shared:
        return tuple(shared)
    return ("DIFFERS",) if known else ()


def is_one_name(one: str, other: str) -> bool:
    """Whether two ways of writing a parent's name are one: by sound, a second name left out or not."""
    first, second = (frozenset(sound(t) for t in tokens(name)) for name in (one, other))
    if name_key(one) == name_key(other):
        return True
    small, large = sorted((first, second), key=len)
    return len(small) > 1 and small <= large


def in_order_of_joining(files: Iterable[Case]) -> list[Case]:
    """The file that stays, then the one that is taken into it.

    That of an adult stays before one of children alone; then the one that was opened first.
    """
    return sorted(files, key=_staying)


def _staying(case: Case) -> tuple[bool, object, str]:
    today = clock.today()
    adults = any(counselling.is_adult(m.person, today) for m in counselling.members(case))
    return not adults, case.requested_on, case.number


def _children(people: Iterable[object]) -> list[Person]:
    """Those of them who are children and have a file of their own, by the day they count."""
    rows = Person.objects.filter(pk__in=list(people)).order_by("recorded_at")
    today = clock.today()
    return [
        row
        for row in rows
        if not is_adult(row.birth_date, row.birth_precision, today, disputed=row.age_disputed)
    ]


def _travelled_with(child: Person) -> set[object]:
    """Who was written on the same sheet, in another file."""
    mine = GroupMember.objects.filter(person=child, left_at=None).select_related("group").first()
    if mine is None or not mine.group.sheet_folio:
        return set()
    rows = GroupMember.objects.filter(
        group__sheet_folio=mine.group.sheet_folio, left_at=None
    ).exclude(group=mine.group_id)
    return set(rows.values_list("person", flat=True))


def _same_file(one: Person, other: Person) -> bool:
    mine = GroupMember.objects.filter(person=one, left_at=None).values("group")
    return GroupMember.objects.filter(person=other, left_at=None, group__in=mine).exists()
