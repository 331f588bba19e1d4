"""Children who travelled without a parent or guardian, and what of their way was written down.

One reading for the figure and for the list behind it: nobody is missing from one and not the other.
"""

from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from rumbo.movements.models import BookedSeat
from rumbo.protection.models import ChildTrack, Handover
from rumbo.protection.track import RETURN
from rumbo.registry.models import GroupMember
from rumbo.statistics.queries.scope import EighteenBefore
from rumbo.statistics.rules import GUARDIANS, TRAVELLED

MARKS = ("determined", "escorted", "given", "taken")


def alone(seats: "QuerySet[Any]") -> "QuerySet[Any]":
    """Keep the seats on which a child travelled alone, each with the marks of its way.

    Alone is who was under 18 on the day and had no adult parent or legal guardian of the group on
    the same departure; where the birth date is not known, who is on the children's track.
    """
    guardian = BookedSeat.objects.live().filter(
        departure=OuterRef(OuterRef("departure")),
        person=OuterRef("guardian"),
        state__in=TRAVELLED,
        person__birth_date__lte=EighteenBefore(F("departure__date")),
    )
    guarded = GroupMember.objects.filter(
        Exists(guardian),
        group__case=OuterRef("booking__case"),
        person=OuterRef("person"),
        guardian_relation__in=GUARDIANS,
    )
    tracks = ChildTrack.objects.filter(person=OuterRef("person"))
    rows = seats.filter(state__in=TRAVELLED, released_at=None).annotate(on_track=Exists(tracks))
    child = Q(person__birth_date__gt=EighteenBefore(F("departure__date"))) & ~Exists(guarded)
    found = rows.filter(child | Q(person__birth_date=None, on_track=True))
    told: QuerySet[Any] = found.annotate(**_marks(tracks))
    return told


LACKS = Q(determined=False) | Q(escorted=False) | Q(given=False) | Q(taken=False, came=True)
"""Something of a way is not written down."""


def _marks(tracks: "QuerySet[Any]") -> dict[str, Any]:
    acts = Handover.objects.live().filter(case=OuterRef("booking__case"), person=OuterRef("person"))
    newest = tracks.order_by("-occurred_at", "-id").values("best_interests")[:1]
    return {
        "word": Coalesce(Subquery(newest), Value("")),
        "determined": _flag(word=RETURN),
        "escorted": Exists(tracks.filter(step="ESCORT")),
        "given": Exists(acts.filter(end="DEPARTURE")),
        "taken": Exists(acts.filter(end="ARRIVAL")),
        "came": _flag(state="ARRIVED"),
    }


def _flag(**condition: str) -> Case:
    """Say yes or no in the row itself."""
    when = When(**condition, then=Value(value=True))
    return Case(when, default=Value(value=False), output_field=BooleanField())
