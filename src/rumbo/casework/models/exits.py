"""How somebody leaves the way, for a while or for good: rows with who, when and why."""

from django.db import models

from rumbo.access.models import Scoped
from rumbo.audit.history import tracked
from rumbo.casework.models.cases import Case
from rumbo.common.sealed.fields import SealedText
from rumbo.registry.models import Person


@tracked
class SideExit(Scoped):
    """A hold, a withdrawal, a no-show …: `person` None means the whole case.

    `reason` is a code of the list that fits the kind; a withdrawal needs none.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="exits")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16)
    reason = models.CharField(max_length=24, blank=True)
    why = SealedText(default=str)
    by = models.UUIDField(null=True)
    review_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["kind", "ended_at"], name="exit_kind")]

    def __str__(self) -> str:
        return f"{self.kind} {self.case_id}"
