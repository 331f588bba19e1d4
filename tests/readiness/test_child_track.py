"""A child is on the child track by age and company, as the rooms wrote them down, never by a role."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from rumbo.casework.models import Case
from rumbo.common import clock
from rumbo.readiness import actions as readiness
from rumbo.readiness.queries import effective, journeys_of_many, judge_case
from rumbo.registry.models import Person
from rumbo.registry.values import NewPerson
from tests import factories
from tests.factories import children, ready

pytestmark = pytest.mark.django_db
TODAY = factories.MONDAY.date()
SIXTEEN, EIGHT = date(2009, 1, 1), date(2016, 8, 1)


@pytest.fixture(autouse=True)
def _places() -> None:
    ready.reference()


def somebody(given: str, born: date | None, **changes: Any) -> NewPerson:
    identity = {"given_names": given, "surname_1": "Mejía", "surname_2": "Paguada"}
    return factories.new_person(identity=identity, birth_date=born, **changes)


def with_an_uncle() -> Case:
    uncle = somebody("Óscar", date(1985, 1, 1), sex="M")
    boy = somebody(
        "Kevin", EIGHT, relation="CHILD", guardian=uncle.id, guardian_relation="OTHER_RELATIVE"
    )
    return factories.registered(uncle, boy)


def with_a_head_of_sixteen() -> Case:
    head = somebody("Kevin", SIXTEEN, relation="HEAD")
    small = somebody(
        "Josué", EIGHT, relation="CHILD", guardian=head.id, guardian_relation="LEGAL_GUARDIAN"
    )
    return factories.registered(head, small)


def minors_only() -> Case:
    head = somebody("Ana", SIXTEEN, relation="HEAD")
    return factories.registered(head, somebody("Berta", SIXTEEN, relation="SPOUSE"))


def of_unknown_age() -> Case:
    return factories.registered(somebody("Ana", None, relation="HEAD"))


def of_disputed_age() -> Case:
    return factories.registered(somebody("Ana", date(2000, 1, 1), age_disputed=True))


def mother_of_seventeen() -> Case:
    mother = somebody("Ana", date(2007, 9, 1), relation="HEAD")
    baby = somebody(
        "Luz", date(2024, 9, 1), relation="CHILD", guardian=mother.id, guardian_relation="PARENT"
    )
    return factories.registered(mother, baby)


# Who came, and which of them (in the order of the file) are on the child track.
CAME: dict[str, tuple[Callable[[], Case], list[bool]]] = {
    "with an uncle": (with_an_uncle, [False, True]),
    "with a head of family of sixteen": (with_a_head_of_sixteen, [True, True]),
    "minors only": (minors_only, [True, True]),
    "of an age that nobody knows": (of_unknown_age, [True]),
    "of an age that is disputed": (of_disputed_age, [True]),
    "with a mother of seventeen": (mother_of_seventeen, [True, True]),
    "with their mother": (ready.family, [False, False]),
}


@pytest.mark.parametrize("who", CAME)
def test_who_is_on_the_child_track_follows_from_age_and_company_alone(who: str) -> None:
    came, expected = CAME[who]
    case = came()
    standing = judge_case(case, today=TODAY)
    rows = {one.person_id: {row.code for row in one.missing} for one in standing.people}
    on_track = ["BEST_INTERESTS" in rows[one.pk] for one in factories.people_of(case)]
    assert on_track == expected
    assert standing.plan.mode == ("AIR" if any(expected) else "LAND")


def test_a_child_alone_for_whom_all_is_in_order_may_hold_a_seat_before_there_is_one() -> None:
    """Judged for the bus that the others take, it would wait for a row that only a flight gives."""
    with clock.travel_to(factories.MONDAY):
        case, _boy = children.ready_boy(factories.actor("child_officer"))
        standing = judge_case(case)
        assert standing.may_book
        assert standing.plan.mode == "AIR"
        assert journeys_of_many([case])[case.pk].plan == standing.plan


def test_from_where_children_alone_go_by_land_the_usual_way_stays() -> None:
    case = factories.registered(somebody("Kevin", SIXTEEN, guardian_relation="NONE"))
    case.office.country = "GTM"
    case.office.save(update_fields=["country"])
    standing = judge_case(Case.objects.get(pk=case.pk), today=TODAY)
    assert standing.plan.mode == "LAND"
    assert "CHILD_BY_AIR" not in {row.code for one in standing.people for row in one.missing}
    assert Person.objects.count() == 1


def test_another_way_is_asked_for_by_the_panel_before_there_is_a_seat() -> None:
    with clock.travel_to(factories.MONDAY):
        officer = factories.actor("child_officer")
        case, boy = children.ready_boy(officer)
        asked = readiness.ask_override(
            actor=officer, case=case, person=boy, requirement="CHILD_BY_AIR",
            why="El panel: teme volar y su abuela le espera en la frontera.",
        )  # fmt: skip
        waits = judge_case(case)
        assert (waits.plan.mode, waits.may_book) == ("LAND", False)
        readiness.confirm_override(actor=factories.actor("coordinator"), override=asked)
        assert effective(case).may_book
        assert "CHILD_BY_AIR" in {
            row.code for one in judge_case(case).people for row in one.missing
        }


def test_the_panel_offers_another_way_to_the_panel_alone() -> None:
    offer = "Pedir otra vía"
    with clock.travel_to(factories.MONDAY):
        case, _boy = children.ready_boy(factories.actor("child_officer"))
        assert offer in panel_of(case, "child_officer")
        assert offer not in panel_of(case, "movements")
        assert offer not in panel_of(factories.registered(), "child_officer")


def panel_of(case: Case, role: str) -> str:
    client = Client()
    client.force_login(factories.user(role))
    return client.get(reverse("readiness:panel", kwargs={"case": case.pk})).text
