"""What is shown of somebody with several registrations: the last word, for as long as it was said of them."""

import pytest

from rumbo.access.values import SYSTEM, Actor
from rumbo.registry import actions, joined
from rumbo.registry.models import ChosenFact, Person, PossibleDuplicate
from tests import factories

pytestmark = pytest.mark.django_db
FACT = "sex"


@pytest.fixture
def actor() -> Actor:
    return factories.actor("registrar")


@pytest.fixture
def people() -> list[Person]:
    return [factories.people_of(factories.registered())[0] for _ in range(4)]


def same(actor: Actor, one: Person, other: Person) -> PossibleDuplicate:
    """Somebody says that the two are one person."""
    pair = actions.suspect_duplicate(
        actor=SYSTEM, earlier=one, later=other, probability=1.0, reasons=[]
    )
    actions.decide_duplicate(actor=actor, pair=pair, decision="SAME")
    return pair


def choose(actor: Actor, person: Person, *, shown: bool = True) -> None:
    actions.choose_fact(actor=actor, person=person, fact=FACT, shown=shown)


def chosen(*people: Person) -> Person | None:
    """Whom these, as one human being, are read by."""
    key = joined.chosen_among([one.pk for one in people]).get(FACT)
    return Person.objects.get(pk=key) if key else None


def test_a_choice_ends_with_the_joining_over_which_it_was_made(
    actor: Actor, people: list[Person]
) -> None:
    one, other, *_ = people
    pair = same(actor, one, other)
    choose(actor, one)
    assert chosen(other) == one
    actions.undo_merge(actor=actor, pair=pair)
    assert chosen(one) is None
    same(actor, one, other)
    assert chosen(one, other) is None
    choose(actor, other)
    assert chosen(one, other) == other
    assert ChosenFact.objects.count() == 2


def test_what_was_chosen_before_somebody_joined_comes_back_when_they_part(
    actor: Actor, people: list[Person]
) -> None:
    one, other, third, _ = people
    same(actor, one, other)
    choose(actor, one)
    pair = same(actor, other, third)
    choose(actor, third)
    choose(actor, other)
    assert chosen(one) == other
    actions.undo_merge(actor=actor, pair=pair)
    assert chosen(one, other) == one
    assert chosen(third) is None


def test_what_was_taken_back_over_a_joining_holds_again_without_it(
    actor: Actor, people: list[Person]
) -> None:
    one, other, third, _ = people
    same(actor, one, other)
    choose(actor, one)
    pair = same(actor, other, third)
    choose(actor, one, shown=False)
    assert chosen(one) is None
    actions.undo_merge(actor=actor, pair=pair)
    assert chosen(one) == one


def test_a_pair_taken_back_that_parts_nobody_ends_no_choice(
    actor: Actor, people: list[Person]
) -> None:
    one, other, third, _ = people
    same(actor, one, other)
    same(actor, other, third)
    ring = same(actor, one, third)
    choose(actor, third)
    actions.undo_merge(actor=actor, pair=ring)
    assert chosen(one) == third


def test_who_joins_as_the_first_of_all_ends_no_choice(actor: Actor, people: list[Person]) -> None:
    first, one, other, _ = people
    same(actor, one, other)
    choose(actor, other)
    same(actor, first, other)  # all of them bear the name of the first one now
    assert chosen(one) == other


def test_a_newer_choice_that_is_not_seen_lets_no_older_one_return(
    actor: Actor, people: list[Person]
) -> None:
    one, other, hidden, _ = people
    same(actor, one, other)
    same(actor, other, hidden)
    choose(actor, one)
    choose(actor, hidden)
    assert chosen(one, other) == hidden
