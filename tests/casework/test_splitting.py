"""A family is parted only by decision, with its word, never a child from its parents."""

from datetime import date, timedelta

import pytest

from rumbo.access.values import SYSTEM
from rumbo.casework import actions as casework
from rumbo.casework import signals
from rumbo.casework.actions import FamilyWord
from rumbo.casework.models import Case
from rumbo.common.refusal import Refusal
from rumbo.registry.models import Person
from tests import factories
from tests.factories import cases as made

pytestmark = pytest.mark.django_db
WORD = FamilyWord(said="Berta se queda con su trabajo.", on=factories.MONDAY.date())


def test_those_who_stay_get_a_group_and_a_file_of_their_own() -> None:
    case = made.eligible(made.adults("Ana", "Berta"))
    ana, berta = factories.people_of(case)
    split = casework.split_group(
        actor=factories.actor("counsellor"),
        case=case,
        staying=[berta],
        word=WORD,
        at=case.stage_since,
    )
    assert split.other.group_id != case.group_id
    assert split.other.stage == "ELIGIBILITY"
    assert split.other.requested_on == case.requested_on
    assert split.other.decisions.get().countersigned_by is not None
    live = {m.person for m in case.group.members.filter(left_at=None)}
    assert live == {ana}


def test_no_child_is_parted_from_any_parent_of_the_file() -> None:
    case = made.family()
    mother, father, child = factories.people_of(case)
    for staying in ([father], [child], [mother], [father, child]):
        with pytest.raises(Refusal) as refusal:
            casework.split_group(
                actor=factories.actor("counsellor"),
                case=case,
                staying=staying,
                word=WORD,
                at=factories.MONDAY,
            )
        assert refusal.value.code == "casework.child_without_parents"
    assert Case.objects.count() == 1


def test_a_family_is_not_parted_without_its_word() -> None:
    case = made.adults()
    with pytest.raises(Refusal) as refusal:
        casework.split_group(
            actor=factories.actor("counsellor"),
            case=case,
            staying=factories.people_of(case)[:1],
            word=FamilyWord(said=" ", on=factories.MONDAY.date()),
            at=factories.MONDAY,
        )
    assert refusal.value.code == "casework.family_word_needed"


def test_the_system_parts_nobody_and_neither_does_movements() -> None:
    case = made.adults()
    for actor in (SYSTEM, factories.actor("movements")):
        with pytest.raises(Refusal) as refusal:
            casework.split_group(
                actor=actor,
                case=case,
                staying=factories.people_of(case)[:1],
                word=WORD,
                at=factories.MONDAY,
            )
        assert refusal.value.code == "access.not_your_role"


def test_a_parted_family_comes_together_again_and_its_second_file_closes() -> None:
    case = made.adults("Ana", "Berta")
    ana, berta = factories.people_of(case)
    counsellor = factories.actor("counsellor")
    split = casework.split_group(
        actor=counsellor, case=case, staying=[berta], word=WORD, at=factories.MONDAY
    )
    later = factories.MONDAY + timedelta(days=1)
    casework.undo_family_change(actor=counsellor, change=split, at=later)
    assert {m.person for m in case.group.members.filter(left_at=None)} == {ana, berta}
    assert Case.objects.get(pk=split.other_id).stage == "CLOSED"
    with pytest.raises(Refusal):
        casework.undo_family_change(actor=counsellor, change=split, at=later)


def test_one_of_two_withdraws_and_the_other_goes_on() -> None:
    case = made.adults("Ana", "Berta")
    _ana, berta = factories.people_of(case)
    told: list[tuple[str, list[object]]] = []

    def hear(people: list[object], kind: str, **_: object) -> None:
        told.append((kind, list(people)))

    signals.people_stopped.connect(hear)
    try:
        casework.withdraw_person(
            actor=factories.actor("counsellor"),
            case=case,
            people=[berta],
            word=WORD,
            at=factories.MONDAY,
        )
    finally:
        signals.people_stopped.disconnect(hear)
    assert told == [("SPLIT", [berta.id]), ("WITHDRAWN", [berta.id])]
    assert Case.objects.get(pk=case.pk).stage == "REGISTRATION"
    assert Case.objects.exclude(pk=case.pk).get().stage == "WITHDRAWN"


def test_somebody_alone_withdraws_without_a_word_of_anyone() -> None:
    case = factories.registered()
    casework.withdraw_person(actor=SYSTEM, case=case, people=factories.people_of(case))
    assert Case.objects.get().stage == "WITHDRAWN"


def test_where_others_stay_their_word_is_asked_first() -> None:
    case = made.adults()
    with pytest.raises(Refusal) as refusal:
        casework.withdraw_person(
            actor=factories.actor("counsellor"), case=case, people=factories.people_of(case)[:1]
        )
    assert refusal.value.code == "casework.family_word_needed"


def test_a_family_together_again_waits_for_a_seat_for_all() -> None:
    case = made.eligible(made.adults("Ana", "Berta"))
    _ana, berta = factories.people_of(case)
    counsellor = factories.actor("counsellor")
    later = case.stage_since + timedelta(days=1)
    split = casework.split_group(actor=counsellor, case=case, staying=[berta], word=WORD, at=later)
    casework.move(actor=SYSTEM, case=case, to="BOOKED", at=later)
    casework.undo_family_change(actor=counsellor, change=split, at=later)
    assert Case.objects.get(pk=case.pk).stage == "TRAVEL_READY"


@pytest.mark.parametrize(
    "doubt",
    [
        {"birth_date": date(2007, 1, 1), "birth_precision": "year"},
        {"birth_date": date(2007, 3, 1), "birth_precision": "month"},
        {"birth_date": date(1990, 1, 1), "age_disputed": True},
    ],
)
def test_who_may_be_a_child_is_parted_as_a_child(doubt: dict[str, object]) -> None:
    case = made.adults("Ana", "Berta")
    _ana, berta = factories.people_of(case)
    Person.objects.filter(pk=berta.pk).update(**doubt)
    with pytest.raises(Refusal) as refusal:
        casework.split_group(
            actor=factories.actor("counsellor"),
            case=case,
            staying=[berta],
            word=WORD,
            at=factories.MONDAY,
        )
    assert refusal.value.code == "casework.child_without_parents"
