"""A role is held at the offices it was given at, and another role does not carry it elsewhere."""

import pytest

from rumbo.access import actions
from rumbo.access.models import Grant
from rumbo.access.values import SYSTEM
from rumbo.common.refusal import Refusal
from tests import factories
from tests.factories.pages import elsewhere

pytestmark = pytest.mark.django_db


def test_two_roles_that_open_peoples_data_are_held_at_the_same_offices() -> None:
    user = factories.user("registrar")
    for place in (elsewhere(), None):
        with pytest.raises(Refusal) as refusal:
            actions.give_role(actor=SYSTEM, user=user, role="protection", office=place)
        assert refusal.value.code == "access.offices_differ"
    actions.give_role(actor=SYSTEM, user=user, role="protection", office=factories.office())
    assert Grant.objects.filter(user=user).count() == 2


def test_one_role_may_be_held_at_two_offices_and_one_without_data_anywhere() -> None:
    user = factories.user("reception")
    actions.give_role(actor=SYSTEM, user=user, role="reception", office=elsewhere())
    actions.give_role(actor=SYSTEM, user=user, role="monitoring", office=None)
    assert Grant.objects.filter(user=user).count() == 3
