"""What came in from a sheet: each row kept as ciphertext, and what became of it."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from rumbo.access.models import Scoped
from rumbo.access.scoping import ScopedQuerySet
from rumbo.audit.history import tracked
from rumbo.casework.models import Case
from rumbo.common import clock
from rumbo.common.ids import new_id
from rumbo.common.sealed.fields import SealedJSON
from rumbo.registry.models import Person, TravelGroup


class ImportedSheet(models.Model):
    """One reading of one file: how many rows became what. The file itself is not kept."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    read_at = models.DateTimeField(default=clock.now)
    by = models.UUIDField(null=True)
    year_first = models.BooleanField(default=False)
    lone_m = models.CharField(max_length=1, blank=True)
    median = models.DateField(null=True)
    counts = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.read_at:%Y-%m-%d %H:%M}"


class IntakeRowQuerySet(ScopedQuerySet["IntakeRow"]):
    """Reading rows of sheets."""

    def to_correct(self) -> Self:
        """Keep the rows that somebody must mend."""
        return self.filter(outcome="to_correct")

    def suspected(self) -> Self:
        """Keep the rows that may be somebody registered already."""
        return self.filter(outcome="suspected_duplicate")


@tracked
class IntakeRow(Scoped):
    """One row of a sheet, sealed as it came, with its one outcome.

    `key` is the keyed hash of the whole row: the same row is never taken in twice. `faults` and
    `flags` name columns and codes, never a value. `urgent` says that a cell warns of harm, never
    which: nobody has been registered yet of whom protection could be asked.
    """

    GOES_ALONG = False

    sheet = models.ForeignKey(ImportedSheet, on_delete=models.PROTECT, related_name="rows")
    number = models.PositiveIntegerField()
    key = models.BinaryField(max_length=32, unique=True)
    raw = SealedJSON(default=dict)
    folio = SealedJSON(default=str)
    outcome = models.CharField(max_length=20)
    faults = models.JSONField(default=list)
    flags = models.JSONField(default=list)
    child_alone = models.BooleanField(default=False)
    urgent = models.BooleanField(default=False)
    family_key = models.BinaryField(max_length=16, null=True)
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="+")
    resembles = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    resembles_row = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    probability = models.FloatField(null=True)
    reasons = models.JSONField(default=list)
    settled_by = models.UUIDField(null=True)
    settled_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    objects: ClassVar[Any] = IntakeRowQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["office", "outcome", "id"],
                condition=Q(settled_at=None),
                name="intake_rows_waiting",
            ),
            models.Index(fields=["sheet", "family_key"], name="intake_rows_family"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.outcome}"

    @property
    def percent(self) -> str:
        """How alike, as people read it."""
        return f"{round(100 * (self.probability or 0))} %"


class SheetFamily(models.Model):
    """The travel group that one folio of one sheet became, so that a mended row joins it."""

    sheet = models.ForeignKey(ImportedSheet, on_delete=models.PROTECT, related_name="+")
    family_key = models.BinaryField(max_length=16)
    group = models.ForeignKey(TravelGroup, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sheet", "family_key"], name="one_group_a_folio")
        ]

    def __str__(self) -> str:
        return str(self.group_id)
