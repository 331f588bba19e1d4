"""Many invented people at once, through the plural verbs: for load tests and benchmarks."""

import gc
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

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
from rumbo.demo.hands import alone, together
from rumbo.demo.parts import SIZE, Part, Queue, planned
from rumbo.demo.people import People
from rumbo.demo.scene import Scene
from rumbo.demo.tables import table
from rumbo.readiness import actions as readiness
from rumbo.registry import actions as registry
from rumbo.registry.values import NewGroup

LARGEST = 6  # people of a family
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


def add(
    scene: Scene, number: int, *, progress: Progress, began: datetime | None = None, hands: int = 1
) -> None:
    """Register `number` people in the years before the days played, by so many processes.

    Memory stays the same however many there are: each part is written whole or not at all, and
    forgotten. Parts that are there already are left as they are: whoever was cut off calls again
    with the same number and the same moment at which it was `began`.
    """
    moment = began or clock.now()
    scene = replace(scene, now=moment)
    done = 0

    def missing() -> Iterator[Part]:
        nonlocal done
        for part in planned(scene.chance, number, moment):
            if part.is_there():
                done += part.people
            else:
                yield part

    queue = Queue(missing())
    many = min(hands, number // SIZE)
    written = together(queue, scene, write, many) if many > 1 else alone(queue, scene, write)
    for people in written:
        done += people
        progress("people", done, number)
    progress("people", number, number)


def write(scene: Scene, part: Part) -> int:
    """Register the people of one part and carry their cases on, all of it or nothing; count them."""
    ids = Drawn(part.chance.fork("ids").random)
    with clock.travel_to(part.at), drawn_from(ids), uncollected():
        groups = list(_groups(People(part.chance.fork("people")), part))
    with drawn_from(ids), uncollected(), transaction.atomic():
        with clock.travel_to(part.at):
            waiting = _write(scene, part, groups)
        readiness.judge_these(actor=SYSTEM, cases=waiting, at=scene.now)
    # Nothing looked for rubbish meanwhile: what holds itself goes now, before the next part.
    gc.collect()
    return part.people


def _groups(people: People, part: Part) -> Iterator[NewGroup]:
    """Make groups until as many people are there as the part has; the first one bears its mark."""
    left, moment = part.people, part.at
    while left:
        group = people.group(moment, part.site, family=False if left < LARGEST else None)
        yield group if moment < part.at else replace(group, id=part.mark)
        left -= len(group.people)
        moment -= timedelta(minutes=7)


def _write(scene: Scene, part: Part, groups: list[NewGroup]) -> list[UUID]:
    """Register a part and take its cases on; give those that wait for a seat."""
    office = scene.offices[part.site]
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
    draw = part.chance.fork("stages")
    weights = table("rates")["bulk"]["stages_lately" if part.lately else "stages"]["value"]
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
