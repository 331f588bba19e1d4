"""Who belongs to a case, and how often somebody was looked for."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from rumbo.access.models import Grant, User
from rumbo.casework.models import Case, ContactAttempt, EligibilityDecision, SideExit
from rumbo.common import clock
from rumbo.registry import queries as registry
from rumbo.registry.models import GroupMember, Person

TRIED = ("NO_ANSWER", "MESSAGE_LEFT", "WRONG_NUMBER", "NOT_SAFE")


def people_of(case: Case) -> list[Person]:
    """The people of a case now, in their order."""
    rows = GroupMember.objects.filter(group=case.group_id, left_at=None)
    return [m.person for m in rows.order_by("position", "id").select_related("person")]


def number_of(case: UUID) -> str:
    """The number of a file by its id, whosever it is; "" where there is none."""
    return Case.objects.filter(pk=case).values_list("number", flat=True).first() or ""


def goes_on_as(number: str) -> str:
    """The number of the file in which people are now whose papers bear a number: mostly the same.

    A file that was left by everybody (joined to another, or of their own and taken back) leads to
    where whoever was in it last is now: the first of them, where they are in several.
    """
    group = Case.objects.filter(number=number).values_list("group", flat=True).first()
    rows = GroupMember.objects.filter(group=group)
    if group is None or rows.filter(left_at=None).exists():
        return number
    last = rows.order_by("-left_at", "position", "id").values_list("person", flat=True).first()
    now = Case.objects.filter(group__members__person=last, group__members__left_at=None)
    return now.values_list("number", flat=True).first() or number


def file_now(case: Case) -> UUID:
    """The file in which the people of a file are now, whosever it is: mostly itself."""
    found: UUID | None = (
        Case.objects.filter(number=goes_on_as(case.number)).values_list("pk", flat=True).first()
    )
    return found or case.pk


def first_of_file(number: str) -> list[Person]:
    """The first person of the file with a number, whosever it is: to be shown as a mask, or not."""
    rows = GroupMember.objects.filter(group__case__number=goes_on_as(number), left_at=None)
    return [m.person for m in rows.order_by("position").select_related("person")[:1]]


def is_member(case: Case, person: Person) -> bool:
    """Whether a person is of this case now."""
    rows = GroupMember.objects.filter(group=case.group_id, person=person, left_at=None)
    return rows.exists()


def unsafe_ways(people: Collection[UUID]) -> dict[UUID, set[str]]:
    """The ways of reaching each person that were not safe once: whoever calls must know, not why."""
    rows = ContactAttempt.objects.filter(contact__person__in=people, outcome="NOT_SAFE")
    found: dict[UUID, set[str]] = {}
    for person, channel in rows.values_list("contact__person_id", "channel"):
        found.setdefault(person, set()).add(channel)
    return found


def days_tried(case: Case) -> set[date]:
    """The days on which somebody was looked for in vain since they were last reached."""
    rows = ContactAttempt.objects.filter(contact__case=case).order_by("-occurred_at")
    zone = case.office.zone
    days: set[date] = set()
    for outcome, moment in rows.values_list("outcome", "occurred_at"):
        if outcome == "REACHED":
            break
        if outcome in TRIED:
            days.add(clock.day_of(moment, zone))
    return days


def team_of(case: Case, roles: Sequence[str], day: date) -> list[tuple[User, str]]:
    """Who works at a case's office in these roles on a day."""
    rows = Grant.objects.live_on(day).filter(role__in=roles, user__is_active=True)
    rows = rows.select_related("user").order_by("role", "id")
    found = [(g.user, g.role) for g in rows if g.office_id in {None, case.office_id}]
    return list(dict.fromkeys(found))


def live_hold(case: Case) -> SideExit | None:
    """The pause that a case is in, if any."""
    found: SideExit | None = case.exits.filter(kind="ON_HOLD", ended_at=None).first()
    return found


def may_be_called(person: Person) -> bool:
    """Whether the permission to use somebody's data is written down and lives: a call needs it."""
    return not registry.who_lacks_consent([person.pk])


def is_decided(case: Case) -> bool:
    """Whether a decision of eligibility lives, with one name or two."""
    return EligibilityDecision.objects.filter(case=case, revoked_at=None).exists()
