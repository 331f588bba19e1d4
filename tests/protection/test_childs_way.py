"""The way of a child who travels alone: each step in its order, and what it must bring with it."""

from datetime import date, timedelta
from typing import Any

import pytest

from rumbo.access.values import Actor
from rumbo.audit.models import JournalEntry
from rumbo.casework.models import Case, PriorityFact, Task
from rumbo.common.refusal import Refusal
from rumbo.movements.models import BookedSeat
from rumbo.protection import actions as protection
from rumbo.protection import queries, track
from rumbo.protection.models import ChildTrack
from rumbo.protection.values import Instead
from rumbo.readiness import queries as readiness
from rumbo.registry.models import Person
from tests import factories
from tests.factories import children, ready
from tests.factories import movements as buses
from tests.factories.children import DAY, ORDER, step_of

pytestmark = pytest.mark.django_db
LATER = factories.MONDAY + timedelta(minutes=5)
STAYS = Instead(code="FAMILY_HERE", how="Vive con su tía en Puebla; el DIF lo sigue.", on=DAY)


@pytest.fixture
def officer() -> Actor:
    return factories.actor("child_officer")


@pytest.fixture
def boy() -> tuple[Case, Person]:
    return children.boy()


def refused(code: str) -> Any:
    return pytest.raises(Refusal, check=lambda refusal: refusal.code == f"protection.{code}")


def take(officer: Actor, pair: tuple[Case, Person], code: str, **changes: Any) -> ChildTrack:
    version = changes.pop("base_version", None)
    return protection.record_child_step(
        actor=officer, case=pair[0], person=pair[1], step=step_of(code, **changes),
        base_version=version, at=factories.MONDAY + timedelta(hours=2),
    )  # fmt: skip


def test_every_step_taken_in_its_order_leads_to_the_journey(
    officer: Actor, boy: tuple[Case, Person]
) -> None:
    for code in ORDER:
        assert queries.way(*boy).next_step == code
        take(officer, boy, code)
    assert queries.way(*boy).next_step == "HANDOVER_DEPARTURE"


@pytest.mark.parametrize("left_out", track.BEFORE_DETERMINATION)
def test_a_determination_in_favour_rests_on_what_was_found_before(
    officer: Actor, boy: tuple[Case, Person], left_out: str
) -> None:
    for code in ORDER[: ORDER.index("BID")]:
        if code != left_out:
            take(officer, boy, code)
    with refused("steps_missing"):
        take(officer, boy, "BID")
    take(officer, boy, left_out)
    assert take(officer, boy, "BID").best_interests == "RETURN"


@pytest.mark.parametrize("code", [*track.AFTER_DETERMINATION, *track.CALLS])
def test_what_follows_from_the_determination_waits_for_it(
    officer: Actor, boy: tuple[Case, Person], code: str
) -> None:
    children.walk(officer, *boy, upto="CHILD_VIEWS")
    told = {"name": "SENAF", "details": {"paper": "12", "reached": "yes", "safe": "yes"}}
    changes = told if code in {"DISPENSED", *track.CALLS} else {}
    with refused("steps_missing"):
        take(officer, boy, code, **changes)


@pytest.mark.parametrize(
    "details",
    [
        {"panel": "Adriana Cruz\nAdriana  Cruz", "reasons": "Es lo mejor."},
        {"panel": "Adriana Cruz, PPNNA\nADRIANA CRUZ, DIF\n, DIF", "reasons": "Es lo mejor."},
        {"panel": "Adriana Cruz\nRosa Díaz", "reasons": "  "},
        {},
    ],
    ids=["one person twice", "one person of two institutions", "no reasons", "nothing"],
)
def test_a_determination_names_its_panel_and_its_reasons(
    officer: Actor, boy: tuple[Case, Person], details: dict[str, str]
) -> None:
    children.walk(officer, *boy, upto="CHILD_VIEWS")
    with refused("panel_needed"):
        take(officer, boy, "BID", details=details)
    assert take(officer, boy, "BID", decision="PENDING", details={}).best_interests == "PENDING"
    assert queries.way(*boy).next_step == "BID"


@pytest.mark.parametrize("missing", ["relation", "document_type", "document_number"])
def test_who_receives_is_known_by_a_paper(
    officer: Actor, boy: tuple[Case, Person], missing: str
) -> None:
    told = dict(children.STEPS)["RECEIVER"]["details"]
    with refused("receiver_identity_needed"):
        take(officer, boy, "RECEIVER", details={k: v for k, v in told.items() if k != missing})


