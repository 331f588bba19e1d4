"""Siblings' files joined by protection are a change of family like any other: told, found, taken back."""

from datetime import timedelta
from typing import Any

import pytest

from rumbo.access.entry import reading
from rumbo.access.queries import reader_of
from rumbo.access.values import SYSTEM, Actor
from rumbo.casework import actions as casework
from rumbo.casework import queries
from rumbo.casework.actions import FamilyWord, Regrouping
from rumbo.casework.models import Case, FamilyChange, Task
from rumbo.common.refusal import Refusal
from rumbo.movements.models import BookedSeat
from rumbo.registry.models import GroupMember
from tests import factories
from tests.factories import cases as made
from tests.factories import movements as travel
from tests.factories import ready
from tests.factories.whole import differing, standing, whole

pytestmark = pytest.mark.django_db
LATER = factories.MONDAY + timedelta(days=1)
WHY = "No eran hermanas."


@pytest.fixture
def officer() -> Actor:
    return factories.actor("child_officer")


def join(actor: Actor, first: Case, second: Case) -> FamilyChange:
    casework.join_files(actor=actor, first=first, second=second, at=LATER)
    return FamilyChange.objects.get(case=second, other=first, undone_at=None)


def undo(actor: Actor, done: FamilyChange, why: str = WHY) -> Case:
    return casework.undo_family_change(actor=actor, change=done, why=why, at=LATER)


def refused(done: FamilyChange, actor: Actor, why: str = WHY) -> str:
    with pytest.raises(Refusal) as refusal:
        undo(actor, done, why)
    return refusal.value.code


def split(case: Case, *people: Any) -> FamilyChange:
    word = FamilyWord(said="Van aparte.", on=factories.MONDAY.date())
    asked = Regrouping(people=people, word=word)
    return casework.regroup(actor=factories.actor("counsellor"), case=case, asked=asked, at=LATER)


def test_it_is_told_and_the_number_on_their_papers_leads_to_where_they_are(officer: Actor) -> None:
    first, second = made.adults("Ana"), made.adults("Berta")
    done = join(officer, first, second)
    assert (done.kind, done.decided_by) == ("JOIN", officer.id)
    assert queries.goes_on_as(second.number) == first.number
    assert [p.pk for p in queries.first_of_file(second.number)] == [queries.people_of(first)[0].pk]
    undo(officer, done)
    assert queries.goes_on_as(second.number) == second.number


def test_taken_back_everything_is_as_it_was(officer: Actor) -> None:
    first, second = made.eligible(made.family()), made.eligible(made.adults("Berta"))
    for case in (first, second):
        casework.open_task(actor=SYSTEM, case=case, role="counsellor", code="SHELTER")
    people, before = standing(), whole()
    done = join(officer, first, second)
    assert differing(before, whole())
    undo(officer, done)
    assert standing() == people
    assert differing(before, whole()) == []
    assert not Task.objects.open().filter(code="DECIDE_JOINED").exists()


def test_protection_alone_undoes_it_and_with_a_reason(officer: Actor) -> None:
    done = join(officer, made.adults("Ana"), made.adults("Berta"))
    for actor, why in ((factories.actor("coordinator"), WHY), (officer, " ")):
        assert refused(done, actor, why) == "casework.joined_by_protection"
    undo(factories.actor("protection"), done)
    assert FamilyChange.objects.get(pk=done.pk).why == WHY


def test_the_system_joins_nobody_and_a_pause_is_not_lost_by_joining(officer: Actor) -> None:
    first, second = made.adults("Ana"), made.adults("Berta")
    with pytest.raises(Refusal, match="otra función"):
        casework.join_files(actor=SYSTEM, first=first, second=second)
    casework.hold_case(actor=officer, case=second, reason="MEDICAL", why="Espera.")
    with pytest.raises(Refusal, match="en pausa"):
        casework.join_files(actor=officer, first=first, second=second)


def test_of_two_offices_the_one_that_has_them_gives_them_back_with_every_row(
    officer: Actor,
) -> None:
    first, second = made.adults("Ana"), made.family(at=made.elsewhere())
    casework.open_task(actor=SYSTEM, case=second, role="counsellor", code="SHELTER")
    theirs = factories.actor("protection", at=made.elsewhere())
    people, before = standing(), whole()
    done = join(theirs, first, second)
    assert {t.office_id for t in Task.objects.open()} == {first.office_id}
    assert refused(done, theirs) == "casework.with_the_other_office"
    undo(officer, done)
    assert standing() == people
    assert differing(before, whole()) == []


def test_what_another_office_kept_about_them_is_its_own_again(officer: Actor) -> None:
    first, second = made.adults("Ana"), made.family(at=made.elsewhere())
    [person, *_] = factories.people_of(second)
    third = factories.office("CDMX", "Ciudad de México")
    task = casework.open_task(actor=SYSTEM, case=second, person=person, role="health", code="CALL")
    Task.objects.filter(pk=task.pk).update(office=third)
    before = whole()
    done = join(factories.actor("protection", at=made.elsewhere()), first, second)
    undo(officer, done)
    assert differing(before, whole()) == []


