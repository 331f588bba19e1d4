"""How a list of people who wait would move, week by week, many times over: plain Python.

People are counted, never named. Every step is a growing function of those who wait (`thinned` is
written so), and every chance is drawn before it is known how many wait: with the same seed more
arrivals never let anybody leave sooner, and two scenarios differ by what they change alone.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Between = tuple[float, float]

STAGES = ("COUNSELLING", "DECISION", "DOCUMENTS", "SEAT")
DAYS = 7
WIDE = math.sqrt(3)  # a uniform of mean 0 and variance 1 lies between -WIDE and WIDE
# What each run takes a value of its own for.
UNSURE = (
    "counselled", "with_care", "withdrawal", "not_eligible", "needs_paper", "paper_late", "no_show",
)  # fmt: skip
FIRST, LAST = 0, 1  # those who wait today go before those who come later


class ShortenedSafeguard(ValueError):
    """A scenario that takes time from what protects people: it is never counted."""


@dataclass(frozen=True, slots=True)
class Safeguards:
    """Days that protect people: to think it over, of the second decision, of best interests."""

    reflection: int
    second_decision: int
    best_interests: int

    @property
    def weeks(self) -> int:
        """How many weeks everybody has from counselling to a decision, at least."""
        return max(1, math.ceil((self.reflection + self.second_decision) / DAYS))

    @property
    def weeks_of_care(self) -> int:
        """How many weeks it takes where the best interests of a child are determined."""
        return max(self.weeks, math.ceil(self.best_interests / DAYS) + self.weeks)


@dataclass(frozen=True, slots=True)
class Lane:
    """One country of return: who waits for papers or a seat, and the seats of a week."""

    code: str
    share: float  # of those who pass counselling
    documents: int = 0
    seat: int = 0
    waits: tuple[int, ...] = ()  # days, of everybody in the lane, longest first
    paper_weeks: int = 1
    seats: float = 0.0  # a week
    fixed_cost: float = 0.0  # dollars a week, where somebody travels
    seat_cost: float = 0.0  # dollars a person


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """One situation: who waits where today, who comes, who works, and what is left of the money.

    What nobody knows exactly is a lowest and a highest value; each run takes one between them.
    """

    arrivals: float  # people a week
    counselled: Between  # people that may be counselled a week
    safeguards: Safeguards
    lanes: tuple[Lane, ...]
    counselling: int = 0
    decision: int = 0
    waits: tuple[int, ...] = ()  # days, of those before a decision, longest first
    with_care: Between = (0.05, 0.05)  # share of whom the best interests are determined
    withdrawal: Between = (0.01, 0.01)  # a week
    not_eligible: Between = (0.075, 0.075)
    needs_paper: Between = (0.5, 0.5)
    paper_late: Between = (0.15, 0.15)
    no_show: Between = (0.06, 0.06)
    money: float = math.inf  # dollars a week
    weeks: int = 52
    runs: int = 200
    seed: int = 1


@dataclass
class Runs:
    """What happened in each run: people at the end of each week, (runs, weeks + 1)."""

    arrived: Ints
    waiting: Ints
    returned: Ints
    withdrawn: Ints
    referred: Ints
    today: Ints  # of those who wait today, who still wait
    longest: Ints  # days
    stages: Floats  # (runs, 4) who waits on average, by stage
    dollars: Floats  # (runs,)

    @property
    def empty(self) -> Floats:
        """In which week nobody is left of those who wait today, (runs,); infinite where never."""
        never = np.where(self.today[:, -1] > 0, np.inf, 0)
        found: Floats = (self.today > 0).sum(axis=1) + never
        return found


def require_safeguards(before: Safeguards, after: Safeguards) -> None:
    """Refuse a scenario that shortens what protects people."""
    short = [name for name in Safeguards.__slots__ if getattr(after, name) < getattr(before, name)]
    if short:
        raise ShortenedSafeguard(", ".join(short))


def thinned(people: Ints, share: float | Floats, chance: tuple[Floats, Floats]) -> Ints:
    """Of so many, those to whom something happens that happens to a share of them.

    Neither they nor the others get fewer where there are more to begin with.
    """
    wide = np.sqrt(people * (share * (1 - share)))
    most = people * (np.minimum(share, 1 - share) / WIDE)
    z, u = chance
    told = np.floor(people * share + z * np.minimum(wide, most) + u).astype(np.int64)
    return np.asarray(np.clip(told, 0, people), dtype=np.int64)


def simulated(inputs: Inputs) -> Runs:
    """Let the weeks pass."""
    return _Weeks(inputs).run()


class _Chance:
    """Draws of one kind, a week's at a time, the same whatever the other kinds draw."""

    def __init__(self, seed: int, kind: int, shape: Sequence[int]) -> None:
        self._draws, self._shape = np.random.default_rng([seed, kind]), tuple(shape)

    def __call__(self) -> tuple[Floats, Floats]:
        return (
            self._draws.uniform(-WIDE, WIDE, self._shape),
            self._draws.uniform(0.0, 1.0, self._shape),
        )


