"""Which cases and people have changed since the extract was last refreshed, from the rows' history.

Every version of a row is numbered by its table. A number is passed for good once every transaction
that was under way when it was read is over: until then it is read again, which harms nothing.
"""

import uuid
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.apps import apps
from django.db import connection, models
from django.db.models import Max

from rumbo.access.models import Office
from rumbo.casework.models import Case, EligibilityDecision, Retention, Step
from rumbo.counselling.models import ShareConsent
from rumbo.followup.models import Call, CallAttempt
from rumbo.movements.models import (
    BookedSeat,
    Booking,
    Departure,
    Escort,
    PassengerEvent,
    SeatPrice,
)
from rumbo.protection.models import ChildTrack, FitnessFinding, Handover, Screening
from rumbo.reception.models import Arrival, DirectArrival, Referral
from rumbo.registry.models import GroupMember, Person, Profile
from rumbo.statistics.queries.scope import centre_zones, sites, streams, these

Marks = dict[str, int]
AT_ONCE = 5000
# Whose each version is, by the column that says so; "id" is the row itself. A departure's own row
# touches everybody who was on it; a seat, an escort or a price tells anew only how full it was and
# what it cost: that is "journey".
WATCHED: Mapping[type[models.Model], Mapping[str, str]] = {
    Case: {"case": "id", "group": "group_id"},
    Step: {"case": "case_id"},
    EligibilityDecision: {"case": "case_id"},
    Retention: {"case": "case_id"},
    DirectArrival: {"case": "case_id"},
    Booking: {"case": "case_id"},
    Arrival: {"case": "case_id", "person": "person_id"},
    BookedSeat: {"person": "person_id", "journey": "departure_id"},
    Escort: {"journey": "departure_id"},
    SeatPrice: {"journey": "departure_id"},
    Referral: {"case": "case_id"},
    Call: {"case": "case_id"},
    CallAttempt: {"case": "case_id"},
    ShareConsent: {"person": "person_id"},
    ChildTrack: {"case": "case_id"},
    Handover: {"case": "case_id"},
    PassengerEvent: {"person": "person_id"},
    Person: {"person": "id"},
    Profile: {"person": "person_id"},
    GroupMember: {"person": "person_id", "group": "group_id"},
    Screening: {"person": "person_id"},
    FitnessFinding: {"person": "person_id"},
    Departure: {"departure": "id", "journey": "id"},
}
# What comes of these takes something away: it has to leave the disk as well, and at once.
TAKES_AWAY: Mapping[type[models.Model], models.Q] = {
    Retention: models.Q(erased_at__isnull=False),
    Person: models.Q(pgh_label="delete"),
    Case: models.Q(pgh_label="delete"),
    GroupMember: models.Q(pgh_label="delete"),
    Arrival: models.Q(pgh_label="delete"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Horizon:
    """How far a reading saw: the last number of each history, and which transactions were over."""

    marks: Marks
    over_before: int
    begun_before: int


@dataclass(slots=True)
class Changed:
    """Whom and what to tell anew; `taken` says that something has to go for good."""

    cases: set[uuid.UUID] = field(default_factory=set)
    people: set[uuid.UUID] = field(default_factory=set)
    departures: set[uuid.UUID] = field(default_factory=set)
    taken: bool = False


def horizon() -> Horizon:
    """Say how far one sees now; asked before anything is read, and outside of a transaction.

    Whoever had a number when the marks were read began before our own transaction did: once all
    that began before it are over, everything up to the marks is seen.
    """
    marks = {
        model._meta.label: _events(model).aggregate(last=Max("pgh_id"))["last"] or 0
        for model in WATCHED
    }
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::text::bigint")
        (begun,) = cursor.fetchone()
        cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
        (over,) = cursor.fetchone()
    return Horizon(marks=marks, over_before=over, begun_before=begun)


def since(marks: Marks) -> Changed:
    """Find whose rows have a version that is newer than these marks, and whom it touches."""
    found = Changed()
    told: dict[str, set[uuid.UUID]] = {"case": set(), "person": set(), "group": set()}
    told |= {"departure": set(), "journey": set()}
    for model, columns in WATCHED.items():
        rows = _events(model).filter(pgh_id__gt=marks.get(model._meta.label, 0))
        for whose, column in columns.items():
            told[whose].update(rows.values_list(column, flat=True).distinct())
        if model in TAKES_AWAY and not found.taken:
            found.taken = rows.filter(TAKES_AWAY[model]).exists()
    found.cases, found.people, found.departures = told["case"], told["person"], told["journey"]
    _reach(found, told["group"], told["departure"])
    return found


def _reach(
    found: Changed, groups: Collection[uuid.UUID], departures: Collection[uuid.UUID]
) -> None:
    """Who was moved moves their cases; a case that changed changes what its people asked for."""
    for some in _portions(departures):
        found.cases.update(_column(Arrival, "case_id", departure__in=these(some)))
        found.cases.update(_column(Booking, "case_id", departure__in=these(some)))
    for some in _portions(groups):
        found.cases.update(_column(Case, "pk", group__in=these(some)))
    for some in _portions(found.people):
        found.cases.update(_column(Arrival, "case_id", person__in=these(some)))
        found.cases.update(_column(BookedSeat, "booking__case_id", person__in=these(some)))
        found.cases.update(_column(GroupMember, "group__case__pk", person__in=these(some)))
    for some in _portions(found.cases):
        found.people.update(_column(GroupMember, "person_id", group__case__in=these(some)))


def _column(model: type[models.Model], column: str, **where: object) -> Iterator[uuid.UUID]:
    rows = model._default_manager.filter(**where).order_by()
    found = rows.values_list(column, flat=True).distinct()
    return (one for one in found if one is not None)


def _portions(ids: Collection[uuid.UUID]) -> Iterator[list[uuid.UUID]]:
    rest = iter(sorted(ids))
    while some := list(islice(rest, AT_ONCE)):
        yield some


def _events(model: type[models.Model]) -> "models.QuerySet[Any]":
    event = next(m for m in apps.get_models() if getattr(m, "pgh_tracked_model", None) is model)
    return event._default_manager.order_by()


def how_many_cases() -> int:
    """How many cases there are."""
    return Case.objects.count()


def every_case() -> Iterator[list[uuid.UUID]]:
    """All cases, some at a time."""
    return _every(Case)


def every_person() -> Iterator[list[uuid.UUID]]:
    """All registered people, some at a time."""
    return _every(Person)


def every_departure() -> Iterator[list[uuid.UUID]]:
    """All departures, some at a time."""
    return _every(Departure)


def _every(model: type[models.Model]) -> Iterator[list[uuid.UUID]]:
    last = uuid.UUID(int=0)
    rows = model._default_manager.order_by("pk").values_list("pk", flat=True)
    while some := list(rows.filter(pk__gt=last)[:AT_ONCE]):
        yield some
        last = some[-1]


def reference() -> dict[str, dict[str, list[str]]]:
    """The words and zones that rows are told with: when one changes, everything is told anew."""
    offices = Office.objects.values_list("pk", "country", "zone")
    return {
        "sites": {code: list(told) for code, told in sites().items()},
        "streams": {code: [stream] for code, stream in streams().items()},
        "centres": {code: [zone] for code, zone in centre_zones().items()},
        "offices": {str(pk): [country, zone] for pk, country, zone in offices},
    }
