"""Offices, the people who work in them, and what each of them may do there."""

from datetime import date, datetime
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from rumbo.access import rules
from rumbo.access.entry import current_reader
from rumbo.access.scoping import ScopedQuerySet
from rumbo.access.values import Reader
from rumbo.audit.history import tracked, tracked_without
from rumbo.common import clock
from rumbo.common.ids import new_id
from rumbo.common.sealed.fields import SealedText


@tracked
class Office(models.Model):
    """A place of ours where people are helped; what is about a person belongs to one."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=80)
    country = models.CharField(max_length=3)
    zone = models.CharField(max_length=40, default=clock.DEFAULT_ZONE)

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager["User"]):
    """How Django's sign-in finds a user."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """Find by user name, whatever its case."""
        return self.get(username__iexact=username)


@tracked_without("password", "last_login")
class User(AbstractBaseUser):
    """Somebody who works with Rumbo. Nobody is above the rules: there is no superuser."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    username = models.CharField(max_length=60, unique=True)
    email = models.EmailField(blank=True)
    display_name = SealedText(default=str)
    language = models.CharField(max_length=2, default="es")
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(default=clock.now)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = UserManager()

    def __str__(self) -> str:
        return self.username


class GrantQuerySet(models.QuerySet["Grant"]):
    """Reading grants."""

    def live_on(self, day: date) -> "GrantQuerySet":
        """Keep the grants that hold on a day."""
        return self.filter(Q(valid_until=None) | Q(valid_until__gte=day), valid_from__lte=day)


@tracked
class Grant(models.Model):
    """One role of one user at one office (or at every office), from a day until a day."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=16)
    office = models.ForeignKey(Office, null=True, on_delete=models.PROTECT)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    given_by = models.UUIDField(null=True)

    objects = GrantQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.role} {self.office_id or '*'}"


class BreakGlassQuerySet(models.QuerySet["BreakGlass"]):
    """Reading emergency accesses."""

    def visible_to(self, reader: Reader) -> "BreakGlassQuerySet":
        """Keep what the reader watches over, and what they opened themselves."""
        if current_reader() is None or reader.user_id is None:
            return self.none()
        own = Q(by=reader.user_id)
        if not rules.watches(reader.roles, everywhere=reader.offices is None):
            return self.filter(own)
        return self if reader.offices is None else self.filter(own | Q(office__in=reader.offices))

    def live_at(self, moment: datetime) -> "BreakGlassQuerySet":
        """Keep those by which something stands open at a moment."""
        return self.filter(closed_at=None, occurred_at__lte=moment, until__gt=moment)

    def waiting(self) -> "BreakGlassQuerySet":
        """Keep those that nobody has reviewed yet."""
        return self.filter(reviewed_at=None)


@tracked
class BreakGlass(models.Model):
    """One file's compartment opened for hours to somebody whose post does not give it, and reviewed.

    The file, its group and its people are plain ids: this room knows no file. `compartment` is what
    was asked for ("bio": the file of another office) and `opens` what that lets be read. It ends by
    itself at `until`; nobody has to do anything.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    case_id = models.UUIDField()
    group_id = models.UUIDField()
    people_ids = ArrayField(models.UUIDField())
    number = models.CharField(max_length=30)
    compartment = models.CharField(max_length=12)
    opens = ArrayField(models.CharField(max_length=12))
    by = models.UUIDField()
    role = models.CharField(max_length=16)
    reason = SealedText()
    occurred_at = models.DateTimeField(default=clock.now)
    recorded_at = models.DateTimeField(default=clock.now, editable=False)
    until = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    reviewed_by = models.UUIDField(null=True)
    reviewed_at = models.DateTimeField(null=True)
    finding = models.CharField(max_length=16, blank=True)
    words = SealedText(default=str)

    objects = BreakGlassQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gt=F("occurred_at"))
                & Q(until__lte=F("occurred_at") + rules.OPEN_FOR),
                name="a_glass_closes_by_itself",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by=None) | ~Q(reviewed_by=F("by")),
                name="a_glass_is_reviewed_by_another",
            ),
        ]
        indexes = [
            models.Index(fields=["by", "until"], name="glass_by"),
            models.Index(
                fields=["occurred_at"], condition=Q(reviewed_at=None), name="glass_waiting"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.compartment} {self.number}"

    @property
    def review_by(self) -> datetime:
        """Until when somebody else has to say whether it was justified."""
        return self.occurred_at + rules.REVIEWED_WITHIN

    def is_live_at(self, moment: datetime) -> bool:
        """Whether something stands open by it at a moment."""
        return self.closed_at is None and self.occurred_at <= moment < self.until


class Tries(models.Model):
    """How often somebody tried of late: the table of Django's cache, so that processes share it.

    Nothing of ours writes here, and a row is worth nothing once its time is over.
    """

    cache_key = models.CharField(primary_key=True, max_length=255)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "access_tries"

    def __str__(self) -> str:
        return self.cache_key


class Scoped(models.Model):
    """What every table about a person has: an office, a compartment, and our two times.

    `FILE_PART` says which part of a file a row itself is ("case", "person", "group"), where it is
    one; all others are found by their case, their group or their person. `GOES_ALONG`: another
    office that looks after the person from now on gets the row; what an office did stays its own.
    """

    FILE_PART: ClassVar[str] = ""
    GOES_ALONG: ClassVar[bool] = True

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    compartment = models.CharField(max_length=12, default="bio")
    occurred_at = models.DateTimeField(default=clock.now)
    recorded_at = models.DateTimeField(default=clock.now, editable=False)

    objects: ClassVar[Any] = ScopedQuerySet.as_manager()

    class Meta:
        abstract = True
