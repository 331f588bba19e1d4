"""The list follows the published order, says why, and keeps from each reader what is not theirs."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.urls import reverse

from rumbo.access.entry import reading
from rumbo.access.models import Office
from rumbo.access.rules import compartments_of
from rumbo.access.values import EVERYTHING, SYSTEM, Reader
from rumbo.audit.models import JournalEntry
from rumbo.casework import actions as casework
from rumbo.casework import queries
from rumbo.casework.models import Case
from rumbo.casework.waiting import WAITING
from rumbo.common import clock
from rumbo.common.refusal import Refusal
from rumbo.programmes.rules import priority_rule
from tests import factories
from tests.factories import cases as made
from tests.factories.pages import client_for, elsewhere, pages_of

pytestmark = pytest.mark.django_db
DAY = factories.MONDAY.date()


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    """It is Monday."""
    with clock.travel_to(factories.MONDAY + timedelta(hours=3)):
        yield


def reader(*roles: str, at: Office | None = None) -> Reader:
    """Somebody with roles at an office."""
    held = frozenset(roles)
    return Reader(None, held, compartments_of(held), frozenset({(at or factories.office()).id}))


def order(day: date = DAY) -> list[str]:
    """The numbers of those who wait, in their order."""
    with reading(EVERYTHING):
        return [row.number for row in queries.waiting(EVERYTHING, day)]


def asked_on(days_ago: int, **person: object) -> Case:
    """A case that was decided, asked for so many days ago."""
    case = factories.registered(factories.new_person(**person))
    Case.objects.filter(pk=case.pk).update(requested_on=DAY - timedelta(days=days_ago))
    return made.eligible(case)


def test_the_earlier_request_stands_first() -> None:
    late, early = asked_on(3), asked_on(30)
    assert order() == [early.number, late.number]


def test_only_decided_by_two_and_without_a_seat_do_people_wait() -> None:
    waiting, undecided = asked_on(1), factories.registered()
    booked = made.at_stage(asked_on(5), "BOOKED")
    revoked = asked_on(9)
    casework.revoke_decision(
        actor=factories.actor("coordinator"), case=revoked, why="Cambió su situación."
    )
    assert order() == [waiting.number]
    assert undecided.number not in order()
    assert booked.number not in order()


def test_a_small_child_goes_before_a_longer_wait_and_an_old_person_before_both() -> None:
    long, old = asked_on(60), asked_on(1, birth_date=date(1950, 1, 1))
    child = asked_on(2, birth_date=date(2022, 6, 1))
    assert order() == [old.number, child.number, long.number]


@pytest.mark.parametrize(
    ("code", "number"),
    [
        ("DEADLINE", 1),
        ("BEST_INTERESTS", 2),
        ("SURVIVOR", 3),
        ("PREGNANCY", 4),
        ("ILLNESS", 4),
        ("DISABILITY", 4),
        ("SHELTER", 6),
    ],
)
def test_a_fact_of_another_room_gives_its_class(code: str, number: int) -> None:
    case = asked_on(1)
    casework.note_priority_fact(
        actor=SYSTEM,
        case=case,
        person=factories.people_of(case)[0],
        code=code,
        until=DAY + timedelta(days=9),
    )
    with reading(EVERYTHING):
        assert queries.waiting(EVERYTHING, DAY)[0].standing.number == number


def test_a_fact_told_in_the_evening_counts_from_that_day() -> None:
    case = asked_on(1)
    fact = casework.note_priority_fact(
        actor=SYSTEM,
        case=case,
        person=factories.people_of(case)[0],
        code="PREGNANCY",
        at=factories.MONDAY + timedelta(hours=12),
    )
    assert fact.counts_from == DAY


def test_a_fact_counts_only_in_its_days_and_until_it_ends() -> None:
    case = asked_on(1)
    person = factories.people_of(case)[0]
    casework.note_priority_fact(
        actor=SYSTEM,
        case=case,
        person=person,
        code="PREGNANCY",
        counts_from=DAY + timedelta(days=10),
        until=DAY + timedelta(days=20),
    )
    with reading(EVERYTHING):
        numbers = [
            queries.waiting(EVERYTHING, DAY + timedelta(days=n))[0].standing.number
            for n in (9, 10, 20, 21)
        ]
        assert numbers == [7, 4, 4, 7]
        casework.end_priority_fact(actor=SYSTEM, person=person, code="PREGNANCY")
        assert queries.waiting(EVERYTHING, DAY + timedelta(days=15))[0].standing.number == 7


def test_sleeping_in_the_street_gives_priority_and_a_shelter_takes_it_away() -> None:
    case = asked_on(1)
    casework.note_stay(actor=SYSTEM, case=case, kind="STREET")
    with reading(EVERYTHING):
        assert queries.waiting(EVERYTHING, DAY)[0].standing.code == "NO_SHELTER"
        casework.note_stay(actor=SYSTEM, case=case, kind="RENTED")
        assert queries.waiting(EVERYTHING, DAY)[0].standing.code == "REQUEST_DATE"


def test_who_may_not_know_the_reason_reads_a_neutral_sentence() -> None:
    case = asked_on(1)
    casework.note_priority_fact(
        actor=SYSTEM, case=case, person=factories.people_of(case)[0], code="SURVIVOR"
    )
    why = "Protección dio su visto bueno y pidió prioridad."
    url = reverse("casework:waiting")
    told = client_for("protection").get(url).content.decode()
    kept = client_for("counsellor").get(url).content.decode()
    assert why in told
    assert why not in kept
    assert priority_rule().neutral["es"] in kept
    assert "SURVIVOR" not in kept


def test_a_change_by_hand_needs_a_reason_and_moves_the_case() -> None:
    first, second = asked_on(30), asked_on(2)
    officer = factories.actor("coordinator")
    with pytest.raises(Refusal) as refusal:
        casework.change_rank(actor=officer, case=second, priority_class=1, why=" ")
    assert refusal.value.code == "casework.reason_needed"
    casework.change_rank(actor=officer, case=second, priority_class=1, why="Sale su hermana.")
    assert order() == [second.number, first.number]
    page = client_for("counsellor").get(reverse("casework:waiting")).content.decode()
    assert "Se cambió a mano: Sale su hermana." in page
    for role in ("movements", "documents", "registrar", "health"):
        other = client_for(role).get(reverse("casework:waiting")).text
        assert "hermana" not in other, role
        assert "el motivo lo ve quien lo atiende" in other
    casework.end_rank_change(actor=officer, case=second)
    assert order() == [first.number, second.number]


def test_a_reason_of_protection_stays_with_protection() -> None:
    case = asked_on(2)
    casework.change_rank(
        actor=factories.actor("protection"),
        case=case,
        priority_class=1,
        why="Su agresor la busca.",
        compartment="protection",
    )
    page = client_for("counsellor").get(reverse("casework:waiting")).content.decode()
    assert "agresor" not in page
    assert "el motivo lo ve quien lo atiende" in page


def test_no_class_outside_the_rule_and_nobody_from_movements_changes_a_place() -> None:
    case = asked_on(2)
    with pytest.raises(Refusal) as refusal:
        casework.change_rank(
            actor=factories.actor("coordinator"), case=case, priority_class=99, why="Porque sí."
        )
    assert refusal.value.code == "casework.no_such_class"
    with pytest.raises(Refusal):
        casework.change_rank(
            actor=factories.actor("movements"), case=case, priority_class=1, why="Porque sí."
        )


def test_another_office_sees_none_of_it() -> None:
    case = asked_on(2)
    other = elsewhere()
    with reading(reader("coordinator", at=other)):
        assert queries.waiting(reader("coordinator", at=other), DAY) == []
    page = client_for("counsellor", at=other).get(reverse("casework:waiting"))
    assert case.number not in page.content.decode()


def test_a_sealed_person_waits_without_a_name() -> None:
    asked_on(2, sealed=True)
    url = reverse("casework:waiting")
    assert "Dilcia" not in client_for("counsellor").get(url).content.decode()
    assert "Dilcia" in client_for("protection").get(url).content.decode()


def test_pages_follow_each_other_without_gap_or_repeat() -> None:
    cases = [asked_on(days) for days in (50, 40, 30, 20, 10)]
    client, url, seen = client_for("counsellor"), reverse("casework:waiting"), []
    with pages_of(WAITING, 2):
        for _ in range(3):
            page = client.get(url)
            seen += [row.row.number for row in page.context["rows"]]
            url = reverse("casework:waiting") + page.context["page"].pager.next
        assert seen == [case.number for case in cases]
        back = client.get(reverse("casework:waiting") + page.context["page"].pager.previous)
    assert [row.row.position for row in back.context["rows"]] == [3, 4]


def test_a_page_costs_the_same_few_queries_for_two_and_for_thirty(
    django_assert_max_num_queries: object,
) -> None:
    for days in range(30):
        asked_on(days)
    client = client_for("counsellor")
    client.get(reverse("casework:waiting"))
    with django_assert_max_num_queries(20) as told:  # type: ignore[operator]
        client.get(reverse("casework:waiting"))
    ours = [q["sql"] for q in told.captured_queries if "casework_" in q["sql"]]
    assert len(ours) <= 12


def test_the_export_is_without_names_and_written_down() -> None:
    asked_on(2)
    client = client_for("coordinator")
    answer = client.get(reverse("casework:waiting_export", args=["csv"]))
    text = answer.content.decode("utf-8-sig")
    assert "Mejía" not in text
    assert text.count("\n") == 2
    assert JournalEntry.objects.get(code="access.list_exported").details["rows"] == 1
    assert client.get(reverse("casework:waiting_export", args=["xlsx"])).content[:2] == b"PK"


def test_the_list_narrows_to_a_country_and_keeps_the_places() -> None:
    asked_on(30, return_country="GTM")
    there = asked_on(2)
    page = client_for("counsellor").get(reverse("casework:waiting") + "?pais=HND")
    assert [(r.row.number, r.row.position) for r in page.context["rows"]] == [(there.number, 2)]


def test_the_rule_is_one_page_of_text() -> None:
    page = client_for("counsellor").get(reverse("casework:rule")).content.decode()
    for one in priority_rule().classes:
        assert one.es in page


def test_an_empty_list_says_what_fills_it() -> None:
    assert (
        "Nadie espera lugar."
        in client_for("counsellor").get(reverse("casework:waiting")).content.decode()
    )
