"""Demo sign-ins: one a role in a demonstration, and nowhere else."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from rumbo.access import actions, demo
from rumbo.access.models import Grant, User
from rumbo.access.rules import ROLES
from tests import factories

pytestmark = pytest.mark.django_db


def test_there_is_one_invented_person_a_role_and_making_them_twice_changes_nothing() -> None:
    made = actions.ensure_demo_accounts()
    again = actions.ensure_demo_accounts()
    assert [u.id for u in made] == [u.id for u in again]
    assert set(Grant.objects.values_list("role", flat=True)) == set(ROLES)
    assert all(not user.check_password("") for user in made)


def test_one_click_signs_in_where_the_home_is_a_demonstration(settings: Any) -> None:
    settings.DEMO = True
    actions.ensure_demo_accounts()
    client = Client()
    page = client.get(reverse("account_login")).content.decode()
    assert 'value="demo-registrar"' in page
    answer = client.post(reverse("access:demo_sign_in"), {"account": "demo-registrar"})
    assert answer.status_code == 302
    assert client.get("/").status_code == 200


@pytest.mark.parametrize("account", ["", "admin", "demo-nobody", "\x00", "demo-registrar\x00"])
def test_nobody_else_is_signed_in_by_a_click(settings: Any, account: str) -> None:
    settings.DEMO = True
    factories.user("admin")
    actions.ensure_demo_accounts()
    answer = Client().post(reverse("access:demo_sign_in"), {"account": account})
    assert answer.status_code == 404


def test_where_real_people_are_helped_there_is_no_such_door(settings: Any) -> None:
    settings.DEMO = False
    actions.ensure_demo_accounts()
    client = Client()
    account = {"account": demo.ACCOUNTS[0].username}
    assert client.post(reverse("access:demo_sign_in"), account).status_code == 404
    assert "demo-registrar" not in client.get(reverse("account_login")).content.decode()
    assert User.objects.exists()