def _whole(each: float | Floats, week: int) -> Ints:
    """How many of a number with a fraction fall into a week, so that no fraction is lost."""
    until, before = np.floor((week + 1) * each + 1e-9), np.floor(week * each + 1e-9)
    return np.asarray(until - before, dtype=np.int64)


def _spread(people: int, weeks: int) -> list[int]:
    """People in the middle of a time that all need, spread over its weeks."""
    return [(people * (n + 1)) // weeks - (people * n) // weeks for n in range(weeks)]


@dataclass
class _Weeks:
    """Everybody who waits, as numbers: runs, today's list or later, countries, weeks still to go."""

    told: Inputs
    withdrawn: Ints = field(init=False)
    referred: Ints = field(init=False)

    def __post_init__(self) -> None:
        told, runs, lanes = self.told, self.told.runs, len(self.told.lanes)
        care, usual = told.safeguards.weeks_of_care, told.safeguards.weeks
        papers = max([lane.paper_weeks for lane in told.lanes], default=1)
        self.counselling = np.zeros((runs, 2), dtype=np.int64)
        self.deciding = np.zeros((runs, 2, care), dtype=np.int64)  # by weeks still to go
        self.asking = np.zeros((runs, 2, lanes, papers), dtype=np.int64)
        self.late = np.zeros((runs, 2, lanes), dtype=np.int64)
        self.seat = np.zeros((runs, 2, lanes), dtype=np.int64)
        self.counselling[:, FIRST] = told.counselling
        self.deciding[:, FIRST, :usual] = _spread(told.decision, usual)
        for n, lane in enumerate(told.lanes):
            weeks = max(1, lane.paper_weeks)
            self.asking[:, FIRST, n, :weeks] = _spread(lane.documents, weeks)
            self.seat[:, FIRST, n] = lane.seat
        self.came = np.zeros((runs, lanes), dtype=np.int64)  # of today's list, from counselling
        self.served = np.zeros((runs, lanes), dtype=np.int64)  # of today's list, who went home
        self.withdrawn = np.zeros(runs, dtype=np.int64)
        self.referred = np.zeros(runs, dtype=np.int64)
        self.home = np.zeros(runs, dtype=np.int64)
        self.dollars = np.zeros(runs)
        whole, shapes = (runs, 2), (runs, 2, lanes)
        self.chances = {
            name: _Chance(told.seed, kind, shape)
            for kind, (name, shape) in enumerate(
                {
                    "arrive": (runs,), "refer": whole, "care": whole, "way": shapes,
                    "paper": shapes, "late": shapes, "found": shapes, "show": shapes,
                    "leave0": whole, "leave1": self.deciding.shape, "leave2": self.asking.shape,
                    "leave3": shapes, "leave4": shapes,
                }.items()
            )
        }  # fmt: skip
        self.share = self._affordable()
        self.between = {
            name: self._one_a_run(kind, getattr(told, name)) for kind, name in enumerate(UNSURE, 50)
        }

    def _one_a_run(self, kind: int, between: Between) -> Floats:
        """A value for each run, the same run being high or low whatever the scenario."""
        draws = np.random.default_rng([self.told.seed, kind])
        low, high = between
        return low + (high - low) * draws.uniform(0.0, 1.0, self.told.runs)

    def _some(self, people: Ints, name: str, chance: str) -> Ints:
        """Those of so many to whom this happens."""
        share = self.between[name].reshape(-1, *(1,) * (people.ndim - 1))
        return thinned(people, share, self.chances[chance]())

    def _affordable(self) -> float:
        """Which share of the seats the money of a week pays."""
        cost = sum(lane.fixed_cost + lane.seats * lane.seat_cost for lane in self.told.lanes)
        return min(1.0, self.told.money / cost) if cost > 0 else 1.0

    def run(self) -> Runs:
        """Let all weeks pass and write each down."""
        told = self.told
        arrived = self._waiting().sum(axis=(1, 2))
        kept: dict[str, list[Ints]] = {
            name: [] for name in ("arrived", "waiting", "returned", "withdrawn", "referred")
        }
        today, longest, stages = [], [], np.zeros((told.runs, len(STAGES)))
        for week in range(told.weeks + 1):
            if week:
                arrived = arrived + self._arrive()
                self._leave()
                self._counsel(week - 1)
                self._travel(week - 1)
                stages += self._waiting().sum(axis=1) / told.weeks
            waiting = self._waiting().sum(axis=2)
            now = (arrived, waiting.sum(axis=1), self.home, self.withdrawn, self.referred)
            for name, people in zip(kept, now, strict=True):
                kept[name].append(people.copy())
            today.append(waiting[:, FIRST])
            longest.append(self._longest(week))
        made = {name: np.stack(rows, axis=1) for name, rows in kept.items()}
        return Runs(
            **made, today=np.stack(today, axis=1), longest=np.stack(longest, axis=1),
            stages=stages, dollars=self.dollars,
        )  # fmt: skip

    def _waiting(self) -> Ints:
        """Who waits in each stage, (runs, 2, 4)."""
        papers = self.asking.sum(axis=(2, 3)) + self.late.sum(axis=2)
        four = (self.counselling, self.deciding.sum(axis=2), papers, self.seat.sum(axis=2))
        return np.stack(four, axis=2)

    def _arrive(self) -> Ints:
        mean = self.told.arrivals
        z, u = self.chances["arrive"]()
        wide = min(math.sqrt(mean), mean / WIDE)
        came = np.maximum(np.floor(mean + z * wide + u).astype(np.int64), 0)
        self.counselling[:, LAST] += came
        return came

    def _leave(self) -> None:
        """Some stop wanting to return, wherever they wait."""
        places = (self.counselling, self.deciding, self.asking, self.late, self.seat)
        for n, people in enumerate(places):
            gone = self._some(people, "withdrawal", f"leave{n}")
            people[...] = people - gone
            self.withdrawn = self.withdrawn + gone.reshape(len(gone), -1).sum(axis=1)

    def _counsel(self, week: int) -> None:
        """As many as the counsellors can see, those of today first; nobody's time to think is cut."""
        told = self.told
        seen = _in_turn(self.counselling, _whole(self.between["counselled"], week))
        self.counselling -= seen
        no = self._some(seen, "not_eligible", "refer")
        self.referred = self.referred + no.sum(axis=1)
        care = self._some(seen - no, "with_care", "care")
        decided = self.deciding[:, :, 0].copy()
        self.deciding = _week_on(self.deciding)
        self.deciding[:, :, told.safeguards.weeks - 1] += seen - no - care
        self.deciding[:, :, told.safeguards.weeks_of_care - 1] += care
        self._on_the_way(decided)

    def _on_the_way(self, decided: Ints) -> None:
        """Each goes the way of a country, and some first wait for a paper."""
        told, left, rest = self.told, decided, 1.0
        ways = np.zeros_like(self.seat)
        z, u = self.chances["way"]()
        for n, lane in enumerate(told.lanes):
            share = min(1.0, lane.share / rest) if rest > lane.share else 1.0
            ways[:, :, n] = thinned(left, share, (z[:, :, n], u[:, :, n]))
            left, rest = left - ways[:, :, n], rest - lane.share
        self.came += ways[:, FIRST]
        without = self._some(ways, "needs_paper", "paper")
        late = self._some(self.asking[:, :, :, 0], "paper_late", "late")
        found = thinned(self.late, 0.5, self.chances["found"]())
        self.seat += ways - without + self.asking[:, :, :, 0] - late + found
        self.late += late - found
        self.asking = _week_on(self.asking)
        for n, lane in enumerate(told.lanes):
            self.asking[:, :, n, max(1, lane.paper_weeks) - 1] += without[:, :, n]

    def _travel(self, week: int) -> None:
        """As many as there are seats and money for; who does not come waits for another seat."""
        called = np.zeros_like(self.seat)
        for n, lane in enumerate(self.told.lanes):
            called[:, :, n] = _in_turn(self.seat[:, :, n], _whole(lane.seats * self.share, week))
            some = called[:, :, n].sum(axis=1)
            self.dollars += np.where(some > 0, lane.fixed_cost * self.share, 0.0)
            self.dollars += some * lane.seat_cost
        came = called - self._some(called, "no_show", "show")
        self.seat -= came
        self.served += came[:, FIRST]
        self.home = self.home + came.sum(axis=(1, 2))

    def _longest(self, week: int) -> Ints:
        """How long waits whoever waits longest, in days: each country's list moves in its order."""
        told, days = self.told, week * DAYS
        # Whoever came from counselling stands behind those who waited there already.
        papers = (self.asking.sum(axis=3) + self.late + self.seat)[:, FIRST]
        there = np.maximum(papers - self.came, 0)
        most = np.array([len(lane.waits) for lane in told.lanes], dtype=np.int64)
        served = np.minimum(self.served, most)
        found = np.zeros(told.runs, dtype=np.int64)
        for n, lane in enumerate(told.lanes):
            found = np.maximum(found, _oldest(lane.waits, served[:, n], there[:, n], days))
        waiting = self._waiting().sum(axis=2)
        others = waiting[:, FIRST] - there.sum(axis=1)
        before = (self.served - served).sum(axis=1)
        found = np.maximum(found, _oldest(told.waits, before, others, days))
        later = np.ceil(waiting[:, LAST] / max(told.arrivals, 1e-9)) * DAYS
        return np.where(waiting[:, FIRST] > 0, found, np.minimum(later, days)).astype(np.int64)


def _oldest(waits: Sequence[int], served: Ints, left: Ints, days: int) -> Ints:
    """The longest wait of those left: the longest were served first, whoever withdrew was anyone."""
    if not waits:
        return np.zeros_like(left)
    place = len(waits) * served // np.maximum(served + left, 1)
    told = np.array(waits, dtype=np.int64)[np.clip(place, 0, len(waits) - 1)]
    return np.where(left > 0, told + days, 0)


def _in_turn(people: Ints, most: Ints) -> Ints:
    """As many as there is room for, those of today first, (runs, 2)."""
    first = np.minimum(people[:, FIRST], most)
    return np.stack((first, np.minimum(people[:, LAST], most - first)), axis=1)


def _week_on(people: Ints) -> Ints:
    """A week less to go for everybody."""
    on = np.zeros_like(people)
    on[..., :-1] = people[..., 1:]
    return on
