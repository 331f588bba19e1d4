"""The journal and the read log: append-only, plain ids, no foreign keys."""

from django.contrib.postgres.indexes import BrinIndex
from django.db import models


class JournalEntry(models.Model):
    """One thing that happened, as a code and small ids: told to people as a sentence."""

    number = models.BigAutoField(primary_key=True)
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    actor_kind = models.CharField(max_length=10)
    actor_id = models.UUIDField(null=True)
    office_id = models.UUIDField(null=True)
    code = models.CharField(max_length=60)
    person_id = models.UUIDField(null=True)
    case_id = models.UUIDField(null=True)
    compartment = models.CharField(max_length=12, default="bio")
    details = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["person_id", "-number"], name="journal_person"),
            models.Index(fields=["case_id", "-number"], name="journal_case"),
            BrinIndex(fields=["recorded_at"], name="journal_recorded"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.code}"


class JournalSeal(models.Model):
    """A link of the hash chain: what the journal was up to a number; a change behind it shows."""

    number = models.BigAutoField(primary_key=True)
    first_entry = models.BigIntegerField()
    last_entry = models.BigIntegerField()
    digest = models.BinaryField(max_length=32)
    sealed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.first_entry}–{self.last_entry}"


class Reading(models.Model):
    """Who opened whose page, and when."""

    number = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    reader_id = models.UUIDField()
    person_id = models.UUIDField()
    page = models.CharField(max_length=40)

    class Meta:
        indexes = [
            models.Index(fields=["person_id", "-number"], name="reading_person"),
            models.Index(fields=["reader_id", "-number"], name="reading_reader"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.page}"