def test_both_offices_read_of_it_and_a_third_does_not(officer: Actor) -> None:
    first, second = made.adults("Ana"), made.adults("Berta", at=made.elsewhere())
    join(factories.actor("protection", at=made.elsewhere()), first, second)
    third = factories.office("CDMX", "Ciudad de México")
    for office, sees in ((first.office, True), (second.office, True), (third, False)):
        user = factories.user("coordinator", at=office)
        with reading(reader_of(user, LATER.date())) as reader:
            assert FamilyChange.objects.visible_to(reader).exists() is sees
    assert not FamilyChange.objects.visible_to(reader).exists()


def test_a_number_of_their_own_leads_back_where_the_parting_was_undone() -> None:
    case = made.adults("Ana", "Berta")
    _ana, berta = factories.people_of(case)
    done = split(case, berta)
    assert queries.goes_on_as(done.other.number) == done.other.number
    undo(factories.actor("counsellor"), done)
    assert queries.goes_on_as(done.other.number) == case.number


def test_a_number_leads_on_through_every_later_change(officer: Actor) -> None:
    one, two, three = made.adults("Ana"), made.adults("Berta"), made.adults("Clara", "Dora")
    join(officer, two, one)
    join(officer, three, two)
    assert queries.goes_on_as(one.number) == queries.goes_on_as(two.number) == three.number
    ana = factories.people_of(one)[0]
    own = split(three, ana).other
    assert queries.goes_on_as(one.number) == own.number
    assert queries.goes_on_as(two.number) == three.number
    assert queries.goes_on_as("TAP-2025-99999") == "TAP-2025-99999"


def test_a_file_that_everybody_left_is_not_opened_again(officer: Actor) -> None:
    first, second = made.adults("Ana"), made.adults("Berta")
    join(officer, first, second)
    with pytest.raises(Refusal, match="no queda nadie") as refusal:
        casework.reopen(actor=officer, case=second, why="Volvió.")
    assert first.number not in refusal.value.sentence
    assert Case.objects.get(pk=second.pk).stage == "CLOSED"


def test_what_was_done_meanwhile_stays_done_and_what_was_asked_of_both_is_asked_again(
    officer: Actor,
) -> None:
    first, second = made.adults("Ana"), made.adults("Berta")
    shelter = [
        casework.open_task(actor=SYSTEM, case=case, role="counsellor", code="SHELTER")
        for case in (first, second)
    ]
    call = casework.open_task(actor=SYSTEM, case=second, role="counsellor", code="CALL")
    done = join(officer, first, second)
    assert Task.objects.open().filter(code="SHELTER").count() == 1
    casework.finish_task(actor=SYSTEM, task=shelter[0])
    casework.finish_task(actor=SYSTEM, task=call)
    undo(officer, done)
    assert [t.case_id for t in Task.objects.open().filter(code="SHELTER")] == [second.pk]
    call.refresh_from_db()
    assert (call.case_id, call.done_at is None) == (second.pk, False)


def test_what_was_asked_again_meanwhile_is_not_asked_twice(officer: Actor) -> None:
    first, second = made.adults("Ana"), made.adults("Berta")
    for case in (first, second):
        casework.open_task(actor=SYSTEM, case=case, role="counsellor", code="SHELTER")
    done = join(officer, first, second)
    casework.open_task(actor=SYSTEM, case=second, role="counsellor", code="SHELTER")
    undo(officer, done)
    assert Task.objects.open().filter(case=second, code="SHELTER").count() == 1


def test_whoever_comes_is_told_from_the_first_person_there(officer: Actor) -> None:
    first, second = made.adults("Ana"), made.family()
    join(officer, first, second)
    rows = GroupMember.objects.filter(group=first.group_id, left_at=None).order_by("position")
    assert [m.relation for m in rows] == ["HEAD", *["OTHER_RELATIVE"] * 3]


@pytest.mark.parametrize("kind", ["LINK", "MOVE", "SPLIT"])
def test_what_was_signed_brought_and_travelled_is_as_it_was_and_seats_are_asked_for_anew(
    kind: str,
) -> None:
    ready.reference()
    there, case = travel.ready_alone(), ready.make_ready(_two())
    bus = travel.departure()
    travel.booked(case, bus)
    people, before = standing(), whole()
    counsellor = factories.actor("counsellor")
    going = factories.people_of(case)[: 2 if kind == "LINK" else 1]
    word = FamilyWord(said="Van aparte.", on=factories.MONDAY.date())
    asked = Regrouping(
        people=tuple(going), to=None if kind == "SPLIT" else there, relation="SIBLING", word=word
    )
    done = casework.regroup(actor=counsellor, case=case, asked=asked, at=travel.BEFORE)
    assert done.kind == kind
    undo(counsellor, done)
    assert standing() == people
    seats = ("movements.Booking", "movements.BookedSeat")
    told = [one for one in differing(before, whole()) if not one.startswith(seats)]
    assert told == [f"casework.Case {case.pk} stage: BOOKED → ELIGIBILITY"]
    assert not BookedSeat.objects.live().exists()


def _two() -> Case:
    sister = factories.new_person(identity=made.name("Berta"), relation="SIBLING")
    return factories.registered(factories.new_person(), sister)
