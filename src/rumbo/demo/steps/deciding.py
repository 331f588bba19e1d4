"""Deciding by two, signing, papers and the clinic: what makes a group ready to be booked."""

from datetime import date, timedelta

from rumbo.access.errors import same_person_twice
from rumbo.casework import actions as casework
from rumbo.casework import proposing
from rumbo.common import clock
from rumbo.counselling import actions as counselling
from rumbo.counselling.values import ForChild, NewSignature
from rumbo.demo.scene import Party, Scene, Trip
from rumbo.demo.steps import preparing
from rumbo.demo.steps.meeting_words import interpreter_of, witness
from rumbo.demo.tables import rate, table

RECIPIENTS = (
    "CONSULATE", "RECEIVING_MISSION", "GOVERNMENT_RECEPTION", "REFERRAL_BODIES",
    "MONITORING_CALL", "FAMILY_CONTACT", "INM_EXIT",
)  # fmt: skip
# Where nobody may say no in the play, or nothing could be asked for the person.
NEEDED = ("CONSULATE", "RECEIVING_MISSION", "INM_EXIT")


def decide(scene: Scene, party: Party) -> None:
    """Let the rules propose and an officer decide; it counts once another confirms it."""
    case, today = party.reread(), clock.today()
    proposal = proposing.propose_for(case, today)
    officer = scene.actor("coordinator", party)
    eligible = party.fate != "NOT_ELIGIBLE"
    casework.decide_eligibility(
        actor=officer,
        case=case,
        eligible=eligible,
        reasons=[] if eligible else ["HAS_MEANS"],
        why="" if eligible else "Tiene pasaje pagado por su familia.",
        proposed=proposal.kept(),
        programme=proposal.programme if eligible else "",
        funding_line=next(iter(proposal.lines), "") if eligible else "",
    )
    if party.fate == "UNSIGNED":
        return
    scene.after(party, party.chance.between(0, 1), "countersign", countersign)


def countersign(scene: Scene, party: Party) -> None:
    """Another officer confirms; then the group signs for one journey."""
    if (actor := scene.actor("coordinator", party, 1)).id is None:
        raise same_person_twice()
    casework.countersign(actor=actor, case=party.case)
    if party.fate == "HELD":
        scene.after(party, 1, "hold", hold)
    elif party.fate != "NOT_ELIGIBLE" and party.trip is not None:
        scene.after(party, party.chance.between(0, 1), "declare", declare)


def hold(scene: Scene, party: Party) -> None:
    """Pause a case, to be looked at again in these days."""
    reason = party.chance.pick(("MEDICAL", "DOCUMENT", "LEGAL", "FAMILY"))
    casework.hold_case(
        actor=scene.actor("counsellor", party),
        case=party.case,
        reason=reason,
        why="Se espera una respuesta antes de seguir.",
        review_on=scene.today + timedelta(days=party.chance.between(-1, 3)),
    )


def declare(scene: Scene, party: Party) -> None:
    """Ask what may be shared with whom, and sign: each adult, and a parent for each child."""
    if party.trip is None:
        return
    for person in party.people:
        answers = {
            r: r in NEEDED or not party.chance.happens(rate("says_no_to_a_recipient"))
            for r in RECIPIENTS
        }
        counselling.record_share_consents(
            actor=scene.actor("counsellor", party), case=party.case, person=person, answers=answers
        )
    sign(scene, party, party.trip.day)
    if party.chance.happens(rate("family_phoned")):
        _note_family(scene, party)
    scene.after(party, party.chance.between(0, 1), "papers", preparing.papers)


def sign(scene: Scene, party: Party, travel: date) -> None:
    """Take the signatures for one travel date."""
    actor = scene.actor("counsellor", party)
    for person in party.adults:
        counselling.sign_declaration(
            actor=actor,
            case=party.case,
            person=person,
            signature=_signature(party, travel, interpreter_of(person)),
        )
    for member in party.children:
        counselling.sign_for_child(
            actor=actor,
            case=party.case,
            child=member.person,
            signer=ForChild(capacity=member.guardian_relation or "PARENT"),
            signature=_signature(party, travel, interpreter_of(member.guardian or member.person)),
        )


def _signature(party: Party, travel: date, interpreter: str) -> NewSignature:
    is_interpreted = interpreter != "NONE"
    return NewSignature(
        travel_date=travel,
        interpreter=interpreter,
        interpreter_name=party.chance.pick(table("names")["interpreters"])
        if is_interpreted
        else "",
        witness=witness(party),
        strokes=party.chance.strokes(),
    )


def _note_family(scene: Scene, party: Party) -> None:
    actor = scene.actor("counsellor", party)
    contact = casework.note_family_contact(
        actor=actor,
        case=party.case,
        person=party.head,
        who={
            "name": str(party.chance.pick(("Doña Lidia", "Su hermano Óscar", "Tía Norma"))),
            "relation": "OTHER_RELATIVE",
            "phone": f"+504 {party.chance.digits(8)}",
        },
        consent_on=clock.today(),
    )
    casework.call_family(
        actor=actor,
        contact=contact,
        said="Saben que viene y que avisaremos la hora.",
        meets_on_arrival=party.chance.happens(rate("family_meets")),
    )


def next_trip(scene: Scene, party: Party, lead: int) -> Trip | None:
    """Give the next departure of the same home that a group may still reach."""
    day = clock.today() + timedelta(days=lead)
    home = party.trip.home if party.trip else ""
    later = [t for t in scene.trips if t.home == home and t.day >= day and t is not party.trip]
    return min(later, key=lambda t: t.leaves_at, default=None)
