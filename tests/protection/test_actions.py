"""Screening, fear, and the tracks: what the verbs do and what they refuse."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from rumbo.access.values import SYSTEM, Actor
from rumbo.audit.models import JournalEntry
from rumbo.casework import actions as casework
from rumbo.casework.models import Case, Task
from rumbo.common import codes
from rumbo.common.refusal import Refusal
from rumbo.protection import actions as protection
from rumbo.protection import queries, rules
from rumbo.protection.models import (
    ChildTrack,
    FearAnswer,
    MppStanding,
    SurvivorFinding,
    TraffickingClearance,
)
from rumbo.protection.values import ChildStep, NewClearance, NewFitness, NewMpp, SheetSignals
from rumbo.registry.models import Person
from rumbo.registry.values import NewConsent
from tests import factories
from tests.factories import counselling as talk
from tests.factories import protection as made

pytestmark = pytest.mark.django_db
DAY = factories.MONDAY.date()
AUNT = {"relation": "Tía", "document_type": "PASSPORT", "document_number": "E1"}
PANEL = {"panel": "Adriana Cruz\nRosa Díaz", "reasons": "No es seguro."}
CHILD = {"birth_date": date(2012, 5, 1), "consent": NewConsent(by="AUTHORITY")}


def one(*roles: str, **changes: Any) -> tuple[Actor, Case, Person]:
    case = factories.registered(factories.new_person(**changes))
    return factories.actor(*(roles or ("counsellor",))), case, factories.people_of(case)[0]


def refused(code: str) -> Any:
    return pytest.raises(Refusal, check=lambda refusal: refusal.code == code)


@pytest.mark.parametrize("code", rules.FLAGS)
def test_each_flag_opens_its_task(code: str) -> None:
    actor, case, person = one()
    made.screened(actor, case, person, code)
    flag = rules.FLAGS[code]
    task = Task.objects.exclude(code=rules.ASSESSMENT.task).get()
    assert (task.role, task.code, task.compartment) == (flag.role, flag.task, flag.compartment)
    assert task.due_on == DAY + timedelta(days=flag.days)


def test_an_incident_on_the_way_flags_like_its_code() -> None:
    actor, case, person = one()
    screening = made.screened(actor, case, person, incidents=("KIDNAPPING", "ROBBERY"))
    assert screening.codes == ["KIDNAPPING_VICTIM"]
    assert SurvivorFinding.objects.get().kidnapping


def test_a_screen_without_flags_opens_nothing_and_moves_the_case() -> None:
    actor, case, person = one()
    made.screened(actor, case, person)
    assert not Task.objects.exists()
    assert Case.objects.get().stage == "SCREENING"


def test_a_screen_is_asked_alone() -> None:
    actor, case, person = one()
    with refused("protection.asked_alone"):
        made.screened(actor, case, person, alone=False)


def test_what_the_journal_tells_outside_protection_is_only_that_it_was_asked() -> None:
    actor, case, person = one()
    made.screened(actor, case, person, "VOT", "GBV", "ASYLUM_NEED")
    made.asked(actor, case, person, "YES")
    told = JournalEntry.objects.filter(case_id=case.id, compartment="bio")
    said = {entry.code for entry in told}
    assert {"protection.screened", "protection.asked"} <= said
    assert not {"protection.fear_answered", "protection.sheet_signals"} & said
    words = " ".join(str(entry.details) for entry in told)
    assert not any(code in words for code in ("VOT", "GBV", "ASYLUM_NEED", "YES"))


def test_custody_and_a_case_in_the_north_open_their_tasks() -> None:
    actor, case, person = one()
    made.screened(actor, case, person, in_custody=True, in_mpp=True)
    assert {t.code for t in Task.objects.all()} == {"CUSTODY", "MPP"}
    assert MppStanding.objects.get().in_mpp


def test_a_child_alone_goes_to_the_child_officer_whoever_screens_it() -> None:
    actor, case, person = one(**CHILD)
    screening = made.screened(actor, case, person)
    task = Task.objects.get()
    assert (task.role, task.code, task.urgent) == ("child_officer", "CHILD_ALONE", True)
    assert not screening.by_child_officer
    assert made.screened(factories.actor("child_officer"), case, person).by_child_officer


def test_fear_goes_to_protection_the_same_day() -> None:
    actor, case, person = one()
    made.asked(actor, case, person, "UNSURE")
    task = Task.objects.get()
    assert (task.role, task.code, task.due_on) == ("protection", "FEAR", DAY)
    assert task.compartment == "protection"
    assert Case.objects.get().stage == "REFERRED_PROTECTION"


def test_a_no_before_others_is_no_answer() -> None:
    actor, case, person = one()
    with refused("protection.asked_alone"):
        protection.ask_fear(actor=actor, case=case, person=person, alone=False, answer="NO")


@pytest.mark.parametrize("role", ["counsellor", "protection", "child_officer"])
def test_asking_again_takes_no_fear_away(role: str) -> None:
    actor, case, person = one()
    made.asked(actor, case, person, "YES")
    with refused("protection.fear_stays"):
        made.asked(factories.actor(role), case, person, "NO")
    assert queries.has_open_fear(person)


def test_a_child_alone_says_no_only_to_a_child_officer() -> None:
    actor, case, person = one(**CHILD)
    with refused("protection.child_officer_asks"):
        made.asked(actor, case, person, "NO")
    made.asked(factories.actor("child_officer"), case, person, "NO")
    made.asked(actor, case, person, "YES")


def test_a_fear_is_resolved_by_two_after_asylum_was_explained() -> None:
    actor, case, person = one()
    officer, second = factories.actor("protection"), factories.actor("protection")
    talk.counselled(actor, case, person, at=factories.MONDAY - timedelta(days=2))
    fear = made.asked(actor, case, person, "YES")
    decide: dict[str, Any] = {
        "actor": officer,
        "fear": fear,
        "resolution": "RETURN",
        "why": "Su familia espera.",
    }
    with refused("protection.asylum_not_explained"):
        protection.resolve_fear(**decide)
    talk.counselled(officer, case, person, at=factories.MONDAY + timedelta(days=1))
    with refused("access.not_your_role"):
        protection.resolve_fear(**{**decide, "actor": actor})
    with refused("protection.reason_needed"):
        protection.resolve_fear(**{**decide, "why": " "})
    protection.resolve_fear(**decide)
    with refused("access.same_person_twice"):
        protection.confirm_resolution(actor=officer, fear=fear)
    assert queries.has_open_fear(person)
    protection.confirm_resolution(actor=second, fear=fear)
    assert not queries.has_open_fear(person)
    assert Case.objects.get().stage == "SCREENING"
    assert not Task.objects.open().exists()


def test_resolving_anew_asks_for_a_new_confirmation() -> None:
    actor, case, person = one("protection")
    fear = made.asked(actor, case, person, "YES")
    second = factories.actor("coordinator")
    protection.resolve_fear(actor=actor, fear=fear, resolution="ASYLUM", why="Lo pide.")
    protection.confirm_resolution(actor=second, fear=fear)
    talk.counselled(actor, case, person)
    protection.resolve_fear(actor=actor, fear=fear, resolution="RETURN", why="Cambió de idea.")
    fear.refresh_from_db()
    assert fear.confirmed_by is None
    assert queries.has_open_fear(person)


def test_an_older_answer_settles_nothing() -> None:
    actor, case, person = one("protection")
    first = made.asked(actor, case, person, "YES")
    made.asked(actor, case, person, "UNSURE", at=factories.MONDAY + timedelta(days=1))
    with refused("protection.nothing_to_resolve"):
        protection.resolve_fear(actor=actor, fear=first, resolution="RETURN", why="Ya.")


def test_a_sheets_yes_opens_tasks_and_answers_nothing() -> None:
    _actor, case, person = one(consent=None)
    told = SheetSignals(fear="YES", codes=("VOT",), incidents=("KIDNAPPING",), child_alone=True)
    for _twice in range(2):
        protection.intake_signals(actor=SYSTEM, case=case, person=person, signals=told)
    assert sorted(t.code for t in Task.objects.all()) == [
        "CHILD_ALONE",
        "FEAR",
        "SURVIVOR_SAFETY",
        "TRAFFICKING",
    ]
    assert not FearAnswer.objects.get().alone
    assert TraffickingClearance.objects.get().flag
    assert SurvivorFinding.objects.get().kidnapping
    assert Case.objects.get().stage == "REGISTRATION"


def test_a_sheets_no_says_nothing() -> None:
    _actor, case, person = one(consent=None)
    protection.intake_signals(
        actor=SYSTEM, case=case, person=person, signals=SheetSignals(fear="NO")
    )
    assert not FearAnswer.objects.exists()
    assert not Task.objects.exists()


def test_over_a_sheets_yes_only_protection_writes_a_no() -> None:
    actor, case, person = one()
    protection.intake_signals(
        actor=SYSTEM,
        case=case,
        person=person,
        signals=SheetSignals(fear="YES"),
        at=factories.MONDAY - timedelta(days=1),
    )
    with refused("protection.fear_stays"):
        made.asked(actor, case, person, "NO")
    made.asked(factories.actor("protection"), case, person, "NO")
    assert not queries.has_open_fear(person)


def taken_back(officer: Actor, case: Case, person: Person, at: datetime) -> None:
    protection.clear_trafficking(
        actor=officer, case=case, person=person, clearance=NewClearance(flag=False), at=at
    )
    protection.record_survivor(
        actor=officer, case=case, person=person, kidnapping=False, family_violence=False, at=at
    )


def flags_of(person: Person) -> tuple[bool, bool, bool]:
    clearance = queries.newest(TraffickingClearance, person)
    survivor = queries.newest(SurvivorFinding, person)
    assert clearance is not None
    assert survivor is not None
    return clearance.flag, survivor.kidnapping, survivor.family_violence


def test_a_danger_is_taken_back_by_two_officers_never_by_one() -> None:
    actor, case, person = one("protection")
    made.screened(actor, case, person, "VOT", "GBV", "KIDNAPPING_VICTIM")
    at = factories.MONDAY + timedelta(days=1)
    for _again in range(2):
        at += timedelta(hours=1)
        taken_back(actor, case, person, at)
        assert flags_of(person) == (True, True, True)
        assert Task.objects.open().filter(code="UNFLAG", role="protection").exists()
    taken_back(factories.actor("protection"), case, person, at + timedelta(hours=1))
    assert flags_of(person) == (False, False, False)
    assert not Task.objects.open().filter(code="UNFLAG").exists()


def test_a_danger_told_anew_needs_two_again() -> None:
    actor, case, person = one("protection")
    made.screened(actor, case, person, "VOT", "GBV", "KIDNAPPING_VICTIM")
    at = factories.MONDAY + timedelta(days=1)
    taken_back(actor, case, person, at)
    made.screened(
        actor, case, person, "VOT", "GBV", "KIDNAPPING_VICTIM", at=at + timedelta(hours=1)
    )
    taken_back(factories.actor("protection"), case, person, at + timedelta(hours=2))
    assert flags_of(person) == (True, True, True)


def test_a_flag_told_anew_undoes_the_finding_that_there_was_none() -> None:
    actor, case, person = one("protection")
    made.screened(actor, case, person, "VOT", "FAMILY_VIOLENCE")
    at = factories.MONDAY + timedelta(days=1)
    for officer in (actor, factories.actor("protection")):
        at += timedelta(hours=1)
        taken_back(officer, case, person, at)
    made.screened(actor, case, person, "VOT", "KIDNAPPING_VICTIM", at=at + timedelta(days=1))
    clearance = queries.newest(TraffickingClearance, person)
    survivor = queries.newest(SurvivorFinding, person)
    assert clearance is not None
    assert clearance.flag
    assert survivor is not None
    assert (survivor.kidnapping, survivor.family_violence) == (True, False)


def test_trafficking_is_cleared_by_two_officers_where_the_origin_must_not_know() -> None:
    actor, case, person = one("protection")
    made.screened(actor, case, person, "VOT")
    clearance = NewClearance(share_with_origin=False, host_cleared=True)
    row = protection.clear_trafficking(
        actor=actor, case=case, person=person, clearance=clearance, at=factories.MONDAY
    )
    assert (row.host_cleared_by, row.host_cleared_on) == (actor.id, DAY)
    with refused("access.same_person_twice"):
        protection.second_trafficking_clearance(actor=actor, clearance=row)
    assert Task.objects.open().filter(code="TRAFFICKING").exists()
    protection.second_trafficking_clearance(actor=factories.actor("protection"), clearance=row)
    assert not Task.objects.open().filter(code="TRAFFICKING").exists()
    with refused("protection.origin_must_not_know"):
        told = NewClearance(share_with_origin=False, origin_cleared_on=DAY)
        protection.clear_trafficking(actor=actor, case=case, person=person, clearance=told)


def test_in_custody_counsel_of_ones_own_is_named() -> None:
    actor, case, person = one("protection")
    with refused("protection.counsel_needed"):
        protection.record_custody_finding(actor=actor, case=case, person=person, counsel=" ")
    protection.record_custody_finding(actor=actor, case=case, person=person, counsel="Lic. Paz")


def test_the_steps_of_an_asylum_claim_add_up() -> None:
    actor, case, person = one("protection")
    told: dict[str, Any] = {"actor": actor, "case": case, "person": person}
    protection.record_asylum_claim(effects_explained_on=DAY, at=factories.MONDAY, **told)
    row = protection.record_asylum_claim(own_decision_on=DAY, found=True, **told)
    assert row.effects_explained_on == DAY
    assert (row.own_decision_on, row.protection_officer) == (DAY, actor.id)


def test_health_says_who_goes_along_and_until_when() -> None:
    actor, case, person = one("health")
    told: dict[str, Any] = {"actor": actor, "case": case, "person": person}
    with refused("protection.escort_needed"):
        fitness = NewFitness(result="FIT_WITH_ESCORT", valid_until=DAY)
        protection.record_fitness(fitness=fitness, **told)
    with refused("protection.until_needed"):
        protection.record_fitness(fitness=NewFitness(result="FIT"), **told)
    fitness = NewFitness(result="FIT", valid_until=DAY, notes="Toma insulina.")
    protection.record_fitness(fitness=fitness, **told)
    known = queries.fitness_to_travel([person.id])[person.id]
    assert (known.result, known.valid_until) == ("FIT", DAY)
    assert "insulina" not in str(known)


def test_what_the_check_found_is_kept_by_code_and_none_beside_something_is_no_answer() -> None:
    actor, case, person = one("health")
    fitness = NewFitness(
        result="FIT", valid_until=DAY, found=("NONE", "CHRONIC"), suffered=("NONE",)
    )
    row = protection.record_fitness(actor=actor, case=case, person=person, fitness=fitness)
    assert (row.found, row.suffered) == (["CHRONIC"], ["NONE"])
    assert row.compartment == "medical"


def test_who_says_nothing_of_pregnancy_leaves_nothing_behind() -> None:
    actor, case, person = one("health")
    row = protection.record_pregnancy(
        actor=actor, case=case, person=person, status="PREFERS_NOT_TO_SAY", weeks=20
    )
    assert (row.weeks, row.multiple, row.certificate) == (None, None, None)


def test_understood_is_what_was_said_again_in_own_words() -> None:
    actor, case, person = one()
    points = codes.values("mpp_point")
    told: dict[str, Any] = {"actor": actor, "case": case, "person": person}
    with refused("protection.own_words_needed"):
        protection.record_mpp(mpp=NewMpp(explained=points, understood=True), **told)
    with refused("protection.not_in_mpp"):
        protection.record_mpp(mpp=NewMpp(in_mpp=False, explained=points), **told)
    made.screened(actor, case, person, in_mpp=True)
    said = NewMpp(explained=points, understood=True, own_words="Si me voy, mi caso se cierra.")
    protection.record_mpp(mpp=said, **told)
    assert not Task.objects.open().filter(code="MPP").exists()


def test_a_step_of_the_child_track_leaves_the_steps_before_it() -> None:
    actor, case, person = one("child_officer", **CHILD)
    told: dict[str, Any] = {"actor": actor, "case": case, "person": person}
    protection.presume_child_alone(**told)
    for step in (
        ChildStep(step="CHILD_VIEWS", on=DAY, details={"wants": "yes"}),
        ChildStep(step="RECEIVER", on=DAY, name="Su tía Marta", details=AUNT),
        ChildStep(step="BID", on=DAY, decision="NOT_RETURN", details=PANEL),
    ):
        protection.record_child_step(step=step, **told)
    row = queries.newest(ChildTrack, person)
    assert row is not None
    assert (row.heard_on, row.best_interests, row.receiver_confirmed_on) == (DAY, "NOT_RETURN", DAY)
    assert row.receiver == {"name": "Su tía Marta", **AUNT}
    assert {t.code for t in Task.objects.open()} == {"CHILD_INSTEAD"}
    with refused("protection.missing_for_step"):
        protection.record_child_step(step=ChildStep(step="GUARDIAN_ASSIGNED", on=DAY), **told)
    with refused("protection.unknown_step"):
        protection.record_child_step(step=ChildStep(step="PARTY", on=DAY), **told)


def test_a_booked_person_who_fears_goes_to_protection_too() -> None:
    actor, case, person = one()
    casework.move(actor=SYSTEM, case=case, to="COUNSELLING")
    casework.move(actor=SYSTEM, case=case, to="ELIGIBILITY")
    casework.move(actor=SYSTEM, case=case, to="BOOKED")
    made.asked(actor, case, person, "YES")
    assert Case.objects.get().stage == "REFERRED_PROTECTION"
