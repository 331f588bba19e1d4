"""The same seed gives the same world; another seed another one."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from rumbo.casework.models import Case
from rumbo.common import clock
from rumbo.demo import world
from rumbo.demo.chance import Chance
from rumbo.demo.people import People
from rumbo.movements.models import Departure
from rumbo.registry.models import Person
from tests.factories import worlds

NOW = datetime(2026, 11, 20, 18, 20, tzinfo=UTC)


def _world(seed: int) -> str:
    with transaction.atomic(), clock.travel_to(NOW):
        scene = world.set_up(seed, NOW, 10)
        world.play(scene, rows=30, until=NOW - timedelta(days=7))
        found = worlds.digest()
        assert Person.objects.exists()
        assert Case.objects.exists()
        assert Departure.objects.exists()
        transaction.set_rollback(True)
    return found


@pytest.mark.django_db
def test_the_same_seed_gives_the_same_world():
    assert _world(3) == _world(3)


def test_another_seed_gives_other_people():
    at = datetime(2026, 11, 1, tzinfo=UTC)
    names = [
        [dict(p.identity) for p in People(Chance(seed)).group(at, "TAP").people]
        for seed in ("1", "1", "2")
    ]
    assert names[0] == names[1]
    assert names[0] != names[2]


def test_families_have_somebody_who_answers_for_each_child():
    people = People(Chance("families"))
    at = datetime(2026, 11, 1, tzinfo=UTC)
    for _number in range(200):
        group = people.group(at, "TAP", family=True)
        adults = {p.id for p in group.people if p.relation in {"HEAD", "SPOUSE"}}
        assert all(p.guardian in adults for p in group.people if p.relation == "CHILD")
        assert all(p.birth_date and p.birth_date < at.date() for p in group.people)
