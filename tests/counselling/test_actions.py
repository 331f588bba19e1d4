"""Talking, finding, signing, taking back: what the verbs do and what they refuse."""

from datetime import date, timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from rumbo.access.values import SYSTEM, Actor
from rumbo.audit.models import JournalEntry
from rumbo.casework import actions as casework
from rumbo.casework import signals
from rumbo.casework.models import Appointment, Case, Task
from rumbo.common.refusal import Refusal
from rumbo.common.sealed import files
from rumbo.counselling import actions as counselling
from rumbo.counselling import queries
from rumbo.counselling.models import Declaration, Reconfirmation, ShareConsent
from rumbo.counselling.values import ForChild, NewFinding
from rumbo.registry import actions as registry
from rumbo.registry.models import Person
from rumbo.registry.values import NewConsent
from tests import factories
from tests.factories import counselling as made

pytestmark = pytest.mark.django_db
DAY = factories.MONDAY.date()


@pytest.fixture(autouse=True)
def home(settings: Settings, tmp_path: Path) -> Path:
    """Signatures of tests lie in a folder of their own; the keys stay."""
    (tmp_path / "keys").symlink_to(Path(settings.RUMBO_HOME) / "keys")
    settings.RUMBO_HOME = tmp_path
    return tmp_path


def one(**changes: Any) -> tuple[Actor, Case, Person]:
    case = factories.registered(factories.new_person(**changes))
    return factories.actor("counsellor"), case, factories.people_of(case)[0]


def ready(**changes: Any) -> tuple[Actor, Case, Person]:
    actor, case, person = one(**changes)
    made.counselled(actor, case, person, language=person.language)
    return actor, case, person


def refused(code: str) -> Any:
    return pytest.raises(Refusal, check=lambda refusal: refusal.code == code)


def test_a_session_moves_the_case_and_makes_the_next_appointment() -> None:
    actor, case, person = one()
    soon = factories.MONDAY + timedelta(days=3)
    session = made.new_session(next_at=soon, decision="UNDECIDED")
    held = counselling.hold_session(
        actor=actor, case=case, person=person, session=session, at=factories.MONDAY
    )
    assert Case.objects.get().stage == "COUNSELLING"
    assert held.asylum_explained
    assert held.by == actor.id
    assert Appointment.objects.get().starts_at == soon
    assert JournalEntry.objects.filter(code="counselling.said_undecided").exists()


def test_nothing_is_asked_before_the_consent_to_keep_data() -> None:
    actor, case, person = one(consent=None)
    with refused("counselling.no_data_consent"):
        made.counselled(actor, case, person)


def test_a_stranger_to_the_case_is_not_counselled_in_it() -> None:
    actor, case, _person = one()
    other = factories.people_of(factories.registered())[0]
    with refused("casework.not_of_this_case"):
        made.counselled(actor, case, other)


def test_movements_staff_counsel_nobody() -> None:
    _actor, case, person = one()
    with refused("access.not_your_role"):
        made.counselled(factories.actor("movements"), case, person)


def test_what_a_relative_interprets_was_not_explained() -> None:
    actor, case, person = one(language="ht")
    with refused("counselling.not_understood"):
        made.counselled(actor, case, person, interpreter="RELATIVE")
    made.counselled(actor, case, person, interpreter="INDEPENDENT")


def test_nobody_says_they_return_before_asylum_was_explained() -> None:
    actor, case, person = one()
    with refused("counselling.asylum_first"):
        made.counselled(actor, case, person, topics=("programme",))


def test_not_to_return_is_an_answer_and_a_declaration_falls_with_it() -> None:
    actor, case, person = ready()
    made.declared(actor, case, person)
    counselling.hold_session(
        actor=actor, case=case, person=person, session=made.new_session(decision="NOT_RETURN")
    )
    assert queries.live_declaration(person) is None
    assert Case.objects.get().is_open
    assert JournalEntry.objects.filter(code="counselling.said_not_return").exists()


