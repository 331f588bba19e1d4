"""Who belongs to a case, and how often somebody was looked for."""

from datetime import date
from zoneinfo import ZoneInfo

from rumbo.casework.models import Case, ContactAttempt, SideExit, Step
from rumbo.registry.models import GroupMember, Person

TRIED = ("NO_ANSWER", "MESSAGE_LEFT", "WRONG_NUMBER", "NOT_SAFE")


def people_of(case: Case) -> list[Person]:
    """The people of a case now, in their order."""
    rows = GroupMember.objects.filter(group=case.group_id, left_at=None)
    return [m.person for m in rows.order_by("position", "id").select_related("person")]


def is_member(case: Case, person: Person) -> bool:
    """Whether a person is of this case now."""
    rows = GroupMember.objects.filter(group=case.group_id, person=person, left_at=None)
    return rows.exists()


def days_tried(case: Case) -> set[date]:
    """The days on which somebody was looked for in vain since they were last reached."""
    rows = ContactAttempt.objects.filter(contact__case=case).order_by("-occurred_at")
    zone = ZoneInfo(case.office.zone)
    days: set[date] = set()
    for outcome, moment in rows.values_list("outcome", "occurred_at"):
        if outcome == "REACHED":
            break
        if outcome in TRIED:
            days.add(moment.astimezone(zone).date())
    return days


def live_hold(case: Case) -> SideExit | None:
    """The pause that a case is in, if any."""
    found: SideExit | None = case.exits.filter(kind="ON_HOLD", ended_at=None).first()
    return found


def since_when(case: Case, stage: str) -> Step | None:
    """The last step that took a case to a stage."""
    found: Step | None = case.steps.filter(to_stage=stage).order_by("-occurred_at").first()
    return found
