"""A person as registered once; an individual as the human being behind several registrations."""

from datetime import date
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.expressions import RawSQL

from rumbo.access.models import Scoped
from rumbo.audit.history import tracked
from rumbo.common import clock
from rumbo.common.ids import new_id
from rumbo.common.sealed.fields import SealedJSON

PRECISIONS = [("day", "day"), ("month", "month"), ("year", "year"), ("age", "age")]


class Individual(models.Model):
    """One human being, once two registrations were found to be the same person."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    recorded_at = models.DateTimeField(default=clock.now, editable=False)

    def __str__(self) -> str:
        return str(self.id)


@tracked
class Person(Scoped):
    """One registration of one person. It never moves; what is found out later points at it.

    `identity` seals: given_names, surname_1, surname_2, also_known_as, mother, father,
    document_number. `place` seals: municipality, community, address. `contact` seals: phone,
    whatsapp, phone_home, safe_times, note. Keys that are not known are left out.
    """

    FILE_PART = "person"

    search_no = models.PositiveIntegerField(
        unique=True, editable=False, db_default=RawSQL("nextval('registry_person_search_no')", [])
    )
    individual = models.ForeignKey(Individual, null=True, on_delete=models.PROTECT)
    identity = SealedJSON(default=dict)
    sex = models.CharField(max_length=1, blank=True)
    birth_date = models.DateField(null=True)
    birth_precision = models.CharField(max_length=5, choices=PRECISIONS, default="day")
    age_disputed = models.BooleanField(default=False)
    nationalities = ArrayField(models.CharField(max_length=3), default=list)
    origin_country = models.CharField(max_length=3, blank=True)
    origin_department = models.CharField(max_length=24, blank=True)
    place = SealedJSON(default=dict)
    return_country = models.CharField(max_length=3, blank=True)
    return_department = models.CharField(max_length=24, blank=True)
    language = models.CharField(max_length=12, default="es")
    other_languages = ArrayField(models.CharField(max_length=12), default=list)
    needs_interpreter = models.BooleanField(null=True)
    can_read = models.BooleanField(null=True)
    contact = SealedJSON(default=dict)
    contact_channel = models.CharField(max_length=12, blank=True)
    site = models.CharField(max_length=24)
    source = models.CharField(max_length=8, default="BOOTH")
    sealed = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [
            models.Index(fields=["office", "-recorded_at"], name="person_office_recorded"),
            models.Index(fields=["individual"], name="person_individual"),
        ]

    def __str__(self) -> str:
        return str(self.id)

    def known(self, key: str) -> str:
        """Give one part of the sealed identity, empty where it is not known."""
        return str(self.identity.get(key) or "")

    @property
    def full_name(self) -> str:
        """Given names and both surnames, as written on papers."""
        parts = (self.known("given_names"), self.known("surname_1"), self.known("surname_2"))
        return " ".join(part for part in parts if part)

    @property
    def short_name(self) -> str:
        """The first given name, as one speaks of someone in a family."""
        given = self.known("given_names").split()
        return given[0] if given else self.known("surname_1")

    @property
    def initials(self) -> str:
        """Two letters for the small head that stands for a person."""
        return (self.known("given_names")[:1] + self.known("surname_1")[:1]).upper() or "·"

    def age_on(self, day: date) -> int | None:
        """Whole years on a day, as far as the birth date tells; None where nothing is known."""
        born = self.birth_date
        if born is None:
            return None
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


@tracked
class Profile(Scoped):
    """What the report counts about a person: asked at the booth, no reason for any decision."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="profile")
    status = models.CharField(max_length=16, blank=True)
    education = models.CharField(max_length=12, blank=True)
    sector = models.CharField(max_length=12, blank=True)
    travelling_with = models.CharField(max_length=20, blank=True)
    how_heard = models.CharField(max_length=20, blank=True)
    applied_to_regularise = models.BooleanField(null=True)
    surveyed = models.BooleanField(null=True)
    reason_migrating = ArrayField(models.CharField(max_length=24), default=list)
    reason_returning = ArrayField(models.CharField(max_length=24), default=list)
    plan_on_return = ArrayField(models.CharField(max_length=12), default=list)
    wants_to_travel_from = models.DateField(null=True)
    observations = SealedJSON(default=dict)

    def __str__(self) -> str:
        return str(self.id)

    def answers(self) -> dict[str, Any]:
        """The closed answers by column, for the report."""
        names = (
            "status", "education", "sector", "travelling_with", "how_heard",
            "applied_to_regularise", "surveyed", "reason_migrating", "reason_returning",
            "plan_on_return",
        )  # fmt: skip
        return {name: getattr(self, name) for name in names}
