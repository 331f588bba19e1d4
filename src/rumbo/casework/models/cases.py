"""The case: the unit of work, one person alone or a family; and each step it took."""

from typing import Any, ClassVar, Self

from django.db import models

from rumbo.access.models import Scoped
from rumbo.access.scoping import ScopedQuerySet
from rumbo.audit.history import tracked
from rumbo.casework.rules import BEFORE_DEPARTURE, OVER
from rumbo.common.sealed.fields import SealedText
from rumbo.registry.models import TravelGroup


class CaseQuerySet(ScopedQuerySet["Case"]):
    """Reading cases."""

    def open(self) -> Self:
        """Keep the cases that go on."""
        return self.exclude(stage__in=OVER)

    def before_departure(self) -> Self:
        """Keep the cases whose people have not left yet."""
        return self.filter(stage__in=BEFORE_DEPARTURE)


@tracked
class Case(Scoped):
    """What one group of people asks for, and where they stand on the way home.

    `stage` says where they stand, never what may be done: that is asked of the requirements.
    """

    FILE_PART = "case"

    number = models.CharField(max_length=20, unique=True)
    group = models.OneToOneField(TravelGroup, on_delete=models.PROTECT, related_name="case")
    stage = models.CharField(max_length=20, default="REGISTRATION")
    site = models.CharField(max_length=24)
    programme = models.CharField(max_length=24, blank=True)
    funding_line = models.CharField(max_length=24, blank=True)
    requested_on = models.DateField()
    stage_since = models.DateTimeField()
    urgent = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    objects: ClassVar[Any] = CaseQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["office", "stage", "requested_on"], name="case_office_stage"),
            models.Index(fields=["stage", "requested_on"], name="case_stage"),
            models.Index(fields=["requested_on", "id"], name="case_asked"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_open(self) -> bool:
        """Whether this case goes on."""
        return self.stage not in OVER


@tracked
class Step(Scoped):
    """One move of a case from stage to stage: from, to, who, when, why. Never changed."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="steps")
    from_stage = models.CharField(max_length=20, blank=True)
    to_stage = models.CharField(max_length=20)
    by = models.UUIDField(null=True)
    why = SealedText(default=str)

    class Meta:
        indexes = [models.Index(fields=["to_stage", "occurred_at"], name="step_to")]

    def __str__(self) -> str:
        return f"{self.from_stage} → {self.to_stage}"


class NumberSeries(models.Model):
    """The last case number of a booth in a year: numbers are allotted per booth."""

    prefix = models.CharField(max_length=8)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["prefix", "year"], name="one_series_a_booth_and_year")
        ]

    def __str__(self) -> str:
        return f"{self.prefix}-{self.year}-{self.last}"
