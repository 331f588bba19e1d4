"""Rows of the process are set aside by two people; rows that protect never are; lists follow."""

import json
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rumbo.access.values import SYSTEM
from rumbo.casework import actions as casework
from rumbo.casework.models import Case, Override
from rumbo.common import clock
from rumbo.common.refusal import Refusal
from rumbo.documents.models import ExitPaper, TransitCheck, TravelDocument
from rumbo.protection.models import Screening
from rumbo.readiness import actions as readiness
from rumbo.readiness import queries
from rumbo.readiness.gates import judge
from rumbo.readiness.loading import parse_facts
from rumbo.readiness.models import Standing
from rumbo.readiness.requirements import TABLE
from tests import factories
from tests.factories import ready

pytestmark = pytest.mark.django_db
TODAY = date(2025, 3, 5)
WHY = "El oficio sale el mismo día, así lo confirmó el INM."


@pytest.fixture(autouse=True)
def _places() -> None:
    ready.reference()


def lacking_exit() -> Case:
    """A family that lacks the exit paper alone."""
    case = ready.make_ready(ready.family())
    ExitPaper.objects.update(needed=True)
    return case


def set_aside(case: Case, requirement: str = "EXIT_PAPER") -> None:
    for person in factories.people_of(case):
        asked = readiness.ask_override(
            actor=factories.actor("documents"),
            case=case,
            person=person,
            requirement=requirement,
            why=WHY,
        )
        readiness.confirm_override(actor=factories.actor("coordinator"), override=asked)


@pytest.mark.parametrize("code", [row.code for row in TABLE if row.protects])
def test_what_protects_a_person_is_set_aside_by_nobody(code: str) -> None:
    case = factories.registered()
    with pytest.raises(Refusal) as refusal:
        readiness.ask_override(
            actor=factories.actor("coordinator"),
            case=case,
            person=factories.people_of(case)[0],
            requirement=code,
            why=WHY,
        )
    assert refusal.value.code == "casework.protects_a_person"
    assert not Override.objects.exists()


def test_an_override_written_past_the_verb_sets_nothing_aside_that_protects() -> None:
    case = ready.make_ready(ready.family())
    TravelDocument.objects.all().delete()
    for person in factories.people_of(case):
        Override.objects.create(
            office=case.office,
            case=case,
            person=person,
            requirement="TRAVEL_DOCUMENT",
            asked_by=factories.user("coordinator").id,
            confirmed_by=factories.actor("coordinator").id,
        )
    assert not queries.may(case, "CONFIRM", ready.plan(), today=TODAY)


def test_verbs_leave_out_what_two_people_set_aside_and_the_table_does_not() -> None:
    case = lacking_exit()
    assert not queries.may(case, "CONFIRM", ready.plan(), today=TODAY)
    set_aside(case)
    assert queries.may(case, "CONFIRM", ready.plan(), today=TODAY)
    stands = queries.judge_case(case, plan=ready.plan(), today=TODAY)
    assert not stands.may_confirm
    assert {"EXIT_PAPER"} <= {lack.code for one in stands.people for lack in one.missing}


def test_one_name_sets_nothing_aside() -> None:
    case, clerk = lacking_exit(), factories.actor("coordinator")
    person = factories.people_of(case)[0]
    asked = readiness.ask_override(
        actor=clerk, case=case, person=person, requirement="EXIT_PAPER", why=WHY
    )
    assert queries.set_aside([case]) == {}
    with pytest.raises(Refusal) as refusal:
        readiness.confirm_override(actor=clerk, override=asked)
    assert refusal.value.code == "access.same_person_twice"


def test_who_is_held_back_only_by_what_was_set_aside_holds_nobody_back() -> None:
    case = lacking_exit()
    ExitPaper.objects.filter(person=factories.people_of(case)[0]).update(needed=False)
    child = factories.people_of(case)[1]
    asked = readiness.ask_override(
        actor=factories.actor("documents"),
        case=case,
        person=child,
        requirement="EXIT_PAPER",
        why=WHY,
    )
    readiness.confirm_override(actor=factories.actor("coordinator"), override=asked)
    heard = queries.effective(case, plan=ready.plan(), today=TODAY)
    assert {lack.code for one in heard.people for lack in one.missing} == {"RECONFIRMED"}


def test_an_override_that_ended_counts_no_more() -> None:
    case = lacking_exit()
    set_aside(case)
    readiness.end_override(actor=SYSTEM, override=Override.objects.earliest("recorded_at"))
    assert not queries.may(case, "CONFIRM", ready.plan(), today=TODAY)


@pytest.mark.parametrize(
    ("requirement", "why", "code"),
    [
        ("EXIT_PAPER", "  ", "casework.reason_needed"),
        ("GROUP_TOGETHER", WHY, "readiness.group"),
        ("COURT_DATE_RECORDED", WHY, "readiness.not_missing"),
        ("NO_SUCH_ROW", WHY, "casework.protects_a_person"),
    ],
)
def test_what_cannot_be_set_aside_is_refused(requirement: str, why: str, code: str) -> None:
    case = lacking_exit()
    with pytest.raises(Refusal) as refusal:
        readiness.ask_override(
            actor=factories.actor("coordinator"),
            case=case,
            person=factories.people_of(case)[0],
            requirement=requirement,
            why=why,
        )
    assert refusal.value.code == code


