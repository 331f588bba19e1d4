"""The blind index: keyed hashes that find a person without saying who it is."""

from django.db import models


class SearchKey(models.Model):
    """One compound key of one person (by `search_no`): two four-byte numbers and nothing else."""

    pk = models.CompositePrimaryKey("key", "person_no")
    key = models.IntegerField()
    person_no = models.PositiveIntegerField()

    class Meta:
        indexes = [models.Index(fields=["person_no"], name="search_key_person")]

    def __str__(self) -> str:
        return f"{self.key} {self.person_no}"


class SearchKeyEven(models.Model):
    """The same for even generations of the index key: one table fills while the other answers."""

    pk = models.CompositePrimaryKey("key", "person_no")
    key = models.IntegerField()
    person_no = models.PositiveIntegerField()

    class Meta:
        indexes = [models.Index(fields=["person_no"], name="search_key_even_person")]

    def __str__(self) -> str:
        return f"{self.key} {self.person_no}"
