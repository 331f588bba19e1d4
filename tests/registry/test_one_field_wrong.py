"""Whoever is asked for with any one field wrong stands among the ten that are shown."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rumbo.access.entry import reading
from rumbo.access.values import SYSTEM, Reader
from rumbo.demo.chance import Chance
from rumbo.demo.people import People
from rumbo.registry import index, queries
from rumbo.registry.actions import register_many
from rumbo.registry.models import Person
from rumbo.registry.rules.features import Features
from rumbo.registry.rules.names import fold
from rumbo.registry.values import NewGroup
from tests import factories
from tests.turns import DEEP

pytestmark = pytest.mark.django_db
MANY = 400
EXAMPLES = 6000 if DEEP else 120
AT = datetime(2026, 11, 20, 18, tzinfo=UTC)
ALPHABET = "abcdefghijlmnopqrstuvyz"
PETS = {"jose": "Chepe", "francisco": "Paco", "guadalupe": "Lupe", "teresa": "Tere"}
World = list[tuple[UUID, Features]]


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Some hundred people of one booth, registered once for this file."""
    with django_db_blocker.unblock(), transaction.atomic():
        groups = invented(Chance("one field wrong"))
        register_many(actor=SYSTEM, office=factories.office(), groups=groups)
        people = [group.people[0].id for group in groups]
        yield [(p.pk, index.features_of(p)) for p in Person.objects.filter(pk__in=people)]
        transaction.set_rollback(True)


def invented(chance: Chance) -> list[NewGroup]:
    people = People(chance)
    mothers = people.lists["names"][people.lists["of"]["HND"]]["F"]
    groups = []
    for turn in range(MANY):
        group = people.group(AT - timedelta(minutes=turn), "TAP", family=False)
        (person,) = group.people
        told = dict(person.identity)
        if chance.happens(0.7):
            told["document_number"] = chance.digits(13)
        if chance.happens(0.65):
            told["mother"] = f"{chance.pick(mothers)} {told['surname_2']}"
        if chance.happens(0.15):
            told["surname_2"] = ""
        groups.append(replace(group, people=(replace(person, identity=told, contact={}),)))
    return groups


def slipped(draw: st.DataObject, text: str) -> str:
    """One slip of the pen in one word of two letters or more: wrong, left out, added, exchanged."""
    at = draw.draw(st.integers(0, max(len(text) - 2, 0)))
    letter = draw.draw(st.sampled_from(ALPHABET))
    return draw.draw(
        st.sampled_from([
            text[:at] + letter + text[at + 1 :],
            text[:at] + text[at + 1 :],
            text[:at] + letter + text[at:],
            text[:at] + text[at : at + 2][::-1] + text[at + 2 :],
        ])
    )  # fmt: skip


def slip_in(name: str) -> Callable[[st.DataObject, Features, Features], Features]:
    return lambda draw, told, _other: changed(told, {name: slipped(draw, getattr(told, name))})


def changed(told: Features, by: dict[str, Any]) -> Features:
    return replace(told, **by)


def one_given_name_left_out(draw: st.DataObject, told: Features, _other: Features) -> Features:
    names = told.given_names.split()
    if len(names) > 1:
        names.pop(draw.draw(st.integers(0, len(names) - 1)))
    return replace(told, given_names=" ".join(names))


def another_year(draw: st.DataObject, told: Features, _other: Features) -> Features:
    born = known(told)
    off = draw.draw(st.sampled_from([-10, -2, -1, 1, 2, 10]))
    return replace(told, birth_date=date(born.year + off, born.month, min(born.day, 28)))


def another_day(draw: st.DataObject, told: Features, _other: Features) -> Features:
    born = known(told)
    return replace(told, birth_date=born.replace(day=draw.draw(st.integers(1, 28))))


def day_and_month_exchanged(_draw: st.DataObject, told: Features, _other: Features) -> Features:
    born = known(told)
    return replace(
        told, birth_date=date(born.year, born.day, born.month) if born.day < 13 else born
    )


def an_age(draw: st.DataObject, told: Features, _other: Features) -> Features:
    year = known(told).year + draw.draw(st.integers(-2, 2))
    return replace(told, birth_date=date(year, 1, 1), precision="age")


def one_digit(draw: st.DataObject, told: Features, _other: Features) -> Features:
    number = told.document_number
    at = draw.draw(st.integers(0, max(len(number) - 1, 0)))
    return replace(told, document_number=number[:at] + "7" + number[at + 1 :] if number else "")


def a_pet_name(_draw: st.DataObject, told: Features, _other: Features) -> Features:
    names = [PETS.get(fold(name), name) for name in told.given_names.split()]
    return replace(told, given_names=" ".join(names))


def of_another(*names: str) -> Callable[[st.DataObject, Features, Features], Features]:
    return lambda _draw, told, other: replace(told, **{n: getattr(other, n) for n in names})


def left_out(**empty: Any) -> Callable[[st.DataObject, Features, Features], Features]:
    return lambda _draw, told, _other: replace(told, **empty)


WRONG: dict[str, Callable[[st.DataObject, Features, Features], Features]] = {
    "a slip in the given names": slip_in("given_names"),
    "a slip in the first surname": slip_in("surname_1"),
    "a slip in the second surname": slip_in("surname_2"),
    "a given name left out": one_given_name_left_out,
    "a pet name": a_pet_name,
    "other given names": of_another("given_names"),
    "surnames exchanged": lambda _d, told, _o: replace(
        told, surname_1=told.surname_2, surname_2=told.surname_1
    ),
    "the first surname left out": left_out(surname_1=""),
    "the second surname left out": left_out(surname_2=""),
    "another first surname": of_another("surname_1"),
    "another second surname": of_another("surname_2"),
    "day and month exchanged": day_and_month_exchanged,
    "another day": another_day,
    "another year": another_year,
    "another date": of_another("birth_date"),
    "an age": an_age,
    "no date": left_out(birth_date=None, precision=""),
    "another sex": of_another("sex"),
    "another nationality": of_another("nationality"),
    "a digit of the document": one_digit,
    "another document": of_another("document_number"),
    "another mother": of_another("mother"),
    "a slip in the mother": slip_in("mother"),
    "another place": of_another("place"),
}


def known(told: Features) -> date:
    assert told.birth_date is not None
    return told.birth_date


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    derandomize=not DEEP,  # the deep run draws anew each time
    suppress_health_check=[HealthCheck.too_slow],
)
@given(
    at=st.tuples(st.integers(0, MANY - 1), st.integers(0, MANY - 1)),
    how=st.sampled_from(sorted(WRONG)),
    left=st.sets(st.sampled_from(["document_number", "mother", "place", "nationality", "sex"])),
    draw=st.data(),
)
def test_whoever_is_asked_for_with_one_field_wrong_is_among_the_ten(
    world: World, at: tuple[int, int], how: str, left: set[str], draw: st.DataObject
) -> None:
    (person, told), (_other, other) = world[at[0]], world[at[1]]
    asked = changed(WRONG[how](draw, told, other), dict.fromkeys(left, ""))
    reader = Reader(uuid4(), frozenset({"registrar"}), offices=frozenset({factories.office().pk}))
    with reading(reader):
        shown = [hit.person_id for hit in queries.look_up(reader, asked, least=0.0)]
    assert len(shown) <= 10
    assert person in shown, (how, left, asked, told)
