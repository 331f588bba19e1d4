"""Who travels with whom was changed: who decided it, what the family said, and how it was before."""

from django.db import models

from rumbo.access.models import Scoped
from rumbo.audit.history import tracked
from rumbo.casework.models.cases import Case
from rumbo.common.sealed.fields import SealedText


@tracked
class FamilyChange(Scoped):
    """People went from one file to another: parted, moved or joined; it can be taken back.

    `case` is the file they left and `other` the one they came to; `kind` is SPLIT (a file of their
    own), MOVE (some of them into another family) or LINK (everybody: two families are one).
    `before` says who was with whom, in ids and codes, so that taking it back returns it exactly
    (`families.Before`). `why` is protection's reason, where a rule about children was set aside.
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

    def __str__(self) -> str:
        return f"{self.kind} {self.case_id} → {self.other_id}"
