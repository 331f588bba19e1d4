"""Who asked and was let go stands in no former version of the row either."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.apps import apps
from django.db import ProgrammingError, transaction

from rumbo.access.values import SYSTEM
from rumbo.casework import actions as casework
from rumbo.casework.erasing import HISTORY, erase_who_asked
from rumbo.casework.models import Inquiry
from tests.factories.inquiries import inquired, reach

AsRole = Callable[[], AbstractContextManager[None]]
pytestmark = pytest.mark.django_db


def named(row: Inquiry) -> int:
    """How many former versions of an inquiry hold a name."""
    event = apps.get_model("casework", "InquiryEvent")
    return sum(one.who is not None for one in event.objects.filter(pgh_obj_id=row.pk))


def test_a_name_let_go_leaves_the_history_and_no_other_name_does(owner_role: AsRole) -> None:
    event = apps.get_model("casework", "InquiryEvent")
    assert event._meta.db_table == HISTORY
    gone, stays = inquired(reach=reach()), inquired(reach=reach())
    casework.forget_who_asked(actor=SYSTEM, inquiry=gone)
    versions = event.objects.count()
    before = named(gone)
    assert before > 0
    with owner_role():
        assert erase_who_asked() == before
    assert (named(gone), event.objects.count()) == (0, versions)
    assert named(stays) > 0
    with owner_role():
        assert erase_who_asked() == 0


def test_who_serves_pages_may_not_rewrite_history() -> None:
    inquired(reach=reach())
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        erase_who_asked()
