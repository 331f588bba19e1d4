"""How many invented people are cut into parts: each written whole or not at all, each known again.

What a part is follows from the seed, from how many people are wanted and from when it was begun: so
parts are made in any order and by several at once, and whoever goes on later finds which are there.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from rumbo.common import clock
from rumbo.common.ids import Drawn
from rumbo.demo.chance import Chance
from rumbo.demo.tables import profile, table
from rumbo.registry.models import TravelGroup

SIZE = 2500  # people
LAST_DAYS = timedelta(days=70)
_AHEAD = 12  # parts looked at when one is chosen, so that little is held however many there are


@dataclass(frozen=True, slots=True)
class Part:
    """Some people of one booth: how many, from which moment back, and the first group's id.

    `lately`: of the last months, so that some wait for a seat.
    """

    seed: str
    people: int
    site: str
    at: datetime
    lately: bool
    mark: UUID

    @property
    def chance(self) -> Chance:
        """The chance of this part alone."""
        return Chance(self.seed)

    def is_there(self) -> bool:
        """Whether it was written already."""
        return TravelGroup.objects.filter(pk=self.mark).exists()


def planned(chance: Chance, number: int, began: datetime) -> Iterator[Part]:
    """Cut so many people into parts, in the order of their days, one at a time."""
    bulk = table("rates")["bulk"]
    start = began - timedelta(days=365 * bulk["years"]["value"])
    span = (began - LAST_DAYS) - start
    first_lately = int(number * (1 - bulk["lately"]["value"]))
    done = turn = 0
    while done < number:
        draw = chance.fork(f"bulk {number} {turn}")
        lately = done >= first_lately
        people = min(SIZE, (number if lately else first_lately) - done)
        at = start + span * (done / number)
        with clock.travel_to(at):
            mark = Drawn(draw.fork("mark").random).next()
        yield Part(draw.seed, people, draw.weighted(profile("site")), at, lately, mark)
        done, turn = done + people, turn + 1


class Queue:
    """The parts that wait, taken by several hands: of each booth one at a time, in their order.

    Two at one booth would wait for each other's numbers; in order, the same files get the same ones.
    """

    def __init__(self, parts: Iterator[Part]) -> None:
        self._parts = parts
        self._ahead: deque[Part] = deque()
        self._busy: set[str] = set()

    def take(self) -> Part | None:
        """Give the first part whose booth is free; None where all of those ahead have to wait."""
        while len(self._ahead) < _AHEAD and (part := next(self._parts, None)) is not None:
            self._ahead.append(part)
        for part in self._ahead:
            if part.site not in self._busy:
                self._ahead.remove(part)
                self._busy.add(part.site)
                return part
        return None

    def done(self, part: Part) -> None:
        """Free the booth of a part that was written."""
        self._busy.remove(part.site)
