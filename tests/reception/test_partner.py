"""A partner reads who was sent to it, with what the person agreed to, and answers; nothing else."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from django.urls import reverse

from rumbo.access.values import SYSTEM
from rumbo.common import clock
from rumbo.reception import actions as reception
from rumbo.reception.models import Referral
from rumbo.reception.values import NewReferral
from rumbo.registry.models import Person
from tests import factories
from tests.factories import movements as travel
from tests.factories import ready
from tests.factories import reception as home
from tests.factories.pages import client_for

pytestmark = pytest.mark.django_db
PAGE = "reception:partner"


@pytest.fixture
def sent() -> Iterator[tuple[Referral, datetime]]:
    ready.reference()
    case = travel.ready_alone()
    home.agrees(case, "RECEIVING_MISSION", "REFERRAL_BODIES")
    arrivals, moment = home.came(case)
    told = NewReferral(
        target="MINTRAB",
        need="WORK",
        organisation="HN-STSS",
        told=("name",),
        agreed_on=factories.MONDAY.date(),
    )
    with clock.travel_to(moment):
        yield (
            reception.refer(
                actor=SYSTEM, case=case, person=arrivals[0].person, referral=told, at=moment
            ),
            moment,
        )


def test_a_partner_reads_nothing_of_who_said_no_yes_to_it(
    sent: tuple[Referral, datetime],
) -> None:
    Referral.objects.filter(pk=sent[0].pk).update(agreed_on=None)
    ours = client_for("partner", at=factories.office("HN-STSS", "Trabajo"))
    assert "Dilcia" not in ours.get(reverse(PAGE)).text


def test_a_partner_reads_what_was_sent_to_it_and_no_more(sent: tuple[Referral, datetime]) -> None:
    ours = client_for("partner", at=factories.office("HN-STSS", "Trabajo"))
    page = ours.get(reverse(PAGE))
    assert page.status_code == 200
    assert "Dilcia" in page.text
    assert "1990" not in page.text
    assert reverse(PAGE) in ours.get("/").text
    assert "Dilcia" not in ours.get("/").text
    for office in (factories.office("HN-SENAF", "Niñez"), factories.office()):
        others = client_for("partner", at=office)
        assert "Dilcia" not in others.get(reverse(PAGE)).text
        answer = reverse("reception:partner_reply", args=[sent[0].pk, "accept"])
        assert others.post(answer).status_code == 404
    assert client_for("reception").get(reverse(PAGE)).status_code == 404


def test_a_partner_answers_and_attends(sent: tuple[Referral, datetime]) -> None:
    ours = client_for("partner", at=factories.office("HN-STSS", "Trabajo"))
    row = sent[0]
    assert ours.post(reverse("reception:partner_reply", args=[row.pk, "cancel"])).status_code == 404
    refused = ours.post(reverse("reception:partner_reply", args=[row.pk, "decline"]))
    assert refused.status_code == 409
    for what, status in (("accept", "ACCEPTED"), ("complete", "COMPLETED")):
        answer = reverse("reception:partner_reply", args=[row.pk, what])
        assert ours.post(answer).status_code == 302
        row.refresh_from_db()
        assert row.status == status


@pytest.mark.parametrize("why", ["reserved", "no more"])
def test_whoever_is_reserved_or_takes_the_yes_back_is_not_read(
    why: str, sent: tuple[Referral, datetime]
) -> None:
    row = sent[0]
    if why == "reserved":
        Person.objects.filter(pk=row.person_id).update(sealed=True)
    else:
        home.agrees(row.case, "REFERRAL_BODIES", at=sent[1], yes=False)
    ours = client_for("partner", at=factories.office("HN-STSS", "Trabajo"))
    assert "Dilcia" not in ours.get(reverse(PAGE)).text
