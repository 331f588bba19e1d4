"""What followup reads: who is to be called today, with how many tries so far."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from rumbo.access.values import Reader
from rumbo.casework.lookup import SEALED_FOR, knows_sealed
from rumbo.common import clock
from rumbo.counselling import queries as counselling
from rumbo.followup import rules
from rumbo.followup.models import CallAttempt
from rumbo.movements.queries import local_day
from rumbo.reception.models import Arrival
from rumbo.registry.models import Person

RECIPIENT = "MONITORING_CALL"
CALLERS = ("reintegration", "reception")


@dataclass(frozen=True, slots=True)
class ToCall:
    """Somebody to call: since when they are home, until when, and the tries so far."""

    arrival: Arrival
    last_day: date
    attempts: tuple[CallAttempt, ...] = ()

    @property
    def tried_on(self) -> list[date]:
        """The days on which somebody tried."""
        return [day_of(a.occurred_at) for a in self.attempts]

    @property
    def may_give_up(self) -> bool:
        """Whether there were enough tries."""
        return rules.may_give_up(self.tried_on)

    @property
    def phone(self) -> str:
        """The number at home, else the one they travelled with."""
        known = self.arrival.person.contact
        return str(known.get("phone_home") or known.get("phone") or known.get("whatsapp") or "")

    @property
    def safe_times(self) -> str:
        """When it is safe to call, as the person said it."""
        return str(self.arrival.person.contact.get("safe_times") or "")


def day_of(moment: datetime) -> date:
    """Give the day of a moment where the programme counts its days."""
    return local_day(moment, clock.DEFAULT_ZONE)


def to_call(reader: Reader, today: date) -> list[ToCall]:
    """Everybody due today who said yes to a call and was not called to the end, oldest first."""
    start = clock.start_of(today - rules.LAST - timedelta(days=1))
    end = clock.end_of(today - rules.FIRST)
    rows = Arrival.objects.visible_to(reader).live().filter(state="ARRIVED", call__done_at=None)
    rows = rows.filter(person__in=_callable_by(reader), occurred_at__gte=start)
    rows = rows.filter(occurred_at__lte=end)
    found = [
        a
        for a in rows.select_related("person", "case").order_by("occurred_at", "id")
        if rules.is_due(day_of(a.occurred_at), today)
    ]
    yes = counselling.may_share_many([a.person_id for a in found], RECIPIENT, today)
    adults = [a for a in found if a.person_id in yes and counselling.is_adult(a.person, today)]
    tries = attempts_of(adults)
    return [
        ToCall(a, rules.window(day_of(a.occurred_at))[1], tuple(tries.get(a.pk, ())))
        for a in adults
    ]


def due(reader: Reader, today: date) -> list[ToCall]:
    """Every call that is due in a reader's offices, for counting alone: nobody's name is opened."""
    counting = replace(
        reader, roles=frozenset(CALLERS) | SEALED_FOR, compartments=frozenset({"bio"})
    )
    return to_call(counting, today)


def _callable_by(reader: Reader) -> QuerySet[Person]:
    """Whom a reader may call: those whose file protection reserved are called by protection."""
    if not knows_sealed(reader):
        return Person.objects.filter(sealed=False)
    everybody = reader.roles.intersection(CALLERS)
    return Person.objects.all() if everybody else Person.objects.filter(sealed=True)


def attempts_of(arrivals: list[Arrival]) -> dict[object, list[CallAttempt]]:
    """The tries of each arrival, oldest first, in one query."""
    rows = CallAttempt.objects.filter(call__arrival__in=[a.pk for a in arrivals])
    found: dict[object, list[CallAttempt]] = {}
    for row in rows.select_related("call").order_by("occurred_at", "id"):
        found.setdefault(row.call.arrival_id, []).append(row)
    return found
