"""The places and partners of a return, as small tables whose key is a readable code."""

from datetime import date
from typing import Self, TypeVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language

from rumbo.network.rules import Point

M = TypeVar("M", bound=models.Model)
FIRST_DAY = date(2005, 1, 1)


class ReferenceQuerySet(models.QuerySet[M]):
    """How reference rows are asked for."""

    def live_on(self, day: date) -> Self:
        """Keep the rows that hold on a day, both ends included."""
        return self.filter(
            Q(valid_until__isnull=True) | Q(valid_until__gte=day), valid_from__lte=day
        )


class Reference(models.Model):
    """What every reference row has: a code that never changes, its dates, where it comes from."""

    code = models.CharField(max_length=36, primary_key=True)
    valid_from = models.DateField(default=FIRST_DAY)
    valid_until = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=80, blank=True)

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="%(app_label)s_%(class)s_dates_in_order",
            )
        ]

    def __str__(self) -> str:
        return self.code


class Located(Reference):
    """A reference row that stands somewhere on the map (degrees, two decimals)."""

    lat = models.FloatField()
    lon = models.FloatField()
    aliases = ArrayField(models.CharField(max_length=80), default=list, blank=True)

    class Meta(Reference.Meta):
        abstract = True

    @property
    def point(self) -> Point:
        return Point(self.lat, self.lon)


class Country(Located):
    """A country by its three letters, with its words and a point for those who know no more."""

    es = models.CharField(max_length=60)
    en = models.CharField(max_length=60)
    demonym_f = models.CharField(max_length=40)
    demonym_m = models.CharField(max_length=40)
    demonym_en = models.CharField(max_length=40)
    capital = models.CharField(max_length=60)
    south = models.FloatField()
    north = models.FloatField()
    west = models.FloatField()
    east = models.FloatField()

    class Meta(Located.Meta):
        verbose_name_plural = "countries"

    def __str__(self) -> str:
        return self.en if (get_language() or "es").startswith("en") else self.es


class Department(Located):
    """A first division of a country (ISO 3166-2): where people say they are from."""

    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="departments")
    name = models.CharField(max_length=80)

    def __str__(self) -> str:
        return self.name


class Site(Located):
    """Where people are registered: a booth, an office, a receiving point or a shelter."""

    name = models.CharField(max_length=80)
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="+")
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="+")
    zone = models.CharField(max_length=40)
    kind = models.CharField(max_length=16)
    folio_prefix = models.CharField(max_length=4, unique=True)
    verified = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class Crossing(Located):
    """A border post with its two sides, and its hours where they are known (local time)."""

    name = models.CharField(max_length=80)
    country_a = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="+")
    place_a = models.CharField(max_length=60)
    country_b = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="+")
    place_b = models.CharField(max_length=60)
    opens = models.TimeField(null=True, blank=True)
    closes = models.TimeField(null=True, blank=True)
    hours_verified = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class ReceptionCentre(Located):
    """Where people are received on arrival, whom it serves and how many in a day."""

    name = models.CharField(max_length=80)
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="centres")
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="+")
    place = models.CharField(max_length=60)
    zone = models.CharField(max_length=40)
    modes = ArrayField(models.CharField(max_length=8))
    serves = ArrayField(models.CharField(max_length=12))
    daily_capacity = models.PositiveIntegerField()
    capacity_estimated = models.BooleanField(default=True)
    onward_from = models.CharField(max_length=60)

    def __str__(self) -> str:
        return self.name


class CentreClosure(models.Model):
    """Days on which a centre receives nobody, as after a hurricane."""

    code = models.CharField(max_length=24, primary_key=True)
    centre = models.ForeignKey(ReceptionCentre, on_delete=models.PROTECT, related_name="closures")
    closed_from = models.DateField()
    closed_until = models.DateField(null=True, blank=True)
    reason_es = models.CharField(max_length=120)
    reason_en = models.CharField(max_length=120)
    source = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["closed_from", "code"]

    def __str__(self) -> str:
        return self.code


class Consulate(Located):
    """A country's consulate in a city, with whether somebody has confirmed that it is there."""

    represents = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="consulates")
    host = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="+")
    city = models.CharField(max_length=60)
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12)
    verified = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.represents}, {self.city}"


class Airport(Located):
    """Where flights are taken and changed, and how many minutes a change takes there at least."""

    name = models.CharField(max_length=80)
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="+")
    zone = models.CharField(max_length=40)
    connection_minutes = models.PositiveSmallIntegerField()
    verified = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"


class TransitRule(Reference):
    """Whether somebody of a nationality may change flights in a country with a document.

    A nationality or a document that is left empty stands for every one. Rows with a `by` were
    written down at a desk; the others come with the house.
    """

    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="+")
    nationality = models.ForeignKey(Country, null=True, on_delete=models.PROTECT, related_name="+")
    document = models.CharField(max_length=20, blank=True)
    allowed = models.BooleanField()
    needs = models.CharField(max_length=120, blank=True)
    by = models.UUIDField(null=True)
    recorded_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.country_id} {self.nationality_id or '*'} {self.document or '*'}"


class Organisation(Reference):
    """A partner: an authority, a shelter, a health service, a carrier."""

    name_es = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    kind = models.CharField(max_length=16)
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="+")
    place = models.CharField(max_length=60, blank=True)
    referral_target = models.CharField(max_length=24, blank=True)
    verified = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name_en if (get_language() or "es").startswith("en") else self.name_es


class Route(Reference):
    """A way home that is travelled often, with its usual hours."""

    es = models.CharField(max_length=120)
    en = models.CharField(max_length=120)
    mode = models.CharField(max_length=8)
    estimated = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.en if (get_language() or "es").startswith("en") else self.es


class RouteStop(models.Model):
    """A stop of a route in its order: a site, a crossing or a centre, hours after the start."""

    route = models.ForeignKey(Route, on_delete=models.CASCADE, related_name="stops")
    position = models.PositiveSmallIntegerField()
    site = models.ForeignKey(Site, null=True, on_delete=models.PROTECT, related_name="+")
    crossing = models.ForeignKey(Crossing, null=True, on_delete=models.PROTECT, related_name="+")
    centre = models.ForeignKey(
        ReceptionCentre, null=True, on_delete=models.PROTECT, related_name="+"
    )
    hours = models.FloatField()
    services = ArrayField(models.CharField(max_length=24), default=list)

    class Meta:
        ordering = ["route", "position"]
        constraints = [
            models.UniqueConstraint(fields=["route", "position"], name="route_stop_once"),
            models.CheckConstraint(
                condition=Q(site__isnull=False, crossing__isnull=True, centre__isnull=True)
                | Q(site__isnull=True, crossing__isnull=False, centre__isnull=True)
                | Q(site__isnull=True, crossing__isnull=True, centre__isnull=False),
                name="route_stop_is_one_place",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.route_id} {self.position}"

    @property
    def place(self) -> Site | Crossing | ReceptionCentre:
        """The one place that this stop is."""
        found = self.site or self.crossing or self.centre
        if found is None:
            raise ValueError("a stop without a place")
        return found
