"""Everybody who works in the demonstration has a name of their own, the same each time."""

from datetime import date

import pytest
from django.db import transaction

from rumbo.access.models import User
from rumbo.demo import staff
from rumbo.demo.chance import Chance
from tests.factories import ready

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)


def hired() -> dict[str, str]:
    with transaction.atomic():
        staff.hire(Chance("3").fork("staff"), TODAY)
        found = {user.username: user.display_name for user in User.objects.all()}
        transaction.set_rollback(True)
    return found


def test_nobody_is_called_by_their_user_name_and_no_two_alike() -> None:
    ready.reference()
    names = hired()
    assert len(names) > 40
    for username, name in names.items():
        assert name != username
        assert not set(name) & set("-_0123456789"), name
    assert len(set(names.values())) == len(names)
    assert hired() == names
