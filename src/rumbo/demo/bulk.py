"""Many invented people at once, through the plural verbs: for load tests and benchmarks."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from rumbo.access.models import Office
from rumbo.access.values import SYSTEM
from rumbo.casework import actions as casework
from rumbo.casework.actions.many import NewMove, move_many, withdraw_many
from rumbo.casework.actions.opening import NewCase
from rumbo.casework.models import Case
from rumbo.common import clock
from rumbo.common.ids import Drawn, drawn_from
from rumbo.common.rubbish import uncollected
from rumbo.demo import carrying
from rumbo.demo.agenda import Progress
from rumbo.demo.carrying import Carried, Desks
from rumbo.demo.people import People
from rumbo.demo.scene import Scene
from rumbo.demo.tables import profile, table
from rumbo.readiness import actions as readiness
from rumbo.registry import actions as registry
from rumbo.registry.models import Person, TravelGroup
from rumbo.registry.values import NewGroup

BATCH = 1500
# From the registration to each stage, move by move, as the table of moves allows.
WAYS: dict[str, tuple[str, ...]] = {
    "REGISTRATION": (),
    "COUNSELLING": ("COUNSELLING",),
    "SCREENING": ("COUNSELLING", "SCREENING"),
    "ELIGIBILITY": ("COUNSELLING", "SCREENING", "ELIGIBILITY"),
    "UNCONFIRMED": ("COUNSELLING", "SCREENING", "ELIGIBILITY"),
    "CONFIRMED": ("COUNSELLING", "SCREENING", "ELIGIBILITY"),
    "DECLARED": ("COUNSELLING", "SCREENING", "ELIGIBILITY", "DECLARATION"),
    "READY": ("COUNSELLING", "SCREENING", "ELIGIBILITY", "DECLARATION", "DOCUMENTS"),
    "NOT_ELIGIBLE": ("COUNSELLING", "SCREENING", "NOT_ELIGIBLE"),
    "WITHDRAWN": ("COUNSELLING",),
}
DECIDED = frozenset({"UNCONFIRMED", "CONFIRMED", "DECLARED", "READY"})
DECLARED = frozenset({"DECLARED", "READY"})
# How long before this moment these moves were made.
LATELY = {"DECLARATION": timedelta(days=5), "DOCUMENTS": timedelta(days=4)}


def add(scene: Scene, number: int, *, progress: Progress, resumed: bool = False) -> int:
    """Register `number` people in the years before the days played; give how many groups.

    Memory stays the same however many there are: each batch is written whole or not at all, and
    forgotten. `resumed`: whoever is there came by an earlier call that was cut off, and counts.
    """
    done = Person.objects.count() if resumed else 0
    groups = TravelGroup.objects.count() if resumed else 0
    bulk = table("rates")["bulk"]
    start = clock.now() - timedelta(days=365 * bulk["years"]["value"])
    span = (clock.now() - timedelta(days=70)) - start
    first_lately = int(number * (1 - bulk["lately"]["value"]))
    while done < number:
        draw = scene.chance.fork(f"bulk {groups}")
        site = draw.weighted(profile("site"))
        at = start + span * (done / number)
        ids = Drawn(draw.fork("ids").random)
        with drawn_from(ids), uncollected():
            lately = done >= first_lately
            wanted = (number if lately else first_lately) - done
            batch = list(_groups(People(draw), site, at, wanted))
        with drawn_from(ids), uncollected(), transaction.atomic():
            with clock.travel_to(at):
                waiting = _write(scene, scene.offices[site], batch, lately=lately)
            readiness.judge_these(actor=SYSTEM, cases=waiting, at=scene.now)
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


def _write(scene: Scene, office: Office, groups: list[NewGroup], *, lately: bool) -> list[UUID]:
    """Register a batch and take its cases on; give those that wait for a seat."""
    actor = scene.staff.actor("registrar", office.id)
    made = registry.register_many(actor=actor, office=office, groups=groups)
    cases = casework.open_many(
        actor=actor,
        office=office,
        cases=[
            NewCase(group, told.site, clock.day_of(told.at), told.at)
            for group, told in zip(made, groups, strict=True)
        ],
    )
    draw = scene.chance.fork(f"stages {cases[0].number}")
    weights = table("rates")["bulk"]["stages_lately" if lately else "stages"]["value"]
    ends = [_end(draw.weighted(weights), told) for told in groups]
    _take_on(scene, cases, ends)
    decided = [
        (Carried(case, told.people, draw.fork(case.number)), end)
        for case, told, end in zip(cases, groups, ends, strict=True)
        if end in DECIDED
    ]
    _carry(scene, decided)
    return [one.case.id for one, _end in decided]


def _end(drawn: str, group: NewGroup) -> str:
    """Where a group ends: those with a child wait for the verbs before anything is declared."""
    has_child = any(person.guardian is not None for person in group.people)
    return "CONFIRMED" if has_child and drawn in DECLARED else drawn


def _take_on(scene: Scene, cases: list[Case], ends: list[str]) -> None:
    """Take the cases to their stages, a day or more between two moves."""
    actor = scene.staff.actor("counsellor", cases[0].office_id)
    for number in range(max(len(way) for way in WAYS.values())):
        moves = [
            NewMove(case, to, _moment(scene, case, to))
            for case, end in zip(cases, ends, strict=True)
            if len(WAYS[end]) > number and (to := WAYS[end][number])
        ]
        move_many(actor=actor, moves=moves)
    gone = [
        NewMove(case, "", case.stage_since + timedelta(days=9))
        for case, end in zip(cases, ends, strict=True)
        if end == "WITHDRAWN"
    ]
    withdraw_many(actor=actor, moves=gone)


def _moment(scene: Scene, case: Case, to: str) -> datetime:
    """Two days after the move before; what is declared is declared for the next journey."""
    return scene.now - LATELY[to] if to in LATELY else case.stage_since + timedelta(days=2)


def _carry(scene: Scene, decided: list[tuple[Carried, str]]) -> None:
    """Write what the desks wrote of those who were decided on."""
    desks = Desks(scene)
    for one, end in decided:
        began = one.case.occurred_at
        carrying.counsel(desks, one, began + timedelta(days=2))
        carrying.screen(desks, one, began + timedelta(days=4))
        carrying.decide(desks, one, began + timedelta(days=6), confirmed=end != "UNCONFIRMED")
        if end in DECLARED:
            carrying.declare(desks, one, _moment(scene, one.case, "DECLARATION"))
        if end == "READY":
            carrying.prepare(desks, one, _moment(scene, one.case, "DOCUMENTS"))
    desks.write()
