"""What each funding line has left for a plan, and which of them may pay for a group."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from rumbo.movements.models import BookedSeat, Departure, Escort
from rumbo.movements.planning.errors import refused
from rumbo.movements.planning.instance import Fund
from rumbo.programmes import books
from rumbo.programmes import queries as programmes
from rumbo.programmes.models import FundingLine

if TYPE_CHECKING:
    from rumbo.movements.proposal.parties import Party

CURRENCY = "USD"
PROMISED = "PROMISED"


def lines(today: date) -> Sequence[FundingLine]:
    """The lines of the day that pay journeys: those in the currency of fares, by code."""
    found = [line for line in programmes.funding_lines_on(today) if line.currency == CURRENCY]
    return sorted(found, key=lambda line: line.code)


def accepted(found: Sequence[FundingLine], party: "Party") -> frozenset[str]:
    """The codes of the lines that may pay for a group.

    A group that stays where it is has been promised its seats already. Another is paid, as booking
    does, by the line that its decision names; one that names none, by any whose earmarks it fits.
    """
    if party.is_locked:
        return frozenset({PROMISED})
    named = {line.code for line in found} & {party.case.funding_line}
    if named:
        return frozenset(named)
    told = party.waiting.standing.vulnerability if party.waiting else 0
    return frozenset(
        line.code
        for line in found
        if party.case.programme in line.programmes
        and (line.nationalities is None or party.country in line.nationalities)
        and told >= line.min_vulnerability
    )


def funds(
    found: Sequence[FundingLine], free: Collection[uuid.UUID], promised: float
) -> tuple[Fund, ...]:
    """The lines as funds: what is promised (`but` the seats of these free bookings) is spent.

    One line pays what a vehicle costs by itself: of those that may, the one with most left. What
    `promised` costs in dollars is a fund of its own, for whoever stays where they are.
    """
    spent = committed(free)
    left = {line.code: line.amount_minor - spent.get(line.code, 0) for line in found}
    may_pay = [line for line in found if line.pays_fixed]
    payer = max(may_pay or found, key=lambda line: (left[line.code], line.code), default=None)
    if payer is None:
        raise refused("funds", "one_payer")
    made = [
        Fund(
            id=line.code,
            budget=line.amount_minor / 100,
            nationalities=None if line.nationalities is None else frozenset(line.nationalities),
            min_vulnerability=line.min_vulnerability,
            pays_fixed=line.code == payer.code,
            # A line that promised more than it has pays nothing new.
            spent=min(line.amount_minor, spent.get(line.code, 0)) / 100,
        )
        for line in found
    ]
    return (*made, Fund(PROMISED, promised, frozenset(), 0, pays_fixed=False))


def committed(but: Collection[uuid.UUID] = ()) -> Mapping[str, int]:
    """What each line has promised or spent (`but` the seats of these bookings), in cents, by code.

    It is what the ledger says, but for vehicles and those who go along: one on which somebody sits
    is paid for, sure or not; one on which nobody does is paid for only by a plan that uses it.
    """
    total: dict[str, int] = defaultdict(int, books.promised())
    seats = BookedSeat.objects.live()
    apart = seats.filter(booking__in=list(but)).values_list("pk", flat=True)
    for one in books.standing_of(list(apart)):
        total[one.cost.line] -= one.minor
    used = set(seats.values_list("departure", flat=True))
    vehicles = Departure.objects.bookable()
    along = Escort.objects.filter(departure__in=vehicles, departure__mode="AIR", ended_at=None)
    things = [*vehicles.values_list("pk", flat=True), *along.values_list("pk", flat=True)]
    for one in books.standing_of(things):
        if one.pot == "PLANNED" and one.cost.departure in used:
            total[one.cost.line] += one.minor
        elif one.pot == "COMMITTED" and one.cost.departure not in used:
            total[one.cost.line] -= one.minor
    return total
