"""Papers: what a person travels with, who holds the original, and what others must allow."""

from django.db import models

from rumbo.access.models import Scoped
from rumbo.audit.history import tracked
from rumbo.casework.models import Case
from rumbo.common.sealed.fields import SealedText
from rumbo.registry.models import Person


@tracked
class TravelDocument(Scoped):
    """A passport, an identity card, a laissez-passer …: valid until when, and where it lies."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="documents")
    type = models.CharField(max_length=20)
    issuer = models.CharField(max_length=3)
    number = SealedText(default=str)
    issued_on = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    original_with = models.CharField(max_length=12, blank=True)
    seen_by = models.UUIDField(null=True)
    scan_file = models.UUIDField(null=True)
    report_number = SealedText(default=str)
    ended_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [
            models.Index(
                fields=["office", "valid_until"],
                condition=models.Q(ended_at=None),
                name="documents_live_until",
            )
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.issuer}"

    @property
    def is_live(self) -> bool:
        """Whether this paper is still the person's to use, whatever its dates."""
        return self.ended_at is None


@tracked
class Custody(Scoped):
    """An original changed hands: from whom, to whom, with a receipt."""

    document = models.ForeignKey(TravelDocument, on_delete=models.PROTECT, related_name="custody")
    held_before = models.CharField(max_length=12, blank=True)
    held_by = models.CharField(max_length=12)
    handed_to = SealedText(default=str)
    by = models.UUIDField(null=True)

    def __str__(self) -> str:
        return f"{self.document_id} {self.held_by}"

    @property
    def receipt(self) -> str:
        """The number on the receipt: short enough to be read aloud."""
        return self.id.hex[-8:].upper()


@tracked
class Parentage(Scoped):
    """That a child is whose child it is said to be: shown by a document or by the consulate."""

    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="parentages")
    shown = models.BooleanField()
    shown_by = models.CharField(max_length=16, blank=True)
    scan_file = models.UUIDField(null=True)
    by = models.UUIDField(null=True)

    def __str__(self) -> str:
        return f"{self.child_id} {self.shown}"


@tracked
class OtherParent(Scoped):
    """The parent who is not the one that travels: consented, travels too, sole custody …"""

    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="other_parents")
    state = models.CharField(max_length=16)
    on = models.DateField(null=True)
    paper_file = models.UUIDField(null=True)
    has_paper = models.BooleanField(default=False)
    by = models.UUIDField(null=True)

    def __str__(self) -> str:
        return f"{self.child_id} {self.state}"


@tracked
class ExitPaper(Scoped):
    """The paper that the host country asks of some before they leave."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="exit_papers")
    needed = models.BooleanField()
    type = models.CharField(max_length=24, blank=True)
    valid_until = models.DateField(null=True)
    by = models.UUIDField(null=True)

    def __str__(self) -> str:
        return f"{self.person_id} {self.needed}"


@tracked
class LegalCheck(Scoped):
    """Whether anything forbids a person to leave: a duty as witness, a trial, a custody matter."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="legal_checks")
    bar = models.BooleanField()
    note = SealedText(default=str)
    by = models.UUIDField(null=True)

    def __str__(self) -> str:
        return f"{self.person_id} {self.bar}"


@tracked
class ResidenceRight(Scoped):
    """A right to live in a country that is not one's own."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="residence_rights")
    country = models.CharField(max_length=3)
    valid_until = models.DateField(null=True)
    by = models.UUIDField(null=True)

    def __str__(self) -> str:
        return f"{self.person_id} {self.country}"


@tracked
class TransitCheck(Scoped):
    """Whether a country on the way lets this person through; no row means not known.

    `country` empty says: checked, and there is no country of transit.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="transit_checks")
    country = models.CharField(max_length=3, blank=True)
    allowed = models.BooleanField(null=True)
    by = models.UUIDField(null=True)

    def __str__(self) -> str:
        return f"{self.person_id} {self.country}"


@tracked
class ReceivingNotice(Scoped):
    """That those who receive were told of a journey, and whether they answered.

    `travel_date` is the day of which they were told; where it is not known it counts for any.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="receiving_notices")
    travel_date = models.DateField(null=True)
    told_on = models.DateField()
    answered_on = models.DateField(null=True)
    recipient = models.CharField(max_length=24, blank=True)
    by = models.UUIDField(null=True)

    def __str__(self) -> str:
        return f"{self.case_id} {self.told_on}"


@tracked
class KeptFile(Scoped):
    """A scan or a printed paper, sealed on disk under its id."""

    IS_A_FILE = True
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="files")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="files")
    kind = models.CharField(max_length=24)
    name = SealedText(default=str)
    media_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    by = models.UUIDField(null=True)
    destroyed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"
