"""Two hear at one moment that somebody takes their permission back: it is written once."""

import threading

import pytest
from django.db import connection

from rumbo.audit.models import JournalEntry
from rumbo.casework.models import Task
from rumbo.common.refusal import Refusal
from rumbo.counselling import actions as counselling
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_who_hear_it_at_one_moment_write_it_once_and_the_other_is_told() -> None:
    case = factories.registered()
    person, start = factories.people_of(case)[0], threading.Barrier(4)
    actors = [factories.actor("counsellor") for _ in range(4)]
    told: list[str] = []

    def hear(number: int) -> None:
        try:
            start.wait(timeout=20)
            counselling.withdraw_data_consent(actor=actors[number], case=case, person=person)
            told.append("written")
        except Refusal as refusal:
            told.append(refusal.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=hear, args=[number]) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted(told) == [*["registry.consent_ended"] * 3, "written"]
    assert JournalEntry.objects.filter(code="registry.consent_withdrawn").count() == 1
    assert Task.objects.filter(code="CONSENT_WITHDRAWN").count() == 1
