"""The answers as they were last given, so that lists need not ask every room."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from rumbo.access.models import Scoped
from rumbo.casework.models import Case


class Standing(Scoped):
    """What a case may do and still lacks, as judged at a moment: for lists and counts, never for verbs.

    `missing` counts the rows by whose turn it is; `first` holds the first rows as "whose:CODE",
    without the code where the row itself would tell what is kept apart.
    """

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="standing")
    may_book = models.BooleanField()
    may_confirm = models.BooleanField()
    may_board = models.BooleanField()
    missing = models.JSONField(default=dict)
    first = ArrayField(models.CharField(max_length=50), default=list)
    judged_at = models.DateTimeField()
    last_entry = models.BigIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["office", "may_book", "may_confirm"], name="standing_answers")
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.may_book} {self.may_confirm}"

    @property
    def total(self) -> int:
        """How many rows are missing, all people together."""
        return sum(self.missing.values())
