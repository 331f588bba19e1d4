"""A role is held at the offices it was given at, and another role does not carry it elsewhere."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from rumbo.access import actions, queries
from rumbo.access.models import User
from rumbo.access.values import SYSTEM
from rumbo.common.refusal import Refusal
from tests import factories
from tests.factories.pages import elsewhere

pytestmark = pytest.mark.django_db
DAY = date(2025, 3, 3)
SINCE = date(2018, 1, 1)


def give(user: User, role: str, *, everywhere: bool = False) -> None:
    place = None if everywhere else elsewhere()
    actions.give_role(actor=SYSTEM, user=user, role=role, office=place, since=SINCE)


def test_a_role_of_one_office_is_not_held_at_another() -> None:
    user = factories.user("counsellor")
    give(user, "reception")
    here = queries.standing(user, DAY)
    assert (here.reader.roles, here.reader.offices) == (
        frozenset({"counsellor"}),
        frozenset({factories.office().id}),
    )
    assert here.actor.roles == {"counsellor"}
    [there] = here.others
    other = queries.standing(user, DAY, there.key)
    assert (other.reader.roles, other.reader.offices) == (
        frozenset({"reception"}),
        frozenset({elsewhere().id}),
    )
    assert (other.actor.roles, other.actor.office) == (frozenset({"reception"}), elsewhere().id)


def test_what_is_held_everywhere_does_not_carry_what_is_held_at_one_office() -> None:
    user = factories.user("protection")
    give(user, "monitoring", everywhere=True)
    here = queries.reader_of(user, DAY)
    assert (here.roles, here.offices) == (
        frozenset({"protection", "monitoring"}),
        frozenset({factories.office().id}),
    )
    everywhere = queries.reader_of(user, DAY, "*")
    assert (everywhere.roles, everywhere.offices) == (frozenset({"monitoring"}), None)
    assert everywhere.compartments == set()


def test_offices_with_the_same_roles_are_worked_in_together() -> None:
    user = factories.user("reception")
    give(user, "reception")
    standing = queries.standing(user, DAY)
    assert standing.reader.offices == frozenset({factories.office().id, elsewhere().id})
    assert not standing.others


def test_somebody_goes_from_one_post_to_another_and_the_old_one_stays_behind() -> None:
    case = factories.registered()
    user = factories.user("counsellor")
    give(user, "reception")
    client, page = Client(), reverse("desk:case", args=[case.pk])
    client.force_login(user)
    assert client.get(page).status_code == 200
    home = client.get("/")
    assert "Trabajar como" in home.text
    there = home.context["other_posts"][0]["key"]
    assert client.post(reverse("access:post"), {"post": there}).status_code == 302
    assert client.get(page).status_code == 404
    assert client.post(reverse("access:post"), {"post": "NOWHERE"}).status_code == 404
    assert client.post(reverse("access:post"), {"post": "TAP"}).status_code == 302
    assert client.get(page).status_code == 200


def test_roles_that_check_each_other_stay_apart_at_whatever_offices() -> None:
    user = factories.user("dpo")
    with pytest.raises(Refusal) as refusal:
        give(user, "admin")
    assert refusal.value.code == "access.roles_kept_apart"