def test_an_escort_leads_a_few_children_and_no_more(
    officer: Actor, boy: tuple[Case, Person]
) -> None:
    children.walk(officer, *boy, upto="RECEIVER")
    most = track.CHILDREN_AN_ESCORT
    with refused("too_many_children"):
        take(officer, boy, "ESCORT", details={"children": str(most + 1)})
    take(officer, boy, "ESCORT", details={"children": str(most)}, is_specialised=False)
    assert queries.way(*boy).next_step == "ESCORT"
    take(officer, boy, "ESCORT", details={"children": str(most)})
    assert queries.way(*boy).next_step == "HANDOVER_ARRANGED"


@pytest.mark.parametrize(
    ("code", "changes", "refusal"),
    [
        ("GUARDIAN_ASSIGNED", {"name": " "}, "missing_for_step"),
        ("BIA", {"notes": ""}, "notes_needed"),
        ("FAMILY_TRACING", {"details": {}}, "missing_for_step"),
        ("FAMILY_ASSESSMENT", {"details": {"finding": "SUITABLE"}}, "missing_for_step"),
        ("UASC_IDENTIFIED", {"on": DAY + timedelta(days=1)}, "step_in_future"),
    ],
)
def test_a_step_without_what_belongs_to_it_is_not_written(
    officer: Actor, boy: tuple[Case, Person], code: str, changes: dict[str, Any], refusal: str
) -> None:
    with refused(refusal):
        take(officer, boy, code, **changes)
    assert not ChildTrack.objects.exists()


def test_a_child_alone_is_heard_where_its_words_stand_there(
    officer: Actor, boy: tuple[Case, Person]
) -> None:
    take(officer, boy, "UASC_IDENTIFIED")
    with refused("missing_for_step"):
        take(officer, boy, "CHILD_VIEWS", details={}, notes=" ")
    take(officer, boy, "CHILD_VIEWS", details={}, notes="No quiere hablar hoy.")
    take(officer, boy, "CHILD_VIEWS", notes="")


def test_a_dispensation_is_in_writing(officer: Actor, boy: tuple[Case, Person]) -> None:
    children.walk(officer, *boy, upto="BID")
    with refused("missing_for_step"):
        take(officer, boy, "DISPENSED", name="PPNNA")
    take(officer, boy, "DISPENSED", name="PPNNA", details={"paper": "PPNNA/12"})
    assert queries.way(*boy).next_step == "RECEIVER"


def test_two_who_write_at_once_do_not_write_over_each_other(
    officer: Actor, boy: tuple[Case, Person]
) -> None:
    take(officer, boy, "UASC_IDENTIFIED", base_version=0)
    with pytest.raises(Refusal, match="Otra persona"):
        take(officer, boy, "GUARDIAN_ASSIGNED", base_version=0)
    take(officer, boy, "GUARDIAN_ASSIGNED", base_version=1)


def test_each_step_says_who_wrote_it_and_seals_what_it_tells(
    officer: Actor, boy: tuple[Case, Person]
) -> None:
    children.walk(officer, *boy)
    rows = ChildTrack.objects.filter(person=boy[1])
    assert {row.by for row in rows} == {officer.id}
    entry = JournalEntry.objects.filter(code="protection.child.RECEIVER").get()
    assert entry.compartment == "protection"
    assert children.GRANDMOTHER not in str(entry.details)


def test_a_family_found_unsafe_is_no_family_to_go_to(
    officer: Actor, boy: tuple[Case, Person]
) -> None:
    children.walk(officer, *boy, upto="FAMILY_ASSESSMENT")
    no = {"authority": "SENAF", "finding": "NOT_SUITABLE"}
    row = take(officer, boy, "FAMILY_ASSESSMENT", details=no)
    assert row.family_traced_on is None
    assert queries.way(*boy).next_step == "FAMILY_ASSESSMENT"


AUNT = {"relation": "Tía", "document_type": "NATIONAL_ID", "document_number": "0801-1970-00001"}