def test_freedom_is_found_alone_or_not_at_all() -> None:
    actor, case, person = one()
    with refused("counselling.assessed_alone"):
        counselling.record_finding(
            actor=actor,
            case=case,
            person=person,
            finding=NewFinding(alone=False, free=True, informed=True),
        )


def test_a_decision_that_is_not_free_goes_to_protection_today() -> None:
    actor, case, person = one()
    finding = NewFinding(alone=True, free=False, informed=True, pressure="El patrón.")
    counselling.record_finding(
        actor=actor, case=case, person=person, finding=finding, at=factories.MONDAY
    )
    task = Task.objects.get(code="PRESSURE")
    assert (task.role, task.compartment, task.urgent) == ("protection", "protection", True)
    assert task.due_on == DAY


def test_a_signature_is_sealed_on_disk(home: Path) -> None:
    actor, case, person = ready()
    casework.move(actor=SYSTEM, case=case, to="ELIGIBILITY")
    signed = made.declared(actor, case, person)
    assert signed.signature_file is not None
    assert files.read(signed.signature_file).decode() == made.STROKES
    kept = [p.read_bytes() for p in (home / "files").rglob("*") if p.is_file()]
    assert len(kept) == 1
    assert made.STROKES.encode() not in kept[0]
    assert Case.objects.get().stage == "DECLARATION"


def test_a_scan_is_sealed_and_only_a_scan_is_taken() -> None:
    actor, case, person = ready()
    signed = made.declared(actor, case, person, how="PAPER", strokes="", paper=b"%PDF-1.7 hoja")
    assert signed.paper_file is not None
    assert files.read(signed.paper_file) == b"%PDF-1.7 hoja"
    with refused("counselling.not_a_paper"):
        made.declared(actor, case, person, how="PAPER", paper=b"<script>")
    with refused("counselling.nothing_signed"):
        made.declared(actor, case, person, how="PAPER", strokes="")


@pytest.mark.parametrize("strokes", ["", "hola", "M1 1L2 2<script>"])
def test_a_drawing_that_is_no_signature_is_refused(strokes: str) -> None:
    actor, case, person = ready()
    with refused("counselling.nothing_signed"):
        made.declared(actor, case, person, strokes=strokes)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"interpreter": "RELATIVE"}, "counselling.relative_interprets"),
        ({"language": "ht"}, "counselling.not_understood"),
        ({"witness": " "}, "counselling.no_witness"),
        ({"witness": "Dilcia Mejía"}, "counselling.own_witness"),
        ({"travel_date": date(2025, 3, 2)}, "counselling.travel_before"),
        ({"wording": "2019-01-01"}, "counselling.wording_not_accepted"),
    ],
)
def test_a_declaration_is_refused(changes: dict[str, Any], code: str) -> None:
    actor, case, person = ready()
    with refused(code):
        made.declared(actor, case, person, **changes)
    assert not Declaration.objects.exists()


def test_who_is_not_known_to_read_must_hear_it() -> None:
    actor, case, person = ready(can_read=None)
    with refused("counselling.not_read_aloud"):
        made.declared(actor, case, person, read_aloud=False)


@pytest.mark.parametrize(
    ("own", "spoken", "interpreter", "aloud", "can_read"),
    [
        *product(
            ["es", "ht"],
            ["es", "ht"],
            ["NONE", "INDEPENDENT", "RELATIVE"],
            [True, False],
            [True, False, None],
        )
    ],
)
def test_what_is_signed_was_understood_and_heard_or_read(
    own: str, spoken: str, interpreter: str, aloud: bool, can_read: bool | None
) -> None:
    actor, case, person = ready(language=own, can_read=can_read)
    holds = (
        interpreter != "RELATIVE"
        and (spoken == own or interpreter == "INDEPENDENT")
        and (aloud or can_read is True)
    )
    changes: dict[str, Any] = {"language": spoken, "interpreter": interpreter, "read_aloud": aloud}
    if holds:
        assert made.declared(actor, case, person, **changes).is_live
    else:
        with pytest.raises(Refusal):
            made.declared(actor, case, person, **changes)
        assert not Declaration.objects.exists()


