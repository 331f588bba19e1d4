"""The one way in which money of a line moves: under the line's lock, by a posting that stays.

Lines are locked last, after cases, departures and legs, in the order of their codes; nothing slow
follows. Behind the check stand the constraints `no_cent_over_budget` and `no_pot_below_nothing`.
"""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import OperationalError, connection

from rumbo.access.values import Actor
from rumbo.common import clock
from rumbo.common.ids import new_id
from rumbo.common.money import Money
from rumbo.programmes import books, errors
from rumbo.programmes.models import FundingLine, LineBalance, Posting
from rumbo.programmes.rules import money as rules
from rumbo.programmes.values import Cost

LOCK_TIMEOUT = "3s"
_BUSY = frozenset({"55P03", "40P01"})


@dataclass(frozen=True, slots=True)
class _Move:
    """An amount of a line's own money on its way from one pot into another."""

    cost: Cost
    minor: int
    rate: Decimal
    day: date
    taken_from: str
    kind: str


def charge(
    costs: Iterable[Cost], *, actor: Actor, pot: str, at: datetime, on: date | None = None
) -> None:
    """Put what things cost into a pot of their lines: planned, committed or spent.

    What costs nothing, or no line pays, moves nothing. Refused whole where a line cannot pay, or
    where the rate of its day (`on`, else the day of `at`) is not known.
    """
    wanted = [cost for cost in costs if cost.line and cost.money.minor > 0]
    held, day = _locked({cost.line for cost in wanted}), on or clock.day_of(at)
    moves = []
    for cost in wanted:
        into = held[cost.line].line.currency
        rate = books.rate_on(cost.money.currency, into, day)
        minor = rules.changed(cost.money, into, rate).minor
        moves.append(_Move(cost, minor, rate, day, rules.FREE, pot))
    _post(moves, held, actor, at)


def turn(
    abouts: Collection[uuid.UUID],
    *,
    actor: Actor,
    to: str,
    at: datetime,
    out_of: Sequence[str] = rules.POTS,
) -> None:
    """Take all that stands of these things `out_of` their pots to another, or give it back."""
    held = _locked(books.lines_of(abouts))
    moves = [
        _Move(one.cost, one.minor, one.rate, one.day, one.pot, to)
        for one in books.standing_of(abouts)
        if one.pot != to and one.pot in out_of
    ]
    _post(moves, held, actor, at)


def take(
    cost: Cost,
    minor: int,
    *,
    actor: Actor,
    taken_from: str,
    to: str,
    at: datetime,
    rate: tuple[Decimal, date] | None = None,
) -> None:
    """Take a part (`minor`, in the line's money) of what stands of one thing to another pot.

    Never more than stands: what was promised before there was a ledger has nothing here to move.
    """
    held = _locked({cost.line})
    stands = sum(
        one.minor
        for one in books.standing_of([cost.about])
        if (one.cost.line, one.pot) == (cost.line, taken_from)
    )
    day = clock.day_of(at)
    into = held[cost.line].line.currency
    used, day = rate or (books.rate_on(cost.money.currency, into, day), day)
    _post([_Move(cost, min(minor, stands), used, day, taken_from, to)], held, actor, at)


def hold(abouts: Collection[uuid.UUID], lines: Collection[str] = ()) -> None:
    """Lock these lines and all that have money in these things, before several verbs move it."""
    known = FundingLine.objects.filter(code__in=lines).values_list("code", flat=True)
    _locked(books.lines_of(abouts) | set(known))


def fit_lines() -> None:
    """Give each line's balance the amount that its line says; it never has less than it promised."""
    lines = {line.code: line for line in FundingLine.objects.all()}
    for code, row in _locked(lines).items():
        line = lines[code]
        if row.amount == line.amount_minor:
            continue
        if line.amount_minor < row.committed + row.spent:
            raise errors.below_promised(str(line), Money(row.committed + row.spent, line.currency))
        row.amount = line.amount_minor
        row.save(update_fields=["amount"])


def _locked(codes: Collection[str]) -> dict[str, LineBalance]:
    """Lock the balances of lines in the order of their codes; a line's first is made here."""
    if not codes:
        return {}
    with _briefly():
        found = _balances(codes)
        if missing := set(codes) - found.keys():
            lines = FundingLine.objects.filter(code__in=missing)
            LineBalance.objects.bulk_create(
                (LineBalance(line=line, amount=line.amount_minor) for line in lines),
                ignore_conflicts=True,
            )
            found = _balances(codes)
    for code in sorted(set(codes) - found.keys()):
        raise errors.unknown_line(code)
    return found


def _balances(codes: Collection[str]) -> dict[str, LineBalance]:
    rows = LineBalance.objects.select_for_update(of=("self",)).select_related("line")
    return {row.line_id: row for row in rows.filter(line__in=codes).order_by("line")}


@contextmanager
def _briefly() -> Iterator[None]:
    """Wait for a lock a short while only, and say so kindly."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [LOCK_TIMEOUT])
    try:
        yield
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", "") in _BUSY:
            raise errors.line_busy() from error
        raise


def _post(moves: Sequence[_Move], held: dict[str, LineBalance], actor: Actor, at: datetime) -> None:
    """Write the postings and change the balances by exactly their sums, or refuse by name."""
    moves = [move for move in moves if move.minor > 0]
    deltas: dict[str, dict[tuple[str, str], int]] = defaultdict(lambda: defaultdict(int))
    for move in moves:
        deltas[move.cost.line][move.taken_from, move.kind] += move.minor
    for code, sums in sorted(deltas.items()):
        row, pots = held[code], rules.pots_of(sums)
        free = row.free - pots["COMMITTED"] - pots["SPENT"]
        if free < 0:
            currency = row.line.currency
            raise errors.line_short(
                str(row.line), Money(-free, currency), Money(row.free, currency)
            )
        row.planned += pots["PLANNED"]
        row.committed += pots["COMMITTED"]
        row.spent += pots["SPENT"]
        row.save(update_fields=["planned", "committed", "spent"])
    Posting.objects.bulk_create(_posting(move, actor, at) for move in moves)


def _posting(move: _Move, actor: Actor, at: datetime) -> Posting:
    cost = move.cost
    return Posting(
        id=new_id(),
        office_id=cost.office,
        line_id=cost.line,
        kind=move.kind,
        taken_from=move.taken_from,
        purpose=cost.purpose,
        amount_minor=move.minor,
        original_minor=cost.money.minor,
        original_currency=cost.money.currency,
        rate=move.rate,
        rate_day=move.day,
        about=cost.about,
        departure=cost.departure,
        case=cost.case,
        person=cost.person,
        mode=cost.mode,
        reference=cost.reference,
        by=actor.id,
        occurred_at=at,
    )
