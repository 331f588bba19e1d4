"""The blind index: keyed hashes that find a person without saying who it is."""

from django.db import models


class SearchKey(models.Model):
    """One compound key of one person (by `search_no`): two four-byte numbers and nothing else.

    There is no index by person: whoever is corrected is taken out by the keys they were filed
    under, and an eighth of the space is saved.
    """

    pk = models.CompositePrimaryKey("key", "person_no")
    key = models.IntegerField()
    person_no = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.key} {self.person_no}"


class SearchKeyEven(models.Model):
    """The same for even generations of the index key: one table fills while the other answers."""

    pk = models.CompositePrimaryKey("key", "person_no")
    key = models.IntegerField()
    person_no = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.key} {self.person_no}"
