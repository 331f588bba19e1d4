"""What a finished plan proposes beside what stands: one line a group, and the numbers of the whole."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from rumbo.movements.planning.plans import Plan
from rumbo.movements.planning.problem import Problem
from rumbo.movements.planning.reasons import reason
from rumbo.movements.planning.wishes import with_fixed
from rumbo.movements.proposal import escorting
from rumbo.movements.proposal.asking import Question
from rumbo.movements.proposal.money import PROMISED
from rumbo.movements.proposal.parties import Party

ADDED, MOVED, DROPPED, KEPT, LEFT = "ADDED", "MOVED", "DROPPED", "KEPT", "LEFT"
CHANGES = (ADDED, MOVED, DROPPED)
# Why a group stays, beside the planner's own codes.
APART, LACKS = "SIBLINGS", "LACKS"
LARGE = 4


@dataclass(frozen=True, slots=True)
class Line:
    """What is proposed for one group; positions of departures, None where it has no seat."""

    party: Party
    kind: str
    to: int | None = None
    code: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    ahead: int = 0


def lines(question: Question, plan: Plan) -> list[Line]:
    """A line for every group, in the order in which the question names them."""
    from rumbo.movements.planning import paying  # noqa: PLC0415 - the flow's library is heavy

    paid = {bill.group: sorted(bill.funds) for bill in paying.bills(plan)}
    made = [_line(question, plan, g, paid.get(g, ())) for g in range(len(question.parties))]
    passed = _passed_over(made)
    return [
        Line(one.party, one.kind, one.to, one.code, one.facts, passed.get(n, 0))
        for n, one in enumerate(made)
    ]


def _line(question: Question, plan: Plan, g: int, paid: Sequence[str]) -> Line:
    party = question.parties[g]
    to = int(plan.on[g]) if plan.on[g] >= 0 else None
    if party.booking is None:
        if to is None:
            return _left(question, plan, g, party)
        return Line(party, ADDED, to, facts={"paid": list(paid)})
    if to is None:
        told = reason(plan, g, "es")
        return Line(party, DROPPED, None, told.code, told.facts)
    stays = question.departures[to].pk == party.booking.departure_id
    return Line(party, KEPT if stays else MOVED, to)


def _left(question: Question, plan: Plan, g: int, party: Party) -> Line:
    """Why a group goes on waiting: what keeps it from asking comes before what the plan lacks."""
    if party.apart:
        return Line(party, LEFT, code=APART)
    if question.near[:, g].any() and not question.allowed[:, g].any():
        return Line(party, LEFT, code=LACKS)
    told = reason(plan, g, "es")
    return Line(party, LEFT, code=told.code, facts=told.facts)


def _passed_over(made: Sequence[Line]) -> Mapping[int, int]:
    """For each that stays, how many who stand behind it in the list are given a seat."""
    given = sorted(
        one.party.waiting.position
        for one in made
        if one.kind == ADDED and one.party.waiting is not None
    )
    return {
        n: len(given) - int(np.searchsorted(given, one.party.waiting.position))
        for n, one in enumerate(made)
        if one.kind == LEFT and one.party.waiting is not None
    }


def told(question: Question, plans: Mapping[str, Plan], seated: int) -> dict[str, Any]:
    """The numbers of a plan beside those of the two lists and of what stands; no name, no id."""
    return {
        "people": {name: plan.persons() for name, plan in plans.items()},
        "groups": {name: int((plan.on >= 0).sum()) for name, plan in plans.items()},
        "asked": sum(party.people for party in question.parties),
        "seated_by_limit": seated,
        "left": {
            name: {
                by: _longest(question, plan, key) for by, key in KEYS.items()
            }
            for name, plan in plans.items()
        },
        "gained": {
            by: _travelling(question, plans, key) for by, key in KEYS.items()
        },
        "fill": [
            [run.code, run.seats, *(plans[name].passengers[d] for name in ("stands", "plan"))]
            for d, run in enumerate(question.departures)
        ],
        "escorts": {
            run.code: escorting.needed([question.parties[g] for g in plans["plan"].aboard[d]])
            for d, run in enumerate(question.departures)
        },
        "money": _money(question, plans["plan"]),
    }  # fmt: skip


def standing(question: Question, problem: Problem) -> Plan:
    """What stands today, as a plan: everybody where they hold their seats."""
    plan = with_fixed(problem)
    where = {row.pk: d for d, row in enumerate(question.departures)}
    for g, party in enumerate(question.parties):
        if party.booking is not None and plan.on[g] < 0:
            plan.add(g, where[party.booking.departure_id])
    return plan


def _size(party: Party) -> str:
    if party.people == 1:
        return "ALONE"
    return "SMALL" if party.people < LARGE else "LARGE"


def _band(party: Party) -> str:
    return party.waiting.band if party.waiting else ""


KEYS: Mapping[str, Callable[[Party], str]] = {
    "country": lambda party: party.country,
    "size": _size,
    "band": _band,
}


def _longest(question: Question, plan: Plan, key: Callable[[Party], str]) -> dict[str, int]:
    """The longest wait in days of whoever is left behind, by kind of group."""
    found: dict[str, int] = defaultdict(int)
    for g, party in enumerate(question.parties):
        if party.waiting is not None and plan.on[g] < 0:
            found[key(party)] = max(found[key(party)], party.waiting.days)
    return dict(sorted(found.items()))


def _travelling(
    question: Question, plans: Mapping[str, Plan], key: Callable[[Party], str]
) -> dict[str, dict[str, int]]:
    """How many people travel under each plan, by kind of group."""
    found: dict[str, dict[str, int]] = {}
    for name, plan in plans.items():
        counted: Counter[str] = Counter()
        for g, party in enumerate(question.parties):
            if party.waiting is not None:
                counted[key(party)] += party.people if plan.on[g] >= 0 else 0
        found[name] = dict(sorted(counted.items()))
    return found


def _money(question: Question, plan: Plan) -> list[list[Any]]:
    """Of each line: its code, what it had left before these departures, what the plan uses."""
    from rumbo.movements.planning import paying  # noqa: PLC0415 - the flow's library is heavy

    used: dict[str, float] = defaultdict(float)
    for bill in paying.bills(plan):
        for fund, amount in bill.funds.items():
            used[fund] += amount
    funds = question.instance.funds
    if funds:
        used[question.instance.payer.id] += paying.overheads(plan)
    return [
        [fund.id, round(fund.left * 100), round(used[fund.id] * 100)]
        for fund in funds
        if fund.id != PROMISED and (fund.left > 0 or used[fund.id])
    ]
