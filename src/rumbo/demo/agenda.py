"""What is to happen and when: the days are played in this order, each thing at its own moment."""

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction

from rumbo.common import clock
from rumbo.common.refusal import Refusal
from rumbo.demo.tally import Tally

Step = Callable[[], object]
Progress = Callable[[str, int, int], None]


@dataclass(order=True)
class Planned:
    """One thing to do at a moment; those of one moment go in the order in which they were planned."""

    moment: datetime
    number: int
    name: str = field(compare=False)
    step: Step = field(compare=False)


class Agenda:
    """Everything planned and not yet done."""

    def __init__(self, tally: Tally) -> None:
        self.tally = tally
        self.ahead: list[Planned] = []
        self.number = 0

    def plan(self, moment: datetime, name: str, step: Step) -> None:
        """Plan one thing."""
        self.number += 1
        heapq.heappush(self.ahead, Planned(moment, self.number, name, step))

    def play(self, until: datetime, progress: Progress) -> None:
        """Do all that falls before a moment, each step whole or not at all."""
        first = self.ahead[0].moment if self.ahead else until
        days = max((until - first).days, 0) + 1
        for day in range(days):
            end = min(first + timedelta(days=day + 1), until)
            self._play_day(end)
            progress("days", day + 1, days)

    def _play_day(self, end: datetime) -> None:
        while self.ahead and self.ahead[0].moment <= end:
            planned = heapq.heappop(self.ahead)
            self.tally.tried[planned.name] += 1
            try:
                with clock.travel_to(planned.moment), transaction.atomic():
                    planned.step()
            except Refusal as refusal:
                self.tally.refused[planned.name, refusal.code] += 1
