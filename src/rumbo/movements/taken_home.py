"""Who was taken home already, and whose file still goes on: for whoever asks whether help came twice."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import Q

from rumbo.casework.models import Case
from rumbo.movements.models import BookedSeat
from rumbo.registry.models import GroupMember

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
    groups = GroupMember.objects.filter(person__in=list(people), left_at=None).values("group")
    return Case.objects.filter(group__in=groups).before_departure().open().count()