@pytest.mark.parametrize(
    "name",
    ["Marta Paguada Reyes", "Elena", "Elena Paguada Ruiz", "Su tía Marta"],
    ids=["another first name", "a first name alone", "another surname", "somebody else"],
)
def test_nobody_receives_but_who_the_authority_of_origin_assessed(
    officer: Actor, boy: tuple[Case, Person], name: str
) -> None:
    children.walk(officer, *boy, upto="GUARDIAN_CONSENT_ORIGIN")
    with refused("receiver_not_assessed"):
        take(officer, boy, "RECEIVER", name=name, details=AUNT)
    assert take(officer, boy, "RECEIVER", name="Elena Paguada", details=AUNT).receiver
    shelter = {**AUNT, "document_type": "INSTITUTIONAL", "relation": "SENAF"}
    assert take(officer, boy, "RECEIVER", name="Rosa Paz", details=shelter).receiver


def test_an_assessment_says_of_whom_it_is(officer: Actor, boy: tuple[Case, Person]) -> None:
    take(officer, boy, "FAMILY_TRACING", name="")
    take(officer, boy, "FAMILY_ASSESSMENT")
    with refused("nobody_assessed"):
        take(officer, boy, "RECEIVER")
    take(officer, boy, "FAMILY_ASSESSMENT", name=children.GRANDMOTHER)
    take(officer, boy, "RECEIVER")


def test_an_assessment_that_names_nobody_is_of_who_was_found_then(
    officer: Actor, boy: tuple[Case, Person]
) -> None:
    children.walk(officer, *boy, upto="GUARDIAN_CONSENT_ORIGIN")
    take(officer, boy, "FAMILY_TRACING", name="Marta Paguada Ruiz")
    with refused("receiver_not_assessed"):
        take(officer, boy, "RECEIVER", name="Marta Paguada Ruiz", details=AUNT)


def test_a_receiver_named_before_the_assessment_is_not_arranged_with_after_another_one(
    officer: Actor, boy: tuple[Case, Person]
) -> None:
    aunt = step_of("RECEIVER", name="Su tía Marta", details=AUNT)
    protection.record_child_step(
        actor=officer, case=boy[0], person=boy[1], step=aunt, at=factories.MONDAY
    )
    children.walk(officer, *boy, upto="GUARDIAN_CONSENT_ORIGIN", at=LATER)
    take(officer, boy, "ESCORT")
    with refused("receiver_not_assessed"):
        take(officer, boy, "HANDOVER_ARRANGED")


def test_another_receiver_is_assessed_and_determined_anew(
    officer: Actor, boy: tuple[Case, Person]
) -> None:
    children.walk(officer, *boy)
    row = take(officer, boy, "FAMILY_ASSESSMENT", name="Marta Paguada Ruiz")
    assert (row.best_interests, row.handover, row.handover_arranged_on) == ("PENDING", "", None)
    assert queries.way(*boy).next_step == "BID"
    assert Task.objects.open().get(code="DETERMINE_AGAIN").urgent
    take(officer, boy, "BID")
    assert not Task.objects.open().filter(code="DETERMINE_AGAIN").exists()
    row = take(officer, boy, "RECEIVER", name="Marta Paguada Ruiz", details=AUNT)
    assert (row.handover, row.handover_arranged_on) == ("", None)
    assert queries.way(*boy).next_step == "HANDOVER_ARRANGED"


def old(person: Person) -> None:
    """As in tracks of before: the study and the search say of whom they are in no word."""
    for row in ChildTrack.objects.filter(person=person):
        if row.step in {"FAMILY_TRACING", "FAMILY_ASSESSMENT"}:
            row.details = {key: value for key, value in row.told.items() if key != "name"}
            row.save(update_fields=["details"])


def test_an_old_study_that_names_nobody_asks_for_it_again_before_anybody_is_arranged_with(
    officer: Actor, boy: tuple[Case, Person]
) -> None:
    children.walk(officer, *boy, upto="GUARDIAN_CONSENT_ORIGIN")
    old(boy[1])
    with refused("nobody_assessed"):
        take(officer, boy, "RECEIVER")
    take(officer, boy, "FAMILY_ASSESSMENT", name=children.GRANDMOTHER)
    assert queries.way(*boy).decision == "RETURN", "the panel's word stands"
    take(officer, boy, "RECEIVER")


def test_a_study_that_names_another_than_an_old_receiver_undoes_what_was_arranged(
    officer: Actor, boy: tuple[Case, Person]
) -> None:
    children.walk(officer, *boy)
    old(boy[1])
    row = take(officer, boy, "FAMILY_ASSESSMENT", name=children.GRANDMOTHER)
    assert (row.best_interests, bool(row.handover)) == ("RETURN", True)
    old(boy[1])
    row = take(officer, boy, "FAMILY_ASSESSMENT", name="Marta Paguada Ruiz")
    assert (row.best_interests, row.handover, row.handover_arranged_on) == ("PENDING", "", None)


