"""A child who came alone, and its way walked step by step through the same verb."""

from datetime import date, datetime, timedelta
from typing import Any

from rumbo.access.models import Office
from rumbo.access.values import SYSTEM, Actor
from rumbo.casework.models import Case
from rumbo.counselling.models import GuardianDeclaration
from rumbo.counselling.wording import current
from rumbo.movements import actions as movements
from rumbo.movements.models import Departure
from rumbo.protection import actions as protection
from rumbo.protection.models import Screening
from rumbo.protection.values import ChildStep, Hand, NewHandover
from rumbo.registry.models import GroupMember, Person
from rumbo.registry.values import NewConsent
from tests import factories
from tests.factories import movements as buses
from tests.factories import ready

DAY = factories.MONDAY.date()
# After what the factory of adults wrote: the last word holds.
LATER = factories.MONDAY + timedelta(minutes=1)
STROKES = "M10 10L20 20L35 12"
GUARDIAN, ESCORT, GRANDMOTHER = "Adriana Cruz Solís", "Marta Ruiz Gómez", "Elena Paguada Reyes"
PAPER = {"document_type": "NATIONAL_ID", "document_number": "0801-1961-04417"}
BOY: dict[str, Any] = {
    "identity": {
        "given_names": "Kevin Josué", "surname_1": "Mejía", "surname_2": "Paguada",
        "mother": "Reina Isabel Paguada", "father": "Santos Mejía",
    },
    "sex": "M",
    "birth_date": date(2011, 5, 1),
    "guardian_relation": "NONE",
    "consent": NewConsent(by="AUTHORITY", wording="2026-11-20"),
}  # fmt: skip
# Every step up to the journey, in its order, with what it needs.
STEPS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("UASC_IDENTIFIED", {"name": "Procuraduría de Protección (PPNNA)"}),
    ("GUARDIAN_ASSIGNED", {"name": GUARDIAN}),
    ("BIA", {"name": "Equipo de niñez", "notes": "Sano; quiere volver con su abuela."}),
    ("FAMILY_TRACING", {"name": GRANDMOTHER, "details": {"found": "yes"}}),
    ("FAMILY_ASSESSMENT", {"details": {"authority": "SENAF", "finding": "SUITABLE"}}),
    ("CHILD_VIEWS", {"details": {"wants": "yes"}, "notes": "Extraña a su abuela."}),
    (
        "BID",
        {
            "decision": "RETURN",
            "details": {"panel": f"{GUARDIAN}\nRosa Díaz", "reasons": "Su abuela le cuidó."},
        },
    ),
    ("GUARDIAN_CONSENT_ORIGIN", {"name": GRANDMOTHER}),
    ("RECEIVER", {"name": GRANDMOTHER, "details": {"relation": "Abuela", **PAPER}}),
    ("ESCORT", {"name": ESCORT, "is_specialised": True, "details": {"children": "1"}}),
    (
        "HANDOVER_ARRANGED",
        {"details": {"giver": ESCORT, "taker": GRANDMOTHER, "place": "San Pedro Sula"}},
    ),
)
ORDER = tuple(code for code, _told in STEPS)


def boy(at: Office | None = None, **changes: Any) -> tuple[Case, Person]:
    """A boy of thirteen who came without anybody."""
    case = factories.registered(factories.new_person(**{**BOY, **changes}), at=at)
    return case, factories.people_of(case)[0]


def step_of(code: str, on: date = DAY, **changes: Any) -> ChildStep:
    """One step as it should be."""
    return ChildStep(step=code, on=on, **{**dict(STEPS).get(code, {}), **changes})


def walk(
    actor: Actor,
    case: Case,
    person: Person,
    *,
    upto: str = "HANDOVER_ARRANGED",
    at: datetime = factories.MONDAY,
) -> None:
    """Take every step up to one, in order."""
    for place, code in enumerate(ORDER[: ORDER.index(upto) + 1]):
        protection.record_child_step(
            actor=actor, case=case, person=person, step=step_of(code),
            at=at + timedelta(minutes=place),
        )  # fmt: skip


def ready_boy(actor: Actor, at: Office | None = None, **changes: Any) -> tuple[Case, Person]:
    """A boy for whom everything is in order up to the door."""
    case, person = boy(at, **changes)
    make_ready(actor, case)
    return case, person


def make_ready(actor: Actor, case: Case) -> None:
    """Write down everything for each child of a file of children alone."""
    prepare(actor, case)
    for person in factories.people_of(case):
        walk(actor, case, person)
    case.refresh_from_db()


def prepare(actor: Actor, case: Case) -> None:
    """Write down what every child needs besides the steps of its way."""
    ready.make_ready(case)
    for member in GroupMember.objects.filter(group=case.group, left_at=None):
        child = member.person
        about = {"office": case.office, "case": case, "occurred_at": LATER}
        Screening.objects.create(
            **about, person=child, alone=True, by_child_officer=True, by=actor.id,
            in_custody=False, in_mpp=False,
        )  # fmt: skip
        GuardianDeclaration.objects.create(
            **about,
            child=child,
            signed_by=GUARDIAN,
            capacity="AUTHORITY",
            wording=current("guardian").version,
            language="es",
        )


def flight(**changes: Any) -> Departure:
    """A flight home: children alone fly."""
    return buses.departure(route="A-TAP-HN-SPS", start="TAP", **changes)


def at_the_door(case: Case) -> Departure:
    """A flight with this file, its list closed and everybody asked again."""
    plane = flight()
    buses.booked(case, plane)
    buses.boarding(plane)
    buses.all_say_yes(case)
    case.refresh_from_db()
    return plane


def gone(case: Case, plane: Departure) -> datetime:
    """Everybody is aboard and the plane leaves; gives when it lands."""
    for person in factories.people_of(case):
        movements.board(actor=SYSTEM, seat=buses.seat_of(person), at=buses.AT_DOOR)
    movements.depart(actor=SYSTEM, departure=plane, at=buses.LEAVES)
    case.refresh_from_db()
    return plane.stops.order_by("-position")[0].planned_at


def act(end: str, **changes: Any) -> NewHandover:
    """An act as it should be, at either end."""
    giver = GUARDIAN if end == "DEPARTURE" else ESCORT
    taker = {"name": ESCORT} if end == "DEPARTURE" else {"name": GRANDMOTHER, **PAPER}
    values: dict[str, Any] = {
        "end": end,
        "place": "Aeropuerto",
        "giver": Hand(name=giver, strokes=STROKES),
        "taker": Hand(**taker, strokes=STROKES),
    }
    return NewHandover(**{**values, **changes})
