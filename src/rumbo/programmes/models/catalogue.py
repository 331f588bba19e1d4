"""What programmes keep: requests, agreements, openings, due diligence and criteria."""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language

from rumbo.audit.history import tracked
from rumbo.network.models import Country, Department, Reference

RETURN_KINDS = ("RETURN", "JOINT")


class Filed(Reference):
    """A row that came from a file, or from a verb: only those of the files are closed by a load."""

    from_file = models.BooleanField(default=True)

    class Meta(Reference.Meta):
        abstract = True


@tracked
class Programme(Filed):
    """One of the systems as data: who it is for, what it asks, what it gives."""

    systems = ArrayField(models.PositiveSmallIntegerField())
    kind = models.CharField(max_length=12)
    stream = models.CharField(max_length=4, blank=True)
    hosts = ArrayField(models.CharField(max_length=3))
    es = models.CharField(max_length=120)
    en = models.CharField(max_length=120)
    who_es = models.TextField()
    who_en = models.TextField()
    asks_es = models.TextField()
    asks_en = models.TextField()
    gives_es = models.TextField()
    gives_en = models.TextField()
    order = models.PositiveSmallIntegerField()
    requires_mpp = models.BooleanField(null=True)
    keeps_case = models.BooleanField(null=True)
    min_vulnerability = models.PositiveSmallIntegerField(default=0)
    nationalities = ArrayField(models.CharField(max_length=3), null=True)
    excluded = ArrayField(models.CharField(max_length=3), default=list)
    modes = ArrayField(models.CharField(max_length=8))
    organiser = models.CharField(max_length=40)
    version = models.PositiveIntegerField(default=0)

    class Meta(Filed.Meta):
        ordering = ["order", "code"]

    def __str__(self) -> str:
        return self.en if (get_language() or "es").startswith("en") else self.es


@tracked
class FormalRequest(Filed):
    """A government's or partner's request, studied before a programme opens."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="requests")
    requested_by = models.CharField(max_length=80)

    @property
    def received_on(self) -> date:
        return self.valid_from


@tracked
class Agreement(Filed):
    """An agreement under which a programme may work, from a day until a day."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="agreements")


@tracked
class Opening(Filed):
    """The days on which a programme takes people: opened once everything it needs was there."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="openings")
    reason = models.CharField(max_length=200, blank=True)


@tracked
class DueDiligence(Filed):
    """A finding on return from a host to an origin (or an area of it): the table of openness."""

    host = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="+")
    origin = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey(Department, null=True, on_delete=models.PROTECT, related_name="+")
    finding = models.CharField(max_length=12)
    note_es = models.CharField(max_length=160, blank=True)
    note_en = models.CharField(max_length=160, blank=True)

    class Meta(Filed.Meta):
        verbose_name_plural = "due diligence"
        indexes = [models.Index(fields=["host", "origin"], name="openness_by_pair")]
        constraints = [
            *Filed.Meta.constraints,
            models.CheckConstraint(
                condition=Q(finding__in=["OPEN", "CASE_BY_CASE", "SUSPENDED"]),
                name="finding_is_one_of_three",
            ),
        ]


@tracked
class EligibilityCriterion(Filed):
    """A published criterion: which test of the rules it uses, and what it says when not met."""

    position = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=32)
    test = models.CharField(max_length=40)
    outcome = models.CharField(max_length=8)
    es = models.CharField(max_length=200)
    en = models.CharField(max_length=200)
    unknown_es = models.CharField(max_length=200, blank=True)
    unknown_en = models.CharField(max_length=200, blank=True)

    class Meta(Filed.Meta):
        ordering = ["position"]
        verbose_name_plural = "eligibility criteria"
