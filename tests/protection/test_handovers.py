"""A child passes from one hand to another: two sign, and nobody but who was assessed receives it."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse

from rumbo.access.values import Actor
from rumbo.audit.models import JournalEntry
from rumbo.casework.models import Case, Task
from rumbo.common import clock
from rumbo.common.refusal import Refusal
from rumbo.common.sealed import files
from rumbo.protection import actions as protection
from rumbo.protection import printing, queries, track, words
from rumbo.protection.models import ChildTrack, Handover
from rumbo.protection.values import ChildStep, Hand
from rumbo.registry.models import Person
from tests import factories
from tests.factories import children, ready
from tests.factories import movements as buses
from tests.factories.children import ESCORT, GRANDMOTHER, PAPER, STROKES, act
from tests.factories.pages import client_for

pytestmark = pytest.mark.django_db
LANDED = datetime(2025, 3, 12, 20, 0, tzinfo=UTC)


@pytest.fixture
def officer() -> Actor:
    return factories.actor("child_officer")


@pytest.fixture
def boy(officer: Actor) -> tuple[Case, Person]:
    """A boy for whom everything is in order, at the door."""
    ready.reference()
    case, person = children.ready_boy(officer)
    children.at_the_door(case)
    return case, person


def refused(code: str) -> Any:
    return pytest.raises(Refusal, check=lambda refusal: refusal.code == f"protection.{code}")


def hand(
    actor: Actor, pair: tuple[Case, Person], end: str = "DEPARTURE", **changes: Any
) -> Handover:
    when = buses.AT_DOOR if end == "DEPARTURE" else LANDED
    at = changes.pop("at", when)
    return protection.hand_over(
        actor=actor, case=pair[0], person=pair[1], act=act(end, **changes), at=at
    )


@pytest.fixture
def landed(officer: Actor, boy: tuple[Case, Person]) -> tuple[Case, Person]:
    """The same boy, handed to his escort and arrived."""
    hand(officer, boy)
    Case.objects.filter(pk=boy[0].pk).update(stage="ARRIVED")
    return boy


def test_the_authority_hands_the_child_to_the_escort(
    officer: Actor, boy: tuple[Case, Person]
) -> None:
    made = hand(officer, boy)
    assert made.number == f"{boy[0].number}-E1"
    assert (made.giver["name"], made.taker["name"]) == (children.GUARDIAN, ESCORT)
    assert made.giver_signature is not None
    assert files.read(made.giver_signature) == STROKES.encode()
    assert queries.way(*boy).next_step == "HANDOVER_ARRIVAL"
    entry = JournalEntry.objects.get(code="protection.handed_over.DEPARTURE")
    assert (entry.compartment, entry.details) == ("protection", {"act": made.number})
    with refused("already_handed_over"):
        hand(officer, boy)


def test_a_page_sent_twice_is_one_act(officer: Actor, boy: tuple[Case, Person]) -> None:
    first = hand(officer, boy)
    again = protection.hand_over(
        actor=officer, case=boy[0], person=boy[1], act=act("DEPARTURE"), id=first.id,
        at=buses.AT_DOOR,
    )  # fmt: skip
    assert again == first


def test_no_act_before_everything_else_is_done(officer: Actor) -> None:
    case, person = children.boy()
    children.walk(officer, case, person, upto="ESCORT")
    with refused("steps_missing"):
        hand(officer, (case, person))


def test_an_act_belongs_to_a_journey(officer: Actor) -> None:
    ready.reference()
    pair = children.ready_boy(officer)
    with refused("not_on_its_way"):
        hand(officer, pair)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"giver": Hand(name=" ", strokes=STROKES)}, "two_people_sign"),
        ({"giver": Hand(name=ESCORT, strokes=STROKES)}, "two_people_sign"),
        ({"place": " "}, "act_place_needed"),
        ({"taker": Hand(name="Otra Persona", strokes=STROKES)}, "not_the_escort"),
        ({"taker": Hand(name=ESCORT)}, "both_sign"),
        ({"giver": Hand(name=children.GUARDIAN, strokes="<svg>")}, "both_sign"),
        ({"how": "PAPER"}, "both_sign"),
        ({"how": "PAPER", "paper": b"nothing"}, "paper_unreadable"),
        ({"end": "HALFWAY"}, "no_such_end"),
    ],
)
def test_an_act_that_lacks_something_is_none(
    officer: Actor, boy: tuple[Case, Person], changes: dict[str, Any], code: str
) -> None:
    with refused(code):
        hand(officer, boy, **changes)
    assert not Handover.objects.exists()


def test_a_child_does_not_leave_towards_somebody_whom_an_old_study_does_not_name(
    officer: Actor, boy: tuple[Case, Person]
) -> None:
    for row in ChildTrack.objects.filter(person=boy[1]).exclude(step="RECEIVER"):
        row.details = {key: value for key, value in row.told.items() if key != "name"}
        row.save(update_fields=["details"])
    with refused("nobody_assessed"):
        hand(officer, boy)
    study = children.step_of("FAMILY_ASSESSMENT", name=GRANDMOTHER)
    protection.record_child_step(
        actor=officer, case=boy[0], person=boy[1], step=study, at=buses.AT_DOOR
    )
    hand(officer, boy)


def test_a_sheet_signed_by_hand_is_kept_sealed(officer: Actor, boy: tuple[Case, Person]) -> None:
    scan = b"%PDF-1.7 signed"
    made = hand(officer, boy, how="PAPER", paper=scan)
    assert made.paper_file is not None
    assert files.read(made.paper_file) == scan
    assert made.giver_signature is None


def test_who_was_assessed_receives_the_child_and_two_calls_are_opened(
    officer: Actor, landed: tuple[Case, Person]
) -> None:
    made = hand(officer, landed, "ARRIVAL")
    assert made.taker == {"name": GRANDMOTHER, **PAPER}
    due = dict(Task.objects.open().values_list("code", "due_on"))
    assert (due["CHILD_CALL_1"], due["CHILD_CALL_3"]) == (date(2025, 4, 12), date(2025, 6, 12))
    assert queries.way(*landed).next_step == "FOLLOW_UP_1"
    assert JournalEntry.objects.filter(code="protection.escort_relieved").exists()


@pytest.mark.parametrize(
    "taker",
    [
        {"name": GRANDMOTHER, **PAPER, "document_number": "0801-1961-04418"},
        {"name": GRANDMOTHER, **PAPER, "document_type": "PASSPORT"},
        {"name": "María Paguada Reyes", **PAPER},
        {"name": GRANDMOTHER},
    ],
    ids=["another number", "another paper", "another name", "no paper"],
)
def test_nobody_else_receives_the_child(
    officer: Actor, landed: tuple[Case, Person], taker: dict[str, str]
) -> None:
    with refused("not_the_receiver"):
        hand(officer, landed, "ARRIVAL", taker=Hand(**taker, strokes=STROKES))
    assert not Handover.objects.filter(end="ARRIVAL").exists()


def test_only_the_escort_gives_the_child_away(officer: Actor, landed: tuple[Case, Person]) -> None:
    with refused("not_the_escort"):
        hand(officer, landed, "ARRIVAL", giver=Hand(name="Otra Persona", strokes=STROKES))


def test_an_escort_has_a_few_children_in_hand_and_no_more(
    officer: Actor, boy: tuple[Case, Person]
) -> None:
    others = [in_hand() for _ in range(track.CHILDREN_AN_ESCORT)]
    with refused("escort_has_others"):
        hand(officer, boy)
    Handover.objects.filter(pk=others[0].pk).update(undone_at=buses.AT_DOOR)
    hand(officer, boy)


def test_who_was_given_to_who_receives_is_in_the_escorts_hands_no_more(
    officer: Actor, boy: tuple[Case, Person]
) -> None:
    for _ in range(track.CHILDREN_AN_ESCORT - 1):
        in_hand()
    given, other = in_hand(), in_hand("Otra Persona")
    Handover.objects.create(
        office=given.office, case=given.case, person=given.person, end="ARRIVAL",
        number=f"{given.number}2", taker={"name": GRANDMOTHER},
    )  # fmt: skip
    assert other.taker["name"] != ESCORT
    hand(officer, boy)


def in_hand(escort: str = ESCORT.upper()) -> Handover:
    """Another child on its way, with an act by which an escort took it."""
    case, child = children.boy()
    Case.objects.filter(pk=case.pk).update(stage="IN_TRANSIT")
    made: Handover = Handover.objects.create(
        office=case.office, case=case, person=child, end="DEPARTURE", number=f"{case.number}-E1",
        taker={"name": escort},
    )  # fmt: skip
    return made


def test_who_left_without_an_act_has_one_asked_for_the_same_day(officer: Actor) -> None:
    ready.reference()
    case, person = children.ready_boy(officer)
    plane = children.at_the_door(case)
    children.gone(case, plane)
    task = Task.objects.open().get(code="ACT_MISSING")
    assert (task.person, task.role, task.urgent) == (person, "child_officer", True)
    hand(officer, (case, person), at=buses.LEAVES)
    assert not Task.objects.open().filter(code="ACT_MISSING").exists()


def test_who_left_with_an_act_has_none_asked_for(officer: Actor, boy: tuple[Case, Person]) -> None:
    hand(officer, boy)
    children.gone(boy[0], buses.seat_of(boy[1]).departure)
    assert not Task.objects.filter(code="ACT_MISSING").exists()
    other = factories.actor("protection")
    protection.undo_handover(actor=other, handover=Handover.objects.get(), why="Era otra hora")
    assert Task.objects.open().filter(code="ACT_MISSING", person=boy[1]).exists()


def test_arriving_comes_after_leaving(officer: Actor, boy: tuple[Case, Person]) -> None:
    Case.objects.filter(pk=boy[0].pk).update(stage="ARRIVED")
    with refused("steps_missing"):
        hand(officer, boy, "ARRIVAL")
    hand(officer, boy)
    with refused("before_the_first_act"):
        hand(officer, boy, "ARRIVAL", at=buses.AT_DOOR - timedelta(hours=1))


@pytest.mark.parametrize("role", ["counsellor", "movements", "registrar", "reception"])
def test_who_may_not_write_the_act_of_leaving(boy: tuple[Case, Person], role: str) -> None:
    with pytest.raises(Refusal, match="otra función"):
        hand(factories.actor(role), boy)


def test_somebody_else_who_came_is_told_to_protection_at_once(
    landed: tuple[Case, Person],
) -> None:
    reception = factories.actor("reception")
    protection.report_other_receiver(actor=reception, case=landed[0], person=landed[1])
    task = Task.objects.open().get(code="OTHER_RECEIVER")
    assert (task.role, task.urgent, task.compartment) == ("protection", True, "protection")


def test_an_act_is_undone_by_another_with_a_reason(
    officer: Actor, landed: tuple[Case, Person]
) -> None:
    left, made = Handover.objects.get(), hand(officer, landed, "ARRIVAL")
    other = factories.actor("protection")
    with refused("another_undoes"):
        protection.undo_handover(actor=officer, handover=made, why="Otra niña")
    with refused("another_undoes"):
        protection.undo_handover(actor=other, handover=made, why=" ")
    with refused("nothing_to_undo"):
        protection.undo_handover(actor=other, handover=left, why="Otro niño")
    protection.undo_handover(actor=other, handover=made, why="Era de otro niño")
    assert not Task.objects.open().filter(code__startswith="CHILD_CALL").exists()
    with refused("nothing_to_undo"):
        protection.undo_handover(actor=other, handover=made, why="Otra vez")
    assert hand(officer, landed, "ARRIVAL").number.endswith("-E3")


def test_a_call_ends_its_task_and_a_child_in_danger_is_seen_today(
    officer: Actor, landed: tuple[Case, Person]
) -> None:
    case, person = landed
    hand(officer, landed, "ARRIVAL")

    def call(code: str, **details: str) -> None:
        step = ChildStep(step=code, on=LANDED.date(), details=details)
        protection.record_child_step(actor=officer, case=case, person=person, step=step, at=LANDED)

    call("FOLLOW_UP_1", reached="no")
    assert Task.objects.open().filter(code="CHILD_CALL_1").exists()
    with refused("missing_for_step"):
        call("FOLLOW_UP_1", reached="yes")
    call("FOLLOW_UP_1", reached="yes", safe="yes")
    assert not Task.objects.open().filter(code="CHILD_CALL_1").exists()
    assert not Task.objects.filter(code="CHILD_NOT_SAFE").exists()
    call("FOLLOW_UP_3", reached="yes", safe="no")
    task = Task.objects.open().get(code="CHILD_NOT_SAFE")
    assert (task.role, task.urgent) == ("protection", True)
    assert queries.way(case, person).next_step == ""


@pytest.mark.parametrize(
    ("day", "code"), [(date(2025, 4, 12), "CHILD_CALL_1"), (date(2025, 6, 12), "CHILD_CALL_3")]
)
def test_a_call_is_asked_for_on_its_day_though_the_file_was_closed_long_ago(
    officer: Actor, landed: tuple[Case, Person], day: date, code: str
) -> None:
    hand(officer, landed, "ARRIVAL")
    Case.objects.filter(pk=landed[0].pk).update(stage="CLOSED")
    client = client_for("child_officer")
    moment = datetime(day.year, day.month, day.day, 16, tzinfo=UTC)
    said = str(words.TASKS[code])[1:]  # after the child's name
    with clock.travel_to(moment - timedelta(days=2)):
        assert said not in client.get("/").text
    with clock.travel_to(moment):
        page = client.get("/").text
        assert said in page
        assert reverse("protection:child", args=[landed[0].pk, landed[1].pk]) in page
        step = ChildStep(
            step=code.replace("CHILD_CALL", "FOLLOW_UP"), on=day,
            details={"reached": "yes", "safe": "yes"},
        )  # fmt: skip
        protection.record_child_step(actor=officer, case=landed[0], person=landed[1], step=step)
        assert said not in client.get("/").text


def test_the_act_is_a_paper_whose_code_changes_when_it_does(
    officer: Actor, boy: tuple[Case, Person]
) -> None:
    made = hand(officer, boy)
    assert printing.act(made, "es").startswith(b"%PDF")
    assert printing.act(made, "es") != printing.act(made, "en")
    seal = printing.seal_of(made)
    made.taker = {**made.taker, "name": "Otra Persona"}
    assert printing.seal_of(made) != seal


@pytest.mark.parametrize("end", ["DEPARTURE", "ARRIVAL"])
def test_a_sheet_can_be_signed_without_a_connection(
    officer: Actor, boy: tuple[Case, Person], end: str
) -> None:
    assert printing.blank(*boy, end, "es").startswith(b"%PDF")


def test_the_number_of_the_receivers_paper_is_not_told_to_who_compares_it(
    boy: tuple[Case, Person],
) -> None:
    told = queries.awaited(*boy)
    assert (told.escort, told.receiver) == (ESCORT, GRANDMOTHER)
    assert PAPER["document_number"] not in repr(told)
    assert not told.is_open
