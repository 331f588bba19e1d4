"""What protection writes and a booking wait for each other: the file is locked before it is read."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rumbo.access.values import Actor
from rumbo.casework.models import Case
from rumbo.protection import actions as protection
from rumbo.protection.values import ChildStep, NewClearance, SheetSignals
from rumbo.registry.models import Person
from tests import factories
from tests.factories import protection as made

pytestmark = pytest.mark.django_db

VERBS: dict[str, Callable[[Actor, Case, Person], object]] = {
    "asking": made.asked,
    "screening": made.screened,
    "sheet": lambda actor, case, person: protection.intake_signals(
        actor=actor, case=case, person=person, signals=SheetSignals(fear="YES")
    ),
    "clearing": lambda actor, case, person: protection.clear_trafficking(
        actor=actor, case=case, person=person, clearance=NewClearance()
    ),
    "survivor": lambda actor, case, person: protection.record_survivor(
        actor=actor, case=case, person=person, kidnapping=True, family_violence=False
    ),
    "child": lambda actor, case, person: protection.record_child_step(
        actor=actor,
        case=case,
        person=person,
        step=ChildStep(step="FAMILY_TRACING", on=factories.MONDAY.date(), details={"found": "no"}),
    ),
}


@pytest.mark.parametrize("name", VERBS)
def test_the_file_is_locked_before_anything_of_it_is_read(name: str) -> None:
    case, actor = factories.registered(), factories.actor("protection")
    person = factories.people_of(case)[0]
    with CaptureQueriesContext(connection) as said:
        VERBS[name](actor, case, person)
    rooms = ('"casework_', '"protection_', '"registry_', '"counselling_')
    first = next(q["sql"] for q in said.captured_queries if any(r in q["sql"] for r in rooms))
    assert '"casework_case"' in first
    assert "FOR UPDATE" in first
