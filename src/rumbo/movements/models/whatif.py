"""A question of what would change, and the numbers of its answer: nobody is in it."""

from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models

from rumbo.access.models import Scoped
from rumbo.audit.history import tracked
from rumbo.common import clock
from rumbo.movements.models.proposals import SILENCE

WORKING = ("READING", "TRYING")
LOOKING = ("WAITING", *WORKING, "STOPPING")
ENDED = ("DONE", "STOPPED")


@tracked
class WhatIf(Scoped):
    """What would change between two days with less money, fewer counsellors, or one bus more.

    `asked` holds what was supposed (percent of money, way, countries, weeks); `told` holds counts
    by kind of group and bands of weeks: no name, no id of a person. `step` of `steps` are done, and
    each scenario is kept once it is finished. Whoever stops it sets STOPPING; it ends as STOPPED.
    """

    first = models.DateField()
    last = models.DateField()
    offices = ArrayField(models.UUIDField(), null=True)
    asked = models.JSONField(default=dict)
    state = models.CharField(max_length=10, default="WAITING")
    step = models.PositiveSmallIntegerField(default=0)
    steps = models.PositiveSmallIntegerField(default=0)
    said_at = models.DateTimeField(default=clock.now)
    by = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)
    wrong = models.JSONField(default=list)
    told = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["office", "-occurred_at"], name="what_if_newest")]

    def __str__(self) -> str:
        return f"{self.first} {self.last} {self.state}"

    @property
    def is_under_way(self) -> bool:
        """Whether it is still being worked out."""
        return self.state in LOOKING

    @property
    def has_answers(self) -> bool:
        """Whether at least what stands today was worked out: without it nothing compares."""
        return bool(self.told.get("scenarios"))

    def is_cut_off(self, now: datetime) -> bool:
        """Whether nobody works it out any more although it was never finished."""
        return self.is_under_way and now - self.said_at > SILENCE
