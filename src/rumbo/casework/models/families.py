"""Who travels with whom was changed: who decided it, what the family said, and how it was before."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from rumbo.access.entry import current_reader
from rumbo.access.models import Scoped
from rumbo.access.scoping import ScopedQuerySet
from rumbo.access.values import Reader
from rumbo.audit.history import tracked
from rumbo.casework.models.cases import Case
from rumbo.common.sealed.fields import SealedText

# Everybody of a file goes to another one: it is left with nobody, and ends.
EMPTYING = ("LINK", "JOIN")


class FamilyChangeQuerySet(ScopedQuerySet["FamilyChange"]):
    """Reading who travels with whom: for the office of either file."""

    def visible_to(self, reader: Reader) -> Self:
        """Keep the changes of the reader's offices, and those by which people came to them."""
        own = super().visible_to(reader)
        if current_reader() is None or reader.offices is None:
            return own
        came = Q(compartment__in=reader.compartments, other__office__in=reader.offices)
        return self.filter(Q(pk__in=own.values("pk")) | came)


@tracked
class FamilyChange(Scoped):
    """People went from one file to another: parted, moved or joined; it can be taken back.

    `case` is the file they left and `other` the one they came to; `kind` is SPLIT (a file of their
    own), MOVE (some of them into another family), LINK (everybody: two families are one) or JOIN
    (the same, of siblings whom protection joined, of two offices too). `before` says who was with whom, in ids and codes, so that taking it back returns it exactly
    (tasks too: brought, dropped because they were asked there, opened by it). `why` is protection's reason, where a rule about children was set aside.
    """

    kind = models.CharField(max_length=8, default="SPLIT")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="family_changes")
    other = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="family_arrivals")
    decided_by = models.UUIDField()
    family_word = SealedText(default=str)
    word_on = models.DateField()
    why = SealedText(default=str)
    before = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.UUIDField(null=True)

    objects: ClassVar[Any] = FamilyChangeQuerySet.as_manager()

    @property
    def empties(self) -> bool:
        """Whether everybody of the file went, so that it ended."""
        return self.kind in EMPTYING

    def __str__(self) -> str:
        return f"{self.kind} {self.case_id} → {self.other_id}"
