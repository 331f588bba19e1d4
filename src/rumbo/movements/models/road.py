"""What is written down around a departure: lists of passengers, services, incidents."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from rumbo.access.models import Scoped
from rumbo.audit.history import tracked
from rumbo.common.sealed.fields import SealedJSON, SealedText
from rumbo.movements.models.departures import Departure, Stop
from rumbo.registry.models import Person


@tracked
class Manifest(Scoped):
    """A closed list of passengers as it stood: sealed rows, printed again whenever it is asked for.

    `kind` is AUTHORITIES (the legal minimum) or INTERNAL (with care codes); reasons on neither.
    """

    departure = models.ForeignKey(Departure, on_delete=models.PROTECT, related_name="manifests")
    kind = models.CharField(max_length=12)
    number = models.PositiveSmallIntegerField()
    people = ArrayField(models.UUIDField(), default=list)
    content = SealedJSON(default=dict)
    by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["departure", "kind", "number"], name="manifest_version_once"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=["AUTHORITIES", "INTERNAL"]), name="manifest_kinds"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"


@tracked
class StopService(Scoped):
    """What was given at a stop, and to how many people."""

    departure = models.ForeignKey(Departure, on_delete=models.PROTECT, related_name="services")
    stop = models.ForeignKey(Stop, on_delete=models.PROTECT, related_name="given")
    service = models.CharField(max_length=24)
    people = models.PositiveSmallIntegerField()
    by = models.UUIDField(null=True)

    def __str__(self) -> str:
        return f"{self.service} {self.people}"


@tracked
class Incident(Scoped):
    """Something that went wrong on the way: a code, and what happened in sealed words.

    About one person, or about the whole departure; a danger is seen by protection alone.
    """

    GOES_ALONG = False

    departure = models.ForeignKey(Departure, on_delete=models.PROTECT, related_name="incidents")
    stop = models.ForeignKey(Stop, null=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    what = SealedText(default=str)
    by = models.UUIDField(null=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.departure_id}"
