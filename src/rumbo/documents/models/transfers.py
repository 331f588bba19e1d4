"""What of a person left the house: to whom, what, why, by which yes, and until when they may use it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from rumbo.access.models import Scoped
from rumbo.audit.history import tracked
from rumbo.casework.models import Case
from rumbo.common.sealed.fields import SealedText
from rumbo.documents.models.consular import ConsularRequest
from rumbo.registry.models import Person


@tracked
class Transfer(Scoped):
    """Something of a person was told to somebody outside (domain.md 9, principle 5). Never changed."""

    GOES_ALONG = False

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="transfers")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="transfers")
    kind = models.CharField(max_length=16)
    recipient = models.CharField(max_length=24)
    to_whom = models.CharField(max_length=60, blank=True)
    fields = ArrayField(models.CharField(max_length=24), default=list)
    purpose = models.CharField(max_length=24)
    consent = models.UUIDField()
    expires_on = models.DateField(null=True)
    request = models.ForeignKey(
        ConsularRequest, null=True, on_delete=models.PROTECT, related_name="transfers"
    )
    by = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(fields=["office", "occurred_at"], name="transfers_by_day")]

    def __str__(self) -> str:
        return f"{self.kind} {self.recipient}"


@tracked
class ExplicitConsent(Scoped):
    """A yes to one recipient given after protection talked it over: for who may fear that recipient.

    It stands on one answer of the page of permissions (`consent`) and falls with it.
    """

    compartment = models.CharField(max_length=12, default="protection")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="explicit_consents")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="explicit_consents")
    recipient = models.CharField(max_length=24)
    consent = models.UUIDField()
    counselled_on = models.DateField()
    words = SealedText(default=str)
    by = models.UUIDField(null=True)

    def __str__(self) -> str:
        return f"{self.recipient} {self.counselled_on}"
