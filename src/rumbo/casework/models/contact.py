"""Keeping in touch: who must be told what, appointments, family, and where people sleep."""

from django.db import models

from rumbo.access.models import Scoped, User
from rumbo.audit.history import tracked
from rumbo.casework.models.cases import Case
from rumbo.common import codes
from rumbo.common.sealed.fields import SealedJSON, SealedText
from rumbo.registry.models import Person


@tracked
class Contact(Scoped):
    """Something a person must be told (an appointment, a seat, a change), by a safe way."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="contacts")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    about = models.CharField(max_length=20)
    note = SealedText(default=str)
    due_on = models.DateField()
    done_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=16, blank=True)

    class Meta:
        indexes = [models.Index(fields=["office", "done_at", "due_on"], name="contact_due")]

    def __str__(self) -> str:
        return f"{self.about} {self.case_id}"


@tracked
class ContactAttempt(Scoped):
    """One try to reach somebody, and what came of it."""

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="attempts")
    channel = models.CharField(max_length=12)
    outcome = models.CharField(max_length=16)
    note = SealedText(default=str)
    by = models.UUIDField(null=True)

    def __str__(self) -> str:
        return f"{self.channel} {self.outcome}"


@tracked
class Appointment(Scoped):
    """A time set aside for a person, with a role or with somebody by name."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="appointments")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=16)
    user = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=45)
    about = models.CharField(max_length=20, default="COUNSELLING")
    outcome = models.CharField(max_length=16, blank=True)
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["office", "starts_at"], name="appointment_start")]

    def __str__(self) -> str:
        return f"{self.about} {self.starts_at:%Y-%m-%d %H:%M}"


@tracked
class FamilyContact(Scoped):
    """Family who may be called, with the person's consent: who, what was said, who meets them.

    `who` seals: name, relation, phone, place.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="family_contacts")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    who = SealedJSON(default=dict)
    consent_on = models.DateField(null=True)
    consent_withdrawn_on = models.DateField(null=True)
    meets_on_arrival = models.BooleanField(null=True)
    said = SealedText(default=str)
    last_called_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.id)

    @property
    def relation_word(self) -> str:
        """How they are related, in the reader's language; what is no code is shown as typed."""
        told = str(self.who.get("relation") or "")
        return codes.label("relation", told) if told in codes.LISTS["relation"] else told


@tracked
class Stay(Scoped):
    """Where somebody sleeps while waiting, and whether they are safe there."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="stays")
    kind = models.CharField(max_length=12)
    shelter = models.CharField(max_length=24, blank=True)
    where = SealedText(default=str)
    until = models.DateField(null=True)
    is_safe = models.BooleanField(null=True)
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.case_id}"
