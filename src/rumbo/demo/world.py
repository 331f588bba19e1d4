"""Plays the world: places and staff, the sheet, then day by day what people do, until this moment."""

import tempfile
from datetime import datetime, timedelta
from pathlib import Path

from django.db import connection

from rumbo.access.values import SYSTEM
from rumbo.common import clock
from rumbo.common.ids import Drawn, drawn_from
from rumbo.demo import casting, recruiting, sheet, staff, timetable
from rumbo.demo.agenda import Agenda, Progress
from rumbo.demo.chance import Chance
from rumbo.demo.people import People
from rumbo.demo.scene import Scene, Trip
from rumbo.demo.steps import booking, door, inquiring
from rumbo.demo.tables import days as duration
from rumbo.demo.tally import Tally
from rumbo.exchange.actions import import_sheet
from rumbo.movements.models import Departure
from rumbo.network import actions as network
from rumbo.programmes import actions as programmes
from rumbo.readiness import actions as readiness

DAYS = 21
FEWEST_DAYS = 10
PLANNED_BEFORE = timedelta(days=14)


def silent(_stage: str, _done: int, _all: int) -> None:
    """Say nothing while work goes on."""


def is_played() -> bool:
    """Say whether days were lived in this world: the first thing that a play plans is a bus."""
    return Departure.objects.exists()


def hurry() -> None:
    """Do not wait for the disk at each step: a world left half-played is begun anew anyway."""
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit TO off")


def set_up(seed: int, now: datetime, days: int) -> Scene:
    """Load places and programmes, open the offices and bring the staff."""
    chance = Chance(f"rumbo {seed}")
    ids = Drawn(chance.fork("ids").random)
    with drawn_from(ids), clock.travel_to(now - timedelta(days=duration("before_today"))):
        network.load_reference(actor=SYSTEM)
        programmes.load_reference(actor=SYSTEM)
        people = staff.hire(chance.fork("staff"), clock.today())
        offices = staff.open_offices()
    return Scene(
        chance=chance,
        staff=people,
        offices=offices,
        agenda=Agenda(Tally()),
        people=People(chance),
        ids=ids,
        now=now,
        first_day=clock.day_of(now) - timedelta(days=days - 1),
    )


def play(
    scene: Scene,
    *,
    rows: int | None = None,
    until: datetime | None = None,
    progress: Progress = silent,
) -> Tally:
    """Play everything before this moment (or `until`); `rows`: only the first ones of the sheet."""
    with drawn_from(scene.ids):
        return _play(scene, rows, until, progress)


def _play(scene: Scene, rows: int | None, until: datetime | None, progress: Progress) -> Tally:
    first = timetable.first_bus(scene)
    _plan(scene, first)
    recruiting.for_trip(scene, first, None)
    dawn = scene.moment(scene.first_day, 6)
    scene.agenda.play(dawn, progress=lambda _stage, done, whole: progress("before", done, whole))
    with clock.travel_to(dawn):
        _import(scene, rows, progress)
        waiting = recruiting.Waiting(scene.chance.fork("sheet"))
    scene.trips = timetable.of_these_weeks(scene)
    for trip in scene.trips:
        _plan(scene, trip)
        recruiting.for_trip(scene, trip, waiting)
    casting.cast(scene, waiting)
    inquiring.ask(scene)
    scene.agenda.play(until or scene.now, progress)
    readiness.judge_all(actor=SYSTEM)
    return scene.tally


def _import(scene: Scene, rows: int | None, progress: Progress) -> None:
    """Take in the booths' sheet, as a registrar does, moved to the weeks before."""
    with tempfile.TemporaryDirectory() as folder:
        moved = sheet.moved_copy(
            Path(folder) / sheet.NAME, scene.first_day - timedelta(days=1), rows
        )
        import_sheet(
            actor=scene.staff.actor("registrar", None),
            path=moved,
            today=scene.first_day,
            progress=progress,
        )


def _plan(scene: Scene, trip: Trip) -> None:
    """Put a departure's own moments on the agenda."""
    plan, leaves = scene.agenda.plan, trip.leaves_at
    known = min(leaves - PLANNED_BEFORE, scene.now - timedelta(hours=1))
    begins = scene.moment(scene.first_day, 7)
    in_these_weeks = trip.day >= scene.first_day
    plan(max(known, begins) if in_these_weeks else known, "plan", lambda: booking.plan(scene, trip))
    told = scene.moment(trip.day - timedelta(days=1), 9)
    closed = scene.moment(trip.day - timedelta(days=1), 15)
    if trip.role == "tomorrow":
        told, closed = scene.now - timedelta(hours=9), scene.now - timedelta(hours=2)
    plan(told, "receivers told", lambda: booking.tell_those_who_receive(scene, trip))
    plan(closed, "manifest", lambda: booking.close(scene, trip))
    opens = leaves - timedelta(minutes=100)
    plan(opens, "boarding", lambda: door.open_door(scene, trip))
    plan(leaves, "departure", lambda: door.leave(scene, trip))
