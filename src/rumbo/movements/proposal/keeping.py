"""The published limit, kept to the letter: whoever waits too long before whoever may give way."""

from collections.abc import Collection, Sequence

import numpy as np

from rumbo.movements.planning.plans import Plan
from rumbo.movements.proposal.asking import Question
from rumbo.programmes.rules import gives_way, waits_too_long


def late_and_yielding(question: Question) -> tuple[list[int], set[int]]:
    """Who waits past the published limit, the longest first, and who may give way to them."""
    waiting = {g: p.waiting for g, p in enumerate(question.parties) if p.waiting is not None}
    late = [g for g, one in waiting.items() if waits_too_long(one.days)]
    late.sort(key=lambda g: (-waiting[g].days, waiting[g].position))
    return late, {g for g, one in waiting.items() if gives_way(one.standing, one.days)}


def keep_limit(plan: Plan, late: Sequence[int], yielding: Collection[int]) -> list[int]:
    """Seat each late group that stays where those that give way make room; say who was seated.

    Weights alone cannot promise it, for a plan is only as good as its gap. The longest wait comes
    first; of those aboard the least weight a person gives way, and takes what is left elsewhere.
    """
    seated: list[int] = []
    while (found := _next(plan, late, yielding)) is not None:
        seated.append(found)
    if seated:
        plan.complete()
    return seated


def _next(plan: Plan, late: Sequence[int], yielding: Collection[int]) -> int | None:
    return next((g for g in late if plan.on[g] < 0 and _seat(plan, g, yielding)), None)


def _seat(plan: Plan, g: int, yielding: Collection[int]) -> bool:
    return any(
        _make_room(plan, g, int(d), yielding) for d in np.flatnonzero(plan.problem.may[:, g])
    )


def _make_room(plan: Plan, g: int, d: int, yielding: Collection[int]) -> bool:
    """Take off whoever gives way until the group fits, and put back whoever need not have left."""
    aboard = [other for other in plan.aboard[d] if other in yielding]
    order = sorted(aboard, key=lambda other: (plan.each(other), other))
    off: list[int] = []
    while plan.lacks(g, d, minimum=False) and order:
        off.append(order.pop(0))
        plan.remove(off[-1])
    if plan.lacks(g, d, minimum=False):
        _put_back(plan, off, d)
        return False
    plan.add(g, d)
    _put_back(plan, off, d)
    if plan.passengers[d] >= plan.problem.minimum[d]:
        return True
    plan.remove(g)
    _put_back(plan, off, d)
    return False


def _put_back(plan: Plan, off: Collection[int], d: int) -> None:
    """Seat again, those with most weight first, whoever of these still fits."""
    for one in sorted(off, key=lambda other: (-plan.each(other), other)):
        if plan.on[one] < 0 and not plan.lacks(one, d, minimum=False):
            plan.add(one, d)
