"""Joining and parting registrations: it follows from what people hold to be the same, and from nothing else."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import combinations
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from rumbo.access.values import SYSTEM, Actor
from rumbo.common.refusal import Refusal
from rumbo.registry import actions, joined, queries
from rumbo.registry.models import Individual, IndividualLink, Person, PossibleDuplicate
from rumbo.registry.rules import joining
from rumbo.registry.values import NewConsent
from tests import factories
from tests.at_once import at_once
from tests.turns import DEEP

pytestmark = pytest.mark.django_db
PEOPLE = 5
PAIRS = list(combinations(range(PEOPLE), 2))
EXAMPLES = 100 if DEEP else 12
Step = tuple[str, tuple[int, int]]
every_day = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
decisions = st.tuples(
    st.sampled_from(["SAME", "SAME", "SAME", "DIFFERENT", "UNKNOWN", "undo", "again"]),
    st.sampled_from(PAIRS),
)
edits = st.tuples(
    st.sampled_from(["correct", "consent", "withdraw", "register", "seal"]), st.sampled_from(PAIRS)
)
histories = st.lists(decisions, max_size=10)
lives = st.lists(st.one_of(decisions, edits), max_size=12)


@contextmanager
def taken_back() -> Iterator[None]:
    """Whatever is done inside leaves nothing behind."""
    point = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(point)


def person(number: int = 0, **changes: Any) -> Person:
    """One registration, of a name of its own."""
    named = {"given_names": "Dilcia", "surname_1": "Mejía", "surname_2": f"Paguada {number}"}
    new = factories.new_person(**{"identity": named, **changes})
    return factories.people_of(factories.registered(new))[0]


def pair_of(one: Person, other: Person) -> PossibleDuplicate:
    return actions.suspect_duplicate(
        actor=SYSTEM, earlier=one, later=other, probability=1.0, reasons=["SAME_BIRTH_DATE"]
    )


@dataclass
class World:
    """Some registrations, somebody who decides, and what is held of each pair."""

    people: list[Person]
    actor: Actor
    officer: Actor
    held: dict[tuple[int, int], str] = field(default_factory=dict)

    def anew(self) -> "World":
        """The same people before anything was decided, for another history."""
        return replace(self, people=list(self.people), held={})

    def act(self, step: Step, at: int = 0) -> None:
        what, (left, right) = step
        when = factories.MONDAY + timedelta(minutes=at)
        one = Person.objects.get(pk=self.people[left].pk)
        match what:
            case "correct":
                before = queries.as_registered(one)
                named = {**before.identity, "mother": f"María {at}"}
                actions.correct_person(
                    actor=self.officer, person=one, at=when,
                    correction=replace(before, identity=named, birth_date=date(1991, 1, 1 + right)),
                )  # fmt: skip
            case "consent":
                given = NewConsent(wording="2026-11-20", at=when)
                actions.record_consent(actor=self.actor, person=one, consent=given)
            case "withdraw":
                for consent in one.consents.filter(withdrawn_at=None):
                    actions.withdraw_consent(actor=self.actor, consent=consent, at=when)
            case "register":
                self.people.append(person(at))
            case "seal":
                actions.seal_person(actor=self.officer, person=one, why="IN_DANGER", at=when)
            case _:
                self.decide(what, (left, right))

    def decide(self, what: str, who: tuple[int, int]) -> None:
        pair = pair_of(self.people[who[0]], self.people[who[1]])
        if what == "undo":
            actions.undo_merge(actor=self.actor, pair=pair)
            if self.held.get(who) == "SAME":
                del self.held[who]
        elif what == "again":
            actions.look_again(actor=self.actor, pair=pair)
            if self.held.get(who) in {"DIFFERENT", "UNKNOWN"}:
                del self.held[who]
        elif who in self.held:
            with pytest.raises(Refusal) as refusal:
                actions.decide_duplicate(actor=self.actor, pair=pair, decision=what)
            assert refusal.value.code == "registry.already_decided"
        else:
            actions.decide_duplicate(actor=self.actor, pair=pair, decision=what)
            self.held[who] = what

    def expected(self) -> set[frozenset[UUID]]:
        """Who should stand together: told here by painting, as the house does not do it."""
        colours = list(range(len(self.people)))
        for (left, right), decision in self.held.items():
            if decision == "SAME":
                old, new = colours[left], colours[right]
                colours = [new if colour == old else colour for colour in colours]
        found: dict[int, set[UUID]] = defaultdict(set)
        for place, colour in enumerate(colours):
            found[colour].add(self.people[place].pk)
        return {frozenset(some) for some in found.values()}


def world(count: int = PEOPLE) -> World:
    people = [person(number) for number in range(count)]
    return World(people, factories.actor("registrar"), factories.actor("protection"))


def standing() -> set[frozenset[UUID]]:
    """Who stands together now, as the registrations themselves say."""
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for pk, bearer in bearers().items():
        found[bearer or pk].add(pk)
    return {frozenset(some) for some in found.values()}


def bearers() -> dict[UUID, UUID | None]:
    return dict(Person.objects.values_list("pk", "individual"))


# What joining and parting write themselves: the pair, what it points at, and the links.
OWN = {"registry.possibleduplicate", "registry.individual", "registry.individuallink"}
# What a machine gives anew each time that a consent is recorded.
FRESH = {"registry.dataconsent": {"id", "recorded_at"}}


def everything() -> dict[str, list[str]]:
    """Every row of every table that says something of somebody, opened where it is sealed."""
    told: dict[str, list[str]] = {}
    for model in apps.get_models():
        label = model._meta.label_lower
        if label.partition(".")[0] not in {"registry", "casework", "counselling"} or label in OWN:
            continue
        if label.endswith("event"):  # every version of a row: joining adds one of its own
            continue
        left_out = {"individual_id", *FRESH.get(label, ())}
        names = [f.attname for f in model._meta.concrete_fields if f.attname not in left_out]
        rows = model._default_manager.all()
        told[label] = sorted(repr([(name, getattr(row, name)) for name in names]) for row in rows)
    return told


def test_who_stands_together_follows_from_what_is_held_the_same_now() -> None:
    start = world()

    @every_day
    @example(history=[("SAME", (0, 1)), ("SAME", (1, 2)), ("undo", (0, 1))])
    @example(history=[("SAME", (1, 2)), ("SAME", (3, 4)), ("SAME", (2, 3)), ("undo", (2, 3))])
    @example(history=[("SAME", (0, 1)), ("SAME", (1, 2)), ("SAME", (0, 2)), ("undo", (1, 2))])
    @given(history=histories)
    def holds(history: list[Step]) -> None:
        with taken_back():
            here = start.anew()
            for step in history:
                here.act(step)
                assert standing() == here.expected()
                for some in standing():
                    borne = {bearers()[pk] for pk in some}
                    assert borne == ({min(some)} if len(some) > 1 else {None})
            # Links are only ever added: told again from the first one, they lead to where all is.
            told: dict[UUID, UUID | None] = {one.pk: None for one in here.people}
            for link in IndividualLink.objects.order_by("id"):
                assert told[link.person_id] == link.before_id
                told[link.person_id] = link.after_id
            assert told == bearers()

    holds()


def test_the_order_in_which_pairs_were_decided_never_matters() -> None:
    start = world()

    @every_day
    @given(history=histories, chance=st.randoms(use_true_random=False))
    def holds(history: list[Step], chance: Any) -> None:
        with taken_back():
            here = start.anew()
            for step in history:
                here.act(step)
            first, held = bearers(), list(here.held.items())
            for who, decision in held:
                here.act(("undo" if decision == "SAME" else "again", who))
            assert set(bearers().values()) == {None}
            chance.shuffle(held)
            for who, decision in held:
                here.act((decision, who))
            assert bearers() == first

    holds()


def test_joining_and_parting_again_is_as_if_nobody_had_joined() -> None:
    start = world()

    @every_day
    @example(before=[], who=(0, 1), later=[("correct", (0, 2)), ("withdraw", (1, 2))])
    @example(before=[("SAME", (1, 2))], who=(0, 1), later=[("seal", (1, 2))])
    @given(before=lives, who=st.sampled_from(PAIRS), later=st.lists(edits, max_size=4))
    def holds(before: list[Step], who: tuple[int, int], later: list[Step]) -> None:
        later = [step for step in later if step[0] != "register"]  # whose id is another each time
        with taken_back():
            here = start.anew()
            for at, step in enumerate(before):
                here.act(step, at)
            if who in here.held:
                return
            with taken_back():
                edit(here, later)
                alone, apart = everything(), bearers()
            here.act(("SAME", who))
            edit(here, later)
            # Being joined changes no registration, no family, no file and nothing that was agreed to.
            assert everything() == alone
            here.act(("undo", who))
            assert everything() == alone
            assert bearers() == apart

    holds()


def edit(here: World, later: list[Step]) -> None:
    for at, step in enumerate(later):
        here.act(step, 100 + at)


@pytest.mark.parametrize("decision", ["DIFFERENT", "UNKNOWN"])
def test_what_nobody_could_tell_is_put_back_on_the_list(decision: str) -> None:
    pair, actor = pair_of(person(1), person(2)), factories.actor("registrar")
    actions.decide_duplicate(actor=actor, pair=pair, decision=decision)
    actions.undo_merge(actor=actor, pair=pair)
    pair.refresh_from_db()
    assert pair.decision == decision
    actions.look_again(actor=actor, pair=pair)
    pair.refresh_from_db()
    assert (pair.decision, pair.decided_by, pair.decided_at) == ("", None, None)


def test_a_pair_is_asked_about_once_from_whichever_side() -> None:
    one, other = person(1), person(2)
    assert pair_of(one, other).pk == pair_of(other, one).pk


def test_no_machine_joins_anybody_however_likely() -> None:
    one, other = person(1), person(1)
    pair = pair_of(one, other)
    for nobody in (SYSTEM, Actor("device", None, None, frozenset({"registrar"}))):
        with pytest.raises(Refusal) as refusal:
            actions.decide_duplicate(actor=nobody, pair=pair, decision="SAME")
        assert refusal.value.code == "registry.a_person_decides"
        for take_back in (actions.undo_merge, actions.look_again):
            with pytest.raises(Refusal, match="alguien que los mira"):
                take_back(actor=nobody, pair=pair)
    assert not Individual.objects.exists()
    assert set(bearers().values()) == {None}


def test_no_other_verb_of_the_registry_joins_anybody() -> None:
    here = world(3)
    for at, what in enumerate(("correct", "consent", "withdraw", "register", "seal")):
        here.act((what, (0, 1)), at)
    pair_of(here.people[0], here.people[1])
    assert set(bearers().values()) == {None}
    assert not IndividualLink.objects.exists()


def test_a_pair_said_to_be_two_people_that_a_chain_joined_is_named() -> None:
    here = world(3)
    for step in [("DIFFERENT", (0, 2)), ("SAME", (0, 1)), ("SAME", (1, 2))]:
        here.act(step)
    together = joined.behind(here.people[1].pk)
    assert joined.contradicted(together) == [(here.people[0].pk, here.people[2].pk)]
    here.act(("undo", (1, 2)))
    assert joined.contradicted(joined.behind(here.people[0].pk)) == []


def test_both_files_tell_that_two_registrations_were_looked_at() -> None:
    here = world(2)
    here.act(("SAME", (0, 1)))
    here.act(("undo", (0, 1)))
    entry = apps.get_model("audit", "JournalEntry")
    for code in ("registry.duplicate_decided", "registry.merge_undone"):
        told = entry.objects.filter(code=code).values_list("person_id", flat=True)
        assert set(told) == {one.pk for one in here.people}


class TestAtOnce:
    """Two people press at the same moment, each on a connection of their own."""

    pytestmark = pytest.mark.django_db(transaction=True)

    def at_once(self, *deeds: Callable[[], object]) -> list[str]:
        return at_once(*deeds, told=lambda refusal: str(refusal.sentence))

    def test_of_two_who_decide_one_pair_one_is_told_that_it_is_decided(self) -> None:
        here, others = world(2), factories.actor("counsellor")
        for _ in range(20 if DEEP else 4):
            pair = pair_of(*here.people)
            said = self.at_once(
                lambda: actions.decide_duplicate(actor=here.actor, pair=pair, decision="SAME"),  # noqa: B023
                lambda: actions.decide_duplicate(actor=others, pair=pair, decision="DIFFERENT"),  # noqa: B023
            )
            assert said == ["Otra persona ya decidió sobre este par de registros.", "done"]
            pair.refresh_from_db()
            assert len(standing()) == (1 if pair.decision == "SAME" else 2)
            actions.undo_merge(actor=here.actor, pair=pair)
            actions.look_again(actor=here.actor, pair=pair)

    def test_two_pairs_of_one_person_joined_at_once_leave_nobody_out(self) -> None:
        here, others = world(3), factories.actor("counsellor")
        one, two = pair_of(*here.people[:2]), pair_of(*here.people[1:])
        for _ in range(20 if DEEP else 4):
            said = self.at_once(
                lambda: actions.decide_duplicate(actor=here.actor, pair=one, decision="SAME"),
                lambda: actions.decide_duplicate(actor=others, pair=two, decision="SAME"),
            )
            assert said == ["done", "done"]
            assert len(standing()) == 1
            assert len(set(bearers().values())) == 1
            said = self.at_once(
                lambda: actions.undo_merge(actor=here.actor, pair=one),
                lambda: actions.undo_merge(actor=others, pair=two),
            )
            assert said == ["done", "done"]
            assert set(bearers().values()) == {None}


def test_the_rule_is_blind_to_order_and_direction() -> None:
    ids = sorted(one.pk for one in world(4).people)
    same = [(ids[2], ids[1]), (ids[3], ids[2])]
    assert joining.behind(ids[1], same) == joining.behind(ids[3], same[::-1]) == set(ids[1:])
    assert joining.bears(ids[1:]) == ids[1]
    assert joining.bears(ids[:1]) is None
