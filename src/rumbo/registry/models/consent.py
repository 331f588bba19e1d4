"""Consent to process a person's data: recorded before anything else is asked."""

from django.db import models

from rumbo.access.models import Scoped
from rumbo.audit.history import tracked
from rumbo.registry.models.people import Person


@tracked
class DataConsent(Scoped):
    """A yes to being registered: whose, how, in which language, to which wording; it can end."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="consents")
    by = models.CharField(max_length=10)
    how = models.CharField(max_length=10, default="WRITTEN")
    language = models.CharField(max_length=12, default="es")
    wording = models.CharField(max_length=40)
    recorded_by = models.UUIDField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="consent_by_someone",
                condition=models.Q(by__in=["SELF", "GUARDIAN", "AUTHORITY"]),
            )
        ]

    def __str__(self) -> str:
        return f"{self.by} {self.occurred_at:%Y-%m-%d}"
