"""What is to be done: tasks by role, people to be told, appointments of a week."""

from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from rumbo.access.values import Reader
from rumbo.casework.models import (
    Appointment,
    Assignment,
    Contact,
    ContactAttempt,
    SideExit,
    Task,
)
from rumbo.casework.rules import BEFORE_DEPARTURE
from rumbo.registry import queries as registry


def open_tasks(reader: Reader) -> "QuerySet[Task]":
    """The tasks that fall to a reader's roles: urgent first, then by day."""
    rows: QuerySet[Task] = Task.objects.visible_to(reader).open().for_roles(reader.roles)
    return rows.order_by("-urgent", "due_on", "id").select_related("case", "person")


def followed_by(reader: Reader) -> "QuerySet[Assignment, Any]":
    """The cases that somebody follows in any role."""
    rows = Assignment.objects.filter(user=reader.user_id, ended_at=None)
    return rows.values("case")


def contacts_due(reader: Reader, day: date) -> "QuerySet[Contact]":
    """Who must be told something by a day, who waits longest first, with each try."""
    rows: QuerySet[Contact] = Contact.objects.visible_to(reader).filter(
        done_at=None, due_on__lte=day, case__stage__in=BEFORE_DEPARTURE
    )
    rows = may_be_told(rows)
    tries = Prefetch("attempts", ContactAttempt.objects.visible_to(reader).order_by("-occurred_at"))
    return rows.order_by("due_on", "id").select_related("case", "person").prefetch_related(tries)


def may_be_told(rows: "QuerySet[Contact]") -> "QuerySet[Contact]":
    """Keep those whose permission to use their data lives: without it nobody calls them."""
    return rows.filter(Exists(registry.live_consent_of(OuterRef("person"))))


def appointments_between(reader: Reader, start: datetime, end: datetime) -> "QuerySet[Appointment]":
    """The appointments of a stretch of time."""
    rows: QuerySet[Appointment] = Appointment.objects.visible_to(reader).filter(
        starts_at__gte=start, starts_at__lt=end, cancelled_at=None
    )
    return rows.order_by("starts_at", "id").select_related("case", "person", "user")


def holds_to_review(reader: Reader, day: date) -> "QuerySet[SideExit]":
    """The pauses that were to be looked at again by a day."""
    rows: QuerySet[SideExit] = SideExit.objects.visible_to(reader).filter(
        kind="ON_HOLD", ended_at=None, review_on__lte=day
    )
    return rows.order_by("review_on", "id").select_related("case")