def test_nobody_signs_what_was_not_explained_or_decided() -> None:
    actor, case, person = one()
    with refused("counselling.topics_missing"):
        made.declared(actor, case, person)
    made.counselled(actor, case, person, decision="UNDECIDED")
    with refused("counselling.not_decided"):
        made.declared(actor, case, person)


def test_nobody_signs_who_was_not_found_free() -> None:
    actor, case, person = ready()
    finding = NewFinding(alone=True, free=False, informed=True)
    counselling.record_finding(actor=actor, case=case, person=person, finding=finding)
    with refused("counselling.not_found_free"):
        made.declared(actor, case, person)


def test_who_may_be_under_eighteen_on_the_travel_date_does_not_sign() -> None:
    actor, case, person = ready(birth_date=date(2007, 1, 1), birth_precision="year")
    with refused("counselling.not_of_age"):
        made.declared(actor, case, person)


def test_a_new_declaration_follows_the_earlier_one_and_nobody_took_it_back() -> None:
    actor, case, person = ready()
    first = made.declared(actor, case, person)
    second = made.declared(actor, case, person, travel_date=date(2025, 4, 1))
    first.refresh_from_db()
    assert (first.is_live, first.replaced_by) == (False, second.id)
    assert queries.live_declaration(person) == second
    assert not JournalEntry.objects.filter(code="counselling.declaration_withdrawn").exists()


def family() -> tuple[Actor, Case, Person, Person]:
    mother = factories.new_person()
    child = factories.new_person(
        identity={"given_names": "Josué", "surname_1": "Mejía"},
        birth_date=date(2016, 5, 1),
        relation="CHILD",
        guardian=mother.id,
        guardian_relation="PARENT",
        consent=NewConsent(by="GUARDIAN"),
    )
    case = factories.registered(mother, child)
    first, second = factories.people_of(case)
    return factories.actor("counsellor"), case, first, second


def test_a_mother_signs_for_her_child() -> None:
    actor, case, mother, child = family()
    signed = counselling.sign_for_child(
        actor=actor,
        case=case,
        child=child,
        signer=ForChild(capacity="PARENT"),
        signature=made.new_signature(),
        at=factories.MONDAY,
    )
    assert (signed.guardian, signed.signed_by) == (mother, mother.full_name)
    with refused("counselling.own_witness"):
        counselling.sign_for_child(
            actor=actor,
            case=case,
            child=child,
            signer=ForChild(capacity="PARENT"),
            signature=made.new_signature(witness=mother.full_name),
            at=factories.MONDAY,
        )


@pytest.mark.parametrize(
    ("signer", "code"),
    [
        (ForChild(capacity="LEGAL_GUARDIAN"), "counselling.not_their_guardian"),
        (ForChild(capacity="AUTHORITY"), "counselling.signer_unnamed"),
        (ForChild(capacity="PARENT", by_guardian_in_group=False), "counselling.signer_unnamed"),
    ],
)
def test_who_signs_for_a_child_answers_for_it(signer: ForChild, code: str) -> None:
    actor, case, _mother, child = family()
    with refused(code):
        counselling.sign_for_child(
            actor=actor, case=case, child=child, signer=signer, signature=made.new_signature()
        )


def test_taking_a_declaration_back_lets_the_seats_of_a_mother_and_child_go() -> None:
    actor, case, mother, child = family()
    made.counselled(actor, case, mother)
    made.declared(actor, case, mother)
    for stage in ("ELIGIBILITY", "BOOKED"):
        casework.move(actor=SYSTEM, case=case, to=stage)
    told: list[tuple[str, list[object]]] = []

    def hear(people: list[object], kind: str, **_: object) -> None:
        told.append((kind, people))

    signals.people_stopped.connect(hear)
    try:
        counselling.withdraw_declaration(actor=actor, case=case, person=mother)
    finally:
        signals.people_stopped.disconnect(hear)
    assert told == [("DECLARATION_WITHDRAWN", [mother.id, child.id])]
    with refused("counselling.nothing_to_withdraw"):
        counselling.withdraw_declaration(actor=actor, case=case, person=mother)


