"""The other fates: those who wait, fear, hesitate, are on hold, are lost, and children alone."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from rumbo.casework import actions as casework
from rumbo.demo.chance import Chance
from rumbo.demo.recruiting import Waiting, begin, newcomer, register, some_day
from rumbo.demo.scene import Party, Scene
from rumbo.demo.steps import door, meeting, protecting
from rumbo.demo.tables import count
from rumbo.registry.values import NewGroup

HOME_OF_CHILDREN = "HND"
# How many of each fate, and how many days before today they come back (first, last).
FATES: tuple[tuple[str, int, int, int], ...] = (
    ("FEAR", 2, 8, 12),
    ("ASYLUM", 2, 7, 12),
    ("LEFT_OPEN", 1, 3, 5),
    ("UNDECIDED", count("undecided"), 3, 8),
    ("NOT_RETURN", 2, 5, 9),
    ("HELD", count("on_hold"), 7, 9),
    ("NOT_ELIGIBLE", 2, 7, 9),
    ("UNSIGNED", 3, 4, 6),
    ("PRESSURE", 1, 4, 6),
    ("", 3, 1, 2),
)


def cast(scene: Scene, waiting: Waiting) -> None:
    """Give everybody else their part."""
    chance = scene.chance.fork("fates")
    for fate, number, first, last in FATES:
        for n in range(number):
            _one(scene, waiting, chance.fork(f"{fate} {n}"), fate, (first, last))
    for n in range(count("fearing")):
        party = waiting.take_flagged("FEAR")
        if party is not None:
            fate = ("ASYLUM", "LEFT_OPEN")[n % 2]
            begin(scene, party, some_day(scene, chance, 5, 9), fate)
    _survivors(scene, waiting, chance)
    _children(scene, chance)
    _lost(scene, waiting, chance)
    _priorities(scene, waiting, chance)
    _today(scene, waiting, chance)


def _one(scene: Scene, waiting: Waiting, chance: Chance, fate: str, span: tuple[int, int]) -> None:
    start = some_day(scene, chance, *span)
    party = waiting.take_any("TAP")
    if party is not None:
        begin(scene, party, start, "FEAR" if fate == "LEFT_OPEN" and not party.adults else fate)
    else:
        newcomer(scene, start, chance, fate)


def _survivors(scene: Scene, waiting: Waiting, chance: Chance) -> None:
    for n in range(count("survivors")):
        party = waiting.take_flagged("TRAFFICKING") or waiting.take_flagged("SURVIVOR_SAFETY")
        if party is None:
            scene.people.chance = chance.fork(f"survivor {n}")
            start = some_day(scene, chance, 6, 9)
            group = scene.people.group(start, "TAP", country="GTM", family=False)
            scene.agenda.plan(start, "register", partial(_register_survivor, scene, group, chance))
            continue
        moment = some_day(scene, chance, 4, 8)
        scene.agenda.plan(moment, "consent", partial(meeting.consent, scene, party))
        later = moment + timedelta(hours=20)
        scene.agenda.plan(later, "survivor", partial(protecting.clear_survivor, scene, party))


def _register_survivor(scene: Scene, group: NewGroup, chance: Chance) -> None:
    party = register(scene, group, chance.fork("survivor"))
    scene.after(party, 1, "survivor", protecting.clear_survivor)


def _children(scene: Scene, chance: Chance) -> None:
    for n in range(count("children")):
        draw = chance.fork(f"child {n}")
        scene.people.chance = draw
        start = some_day(scene, draw, 7 + n, 9 + n)
        group = scene.people.child_alone(start, "TAP", HOME_OF_CHILDREN)
        scene.agenda.plan(start, "register child", partial(_register_child, scene, group, draw))


def _register_child(scene: Scene, group: NewGroup, chance: Chance) -> None:
    party = register(scene, group, chance)
    scene.after(party, 0, "child", protecting.receive_child)


def _let_somebody(
    scene: Scene,
    waiting: Waiting,
    chance: Chance,
    moment: datetime,
    step: Callable[[Scene, Party], object],
) -> None:
    """Let a group of the sheet play this part, or somebody new where nobody of it is left."""
    party = waiting.take_any("TAP")
    if party is not None:
        scene.agenda.plan(moment, step.__name__, partial(step, scene, party))
        return
    scene.people.chance = chance
    earlier = moment - timedelta(hours=1)
    group = scene.people.group(earlier, "TAP")
    scene.agenda.plan(earlier, "register", partial(_register_for, scene, group, chance, step))


def _register_for(
    scene: Scene, group: NewGroup, chance: Chance, step: Callable[[Scene, Party], object]
) -> None:
    scene.after(register(scene, group, chance), 0, step.__name__, step)


def _lost(scene: Scene, waiting: Waiting, chance: Chance) -> None:
    for n in range(count("lost")):
        draw = chance.fork(f"lost {n}")
        _let_somebody(scene, waiting, draw, some_day(scene, draw, 8, 9), door.unreachable)


def _priorities(scene: Scene, waiting: Waiting, chance: Chance) -> None:
    for n, step in enumerate((_disabled, _loses_bed, _ill)):
        draw = chance.fork(f"priority {n}")
        _let_somebody(scene, waiting, draw, some_day(scene, draw, 3, 6), step)


def _disabled(scene: Scene, party: Party) -> None:
    _note_priority(scene, party, "DISABILITY")
    casework.change_rank(
        actor=scene.actor("coordinator", party),
        case=party.case,
        priority_class=2,
        why="Está sola con su silla de ruedas y el albergue no tiene rampa.",
    )
    scene.after(party, 0, "meet", meeting.meet)


def _loses_bed(scene: Scene, party: Party) -> None:
    _note_priority(scene, party, "SHELTER")
    scene.after(party, 0, "meet", meeting.meet)


def _ill(scene: Scene, party: Party) -> None:
    _note_priority(scene, party, "ILLNESS")
    party.fate = "HELD"
    scene.after(party, 0, "meet", meeting.meet)


def _note_priority(scene: Scene, party: Party, code: str) -> None:
    role = "counsellor" if code == "SHELTER" else "health"
    until = scene.today + timedelta(days=5) if code == "SHELTER" else None
    casework.note_priority_fact(
        actor=scene.actor(role, party),
        case=party.case,
        person=party.head,
        code=code,
        until=until,
    )


def _today(scene: Scene, waiting: Waiting, chance: Chance) -> None:
    """Set hours aside for today, and put people on the list of those to be told."""
    evening = scene.moment(scene.today - timedelta(days=1), 17)
    parts = [_set_aside_an_hour] * count("appointments_today") + [_to_be_told] * count("to_be_told")
    for n, step in enumerate(parts):
        moment = evening + timedelta(minutes=3 * n)
        _let_somebody(scene, waiting, chance.fork(f"today {n}"), moment, step)


def _set_aside_an_hour(scene: Scene, party: Party) -> None:
    meeting.consent(scene, party)
    who = scene.staff.somebody("counsellor", party.office, turn=1)
    casework.make_appointment(
        actor=who.actor,
        case=party.case,
        person=party.head,
        role="counsellor",
        user=who.user,
        starts_at=scene.free_hour(who.user.id, scene.today),
    )


def _to_be_told(scene: Scene, party: Party) -> None:
    meeting.consent(scene, party)
    casework.add_contact(
        actor=scene.actor("counsellor", party),
        case=party.case,
        person=party.head,
        about=party.chance.pick(("APPOINTMENT", "CHANGE", "DOCUMENT")),
    )
