"""What the page of a plan shows, prepared as plain values."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from rumbo.access.values import Reader
from rumbo.common.money import Money
from rumbo.movements import rules
from rumbo.movements.models import Departure, Headway, Proposal, ProposedSeat
from rumbo.movements.proposal import escorting, words
from rumbo.movements.proposal.comparing import ADDED, DROPPED, LEFT, MOVED
from rumbo.movements.proposal.doing import Doing, doing
from rumbo.movements.queries import heads_of
from rumbo.programmes.models import FundingLine

PLANS = ("plan", "priority", "fcfs")
SHOWN = 60
LEAST_GAP = 0.05  # percent


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the plan, with the name that the reader may know and the sentence why."""

    seat: ProposedSeat
    head: str
    why: str
    paid: str = ""


@dataclass(frozen=True, slots=True)
class Bus:
    """One departure of the plan: how full it is now, how full it would be, who would come."""

    code: str
    departure: Departure | None
    seats: int
    before: int
    after: int
    added: list[Row] = field(default_factory=list)
    escorts: int | None = None
    named: int = 0

    @property
    def change(self) -> int:
        """How many more people would travel on it."""
        return self.after - self.before

    @property
    def lacks_escorts(self) -> bool:
        """Whether more would have to go along than are named."""
        return self.escorts is not None and self.escorts > self.named


@dataclass(frozen=True, slots=True)
class Waits:
    """The longest wait left behind of one kind of group, in days, and who would travel."""

    name: str
    days: list[int]
    people: list[int]


@dataclass(frozen=True, slots=True)
class Stays:
    """The groups that go on waiting for one kind of reason."""

    code: str
    rows: list[Row]
    count: int
    longest: int


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything on the page of a plan."""

    proposal: Proposal
    headway: Headway | None
    cut_off: bool
    wrong: list[str]
    buses: list[Bus]
    moved: list[Row]
    dropped: list[Row]
    stays: list[Stays]
    waits: list[tuple[str, list[Waits]]]
    money: list[tuple[str, Money, Money, int]]
    doing: Doing | None = None

    @property
    def changes(self) -> int:
        """How many groups would get a seat, another one, or none."""
        added = sum(len(bus.added) for bus in self.buses)
        return added + len(self.moved) + len(self.dropped)

    @property
    def to_find(self) -> int:
        """How many who lead children the plan counts on finding for each departure."""
        return rules.ESCORTS_TO_FIND

    @property
    def is_best(self) -> bool:
        """Whether what a better plan could gain is nothing that one can read."""
        return self.headway is not None and self.headway.gap < LEAST_GAP

    @property
    def undecided(self) -> int:
        """How many of these lines nobody accepted yet."""
        return sum(not row.seat.outcome for row in self._lines)

    @property
    def taken(self) -> int:
        """How many of these lines are done."""
        return sum(row.seat.outcome == "TAKEN" for row in self._lines)

    @property
    def stale(self) -> list[Row]:
        """The lines that were accepted and could no longer be done; each says why."""
        return [row for row in self._lines if row.seat.outcome == "STALE"]

    @property
    def _lines(self) -> list[Row]:
        return [*(row for bus in self.buses for row in bus.added), *self.moved, *self.dropped]


def shown(proposal: Proposal, reader: Reader, now: datetime) -> Shown:
    """Read a plan for its page."""
    rows = ProposedSeat.objects.visible_to(reader).filter(proposal=proposal)
    seats = list(rows.select_related("case", "departure", "before").order_by("place", "id"))
    told = _rows(seats, reader)
    by_kind: dict[str, list[Row]] = defaultdict(list)
    for row in told:
        by_kind[row.seat.kind].append(row)
    return Shown(
        proposal=proposal,
        headway=Headway.objects.filter(proposal=proposal).first(),
        cut_off=proposal.is_cut_off(now),
        wrong=words.wrong(proposal.wrong),
        buses=_buses(proposal, by_kind[ADDED], reader),
        moved=by_kind[MOVED],
        dropped=by_kind[DROPPED],
        stays=_stays(by_kind[LEFT]),
        waits=_waits(proposal),
        money=_money(proposal),
        doing=doing(proposal, now),
    )


def _rows(seats: Sequence[ProposedSeat], reader: Reader) -> list[Row]:
    kinds = [seat for seat in seats if seat.kind in {ADDED, MOVED, DROPPED}]
    left = [seat for seat in seats if seat.kind == LEFT]
    opened = [*kinds, *left[:SHOWN]]
    heads = heads_of([seat.case for seat in opened], reader)
    funds = {line.code: str(line) for line in FundingLine.objects.all()}
    return [
        Row(
            seat,
            heads.get(seat.case_id, ""),
            words.why(seat.code, seat.facts, funds),
            words.payers(seat.facts, funds),
        )
        for seat in [*kinds, *left]
    ]


def _buses(proposal: Proposal, added: Iterable[Row], reader: Reader) -> list[Bus]:
    by_code: dict[str, list[Row]] = defaultdict(list)
    for row in added:
        if row.seat.departure is not None:
            by_code[row.seat.departure.code].append(row)
    fill = proposal.told.get("fill", [])
    found = Departure.objects.visible_to(reader).filter(code__in=[one[0] for one in fill])
    known = {row.code: row for row in found.prefetch_related("stops")}
    needed, named = proposal.told.get("escorts", {}), escorting.named(known.values())
    here = {code: named.get(row.pk, 0) for code, row in known.items()}
    return [
        Bus(
            code, known.get(code), seats, before, after, by_code[code], needed.get(code),
            here.get(code, 0),
        )
        for code, seats, before, after in fill
    ]  # fmt: skip


def _stays(left: Sequence[Row]) -> list[Stays]:
    by_code: dict[str, list[Row]] = defaultdict(list)
    for row in left:
        by_code[row.seat.code].append(row)
    made = [
        Stays(
            code,
            [row for row in rows if row.head][:SHOWN],
            len(rows),
            max(r.seat.days for r in rows),
        )
        for code, rows in by_code.items()
    ]
    return sorted(made, key=lambda one: (-one.count, one.code))


def _waits(proposal: Proposal) -> list[tuple[str, list[Waits]]]:
    left, gained = proposal.told.get("left", {}), proposal.told.get("gained", {})
    made = []
    for by, title in words.BY.items():
        keys = sorted({key for told in gained.get(by, {}).values() for key in told})
        rows = [
            Waits(
                words.group_word(by, key),
                [left.get(name, {}).get(by, {}).get(key, 0) for name in PLANS],
                [gained[by].get(name, {}).get(key, 0) for name in PLANS],
            )
            for key in keys
        ]
        if rows:
            made.append((str(title), rows))
    return made


def _money(proposal: Proposal) -> list[tuple[str, Money, Money, int]]:
    """Each line by name: what it had left, what the plan uses of it, in percent."""
    names = {line.code: str(line) for line in FundingLine.objects.all()}
    told: list[list[Any]] = proposal.told.get("money", [])
    return [
        (
            names.get(code, code),
            Money(left),
            Money(used),
            round(100 * used / left) if left > 0 else 0,
        )
        for code, left, used in told
        if used
    ]
