"""The lists of reception and of the calls after it, with people in them: narrowed, and as a file."""

import csv
import io
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from rumbo.access.values import SYSTEM
from rumbo.common import clock
from rumbo.reception import actions as reception
from rumbo.reception.values import NewReferral
from rumbo.registry.models import Person
from tests import factories
from tests.factories import movements as travel
from tests.factories import ready
from tests.factories import reception as arrivals
from tests.factories.pages import client_for

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _places() -> None:
    ready.reference()


def lines(client: Client, name: str, **query: str) -> list[list[str]]:
    answer = client.get(f"{reverse(name)}export.csv", query)
    assert answer.status_code == 200
    assert "Dilcia" not in answer.content.decode()
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))[1:]


def test_who_comes_is_narrowed_to_what_is_missing_families_whole_and_leaves_without_names() -> None:
    alone, family = travel.ready_alone(), travel.ready_family()
    bus, moment = arrivals.on_the_road(alone, family)
    client = client_for("reception", at=arrivals.receiving())
    with clock.travel_to(moment):
        mother = factories.people_of(family)[0]
        reception.confirm_arrival(actor=SYSTEM, case=family, person=mother, at=moment)
        page = client.get(reverse("reception:board"), {"paso": "kit"})
        (shown,) = page.context["buses"]
        assert [{row.person_id for row in group.rows} for group in shown.groups] == [
            {person.pk for person in factories.people_of(family)}
        ]
        assert "export.csv?paso=kit" in page.content.decode()
        assert len(lines(client, "reception:board")) == 3
        assert [line[0] for line in lines(client, "reception:board", paso="kit")] == [bus.code]
        none = client.get(reverse("reception:board"), {"salida": "NOBODY"})
        assert len(none.context["buses"][0].rows) == 3
        elsewhere = client_for("reception", at=arrivals.receiving("BELEN", "San Pedro Sula"))
        assert lines(elsewhere, "reception:board") == []


def test_calls_leave_without_names_and_those_of_reserved_files_not_at_all() -> None:
    case = travel.ready_alone()
    arrivals.agrees(case, "MONITORING_CALL")
    _arrivals, later = arrivals.came(case)
    reception.close_reception(actor=SYSTEM, case=case, at=later)
    client = client_for("reintegration", at=arrivals.receiving())
    with clock.travel_to(later + timedelta(days=40)):
        assert [line[0] for line in lines(client, "followup:calls")] == [case.number]
        assert lines(client, "followup:calls", intentos="ya") == []
        Person.objects.update(sealed=True)
        assert lines(client, "followup:calls") == []


def test_a_referral_leaves_with_its_file_only_for_whoever_may_know_of_whom_it_speaks() -> None:
    case = travel.ready_alone()
    arrivals.agrees(case, "REFERRAL_BODIES", "RECEIVING_MISSION")
    (arrival,), moment = arrivals.came(case)
    with clock.travel_to(moment):
        reception.refer(
            actor=SYSTEM, case=case, person=arrival.person,
            referral=NewReferral(
                target="JOBS_EXCHANGE", need="WORK", agreed_on=clock.day_of(moment)
            ), at=moment,
        )  # fmt: skip
        client = client_for("reception", at=arrivals.receiving())
        assert [line[0] for line in lines(client, "reception:referrals")] == [case.number]
        assert lines(client, "reception:referrals", plazo="tarde") == []
        Person.objects.update(sealed=True)
        assert [line[0] for line in lines(client, "reception:referrals")] == [""]
