"""Who must do what by when, and who follows a case."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from rumbo.access.models import Scoped, User
from rumbo.access.scoping import ScopedQuerySet
from rumbo.audit.history import tracked
from rumbo.casework.models.cases import Case
from rumbo.common.sealed.fields import SealedText
from rumbo.registry.models import Person


class TaskQuerySet(ScopedQuerySet["Task"]):
    """Reading tasks."""

    def open(self) -> Self:
        """Keep what is still to do."""
        return self.filter(done_at=None)

    def for_roles(self, roles: frozenset[str]) -> Self:
        """Keep what falls to these roles."""
        return self.filter(role__in=roles)


@tracked
class Task(Scoped):
    """One thing to do for a case: which role, what (a code with a sentence), by when."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="tasks")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=16)
    code = models.CharField(max_length=30)
    details = models.JSONField(default=dict)
    note = SealedText(default=str)
    due_on = models.DateField()
    urgent = models.BooleanField(default=False)
    opened_by = models.UUIDField(null=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.UUIDField(null=True)
    outcome = SealedText(default=str)
    version = models.PositiveIntegerField(default=1)

    objects: ClassVar[Any] = TaskQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "person", "role", "code"],
                condition=Q(done_at=None),
                nulls_distinct=False,
                name="one_open_task_of_a_kind",
            )
        ]
        indexes = [
            models.Index(
                fields=["office", "role", "due_on"], condition=Q(done_at=None), name="tasks_open"
            )
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.code}"


@tracked
class Assignment(Scoped):
    """Who follows a case in one role, from when until when."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="assignments")
    role = models.CharField(max_length=16)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    by = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "role"], condition=Q(ended_at=None), name="one_follows_in_a_role"
            )
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.case_id}"
