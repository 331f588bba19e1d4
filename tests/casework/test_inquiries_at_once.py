"""One page of an inquiry is sent twice at one moment: both are answered, and it counts once."""

import threading

import pytest
from django.db import connection

from rumbo.access.values import SYSTEM
from rumbo.casework import actions as casework
from rumbo.casework.models import Inquiry
from rumbo.common.ids import new_id
from tests import factories
from tests.factories.inquiries import new_inquiry

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_taps_at_once_count_once_and_none_fails() -> None:
    office, wanted, start = factories.office(), new_id(), threading.Barrier(4)
    found: list[object] = []

    def tap() -> None:
        try:
            start.wait(timeout=20)
            made = casework.record_inquiry(
                actor=SYSTEM, office=office, inquiry=new_inquiry(), id=wanted, at=factories.MONDAY
            )
            found.append(made.pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=tap) for _tap in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert found == [wanted] * 4
    assert Inquiry.objects.count() == 1