@pytest.mark.parametrize("role", ["registrar", "health", "field", "donor"])
def test_other_roles_ask_for_no_override(role: str) -> None:
    case = lacking_exit()
    with pytest.raises(Refusal) as refusal:
        readiness.ask_override(
            actor=factories.actor(role),
            case=case,
            person=factories.people_of(case)[0],
            requirement="EXIT_PAPER",
            why=WHY,
        )
    assert refusal.value.code == "access.not_your_role"


def test_the_way_of_a_child_alone_is_asked_for_by_the_panel() -> None:
    case = factories.registered(factories.new_person(birth_date=date(2012, 1, 1)))
    child = factories.people_of(case)[0]
    with pytest.raises(Refusal) as refusal:
        readiness.ask_override(
            actor=factories.actor("movements"),
            case=case,
            person=child,
            requirement="CHILD_BY_AIR",
            why=WHY,
        )
    assert refusal.value.code == "access.not_your_role"


def test_a_kept_answer_follows_what_happens() -> None:
    with clock.travel_to(factories.MONDAY):
        case = factories.registered()
        row = readiness.judge_again(actor=SYSTEM, case=case)
        assert (row.may_book, row.missing["counsellor"] > 0) == (False, True)
        ready.make_ready(case)
        assert readiness.judge_changed(actor=SYSTEM) == 1
        assert Standing.objects.get(case=case).total < row.total
        assert readiness.judge_changed(actor=SYSTEM) == 0


def test_the_night_judges_every_case_that_has_not_left() -> None:
    cases = [factories.registered() for _ in range(3)]
    casework.withdraw(actor=SYSTEM, case=cases[0])
    assert readiness.judge_all(actor=SYSTEM) == 2
    assert Standing.objects.count() == 2


def test_a_kept_answer_holds_nothing_that_is_kept_apart() -> None:
    case = ready.make_ready(ready.family())
    Screening.objects.update(codes=["VOT", "KIDNAPPING_VICTIM"])
    row = readiness.judge_again(actor=SYSTEM, case=case)
    assert "protection:" in row.first
    assert not any("TRAFFICKING" in entry or "SURVIVORS" in entry for entry in row.first)
    assert "Falta algo que le toca a Protección." in queries.first_words(row)


def test_the_command_and_the_database_give_the_same_answer() -> None:
    for case in (ready.make_ready(ready.family()), factories.registered(), lacking_exit()):
        known = queries.facts_of(case, plan=ready.plan(), today=TODAY)
        told = judge(parse_facts(json.dumps(known).encode()))
        stands = queries.judge_case(case, plan=ready.plan(), today=TODAY)
        assert (told.may_book, told.may_confirm, told.may_board) == (
            stands.may_book,
            stands.may_confirm,
            stands.may_board,
        )
        assert [[m.row.code for m in one.missing] for one in told.persons] == [
            [lack.code for lack in one.missing] for one in stands.people
        ]


def test_a_case_without_a_seat_is_judged_for_the_day_it_declared() -> None:
    case = ready.make_ready(ready.family())
    assert queries.judge_case(case, today=TODAY).plan.date == ready.TRAVEL
    after = ready.TRAVEL.replace(day=20)
    assert queries.judge_case(case, today=after).plan.date == ready.TRAVEL.replace(day=27)


def test_exported_facts_name_nobody() -> None:
    case = ready.make_ready(ready.family())
    written = json.dumps(queries.facts_of(case, plan=ready.plan(), today=TODAY))
    assert "Marta" not in written
    assert "Dilcia" not in written
    assert "consta" in written


@pytest.mark.parametrize(
    ("until", "is_met"), [(date(2025, 3, 13), True), (date(2025, 3, 12), False)]
)
def test_a_passport_has_to_last_to_the_day_of_arrival(until: date, is_met: bool) -> None:
    case = ready.make_ready(ready.family())
    TravelDocument.objects.update(valid_until=until)
    stands = queries.judge_case(case, plan=ready.plan(), today=TODAY)
    missing = {lack.code for one in stands.people for lack in one.missing}
    assert ("TRAVEL_DOCUMENT" not in missing) is is_met


def test_a_way_looked_at_anew_forgets_the_countries_of_the_old_one() -> None:
    case = ready.make_ready(ready.family())
    for person in factories.people_of(case):
        common = {"office": case.office, "person": person}
        TransitCheck.objects.create(**common, country="SLV", allowed=False)
        TransitCheck.objects.create(**common, country="")
    stands = queries.judge_case(case, plan=ready.plan(), today=TODAY)
    assert "TRANSIT_ALLOWED" not in {lack.code for one in stands.people for lack in one.missing}


def test_judging_for_a_verb_asks_as_often_for_twenty_cases_as_for_one() -> None:
    def asked(count: int) -> int:
        cases = [factories.registered() for _ in range(count)]
        with CaptureQueriesContext(connection) as seen:
            queries.effective_many(cases, plan=ready.plan(), today=TODAY)
        return len(seen)

    assert asked(20) == asked(1)
