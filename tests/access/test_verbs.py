"""Who has no business with people's data changes nothing about a person, by any verb."""

import ast
from collections.abc import Callable
from pathlib import Path

import pytest

import rumbo
from rumbo.access.entry import verb
from rumbo.access.rules import ROLES, SEE_NOBODY
from rumbo.access.values import Actor
from rumbo.casework import actions as casework
from rumbo.casework.models import Case
from rumbo.common.refusal import Refusal
from tests import factories

pytestmark = pytest.mark.django_db
CHANGES: list[Callable[[Actor, Case], object]] = [
    lambda actor, case: casework.withdraw(actor=actor, case=case),
    lambda actor, case: casework.close_case(actor=actor, case=case, reason="COMPLETED"),
    lambda actor, case: casework.move(actor=actor, case=case, to="COUNSELLING"),
    lambda actor, case: casework.open_task(actor=actor, case=case, role="counsellor", code="MPP"),
]


@pytest.mark.parametrize("role", sorted(SEE_NOBODY))
def test_who_sees_nobody_changes_nothing_about_a_person(role: str) -> None:
    case, actor = factories.registered(), factories.actor(role)
    for change in CHANGES:
        with pytest.raises(Refusal) as refusal:
            change(actor, case)
        assert refusal.value.code == "access.not_your_role"
    casework.withdraw(actor=factories.actor("counsellor"), case=case)


def test_what_a_verb_lets_in_may_use_what_it_needs() -> None:
    actor = factories.actor("partner")
    with verb(actor, "partner"), verb(actor):
        pass
    with pytest.raises(Refusal), verb(actor):
        pass


def test_no_verb_names_a_role_that_sees_nobody_but_those_whose_work_it_is() -> None:
    theirs = {
        "access": SEE_NOBODY, "network": {"admin"}, "programmes": {"admin"},
        "statistics": SEE_NOBODY, "registry": {"dpo"}, "casework": {"dpo"},
        "reception": {"partner"}, "documents": {"dpo"},
    }  # fmt: skip
    wrong = []
    root = Path(rumbo.__file__).parent
    for path in [*root.glob("*/actions.py"), *root.glob("*/actions/*.py")]:
        room = path.relative_to(root).parts[0]
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "verb":
                named = {
                    a.value
                    for a in node.args
                    if isinstance(a, ast.Constant) and isinstance(a.value, str)
                }
                wrong += [
                    f"{path.name}:{node.lineno} {role}"
                    for role in named & SEE_NOBODY - theirs.get(room, set())
                ]
    assert set(ROLES) > SEE_NOBODY
    assert not wrong, "\n".join(wrong)
