"""The table of moves, walked by every sequence of verbs that a machine can think of."""

import os
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from rumbo.access.values import SYSTEM
from rumbo.casework import actions as casework
from rumbo.casework import kinship, rules, words
from rumbo.casework.actions.many import NewMove, move_many
from rumbo.casework.models import Case, Step
from rumbo.common import codes
from rumbo.common.refusal import Refusal
from tests import factories

EVERY = sorted({*rules.MOVES, *(to for after in rules.MOVES.values() for to in after)} - {""})


def test_every_stage_has_a_way_on_but_death() -> None:
    assert [stage for stage in EVERY if not rules.MOVES.get(stage)] == ["DECEASED"]


def test_every_stage_is_reached_and_leads_to_an_end() -> None:
    reached = {""}
    while more := {to for stage in reached for to in rules.MOVES[stage]} - reached:
        reached |= more
    assert reached - {""} == set(EVERY)


def test_arrival_lies_behind_the_road_and_the_road_behind_the_last_question() -> None:
    assert [s for s, after in rules.MOVES.items() if "ARRIVED" in after] == ["IN_TRANSIT"]
    assert [s for s, after in rules.MOVES.items() if "IN_TRANSIT" in after] == ["PRE_DEPARTURE"]


@pytest.mark.parametrize("stage", EVERY)
def test_withdrawal_is_open_before_departure_and_never_after(stage: str) -> None:
    before = stage in rules.BEFORE_DEPARTURE
    assert rules.may_withdraw(stage) == before
    assert rules.may_move(stage, "WITHDRAWN") == before


@pytest.mark.parametrize("stage", EVERY)
def test_every_stage_has_its_word_in_both_languages(stage: str) -> None:
    labels = {lang: _label(stage, lang) for lang in ("es", "en")}
    assert all(labels.values())
    assert stage not in labels.values()


def _label(stage: str, lang: str) -> str:
    name = "stage" if stage in codes.LISTS["stage"] else "side_exit"
    return codes.label(name, stage, lang)


def test_every_code_of_ours_has_a_sentence() -> None:
    lists: list[Any] = [words.ABOUT, words.OUTCOMES, words.CHANNELS, words.MEETINGS, words.MET]
    assert all(str(word).strip() for table in (*lists, words.STAYS) for word in table.values())
    for code in ("NOT_SAFE_HERE", "CHANNEL_NOT_SAFE", "CONTACT_AFTER_NO_SHOW", "DECIDE_ANEW"):
        assert words.task_sentence(code) != str(words.UNKNOWN_TASK)


@pytest.mark.parametrize("guarded", [True, False])
def test_no_parting_leaves_a_child_without_those_who_answer_for_it(*, guarded: bool) -> None:
    head = kinship.Kin(person="head", relation="HEAD", adult=True)
    spouse = kinship.Kin(person="spouse", relation="SPOUSE", adult=True)
    child = kinship.Kin(
        person="child",
        relation="CHILD" if guarded else "OTHER_RELATIVE",
        guardian="head" if guarded else "spouse",
        adult=False,
    )
    everyone = (head, spouse, child)
    for leaving in ({"child"}, {"head"}, {"spouse"}, {"head", "child"}, {"spouse", "child"}):
        away = {m.person for m in everyone} & leaving
        kept = kinship.parents_of(child, everyone)
        sound = (kept <= away) if "child" in away else not (kept & away)
        going = kinship.Going(members=everyone, leaving=frozenset(leaving))
        assert (not kinship.broken(going)) == sound


