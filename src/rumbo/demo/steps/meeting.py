"""Somebody comes to the booth: consent, a bed for the night, and a conversation that decides nothing for them."""

from datetime import datetime, timedelta

from rumbo.casework import actions as casework
from rumbo.common import clock
from rumbo.counselling import actions as counselling
from rumbo.counselling.rules import TOPICS
from rumbo.counselling.values import NewFinding, NewSession
from rumbo.counselling.wording import current
from rumbo.demo.scene import Party, Scene, grown
from rumbo.demo.steps import asking
from rumbo.demo.steps.meeting_words import interpreter_of
from rumbo.demo.tables import rate
from rumbo.registry import actions as registry
from rumbo.registry.models import DataConsent
from rumbo.registry.values import NewConsent

SHELTERS = {"TAP": "SH-TAP", "TIJ": "SH-TIJ", "CJS": "SH-CJS", "CDMX": "SH-CDMX", "MTY": "SH-MTY"}


def consent(scene: Scene, party: Party) -> None:
    """Ask, before anything else, whether data may be kept; a parent answers for a child."""
    live = DataConsent.objects.filter(person__in=party.people, withdrawn_at=None)
    have = set(live.values_list("person_id", flat=True))
    for member in party.members:
        if member.person_id in have:
            continue
        by = "GUARDIAN" if member.guardian_id else "AUTHORITY"
        registry.record_consent(
            actor=scene.actor("registrar", party),
            person=member.person,
            consent=NewConsent(
                by="SELF" if grown(member.person) else by,
                how="WRITTEN" if member.person.can_read is not False else "THUMB",
                language=member.person.language,
                wording=current("data-consent").version,
            ),
        )


def meet(scene: Scene, party: Party) -> None:
    """Talk with a group for the first time: everything is explained, asylum first."""
    consent(scene, party)
    counsellor = scene.staff.somebody("counsellor", party.office)
    casework.assign(
        actor=scene.actor("registrar", party),
        case=party.case,
        role="counsellor",
        user=counsellor.user,
    )
    _note_bed(scene, party)
    decision = {"UNDECIDED": "UNDECIDED", "NOT_RETURN": "NOT_RETURN"}.get(party.fate, "RETURN")
    talk(scene, party, decision)
    if party.fate == "NOT_RETURN":
        scene.after(party, 1, "withdraw", asking.withdraw)
    elif party.fate != "UNDECIDED":
        _make_appointment(scene, party)


def talk(scene: Scene, party: Party, decision: str) -> None:
    """Hold a session with each adult and write down whether the decision is free and informed."""
    for person in party.adults:
        actor = scene.actor("counsellor", party)
        session = NewSession(
            language="es",
            interpreter=interpreter_of(person),
            minutes=party.chance.between(25, 60),
            topics=TOPICS,
            alternatives=("ASYLUM", "REGULARISATION"),
            decision=decision,
            next_at=_in_a_week(party) if decision == "UNDECIDED" else None,
        )
        counselling.hold_session(actor=actor, case=party.case, person=person, session=session)
        if decision == "RETURN":
            counselling.record_finding(
                actor=actor,
                case=party.case,
                person=person,
                finding=NewFinding(alone=True, free=party.fate != "PRESSURE", informed=True),
            )


def _in_a_week(party: Party) -> datetime:
    return clock.now() + timedelta(days=party.chance.between(4, 9))


def _note_bed(scene: Scene, party: Party) -> None:
    shelter = SHELTERS.get(party.case.site, "")
    in_shelter = bool(shelter) and party.chance.happens(rate("sleeps_in_shelter"))
    kind = "SHELTER" if in_shelter else party.chance.pick(("RENTED", "FAMILY", "STREET"))
    casework.note_stay(
        actor=scene.actor("counsellor", party),
        case=party.case,
        kind=kind,
        shelter=shelter if in_shelter else "",
        is_safe=None if kind == "STREET" else True,
    )


def _make_appointment(scene: Scene, party: Party) -> None:
    """Set an hour aside for the conversation alone; it takes place then."""
    who = scene.staff.somebody("counsellor", party.office)
    day = clock.today() + timedelta(days=party.chance.between(1, 2))
    starts = scene.free_hour(who.user.id, day)
    made = casework.make_appointment(
        actor=who.actor,
        case=party.case,
        person=party.head,
        role="counsellor",
        user=who.user,
        starts_at=starts,
        about="SCREENING",
    )
    scene.agenda.plan(
        starts + timedelta(minutes=40), "screen", lambda: asking.keep(scene, party, made)
    )
