"""Rows as the pages show them: sentences, words and states, no rules."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext as _

from rumbo.casework import words
from rumbo.casework.models import Appointment, Contact, ContactAttempt, Task
from rumbo.common import clock, codes
from rumbo.registry.models import Person
from rumbo.ui.words import as_day

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# The answers that one tap gives on the contact list; the rarer ones stand behind them.
TAPS = ("REACHED", "NO_ANSWER", "MESSAGE_LEFT")
# By which channel somebody asked to be reached, in the words of the code list "channel".
_WAYS = {"PHONE": "PHONE", "WHATSAPP": "WHATSAPP", "SMS": "SMS", "SHELTER": "SHELTER"}


@dataclass(frozen=True, slots=True)
class ShownTask:
    """A task as a sentence, with who it is about and how it stands in time."""

    row: Task
    sentence: str
    who: str
    state: str
    when: "StrOrPromise"
    is_reserved: bool = False


@dataclass(frozen=True, slots=True)
class ShownContact:
    """Somebody to be told something, and the safe way to do it."""

    row: Contact
    who: str
    about: "StrOrPromise"
    channel: str
    way: str
    number: str
    hours: str
    note: str
    tries: Sequence[ContactAttempt]
    last: "StrOrPromise"
    safe_ways: Sequence[tuple[str, "StrOrPromise"]]
    is_safe: bool
    late: bool


@dataclass(frozen=True, slots=True)
class Meeting:
    """One appointment in the week."""

    row: Appointment
    who: str
    about: "StrOrPromise"
    with_whom: str
    outcome: "StrOrPromise"
    is_over: bool
    is_open: bool


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the week with its appointments."""

    day: date
    is_today: bool
    meetings: Sequence[Meeting]


def group_name(people: Sequence[Person], *, knows: bool) -> str:
    """Name a group: one person whole, a family by its surnames; a sealed file has no name here."""
    if not people or (not knows and any(p.sealed for p in people)):
        return _("Nombre reservado")
    first = people[0]
    if len(people) == 1:
        return first.full_name
    surnames = f"{first.known('surname_1')} {first.known('surname_2')}".strip()
    return _("Familia %(surnames)s") % {"surnames": surnames} if surnames else first.full_name


def task(row: Task, today: date, *, knows: bool, reserved: Collection[UUID] = ()) -> ShownTask:
    """A task for the list; one of a reserved file names nobody and cannot be opened."""
    late = row.due_on < today
    state = "stop" if row.urgent and late else "wait" if row.urgent or late else "note"
    when = _("Urgente") if row.urgent else _("Con retraso") if late else ""
    who = ""
    if row.person is not None:
        who = group_name([row.person], knows=knows)
    is_reserved = row.case_id in reserved
    return ShownTask(row, words.task_sentence(row.code), who, state, when, is_reserved)


def outcome(code: str, *, knows: bool) -> "StrOrPromise":
    """What came of a try; that it was not safe to talk is said to protection alone."""
    if code == "NOT_SAFE" and not knows:
        return words.UNSAFE
    return words.OUTCOMES.get(code, code)


def contact(
    row: Contact, today: date, unsafe: Collection[str] = (), *, knows: bool = False
) -> ShownContact:
    """Somebody to be told, for the list of the day."""
    told = row.person.contact
    chosen = row.person.contact_channel
    way = _WAYS.get(chosen, "PHONE")
    number = told.get("whatsapp") if way == "WHATSAPP" else told.get("phone")
    tries = list(row.attempts.all())
    return ShownContact(
        row=row,
        who=row.person.full_name,
        about=words.ABOUT.get(row.about, row.about),
        channel=codes.label("channel", chosen) if chosen else "",
        way=way,
        number=str(number or told.get("phone") or ""),
        hours=str(told.get("safe_times") or ""),
        note=row.note,
        tries=tries,
        last=outcome(tries[0].outcome, knows=knows) if tries else "",
        safe_ways=[(code, word) for code, word in words.CHANNELS.items() if code not in unsafe],
        is_safe=way not in unsafe,
        late=row.due_on < today,
    )


def by_way(rows: Sequence[ShownContact]) -> list[tuple[str, list[ShownContact]]]:
    """Those of one way and one safe hour together, those with an hour first: one sits down once."""
    groups: dict[tuple[bool, str, str], list[ShownContact]] = {}
    for row in rows:
        groups.setdefault((not row.hours, row.hours.casefold(), row.channel), []).append(row)
    return [(_way(found[0]), found) for _key, found in sorted(groups.items())]


def _way(one: ShownContact) -> str:
    way = one.channel or _("Sin medio elegido")
    if not one.hours:
        return _("%(way)s · a cualquier hora") % {"way": way}
    return _("%(way)s · %(hours)s") % {"way": way, "hours": one.hours}


def week(start: date, meetings: Iterable[Meeting]) -> list[Day]:
    """Seven days with their appointments, each day in the order in which they come."""
    found: dict[date, list[Meeting]] = {start + timedelta(days=n): [] for n in range(7)}
    for one in meetings:
        found.setdefault(as_day(one.row.starts_at), []).append(one)
    return [Day(day, day == clock.today(), those) for day, those in sorted(found.items())]


def meeting(row: Appointment, now: datetime) -> Meeting:
    """One appointment, with whom and how it ended."""
    user = row.user
    return Meeting(
        row=row,
        who=row.person.full_name,
        about=words.MEETINGS.get(row.about, row.about),
        with_whom=(user.display_name or user.username) if user else codes.label("role", row.role),
        outcome=words.MET.get(row.outcome, ""),
        is_over=row.starts_at <= now,
        is_open=not row.outcome,
    )
