"""Protection's own work: a fear that is heard, survivors, and children who came without anybody."""

from datetime import timedelta
from functools import partial
from typing import Any

from rumbo.casework import actions as casework
from rumbo.common import clock
from rumbo.counselling import actions as counselling
from rumbo.counselling.rules import TOPICS
from rumbo.counselling.values import NewFinding, NewSession
from rumbo.demo.scene import Party, Scene
from rumbo.demo.steps import assisting
from rumbo.protection import actions as protection
from rumbo.protection.models import FearAnswer
from rumbo.protection.values import ChildStep, NewAssessment, NewClearance, NewScreening
from rumbo.registry.models import Person

# The child track in its order, with what each step needs; some children are in the middle of it.
TRACK: tuple[tuple[str, dict[str, Any]], ...] = (
    (
        "UASC_IDENTIFIED",
        {
            "name": "Procuraduría de Protección (PPNNA)",
            "notes": "Llegó solo al módulo; dice que viajaba con un primo que siguió al norte.",
        },
    ),
    ("GUARDIAN_ASSIGNED", {"name": "Adriana Cruz Solís"}),
    ("BIA", {"name": "Equipo de niñez", "notes": "Sano, sin señales de daño; extraña su casa."}),
    (
        "FAMILY_TRACING",
        {
            "name": "Marta Paguada Reyes",
            "details": {"found": "yes", "relation": "Abuela materna"},
            "notes": "El consulado habló con ella; vive donde siempre.",
        },
    ),
    (
        "FAMILY_ASSESSMENT",
        {"details": {"authority": "SENAF", "finding": "SUITABLE", "paper": "SENAF-118"}},
    ),
    ("CHILD_VIEWS", {"details": {"wants": "yes"}, "notes": "Quiere volver con su abuela."}),
    (
        "BID",
        {
            "decision": "RETURN",
            "details": {
                "panel": "Adriana Cruz Solís, Procuraduría\nRosa Elvira Díaz, DIF",
                "reasons": "Su abuela le cuidó siempre y puede hacerlo; nadie más aquí.",
            },
        },
    ),
    ("GUARDIAN_CONSENT_ORIGIN", {"name": "Marta Paguada Reyes"}),
    (
        "RECEIVER",
        {
            "name": "Marta Paguada Reyes",
            "details": {
                "relation": "Abuela materna",
                "document_type": "NATIONAL_ID",
                "document_number": "0801-1961-04417",
                "place": "Yoro",
            },
        },
    ),
)


def hear(scene: Scene, party: Party, person: Person) -> None:
    """Hear somebody who fears, explain asylum, and write down what they decide."""
    fear = FearAnswer.objects.filter(person=person).latest("occurred_at", "recorded_at")
    if party.fate == "LEFT_OPEN":
        return
    if not fear.alone:
        fear = protection.ask_fear(
            actor=scene.actor("protection", party),
            case=party.case,
            person=person,
            alone=True,
            answer="YES",
            words="Lo contó a solas; antes lo había dicho en el módulo.",
        )
    _explain_again(scene, party, person)
    resolution = "ASYLUM" if party.fate == "ASYLUM" else "RETURN"
    protection.resolve_fear(
        actor=scene.actor("protection", party),
        fear=fear,
        resolution=resolution,
        why="Conoce el asilo y lo pide."
        if resolution == "ASYLUM"
        else "Vuelve a otra ciudad, con su hermana; conoce el asilo y no lo quiere.",
    )
    scene.after(party, 1, "fear confirmed", lambda s, p: _confirm(s, p, fear))


def _confirm(scene: Scene, party: Party, fear: FearAnswer) -> None:
    protection.confirm_resolution(actor=scene.actor("protection", party, 1), fear=fear)


def assess(scene: Scene, party: Party, person: Person) -> None:
    """Look at somebody whom the screen flagged as a whole: the four levels, and what follows."""
    protection.assess(
        actor=scene.actor("protection", party),
        case=party.case,
        person=person,
        assessment=NewAssessment(
            factors=("IND_DEBT", "HOU_SUPPORT", "COM_SERVICES", "STR_ECONOMY"),
            finding="LOW",
            reasons="Le cobraron en el camino y ya no le buscan; su familia le espera y le apoya.",
        ),
    )


def clear_survivor(scene: Scene, party: Party) -> None:
    """Find out whether a survivor is safe, explain their rights; trafficking is cleared by two."""
    actor = scene.actor("protection", party)
    today = clock.today()
    protection.record_survivor(
        actor=actor,
        case=party.case,
        person=party.head,
        kidnapping=True,
        family_violence=False,
        safety_finding_on=today,
        rights_explained_on=today,
    )
    clearance = protection.clear_trafficking(
        actor=actor,
        case=party.case,
        person=party.head,
        clearance=NewClearance(flag=True, share_with_origin=False, host_cleared=True),
    )
    scene.after(party, 1, "service", assisting.help_survivor)
    if party.chance.happens(0.5):
        scene.after(
            party,
            1,
            "second signature",
            lambda s, p: protection.second_trafficking_clearance(
                actor=s.actor("protection", p, 1), clearance=clearance
            ),
        )


def receive_child(scene: Scene, party: Party) -> None:
    """A child came alone: the child officer screens it and leads it on, one step after another."""
    officer = scene.actor("child_officer", party)
    child = party.head
    protection.screen(
        actor=officer,
        case=party.case,
        person=child,
        screening=NewScreening(alone=True, codes=("UASC",), in_custody=False, in_mpp=False),
    )
    protection.ask_fear(actor=officer, case=party.case, person=child, alone=True, answer="NO")
    scene.after(party, 1, "child heard", _talk_with_child)
    done = party.chance.between(2, len(TRACK))
    for number, (name, told) in enumerate(TRACK[:done]):
        scene.after(party, 2 + number, "child step", partial(_take_step, name, told))


def _take_step(name: str, told: dict[str, Any], scene: Scene, party: Party) -> None:
    step = ChildStep(step=name, on=clock.today(), **told)
    protection.record_child_step(
        actor=scene.actor("child_officer", party), case=party.case, person=party.head, step=step
    )


def _talk_with_child(scene: Scene, party: Party) -> None:
    actor = scene.actor("child_officer", party)
    counselling.hold_session(
        actor=actor,
        case=party.case,
        person=party.head,
        session=NewSession(
            language=party.head.language, topics=TOPICS, decision="RETURN", minutes=40
        ),
    )
    counselling.record_finding(
        actor=actor,
        case=party.case,
        person=party.head,
        finding=NewFinding(alone=True, free=True, informed=True),
    )
    until = clock.today() + timedelta(days=20)
    casework.note_priority_fact(
        actor=scene.actor("protection", party),
        case=party.case,
        person=party.head,
        code="DEADLINE",
        until=until,
    )


def _explain_again(scene: Scene, party: Party, person: Person) -> None:
    """Explain asylum once more to somebody who fears, with all the time that it takes."""
    counselling.hold_session(
        actor=scene.actor("protection", party),
        case=party.case,
        person=person,
        session=NewSession(
            language="es",
            interpreter="INDEPENDENT" if person.language != "es" else "NONE",
            minutes=60,
            topics=TOPICS,
            alternatives=("ASYLUM",),
            decision="" if party.fate == "ASYLUM" else "RETURN",
            next_at=clock.now() + timedelta(days=3) if party.fate == "ASYLUM" else None,
        ),
    )