UNSETTLED: dict[str, tuple[str, dict[str, Any]]] = {
    "the family is not suitable": (
        "FAMILY_ASSESSMENT", {"details": {"authority": "SENAF", "finding": "NOT_SUITABLE"}},
    ),
    "it is another family": ("FAMILY_ASSESSMENT", {"name": "Marta Paguada Ruiz"}),
    "the child says no": ("CHILD_VIEWS", {"details": {"wants": "no"}, "notes": "Tiene miedo."}),
}  # fmt: skip


@pytest.mark.parametrize("what", UNSETTLED)
def test_what_a_determination_rested_on_is_gone_and_so_are_the_seat_and_the_gate(
    officer: Actor, what: str
) -> None:
    ready.reference()
    pair = children.ready_boy(officer)
    plane = children.flight()
    buses.booked(pair[0], plane)
    code, changes = UNSETTLED[what]
    take(officer, pair, code, **changes)
    assert not BookedSeat.objects.live().filter(person=pair[1]).exists()
    assert not PriorityFact.objects.filter(person=pair[1], ended_at=None).exists()
    pair[0].refresh_from_db()
    with pytest.raises(Refusal, match="interés superior"):
        buses.booked(pair[0], plane)
    task = Task.objects.open().get(code="DETERMINE_AGAIN")
    assert (task.role, task.compartment) == ("child_officer", "protection")


@pytest.mark.parametrize("again", ["yes", "unsure", "no"])
def test_a_no_that_the_panel_weighed_does_not_undo_its_word(
    officer: Actor, boy: tuple[Case, Person], again: str
) -> None:
    children.walk(officer, *boy, upto="FAMILY_ASSESSMENT")
    take(officer, boy, "CHILD_VIEWS", details={"wants": "no"})
    take(officer, boy, "BID")
    take(officer, boy, "CHILD_VIEWS", details={"wants": again})
    assert queries.way(*boy).decision == "RETURN"
    take(officer, boy, "FAMILY_ASSESSMENT", name="Elena Paguada")
    assert queries.way(*boy).decision == "RETURN"


def test_a_consent_taken_back_frees_the_seat(officer: Actor) -> None:
    ready.reference()
    pair = children.ready_boy(officer)
    buses.booked(pair[0], children.flight())
    take(officer, pair, "CONSENT_WITHDRAWN")
    assert not BookedSeat.objects.live().filter(person=pair[1]).exists()


def test_a_consent_taken_back_is_missing_again(officer: Actor, boy: tuple[Case, Person]) -> None:
    children.walk(officer, *boy)
    take(officer, boy, "CONSENT_WITHDRAWN")
    assert queries.way(*boy).next_step == "GUARDIAN_CONSENT_ORIGIN"
    take(officer, boy, "GUARDIAN_CONSENT_ORIGIN")
    assert queries.way(*boy).next_step == "HANDOVER_ARRANGED"


def test_nobody_but_protection_leads_the_way(boy: tuple[Case, Person]) -> None:
    with pytest.raises(Refusal, match="otra función"):
        take(factories.actor("counsellor"), boy, "UASC_IDENTIFIED")


def test_a_determination_against_frees_the_seat_and_booking_stays_closed(officer: Actor) -> None:
    ready.reference()
    case, person = children.ready_boy(officer)
    plane = children.flight()
    buses.booked(case, plane)
    against = {"panel": "Adriana Cruz\nRosa Díaz", "reasons": "Su padrastro le pegaba."}
    take(officer, (case, person), "BID", decision="NOT_RETURN", details=against)
    assert not BookedSeat.objects.live().filter(person=person).exists()
    assert not PriorityFact.objects.filter(person=person, ended_at=None).exists()
    case.refresh_from_db()
    with pytest.raises(Refusal, match="interés superior"):
        buses.booked(case, plane)
    task = Task.objects.open().get(code="CHILD_INSTEAD")
    assert (task.role, task.compartment) == ("child_officer", "protection")