def test_after_the_bus_left_a_declaration_stands() -> None:
    actor, case, person = ready()
    made.declared(actor, case, person)
    for stage in ("ELIGIBILITY", "BOOKED", "PRE_DEPARTURE", "IN_TRANSIT"):
        casework.move(actor=SYSTEM, case=case, to=stage)
    with refused("casework.already_left"):
        counselling.withdraw_declaration(actor=actor, case=case, person=person)


def test_each_recipient_has_an_answer_of_its_own() -> None:
    actor, case, person = one()
    answers = {"CONSULATE": True, "MONITORING_CALL": False}
    counselling.record_share_consents(
        actor=actor, case=case, person=person, answers=answers, at=factories.MONDAY
    )
    assert queries.may_share(person, "CONSULATE", DAY)
    assert queries.may_share(person, "consulate", DAY)
    assert not queries.may_share(person, "MONITORING_CALL", DAY)
    assert not queries.may_share(person, "RECEIVING_MISSION", DAY)
    assert not queries.may_share(person, "CONSULATE", DAY - timedelta(days=1))


def test_a_permission_ends_with_its_day_its_withdrawal_or_the_consent_to_keep_data() -> None:
    actor, case, person = one()
    ask: dict[str, Any] = {"actor": actor, "case": case, "person": person, "at": factories.MONDAY}
    counselling.record_share_consents(answers={"CONSULATE": True}, until=DAY, **ask)
    assert not queries.may_share(person, "CONSULATE", DAY + timedelta(days=1))
    counselling.withdraw_share_consent(actor=actor, case=case, person=person, recipient="CONSULATE")
    assert not queries.may_share(person, "CONSULATE", DAY)
    counselling.record_share_consents(answers={"CONSULATE": True}, **ask)
    assert queries.may_share(person, "CONSULATE", DAY)
    registry.withdraw_consent(actor=actor, consent=person.consents.get())
    assert not queries.may_share(person, "CONSULATE", DAY)


def test_a_changed_answer_ends_the_one_before_and_the_same_one_changes_nothing() -> None:
    actor, case, person = one()
    for given in (True, True, False):
        counselling.record_share_consents(
            actor=actor, case=case, person=person, answers={"CONSULATE": given}
        )
    rows = ShareConsent.objects.order_by("recorded_at")
    assert [(row.given, row.withdrawn_at is None) for row in rows] == [(True, False), (False, True)]
    with refused("counselling.unknown_recipient"):
        counselling.record_share_consents(
            actor=actor, case=case, person=person, answers={"PRESS": True}
        )


def test_it_is_said_again_on_the_day_and_only_then() -> None:
    _actor, case, person = one()
    field = factories.actor("field")
    say: dict[str, Any] = {"actor": field, "case": case, "person": person, "at": factories.MONDAY}
    with refused("counselling.not_the_day"):
        counselling.reconfirm(on=DAY + timedelta(days=1), **say)
    first = counselling.reconfirm(on=DAY, **say)
    assert counselling.reconfirm(**say) == first
    counselling.take_back_reconfirmation(actor=field, case=case, person=person)
    assert counselling.reconfirm(**say) != first
    assert Reconfirmation.objects.filter(taken_back_at=None).count() == 1


def test_only_a_yes_of_the_files_own_person_is_taken_back() -> None:
    actor, case, person = one()
    ask: dict[str, Any] = {"actor": actor, "person": person}
    counselling.record_share_consents(
        case=case, answers={"CONSULATE": True, "MONITORING_CALL": False}, at=factories.MONDAY, **ask
    )
    other = factories.registered(factories.new_person())
    with refused("casework.not_of_this_case"):
        counselling.withdraw_share_consent(case=other, recipient="CONSULATE", **ask)
    with refused("casework.not_of_this_case"):
        counselling.record_share_consents(case=other, answers={"CONSULATE": False}, **ask)
    with refused("counselling.nothing_to_withdraw"):
        counselling.withdraw_share_consent(case=case, recipient="MONITORING_CALL", **ask)
    assert queries.may_share(person, "CONSULATE", DAY)
