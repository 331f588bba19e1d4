"""What a child says counts: its no is heard the same day."""

from datetime import date
from pathlib import Path

import pytest
from pytest_django import Settings

from rumbo.access.values import Actor
from rumbo.casework.models import Case, Task
from rumbo.counselling import actions as counselling
from rumbo.counselling.models import GuardianDeclaration
from rumbo.counselling.values import ForChild
from rumbo.registry.models import Person
from rumbo.registry.values import NewConsent
from tests import factories
from tests.factories import counselling as made

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home(settings: Settings, tmp_path: Path) -> Path:
    """Signatures of tests lie in a folder of their own; the keys stay."""
    (tmp_path / "keys").symlink_to(Path(settings.RUMBO_HOME) / "keys")
    settings.RUMBO_HOME = tmp_path
    return tmp_path


def family() -> tuple[Actor, Case, Person, Person]:
    mother = factories.new_person()
    child = factories.new_person(
        identity={"given_names": "Josué", "surname_1": "Mejía"},
        birth_date=date(2016, 5, 1),
        relation="CHILD",
        guardian=mother.id,
        guardian_relation="PARENT",
        consent=NewConsent(by="GUARDIAN"),
    )
    case = factories.registered(mother, child)
    first, second = factories.people_of(case)
    return factories.actor("counsellor"), case, first, second


def test_a_childs_no_takes_back_what_was_declared_for_it() -> None:
    actor, case, _mother, child = family()
    counselling.sign_for_child(
        actor=actor,
        case=case,
        child=child,
        signer=ForChild(capacity="PARENT"),
        signature=made.new_signature(),
        at=factories.MONDAY,
    )
    session = made.new_session(decision="NOT_RETURN")
    counselling.hold_session(
        actor=actor, case=case, person=child, session=session, at=factories.MONDAY
    )
    assert not GuardianDeclaration.objects.filter(child=child, withdrawn_at=None).exists()
    task = Task.objects.get(code="CHILD_SAYS_NO")
    assert (task.role, task.urgent, task.person) == ("child_officer", True, child)
