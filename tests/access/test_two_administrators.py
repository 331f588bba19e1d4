"""Two administrators act at one moment: nobody holds roles that check each other, or one twice."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from rumbo.access import actions
from rumbo.access.models import Grant, User
from rumbo.access.values import SYSTEM
from rumbo.common.refusal import Refusal

pytestmark = pytest.mark.django_db(transaction=True)


def _at_once(*deeds: Callable[[], object]) -> list[str]:
    start, said = threading.Barrier(len(deeds)), [""] * len(deeds)

    def run(place: int) -> None:
        try:
            start.wait(timeout=20)
            deeds[place]()
            said[place] = "done"
        except Refusal as refusal:
            said[place] = refusal.code
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[place]) for place in range(len(deeds))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return sorted(said)


def _give(user: User, role: str) -> Callable[[], object]:
    return lambda: actions.give_role(actor=SYSTEM, user=user, role=role, office=None)


def test_roles_that_check_each_other_are_not_given_side_by_side() -> None:
    for turn in range(5):
        user = actions.invite_user(actor=SYSTEM, username=f"rosa.{turn}", display_name="Rosa")
        said = _at_once(_give(user, "admin"), _give(user, "dpo"))
        assert said == ["access.roles_kept_apart", "done"]


def test_a_function_given_twice_at_once_is_held_once() -> None:
    user = actions.invite_user(actor=SYSTEM, username="rosa", display_name="Rosa")
    assert _at_once(*[_give(user, "registrar")] * 4) == ["done"] * 4
    assert Grant.objects.filter(user=user).count() == 1


def test_one_name_invited_twice_at_once_is_one_account() -> None:
    def invite() -> object:
        return actions.invite_user(actor=SYSTEM, username="rosa", display_name="Rosa")

    assert _at_once(*[invite] * 3) == ["access.name_taken", "access.name_taken", "done"]
    assert User.objects.filter(username="rosa").count() == 1