class Walk(RuleBasedStateMachine):
    """One case, and everything that can be done with it, in any order."""

    def __init__(self) -> None:
        """Register somebody."""
        super().__init__()
        self.case = factories.registered()
        self.officers = [factories.actor("coordinator") for _ in range(2)]

    @rule(to=st.sampled_from(EVERY))
    def try_to_move(self, to: str) -> None:
        """Ask for any stage at all."""
        before = self.case.stage
        try:
            casework.move(actor=SYSTEM, case=self.case, to=to)
        except Refusal:
            assert to not in rules.MOVES[before]

    @rule(to=st.sampled_from(rules.WAY))
    def reach(self, to: str) -> None:
        """Reaching never goes back."""
        before = self.case.stage
        casework.reach(actor=SYSTEM, case=self.case, to=to)
        self.case.refresh_from_db()
        if self.case.stage != before:
            assert rules.is_before(before, self.case.stage)

    @rule()
    def withdraw(self) -> None:
        """Withdraw: before departure always, after it never."""
        before = self.case.stage
        try:
            casework.withdraw(actor=SYSTEM, case=self.case)
        except Refusal:
            assert before not in rules.BEFORE_DEPARTURE
        else:
            assert before in rules.BEFORE_DEPARTURE

    @rule()
    def danger(self) -> None:
        """Report that somebody is not safe."""
        person = factories.people_of(self.case)[0]
        try:
            casework.report_danger(actor=SYSTEM, case=self.case, person=person)
        except Refusal:
            assert self.case.stage in rules.OVER

    @rule(eligible=st.booleans())
    def decide(self, eligible: bool) -> None:
        """Decide and confirm."""
        try:
            casework.decide_eligibility(
                actor=self.officers[0], case=self.case, eligible=eligible, reasons=[], why="x"
            )
            casework.countersign(actor=self.officers[1], case=self.case)
        except Refusal:
            pass
        self.case.refresh_from_db()

    @rule()
    def come_back(self) -> None:
        """Reopen with a reason."""
        try:
            casework.reopen(actor=SYSTEM, case=self.case, why="Volvió.")
        except Refusal:
            assert (
                self.case.stage == "DECEASED" or "COUNSELLING" not in rules.MOVES[self.case.stage]
            )

    @precondition(lambda self: self.case.stage == "IN_TRANSIT")
    @rule()
    def leave_the_road(self) -> None:
        """Somebody alone leaves the journey: the file closes."""
        person = factories.people_of(self.case)[0]
        casework.record_interrupted(actor=SYSTEM, case=self.case, person=person)
        assert self.case.stage == "CLOSED"

    @invariant()
    def every_step_follows_the_table(self) -> None:
        """What is kept is a path in the table, and arrival only from the road."""
        steps = list(
            Step.objects.filter(case=self.case)
            .order_by("recorded_at", "id")
            .values_list("from_stage", "to_stage")
        )
        for before, after in steps[1:]:
            assert after in rules.MOVES[before]
            assert after != "ARRIVED" or before == "IN_TRANSIT"
            assert after != "IN_TRANSIT" or before == "PRE_DEPARTURE"
        assert self.case.stage == steps[-1][1]
        assert all(a[1] == b[0] for a, b in pairwise(steps[1:]))


@pytest.mark.django_db
def test_no_sequence_of_verbs_leaves_the_table() -> None:
    run_state_machine_as_test(
        Walk,
        settings=settings(
            deadline=None,
            max_examples=200 if os.environ.get("RUMBO_DEEP") else 12,
            stateful_step_count=20,
        ),
    )


@pytest.mark.django_db
@pytest.mark.parametrize("to", rules.ON_THE_ROAD)
def test_nobody_is_put_on_the_road_or_made_to_arrive_by_the_thousand(to: str) -> None:
    case = factories.registered()
    before = {"IN_TRANSIT": "PRE_DEPARTURE", "ARRIVED": "IN_TRANSIT"}[to]
    Case.objects.filter(pk=case.pk).update(stage=before)
    case.refresh_from_db()
    assert rules.may_move(before, to)
    with pytest.raises(Refusal) as refusal:
        move_many(actor=SYSTEM, moves=[NewMove(case, to, factories.MONDAY)])
    assert refusal.value.code == "casework.not_that_way"
    assert not Step.objects.filter(case=case, to_stage=to).exists()
