"""The other fates: those who wait, fear, hesitate, are on hold, are lost, and children alone."""

from datetime import timedelta
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
    _today(scene, waiting)


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


def _lost(scene: Scene, waiting: Waiting, chance: Chance) -> None:
    for _n in range(count("lost")):
        party = waiting.take_any("TAP")
        if party is not None:
            moment = some_day(scene, chance, 8, 9)
            scene.agenda.plan(moment, "unreachable", partial(door.unreachable, scene, party))


def _priorities(scene: Scene, waiting: Waiting, chance: Chance) -> None:
    codes = ("DISABILITY", "SHELTER", "ILLNESS")
    for code in codes:
        party = waiting.take_any("TAP")
        if party is None:
            continue
        moment = some_day(scene, chance, 3, 6)
        scene.agenda.plan(moment, "priority", partial(_note_priority, scene, party, code))
        begin(scene, party, moment + timedelta(hours=2), "HELD" if code == "ILLNESS" else "")


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
    if code == "DISABILITY":
        casework.change_rank(
            actor=scene.actor("coordinator", party),
            case=party.case,
            priority_class=2,
            why="Está sola con su silla de ruedas y el albergue no tiene rampa.",
        )


def _today(scene: Scene, waiting: Waiting) -> None:
    """Set hours aside for today, and put people on the list of those to be told."""
    evening = scene.moment(scene.today - timedelta(days=1), 17)
    for n in range(count("appointments_today")):
        party = waiting.take_any("TAP")
        if party is not None:
            moment = evening + timedelta(minutes=3 * n)
            scene.agenda.plan(moment, "appointment", partial(_set_aside_an_hour, scene, party))
    for n in range(count("to_be_told")):
        party = waiting.take_any("TAP")
        if party is not None:
            moment = evening + timedelta(minutes=3 * n)
            scene.agenda.plan(moment, "contact", partial(_to_be_told, scene, party))


def _set_aside_an_hour(scene: Scene, party: Party) -> None:
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
    casework.add_contact(
        actor=scene.actor("counsellor", party),
        case=party.case,
        person=party.head,
        about=party.chance.pick(("APPOINTMENT", "CHANGE", "DOCUMENT")),
    )
