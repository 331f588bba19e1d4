"""Who was taken home already, and whose file still goes on: for whoever asks whether help came twice."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

from django.db.models import Q

from rumbo.access.values import Reader
from rumbo.casework.models import Case
from rumbo.movements.models import BookedSeat
from rumbo.registry import joined, queries
from rumbo.registry.models import GroupMember, Person

# A seat on which somebody left: whoever stayed behind or gave it back was not taken home.
LEFT = Q(state__in=("ARRIVED", "LEFT_EN_ROUTE")) | Q(
    state="BOARDED", departure__status__in=("DEPARTED", "ARRIVED", "CLOSED")
)


def journeys_of(people: Collection[UUID]) -> list[tuple[UUID, date]]:
    """Which of these registrations left with us, and on which day; the first journey first."""
    seats = BookedSeat.objects.filter(LEFT, person__in=list(people))
    return list(seats.order_by("departure__date", "id").values_list("person", "departure__date"))


def files_under_way(people: Collection[UUID]) -> int:
    """How many files of these registrations prepare a journey now."""
    return len(set(_files_of(people).values()))


def is_double(*, left: int, under_way: int) -> bool:
    """Whether help was given twice or may be: `left` registrations travelled, so many files go on."""
    return left > 1 or (left > 0 and under_way > 0)


def doubled(reader: Reader, pairs: Mapping[UUID, tuple[UUID, UUID]]) -> set[UUID]:
    """Of these pairs of registrations those whose two people, were they one, got help twice or may."""
    people = {person for pair in pairs.values() for person in pair}
    behind = queries.registrations_of(people)
    known = set(joined.known_to(reader, {one for every in behind.values() for one in every}))
    left = {person for person, _day in journeys_of(known)}
    files = _files_of(known)
    found = set()
    for key, (one, other) in pairs.items():
        every = (behind[one] | behind[other]) & known
        going = {files[person] for person in every & files.keys()}
        if is_double(left=len(every & left), under_way=len(going)):
            found.add(key)
    return found


def assisted_under_another(people: Collection[Person]) -> dict[UUID, bool]:
    """Which of these people travelled home with help before, under another of their registrations.

    What they travelled under the one that is asked about is this help and no earlier one. A
    registration that is protection's alone is not told of to whoever decides.
    """
    keys = [person.pk for person in people]
    behind = queries.registrations_of(keys)
    others = {one for every in behind.values() for one in every} - set(keys)
    open_ones = set(Person.objects.filter(pk__in=others, sealed=False).values_list("pk", flat=True))
    left = {person for person, _day in journeys_of(open_ones)}
    return {key: bool(left & behind[key]) for key in keys}


def _files_of(people: Collection[UUID]) -> dict[UUID, UUID]:
    """The file that prepares a journey for each of these registrations, of those that have one."""
    rows = GroupMember.objects.filter(person__in=list(people), left_at=None)
    members = defaultdict(list)
    for group, person in rows.values_list("group", "person"):
        members[group].append(person)
    cases = Case.objects.filter(group__in=list(members)).before_departure().open()
    return {
        person: case
        for case, group in cases.values_list("pk", "group")
        for person in members[group]
    }
