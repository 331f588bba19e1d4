"""Many invented people at once, through the plural verbs: for load tests and benchmarks."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from rumbo.access.models import Office
from rumbo.casework import actions as casework
from rumbo.casework.actions.many import NewMove, move_many, withdraw_many
from rumbo.casework.actions.opening import NewCase
from rumbo.casework.models import Case
from rumbo.common import clock
from rumbo.common.ids import drawn_from
from rumbo.demo.agenda import Progress
from rumbo.demo.people import People
from rumbo.demo.scene import Scene
from rumbo.demo.tables import profile, table
from rumbo.registry import actions as registry
from rumbo.registry.values import NewGroup

BATCH = 1500
# From the registration to each stage, move by move, as the table of moves allows.
WAYS: dict[str, tuple[str, ...]] = {
    "REGISTRATION": (),
    "COUNSELLING": ("COUNSELLING",),
    "SCREENING": ("COUNSELLING", "SCREENING"),
    "ELIGIBILITY": ("COUNSELLING", "SCREENING", "ELIGIBILITY"),
    "NOT_ELIGIBLE": ("COUNSELLING", "SCREENING", "NOT_ELIGIBLE"),
    "WITHDRAWN": ("COUNSELLING",),
}


def add(scene: Scene, number: int, *, progress: Progress) -> int:
    """Register `number` people in the years before the days played; give how many groups.

    Memory stays the same however many there are: each batch is written and forgotten.
    """
    done = groups = 0
    bulk = table("rates")["bulk"]
    start = clock.now() - timedelta(days=365 * bulk["years"]["value"])
    span = (clock.now() - timedelta(days=70)) - start
    while done < number:
        draw = scene.chance.fork(f"bulk {groups}")
        site = draw.weighted(profile("site"))
        at = start + span * (done / number)
        with drawn_from(scene.ids):
            batch = list(_groups(People(draw), site, at, number - done))
        with drawn_from(scene.ids), clock.travel_to(at):
            _write(scene, scene.offices[site], batch)
        done += sum(len(g.people) for g in batch)
        groups += len(batch)
        progress("people", done, number)
    return groups


def _groups(people: People, site: str, at: datetime, wanted: int) -> Iterator[NewGroup]:
    """Make groups until the batch is full or enough people are there, and no more than wanted."""
    made = 0
    for number in range(BATCH):
        left = wanted - made
        if left <= 0:
            return
        moment = at - timedelta(minutes=7 * number)
        group = people.group(moment, site, family=False if left < 6 else None)
        made += len(group.people)
        yield group


def _write(scene: Scene, office: Office, groups: list[NewGroup]) -> None:
    actor = scene.staff.actor("registrar", office.id)
    made = registry.register_many(actor=actor, office=office, groups=groups)
    cases = casework.open_many(
        actor=actor,
        office=office,
        cases=[
            NewCase(group, told.site, told.at.date(), told.at)
            for group, told in zip(made, groups, strict=True)
        ],
    )
    _take_on(scene, cases)


def _take_on(scene: Scene, cases: list[Case]) -> None:
    """Spread the cases over the stages, a day or more between two moves."""
    weights = table("rates")["bulk"]["stages"]["value"]
    draw = scene.chance.fork(f"stages {cases[0].number}")
    ends = [draw.weighted(weights) for _case in cases]
    actor = scene.staff.actor("counsellor", cases[0].office_id)
    for number in range(max(len(way) for way in WAYS.values())):
        moves = [
            NewMove(case, WAYS[end][number], case.stage_since + timedelta(days=2))
            for case, end in zip(cases, ends, strict=True)
            if len(WAYS[end]) > number
        ]
        move_many(actor=actor, moves=moves)
    gone = [
        NewMove(case, "", case.stage_since + timedelta(days=9))
        for case, end in zip(cases, ends, strict=True)
        if end == "WITHDRAWN"
    ]
    withdraw_many(actor=actor, moves=gone)
