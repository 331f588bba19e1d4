"""The one clock: so that a demo world, a test and "as of" a date agree on what day it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DEFAULT_ZONE = "America/Mexico_City"
# No day of ours lies outside; an address that asks for one is not believed.
FIRST_YEAR, LAST_YEAR = 2000, 2100
_travelled: ContextVar[datetime | None] = ContextVar("travelled", default=None)


def real_now() -> datetime:
    """Give the machine's own time, aware, UTC."""
    return datetime.now(UTC)


def now() -> datetime:
    """Give the moment it is in this world, aware, UTC."""
    return _travelled.get() or real_now()


def today(zone: str = DEFAULT_ZONE) -> date:
    """Give the day it is where an office stands (`zone` as in the tz database)."""
    return day_of(now(), zone)


def day_of(moment: datetime, zone: str = DEFAULT_ZONE) -> date:
    """Give the day of a moment where an office stands: after six in the evening UTC is a day ahead."""
    return moment.astimezone(ZoneInfo(zone)).date()


def start_of(day: date, zone: str = DEFAULT_ZONE) -> datetime:
    """Give the first moment of a day where an office stands; queries ask from here on."""
    return datetime.combine(day, time.min, tzinfo=ZoneInfo(zone))


def end_of(day: date, zone: str = DEFAULT_ZONE) -> datetime:
    """Give the moment at which a day is over where an office stands; queries ask until before it."""
    return start_of(day + timedelta(days=1), zone)


@contextmanager
def travel_to(moment: datetime) -> Iterator[None]:
    """Let it be `moment` (aware) inside the block: the demo world and tests live there."""
    if moment.tzinfo is None:
        raise ValueError("travel_to needs an aware datetime")
    token = _travelled.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _travelled.reset(token)


def day_asked(text: str) -> date | None:
    """Read the day that an address asks for; what is no day, or no day of ours, is None."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None
