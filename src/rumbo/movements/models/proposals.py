"""A plan that was asked for: what it proposes for each group, and how far its search is."""

import uuid
from datetime import datetime, timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models

from rumbo.access.models import Scoped
from rumbo.audit.history import tracked
from rumbo.casework.models import Case
from rumbo.common import clock
from rumbo.common.refusal import as_kept
from rumbo.common.sealed.fields import SealedText
from rumbo.movements.models.departures import Departure

UNDER_WAY = ("WAITING", "READING", "SEARCHING")
# A line that was accepted and is being done.
ASKED = "ASKED"
# A search that says nothing for so long was cut off: the machine stopped under it.
SILENCE = timedelta(minutes=3)


@tracked
class Proposal(Scoped):
    """Which groups could travel when, by what and paid by whom, between two days.

    `may_move`: whether those who hold a seat on a departure that is not confirmed may be given
    another one. `offices` are those of whoever asked (None: every office). `seconds` is how long
    it may search. `told` holds numbers of the finished plan: no name, no id of a person.
    """

    first = models.DateField()
    last = models.DateField()
    may_move = models.BooleanField(default=False)
    offices = ArrayField(models.UUIDField(), null=True)
    seconds = models.PositiveSmallIntegerField(default=60)
    state = models.CharField(max_length=10, default="WAITING")
    by = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)
    wrong = models.JSONField(default=list)
    told = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["office", "-occurred_at"], name="proposal_newest")]

    def __str__(self) -> str:
        return f"{self.first} {self.last} {self.state}"

    @property
    def is_under_way(self) -> bool:
        """Whether it is still being looked for."""
        return self.state in UNDER_WAY

    def is_cut_off(self, now: datetime) -> bool:
        """Whether nobody looks for it any more although it was never finished."""
        said = Headway.objects.filter(proposal=self).values_list("at", flat=True).first()
        return self.is_under_way and now - (said or self.recorded_at) > SILENCE


class Headway(models.Model):
    """How far the search of a proposal is: written every second, kept by nobody."""

    proposal = models.OneToOneField(
        Proposal, primary_key=True, on_delete=models.PROTECT, related_name="headway"
    )
    at = models.DateTimeField(default=clock.now)
    judged = models.PositiveIntegerField(default=0)
    to_judge = models.PositiveIntegerField(default=0)
    seconds = models.FloatField(default=0)
    best = models.FloatField(default=0)
    bound = models.FloatField(default=0)
    stop_asked = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.best}/{self.bound}"

    @property
    def gap(self) -> float:
        """What part of the plan a better one could still gain, at most, in percent."""
        return 100 * (self.bound - self.best) / self.best if self.best > 0 else 0.0


@tracked
class ProposedSeat(Scoped):
    """What a proposal says of one group: a seat, another seat, none, or why it goes on waiting.

    `kind` is ADDED, MOVED, DROPPED, KEPT or LEFT; `before` is the departure on which it holds
    seats. `code` and `facts` say why a group stays, in the planner's terms. `outcome` is empty
    until somebody accepts the line: then ASKED until it is done, and TAKEN, or STALE with why it
    could not stand.
    """

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="seats")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    departure = models.ForeignKey(Departure, null=True, on_delete=models.PROTECT, related_name="+")
    before = models.ForeignKey(Departure, null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8)
    place = models.PositiveIntegerField(default=0)
    people = models.PositiveSmallIntegerField()
    days = models.PositiveIntegerField(default=0)
    code = models.CharField(max_length=16, blank=True)
    facts = models.JSONField(default=dict)
    ahead = models.PositiveIntegerField(default=0)
    outcome = models.CharField(max_length=8, blank=True)
    stale = SealedText(default=str)
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proposal", "case"], name="proposed_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.case_id}"

    @property
    def why_not(self) -> str:
        """Why it could not stand, in the reader's language."""
        return as_kept(self.stale)

    @property
    def key(self) -> uuid.UUID:
        """What a form sends."""
        return self.pk
