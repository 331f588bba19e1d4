"""Asking alone: the rapid screen, the question about fear, and what a case in the United States means."""

from rumbo.casework import actions as casework
from rumbo.casework.models import Appointment
from rumbo.common import clock
from rumbo.demo.scene import Party, Scene, asked_alone, grown
from rumbo.demo.steps import deciding, protecting
from rumbo.protection import actions as protection
from rumbo.protection.models import FearAnswer, MppStanding
from rumbo.protection.rules import MPP_POINTS, assessment_of
from rumbo.protection.values import ChildStep, NewMpp, NewScreening
from rumbo.registry.models import Person

FLAGS = ("HOMELESS", "PREGNANT", "DISABILITY", "EXTORTION_VICTIM", "NO_ID", "SERIOUS_MEDICAL")
CLAIMS = ("ASYLUM_SEEKER", "REFUGEE", "COMPLEMENTARY")


def keep(scene: Scene, party: Party, appointment: Appointment) -> None:
    """The person came, and is asked."""
    casework.end_appointment(
        actor=scene.actor("counsellor", party), appointment=appointment, outcome="CAME"
    )
    screen(scene, party)


def screen(scene: Scene, party: Party) -> None:
    """Screen everybody, alone, and ask those old enough whether they fear to go back."""
    mpp = set(
        MppStanding.objects.filter(person__in=party.people, in_mpp=True).values_list(
            "person_id", flat=True
        )
    )
    for person in party.people:
        _screen_one(scene, party, person, in_mpp=person.id in mpp)
    _hear_children(scene, party)
    afraid = [p for p in party.people if _ask(scene, party, p) in {"YES", "UNSURE"}]
    if afraid:
        scene.after(party, 1, "fear", lambda s, p: protecting.hear(s, p, afraid[0]))
        return
    _settle_claims(scene, party)
    scene.after(party, party.chance.between(0, 1), "decide", deciding.decide)


def _screen_one(scene: Scene, party: Party, person: Person, *, in_mpp: bool) -> None:
    is_adult = grown(person)
    flags = [party.chance.pick(FLAGS)] if is_adult and party.chance.happens(0.08) else []
    if person.sex != "F":
        flags = [f for f in flags if f != "PREGNANT"]
    protection.screen(
        actor=scene.actor("counsellor", party),
        case=party.case,
        person=person,
        screening=NewScreening(alone=True, codes=tuple(flags), in_custody=False, in_mpp=in_mpp),
    )
    if assessment_of(flags, child=False) is not None:
        protecting.assess(scene, party, person)
    if in_mpp:
        mpp = NewMpp(
            explained=tuple(MPP_POINTS),
            understood=True,
            own_words="Sé que mi caso se cierra y que no es seguro que me dejen volver a entrar.",
            keeps_case=False,
        )
        protection.record_mpp(
            actor=scene.actor("counsellor", party), case=party.case, person=person, mpp=mpp
        )


def _hear_children(scene: Scene, party: Party) -> None:
    """Children from twelve on say what they think of going back, to the officer for children."""
    for member in party.children:
        if asked_alone(member.person):
            protection.record_child_step(
                actor=scene.actor("child_officer", party),
                case=party.case,
                person=member.person,
                step=ChildStep(step="CHILD_VIEWS", on=clock.today()),
            )


def _ask(scene: Scene, party: Party, person: Person) -> str:
    """Children under twelve are not asked; a fear that was told before is protection's to hear."""
    told = FearAnswer.objects.filter(person=person).order_by("-occurred_at").first()
    if told is not None and told.answer in {"YES", "UNSURE"}:
        return str(told.answer)
    if not asked_alone(person):
        return ""
    answer = "YES" if party.fate in {"FEAR", "ASYLUM"} and person == party.head else "NO"
    protection.ask_fear(
        actor=scene.actor("counsellor", party),
        case=party.case,
        person=person,
        alone=True,
        answer=answer,
        words="Dice que allá lo buscan y que no puede volver a su barrio."
        if answer == "YES"
        else "",
    )
    return answer


def _settle_claims(scene: Scene, party: Party) -> None:
    """Somebody with an asylum claim hears what a return does to it, and decides knowing."""
    today = clock.today()
    for person in party.people:
        if getattr(getattr(person, "profile", None), "status", "") in CLAIMS:
            protection.record_asylum_claim(
                actor=scene.actor("protection", party),
                case=party.case,
                person=person,
                effects_explained_on=today,
                own_decision_on=today,
                found=True,
            )


def withdraw(scene: Scene, party: Party) -> None:
    """Let a group go that does not want to return after all."""
    reason = party.chance.pick(("CHANGED_MIND", "SEEK_ASYLUM", "FAMILY_HELP", "WORK_FOUND", ""))
    casework.withdraw(actor=scene.actor("counsellor", party), case=party.case, reason=reason)
