"""What was explained, what was found about the decision, and what the person signed."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from rumbo.access.models import Scoped
from rumbo.audit.history import tracked
from rumbo.casework.models import Case
from rumbo.common.sealed.fields import SealedText
from rumbo.registry.models import Person


@tracked
class Session(Scoped):
    """One counselling session with one person: in which language, what was explained, what next."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="sessions")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="sessions")
    mode = models.CharField(max_length=12, default="IN_PERSON")
    minutes = models.PositiveSmallIntegerField(null=True)
    language = models.CharField(max_length=12)
    interpreter = models.CharField(max_length=12, default="NONE")
    topics = ArrayField(models.CharField(max_length=24), default=list)
    asylum_explained = models.BooleanField(default=False)
    alternatives = ArrayField(models.CharField(max_length=24), default=list)
    decision = models.CharField(max_length=12, blank=True)
    country_information = SealedText(default=str)
    questions = SealedText(default=str)
    notes = SealedText(default=str)
    by = models.UUIDField(null=True)

    def __str__(self) -> str:
        return f"{self.person_id} {self.occurred_at:%Y-%m-%d}"


@tracked
class VoluntarinessFinding(Scoped):
    """Two findings and one more: is the decision free, is it informed, can the person decide.

    They are never one tick: freedom (no pressure) and information are assessed apart
    (domain.md 0.2). The latest finding of a person holds.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="findings")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="findings")
    alone = models.BooleanField()
    free = models.BooleanField()
    informed = models.BooleanField()
    capacity = models.BooleanField()
    decision_maker = SealedText(default=str)
    pressure = SealedText(default=str)
    notes = SealedText(default=str)
    by = models.UUIDField(null=True)

    def __str__(self) -> str:
        return f"{self.person_id} {self.free} {self.informed}"


class Signed(Scoped):
    """What every signed paper has: its wording and language, who witnessed, and its sealed file.

    `wording` is the version (YYYY-MM-DD); a paper that a newer one follows ends with it, and
    `replaced_by` then names the newer one: nobody took anything back.
    """

    travel_date = models.DateField(null=True)
    wording = models.CharField(max_length=40)
    language = models.CharField(max_length=12)
    interpreter = models.CharField(max_length=12, default="NONE")
    interpreter_name = SealedText(default=str)
    read_aloud = models.BooleanField(default=False)
    witness = SealedText(default=str)
    how = models.CharField(max_length=8, default="SCREEN")
    signature_file = models.UUIDField(null=True)
    paper_file = models.UUIDField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    replaced_by = models.UUIDField(null=True)
    recorded_by = models.UUIDField(null=True)

    class Meta:
        abstract = True

    @property
    def is_live(self) -> bool:
        """Whether it still stands: not taken back, not followed by a newer one."""
        return self.withdrawn_at is None


@tracked
class Declaration(Signed):
    """An adult's own declaration of voluntary return, for one travel date; it can be withdrawn."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="declarations")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="declarations")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(withdrawn_at=None), name="one_live_declaration"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.travel_date}"


@tracked
class GuardianDeclaration(Signed):
    """What a parent, a legal guardian or the authority declares for a child."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    child = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="guardian_declarations"
    )
    guardian = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    signed_by = SealedText(default=str)
    capacity = models.CharField(max_length=16)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child"],
                condition=Q(withdrawn_at=None),
                name="one_live_guardian_declaration",
            )
        ]

    def __str__(self) -> str:
        return f"{self.child_id} {self.capacity}"


@tracked
class ShareConsent(Scoped):
    """A tick of its own per recipient: may this one be told; refusing never ends the help."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="share_consents")
    recipient = models.CharField(max_length=24)
    given = models.BooleanField()
    by = models.CharField(max_length=10, default="SELF")
    wording = models.CharField(max_length=40)
    until = models.DateField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    recorded_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "recipient"],
                condition=Q(withdrawn_at=None),
                name="one_live_answer_a_recipient",
            )
        ]

    def __str__(self) -> str:
        return f"{self.recipient} {self.given}"


@tracked
class Reconfirmation(Scoped):
    """The person says it again on the day of departure: yes, I go; a guardian for a child."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="reconfirmations")
    on = models.DateField()
    by_guardian = models.BooleanField(default=False)
    by = models.UUIDField(null=True)
    taken_back_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.person_id} {self.on}"
