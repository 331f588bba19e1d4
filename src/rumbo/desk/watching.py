"""What the focal point of data protection watches: who reads, who probes, whose yes is missing."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db.models import Count as Many
from django.db.models import Exists, Max, OuterRef, QuerySet, Sum
from django.utils import timezone

from rumbo.access import queries as access
from rumbo.access.values import Reader
from rumbo.audit import queries as audit
from rumbo.audit.models import Reading
from rumbo.registry import queries as registry
from rumbo.registry.models import DataConsent, Person, Probe

if TYPE_CHECKING:
    import uuid

DAYS = 7
# More people than somebody sees in a day at a booth (domain.md 7): worth a question.
MANY = 60


@dataclass(frozen=True, slots=True)
class Watched:
    """What one member of staff opened and looked for in the last days."""

    who: str
    people: int
    pages: int
    searches: int
    masked: int
    last: datetime | None

    @property
    def is_much(self) -> bool:
        """Whether it is more than a booth's work explains."""
        return self.people > MANY * DAYS


def since(today: date, days: int = DAYS) -> datetime:
    """The first moment of the days that are looked at."""
    return timezone.make_aware(datetime.combine(today - timedelta(days=days - 1), time.min))


def readings(reader: Reader, today: date, days: int = DAYS) -> QuerySet[Reading]:
    """The pages opened in the last days about people of the reader's offices, by whoever it was."""
    rows = audit.readings_since(since(today, days))
    if reader.offices is None:
        return rows
    return rows.filter(person_id__in=Person.objects.visible_to(counting(reader)).values("pk"))


def probes(reader: Reader, today: date, days: int = DAYS) -> QuerySet[Probe]:
    """The searches of the last days by the staff of the reader's offices: a search is of nobody."""
    rows = registry.probes_since(since(today, days))
    if reader.offices is None:
        return rows
    first = today - timedelta(days=days - 1)
    return rows.filter(reader_id__in=access.staff_of(reader.offices, first, today).values("user"))


def masked(reader: Reader, today: date, days: int = DAYS) -> QuerySet[Probe]:
    """The searches of the last days that were shown somebody of another office as a mask."""
    return probes(reader, today, days).filter(masked__gt=0)


def watched(reader: Reader, today: date) -> list[Watched]:
    """Who read and searched in the last days, whoever read most people first."""
    read: Mapping[uuid.UUID, dict[str, object]] = {
        row["reader_id"]: row
        for row in readings(reader, today)
        .values("reader_id")
        .annotate(people=Many("person_id", distinct=True), pages=Many("number"), last=Max("at"))
    }
    asked: Mapping[uuid.UUID, dict[str, object]] = {
        row["reader_id"]: row
        for row in probes(reader, today)
        .values("reader_id")
        .annotate(searches=Many("number"), hidden=Sum("masked"), last=Max("at"))
    }
    names = access.names_of({*read, *asked})
    found = [
        _one(names.get(key, ""), read.get(key, {}), asked.get(key, {})) for key in {*read, *asked}
    ]
    return sorted(found, key=lambda one: (-one.people, -one.searches, one.who))


def _one(who: str, read: Mapping[str, object], asked: Mapping[str, object]) -> Watched:
    last = [at for at in (read.get("last"), asked.get("last")) if isinstance(at, datetime)]
    return Watched(
        who,
        _number(read.get("people")),
        _number(read.get("pages")),
        _number(asked.get("searches")),
        _number(asked.get("hidden")),
        max(last, default=None),
    )


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def counting(reader: Reader) -> Reader:
    """The same reader for numbers alone: counts need ids and dates, never a compartment's words."""
    return replace(reader, compartments=frozenset({"bio"}))


def withdrawn(reader: Reader, today: date) -> QuerySet[DataConsent]:
    """The yeses to being registered that were taken back in the last month."""
    rows: QuerySet[DataConsent] = DataConsent.objects.visible_to(counting(reader))
    return rows.filter(withdrawn_at__gte=since(today, 30))


def without_consent(reader: Reader) -> QuerySet[Person]:
    """The people registered from a sheet whose own yes nobody has written down yet."""
    rows: QuerySet[Person] = Person.objects.visible_to(counting(reader))
    return rows.filter(~Exists(registry.live_consent_of(OuterRef("pk"))))
