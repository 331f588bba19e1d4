"""What is supposed, one declared value each: how it changes the planner's question and the weeks."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from rumbo.movements.planning.instance import Fund, Instance
from rumbo.movements.planning.queue import Inputs, Lane, require_safeguards
from rumbo.movements.proposal.money import PROMISED
from rumbo.movements.whatif.buses import Bus
from rumbo.movements.whatif.reading import World

BASE, MONEY, COUNSELLORS, BUS = "BASE", "MONEY", "COUNSELLORS", "BUS"
COUNTRY, CONSULATE = "COUNTRY", "CONSULATE"


@dataclass(frozen=True, slots=True)
class Supposition:
    """One column of the page: what it is called, what is asked of it, and what it changes.

    Where it does not change the plan of the chosen days, the plan is that of the base.
    """

    code: str
    change: Callable[[World, Mapping[str, Any]], World]
    needs: tuple[str, ...] = ()
    replans: bool = True


def tried(one: Supposition, world: World, asked: Mapping[str, Any]) -> World:
    """The world as a scenario supposes it; one that shortens a safeguard is refused."""
    after = one.change(world, asked)
    require_safeguards(world.inputs.safeguards, after.inputs.safeguards)
    return after


def chosen(asked: Mapping[str, Any]) -> list[Supposition]:
    """The scenarios for which everything was said, in their order."""
    return [one for one in SCENARIOS if all(asked.get(name) for name in one.needs)]


def _base(world: World, asked: Mapping[str, Any]) -> World:
    """As it stands: nobody boards what is only supposed."""
    del asked
    allowed = world.question.allowed.copy()
    if world.supposed:
        allowed[-world.supposed :] = False
    return replace(world, question=replace(world.question, allowed=allowed))


def _less_money(world: World, asked: Mapping[str, Any]) -> World:
    """Each line has so many percent less of what it has left; what was promised stays promised."""
    stays, base = 1 - int(asked["percent"]) / 100, _base(world, asked)
    instance = base.question.instance
    funds = tuple(_cut(fund, stays) for fund in instance.funds)
    return _with(base, replace(instance, funds=funds), money=base.inputs.money * stays)


def _fewer_counsellors(world: World, asked: Mapping[str, Any]) -> World:
    """A third fewer people are counselled a week; what counselling takes stays as it is."""
    del asked
    base = _base(world, {})
    low, high = base.inputs.counselled
    return _with(base, base.question.instance, counselled=(low * 2 / 3, high * 2 / 3))


def _one_bus_more(world: World, asked: Mapping[str, Any]) -> World:
    """One departure more a week on a way."""
    del asked
    return replace(world, buses=(*world.buses, *world.more))


def _suspended(world: World, asked: Mapping[str, Any]) -> World:
    """Nobody travels to a country, not even whoever holds a seat there."""
    country, base = str(asked["country"]), _base(world, asked)
    question = base.question
    shut = [g for g, party in enumerate(question.parties) if party.country == country]
    allowed = question.allowed.copy()
    allowed[:, shut] = False
    kept = {question.parties[g].case.number for g in shut}
    fixed = {n: d for n, d in question.instance.fixed.items() if n not in kept}
    instance = replace(question.instance, fixed=fixed)
    closed = replace(base, question=replace(question, allowed=allowed), closed=frozenset({country}))
    return _with(closed, instance)


def _slower_consulate(world: World, asked: Mapping[str, Any]) -> World:
    """A country's consulates take some weeks more: whoever waits for their paper travels later."""
    country, weeks = str(asked["consulate"]), int(asked["weeks"])
    base = _base(world, asked)
    groups = list(base.question.instance.groups)
    for g, due in world.due.get(country, {}).items():
        if base.question.parties[g].booking is None:
            later = due + timedelta(weeks=weeks)
            groups[g] = replace(groups[g], earliest=max(groups[g].earliest, later))
    lanes = tuple(
        replace(lane, paper_weeks=lane.paper_weeks + weeks) if lane.code == country else lane
        for lane in base.inputs.lanes
    )
    return _with(base, replace(base.question.instance, groups=tuple(groups)), lanes=lanes)


SCENARIOS: Sequence[Supposition] = (
    Supposition(BASE, _base),
    Supposition(MONEY, _less_money, ("percent",)),
    Supposition(COUNSELLORS, _fewer_counsellors, replans=False),
    Supposition(BUS, _one_bus_more, ("way",)),
    Supposition(COUNTRY, _suspended, ("country",)),
    Supposition(CONSULATE, _slower_consulate, ("consulate", "weeks")),
)


def weeks_of(world: World) -> Inputs:
    """The numbers that the weeks are counted from, with the seats of a week in each lane."""
    inputs, weeks = world.inputs, world.weeks
    wanted = {lane.code: lane.documents + lane.seat + lane.share for lane in inputs.lanes}
    seats = {lane.code: _Seats() for lane in inputs.lanes}
    for bus in world.buses:
        for code, part in _parts(bus, wanted, world.closed).items():
            seats[code].add(bus, part / weeks)
    return replace(inputs, lanes=tuple(_seated(lane, seats[lane.code]) for lane in inputs.lanes))


@dataclass(slots=True)
class _Seats:
    """The seats that a lane has in a week, and what they cost."""

    number: float = 0.0
    fixed: float = 0.0
    dollars: float = field(default=0.0)

    def add(self, bus: Bus, part: float) -> None:
        """So much of a bus is this lane's in a week."""
        self.number += bus.seats * part
        self.fixed += bus.fixed_cost * part
        self.dollars += bus.seats * bus.seat_cost * part


def _parts(bus: Bus, wanted: Mapping[str, float], closed: Collection[str]) -> Mapping[str, float]:
    """A bus shared out among the countries on its way, by how many wait for each."""
    ends = [code for code in bus.countries if code in wanted and code not in closed]
    total = sum(wanted[code] for code in ends)
    return {code: wanted[code] / total if total else 1 / len(ends) for code in ends}


def _seated(lane: Lane, seats: _Seats) -> Lane:
    return replace(
        lane, seats=seats.number, fixed_cost=seats.fixed,
        seat_cost=seats.dollars / seats.number if seats.number else 0.0,
    )  # fmt: skip


def _cut(fund: Fund, stays: float) -> Fund:
    if fund.id == PROMISED:
        return fund
    return replace(fund, budget=fund.spent + max(fund.left, 0.0) * stays)


def _with(world: World, instance: Instance, **inputs: Any) -> World:
    question = replace(world.question, instance=instance)
    return replace(world, question=question, inputs=replace(world.inputs, **inputs))
