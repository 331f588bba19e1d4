"""What was decided of a file that is kept past its time: erased, or kept longer and why."""

from django.db import models
from django.db.models import F, Q

from rumbo.access.models import Scoped
from rumbo.audit.history import tracked
from rumbo.casework.models.cases import Case
from rumbo.common.sealed.fields import SealedText


@tracked
class Retention(Scoped):
    """One decision about a file whose months are over (domain.md 9, principle 9).

    `decision` is ERASE, done by `rumbo erase` (`erased_at`, with how much it emptied), or KEEP until
    a day, for a reason that obliges to it. Another decision, or taking it back, ends this one.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="retentions")
    decision = models.CharField(max_length=8)
    why = SealedText(default=str)
    until = models.DateField(null=True)
    by = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)
    rows = models.PositiveIntegerField(null=True)
    files = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decision="ERASE", until=None)
                | Q(decision="KEEP", until__isnull=False, erased_at=None),
                name="a_file_is_erased_or_kept_until_a_day",
            ),
            models.UniqueConstraint(
                fields=["case"], condition=Q(ended_at=None), name="one_decision_holds_for_a_file"
            ),
            models.CheckConstraint(
                condition=Q(erased_at=None) | Q(erased_at__gte=F("occurred_at")),
                name="erased_after_it_was_decided",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision} {self.case_id}"
