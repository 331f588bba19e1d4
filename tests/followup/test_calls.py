"""The call one to three months after the return: only those who said yes, and never for ever."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from rumbo.access.entry import reading
from rumbo.access.models import Office
from rumbo.access.queries import reader_of
from rumbo.access.values import SYSTEM
from rumbo.casework.models import Case
from rumbo.common import clock
from rumbo.common.refusal import Refusal
from rumbo.followup import actions as followup
from rumbo.followup import queries
from rumbo.followup.models import Call, CallAttempt
from rumbo.reception import actions as reception
from rumbo.reception.models import Arrival
from tests import factories
from tests.factories import movements as travel
from tests.factories import ready
from tests.factories import reception as arrivals

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _places() -> None:
    ready.reference()


def home(*recipients: str) -> tuple[Case, Arrival, datetime]:
    case = travel.ready_alone()
    if recipients:
        arrivals.agrees(case, *recipients)
    (arrival,), later = arrivals.came(case)
    reception.close_reception(actor=SYSTEM, case=case, at=later)
    return case, arrival, later


def refused(code: str) -> pytest.RaisesExc[Refusal]:
    return pytest.raises(Refusal, check=lambda refusal: refusal.code == code)


def listed(moment: datetime, at: Office | None = None) -> list[object]:
    user = factories.user("reintegration", at=at or arrivals.receiving())
    with clock.travel_to(moment), reading(reader_of(user, moment.date())) as reader:
        return [one.arrival.pk for one in queries.to_call(reader, clock.today())]


def test_somebody_is_called_between_one_and_three_months_after_arriving() -> None:
    _case, arrival, came = home("MONITORING_CALL")
    due = {days: listed(came + timedelta(days=days)) for days in (29, 30, 90, 91)}
    assert due == {29: [], 30: [arrival.pk], 90: [arrival.pk], 91: []}


def test_nobody_is_called_without_a_yes() -> None:
    _case, arrival, came = home()
    later = came + timedelta(days=40)
    assert listed(later) == []
    with refused("followup.no_consent"):
        followup.note_attempt(actor=SYSTEM, arrival=arrival, outcome="DONE", at=later)
    assert not Call.objects.exists()


def test_another_office_has_nobody_to_call() -> None:
    _case, _arrival, came = home("MONITORING_CALL")
    assert listed(came + timedelta(days=40), arrivals.receiving("B", "Otra")) == []


def test_nobody_is_called_too_early() -> None:
    _case, arrival, came = home("MONITORING_CALL")
    with refused("followup.too_early"):
        followup.note_attempt(
            actor=SYSTEM, arrival=arrival, outcome="DONE", at=came + timedelta(days=3)
        )


def test_a_talk_ends_the_call_and_the_case_is_followed_up() -> None:
    case, arrival, came = home("MONITORING_CALL")
    assert Case.objects.get().stage == "POST_ARRIVAL"
    later = came + timedelta(days=40)
    followup.note_attempt(actor=SYSTEM, arrival=arrival, outcome="NO_ANSWER", at=later)
    followup.note_attempt(actor=SYSTEM, arrival=arrival, outcome="DONE", at=later)
    case.refresh_from_db()
    assert case.stage == "MONITORING"
    assert CallAttempt.objects.count() == 2
    assert listed(later) == []
    with refused("followup.already_done"):
        followup.note_attempt(actor=SYSTEM, arrival=arrival, outcome="DONE", at=later)


def test_nobody_is_given_up_before_five_days_of_trying() -> None:
    _case, arrival, came = home("MONITORING_CALL")
    for day in (31, 32, 33, 34, 34):
        moment = came + timedelta(days=day)
        followup.note_attempt(actor=SYSTEM, arrival=arrival, outcome="NO_ANSWER", at=moment)
    with refused("followup.keep_trying"):
        followup.give_up(actor=SYSTEM, arrival=arrival, at=moment)
    moment = came + timedelta(days=36)
    followup.note_attempt(actor=SYSTEM, arrival=arrival, outcome="LATER", at=moment)
    assert followup.give_up(actor=SYSTEM, arrival=arrival, at=moment).outcome == "UNREACHED"


def page_for(client_role: str, moment: datetime, arrival: Arrival, outcome: str = "") -> Any:
    client = Client()
    user = factories.user(client_role, at=arrivals.receiving())
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    with clock.travel_to(moment):
        if outcome:
            url = reverse("followup:tried", kwargs={"arrival": arrival.pk})
            return client.post(url, {"outcome": outcome}, follow=True)
        return client.get(reverse("followup:calls"))


def test_the_page_lists_the_calls_and_takes_what_came_of_them() -> None:
    _case, arrival, came = home("MONITORING_CALL")
    moment = came + timedelta(days=40)
    before = page_for("reintegration", moment, arrival)
    wrong = page_for("reintegration", moment, arrival, "AWAY")
    after = page_for("reintegration", moment, arrival, "REFUSED")
    assert "Dilcia Waleska Mejía Paguada" in before.text
    assert wrong.status_code == 409
    assert "No hay llamadas por hacer." in after.text
    assert Call.objects.get().outcome == "REFUSED"


def test_for_other_roles_the_page_does_not_exist() -> None:
    _case, arrival, came = home("MONITORING_CALL")
    for role in ("counsellor", "monitoring", "donor"):
        page = page_for(role, came + timedelta(days=40), arrival)
        assert page.status_code == 404
