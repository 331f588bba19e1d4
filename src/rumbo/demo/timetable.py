"""The departures of the play: one long ago, those of these weeks, and those that make today live."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from rumbo.demo.scene import Scene, Trip
from rumbo.demo.tables import days, table

# So many days after today are planned as well.
AHEAD = 12


def first_bus(scene: Scene) -> Trip:
    """Give the bus of whose people some are called today."""
    told = table("timetable")["first"]
    day = scene.today - timedelta(days=days("first_bus"))
    return _trip(told, scene.moment(day, told["hour"]))


def of_these_weeks(scene: Scene) -> list[Trip]:
    """Give every departure from the first day played to some days after today, in order."""
    found = [*_regular(scene), *_live(scene)]
    return sorted(found, key=lambda t: (t.leaves_at, t.route))


def _regular(scene: Scene) -> Iterator[Trip]:
    last = scene.today + timedelta(days=AHEAD)
    # Nothing else leaves on the days whose departures are placed around the present moment.
    quiet = {scene.today + timedelta(days=n) for n in (-1, 0, 1)}
    for told in table("timetable")["regular"]:
        day = scene.first_day + timedelta(days=told["from_day"])
        while day <= last:
            if day not in quiet:
                yield _trip(told, scene.moment(day, told["hour"]))
            day += timedelta(days=told["every"])


def _live(scene: Scene) -> Iterator[Trip]:
    hour = scene.now.replace(minute=0, second=0, microsecond=0)
    for told in table("timetable")["now"]:
        if "tomorrow_at" in told:
            leaves = scene.moment(scene.today + timedelta(days=1), told["tomorrow_at"])
        else:
            leaves = hour + timedelta(hours=told["hours_from_now"])
        if told["role"] == "boarding":
            # The roll is called on the day of travel itself, also close to midnight.
            leaves = min(leaves + timedelta(minutes=30), scene.moment(scene.today, 23, 59))
        yield _trip(told, leaves)


def _trip(told: dict[str, str | int], leaves: datetime) -> Trip:
    return Trip(
        leaves_at=leaves,
        route=str(told["route"]),
        start=str(told["start"]),
        home=str(told["home"]),
        seats=int(told["seats"]),
        role=str(told.get("role", "")),
    )
