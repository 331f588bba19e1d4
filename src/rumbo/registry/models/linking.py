"""How far the nightly comparison of the registry with itself has come: numbers, nobody's data."""

from django.db import models

from rumbo.common import clock


class Linking(models.Model):
    """One comparison of the registry with itself: whoever is new or was corrected since the last.

    It goes on where it stood: by search numbers from `done_no` to `last_no`, then by entries of the
    journal, of corrections, from `done_entry` to `last_entry`.
    """

    number = models.BigAutoField(primary_key=True)
    begun_at = models.DateTimeField(default=clock.now)
    finished_at = models.DateTimeField(null=True)
    first_no = models.PositiveIntegerField()
    done_no = models.PositiveIntegerField()
    last_no = models.PositiveIntegerField()
    done_entry = models.PositiveBigIntegerField()
    last_entry = models.PositiveBigIntegerField()
    compared = models.PositiveBigIntegerField(default=0)  # pairs
    suspected = models.PositiveIntegerField(default=0)  # pairs that were put before somebody

    def __str__(self) -> str:
        return f"{self.number}: {self.done_no}/{self.last_no}"

    @property
    def whole(self) -> int:
        """How many registrations there are to compare."""
        return self.last_no - self.first_no

    @property
    def done(self) -> int:
        """How many of them were compared."""
        return self.done_no - self.first_no
