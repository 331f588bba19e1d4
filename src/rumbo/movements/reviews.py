"""Reviews of who a plan left waiting: whether one was asked for, and what was answered."""

from django.db.models import Q

from rumbo.access.models import Grant
from rumbo.access.values import Reader
from rumbo.casework.models import Case, Task
from rumbo.common import clock
from rumbo.movements.models import ProposedSeat

REVIEW, TELL = "PLAN_REVIEW", "TELL_REVIEW"
# Who speaks with whom asked; where somebody else asked, counselling tells the group.
TELLERS = ("counsellor", "protection", "child_officer")


def asked_for(line: ProposedSeat) -> Task | None:
    """The review of a line, or one of an earlier plan that nobody answered yet."""
    ours = Q(done_at=None) | Q(details__line=str(line.pk))
    rows = Task.objects.filter(ours, case=line.case_id, code=REVIEW)
    return rows.order_by("-occurred_at").first()


def shown_to(reader: Reader, line: ProposedSeat) -> Task | None:
    """The review of a line as a reader may see it."""
    found = asked_for(line)
    rows = Task.objects.visible_to(reader)
    return None if found is None else rows.filter(pk=found.pk).first()


def open_review(reader: Reader, case: Case) -> Task | None:
    """What was asked and waits for an answer."""
    rows = Task.objects.visible_to(reader).open().filter(case=case, code=REVIEW)
    found: Task | None = rows.select_related("case").first()
    return found


def answered_by(task: Task) -> str:
    """Which role tells the group: that of who asked, where they speak with people."""
    held = Grant.objects.live_on(clock.today()).filter(user=task.opened_by, role__in=TELLERS)
    found: str | None = held.order_by("role").values_list("role", flat=True).first()
    return found or TELLERS[0]