def test_the_way_is_closed_by_saying_what_happens_instead(
    officer: Actor, boy: tuple[Case, Person]
) -> None:
    children.walk(officer, *boy, upto="CHILD_VIEWS")
    told: dict[str, Any] = {"actor": officer, "case": boy[0], "person": boy[1]}
    late = factories.MONDAY + timedelta(hours=3)
    with refused("not_against"):
        protection.close_track(**told, instead=STAYS, at=late)
    against = {"panel": "Adriana Cruz\nRosa Díaz", "reasons": "No es seguro."}
    take(officer, boy, "BID", decision="NOT_RETURN", details=against)
    for wrong in (
        Instead(code="FAMILY_HERE", how=" ", on=DAY),
        Instead(code="NOWHERE", how="Nada", on=DAY),
    ):
        with refused("instead_needed"):
            protection.close_track(**told, instead=wrong, at=late)
    row = protection.close_track(**told, instead=STAYS, at=late)
    assert (row.instead, row.notes) == ("FAMILY_HERE", STAYS.how)
    assert not Task.objects.open().filter(code="CHILD_INSTEAD").exists()
    assert queries.way(*boy).is_closed
    assert queries.way(*boy).next_step == ""


def test_a_closed_way_opens_only_with_a_new_determination(
    officer: Actor, boy: tuple[Case, Person]
) -> None:
    children.walk(officer, *boy, upto="CHILD_VIEWS")
    against = {"panel": "Adriana Cruz\nRosa Díaz", "reasons": "No es seguro."}
    take(officer, boy, "BID", decision="NOT_RETURN", details=against)
    late = factories.MONDAY + timedelta(hours=3)
    told: dict[str, Any] = {"actor": officer, "case": boy[0], "person": boy[1], "at": late}
    protection.close_track(**told, instead=STAYS)
    with refused("track_closed"):
        protection.record_child_step(**told, step=step_of("RECEIVER"))
    with refused("track_closed"):
        protection.close_track(**told, instead=STAYS)
    protection.record_child_step(**told, step=step_of("BID"))
    assert queries.way(*boy).next_step == "GUARDIAN_CONSENT_ORIGIN"


def test_the_table_asks_for_the_assessment_and_not_the_search_alone(
    officer: Actor, boy: tuple[Case, Person]
) -> None:
    ready.reference()
    children.walk(officer, *boy, upto="FAMILY_TRACING")
    lacks = readiness.judge_case(boy[0], plan=ready.plan(), today=DAY).people[0].missing
    assert "FAMILY_TRACED" in {row.code for row in lacks}
    take(officer, boy, "FAMILY_ASSESSMENT")
    lacks = readiness.judge_case(boy[0], plan=ready.plan(), today=DAY).people[0].missing
    assert "FAMILY_TRACED" not in {row.code for row in lacks}


@pytest.mark.parametrize(
    ("day", "months", "after"),
    [
        (date(2025, 3, 12), 1, date(2025, 4, 12)),
        (date(2025, 1, 31), 1, date(2025, 2, 28)),
        (date(2025, 11, 30), 3, date(2026, 2, 28)),
        (date(2025, 12, 1), 1, date(2026, 1, 1)),
    ],
)
def test_a_call_is_due_on_the_same_day_of_a_later_month(
    day: date, months: int, after: date
) -> None:
    assert track.months_after(day, months) == after


def test_a_step_is_due_by_its_day_and_a_call_by_the_hand_over() -> None:
    assert track.due_on("GUARDIAN_ASSIGNED", DAY, None) == DAY + timedelta(days=3)
    assert track.due_on("FOLLOW_UP_1", DAY, None) is None
    assert track.due_on("FOLLOW_UP_3", DAY, DAY) == date(2025, 6, 3)


@pytest.mark.parametrize(
    ("shown", "same"),
    [
        ({}, True),
        ({"name": "Reyes Paguada, ELENA"}, True),
        ({"document_number": "0801 1961 04417"}, True),
        ({"document_number": "0801196104418"}, False),
        ({"document_type": "PASSPORT"}, False),
        ({"name": "Elena Paguada"}, False),
        ({"document_number": ""}, False),
    ],
)
def test_who_receives_is_compared_by_name_and_paper(shown: dict[str, str], same: bool) -> None:
    expected = {"name": children.GRANDMOTHER, **children.PAPER}
    assert track.is_one_person(expected, {**expected, **shown}) is same
    assert not track.is_one_person({"name": children.GRANDMOTHER}, {"name": children.GRANDMOTHER})
