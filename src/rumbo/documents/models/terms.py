"""What a consulate said that it asks for, from a day on: written down by whoever asked it."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from rumbo.audit.history import tracked
from rumbo.common import clock
from rumbo.common.money import Money
from rumbo.network.models import Reference, ReferenceQuerySet


@tracked
class ConsularTerms(Reference):
    """What one consulate, or every consulate of a country, asks for one document, by its own word.

    It stands beside the entries of the file (data/consular.json) and rules from its first day; what
    it replaces stays as it was. None says that it is not known. `verified` says that the consulate
    itself confirmed it; `source` says who told it, and when.
    """

    country = models.CharField(max_length=3)
    document = models.CharField(max_length=20)
    consulate = models.CharField(max_length=36, blank=True)
    items = ArrayField(models.CharField(max_length=24))
    photos = models.PositiveSmallIntegerField(null=True)
    fee_minor = models.PositiveIntegerField(null=True)
    fee_currency = models.CharField(max_length=3, blank=True)
    fee_free_under = models.PositiveSmallIntegerField(null=True)
    appointment = models.CharField(max_length=12, blank=True)
    usual_days = models.PositiveSmallIntegerField(null=True)
    valid_days = models.PositiveSmallIntegerField(null=True)
    verified = models.BooleanField(default=False)
    recorded_at = models.DateTimeField(default=clock.now, editable=False)
    by = models.UUIDField(null=True)

    objects: ClassVar[Any] = ReferenceQuerySet.as_manager()

    class Meta(Reference.Meta):
        verbose_name_plural = "consular terms"
        indexes = [models.Index(fields=["country", "document"], name="consular_terms_by_paper")]

    def __str__(self) -> str:
        return f"{self.country} {self.document} {self.valid_from}"

    @property
    def fee(self) -> Money | None:
        """What it charges; None where that is not known."""
        return None if self.fee_minor is None else Money(self.fee_minor, self.fee_currency)
