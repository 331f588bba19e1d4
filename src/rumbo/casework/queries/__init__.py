"""What casework is asked: who belongs to a case, who must be told what, who waits and why there."""

from rumbo.casework.queries.people import (
    days_tried,
    file_now,
    first_of_file,
    goes_on_as,
    is_decided,
    is_member,
    live_hold,
    may_be_called,
    number_of,
    people_of,
    team_of,
    unsafe_ways,
)
from rumbo.casework.queries.waiting import (
    STAGES,
    Waiting,
    WaitingPage,
    opened,
    waiting,
    waiting_cases,
)
from rumbo.casework.queries.work import (
    appointments_between,
    contacts_due,
    followed_by,
    holds_to_review,
    may_be_told,
    open_tasks,
)

__all__ = [
    "STAGES",
    "Waiting",
    "WaitingPage",
    "appointments_between",
    "contacts_due",
    "days_tried",
    "file_now",
    "first_of_file",
    "followed_by",
    "goes_on_as",
    "holds_to_review",
    "is_decided",
    "is_member",
    "live_hold",
    "may_be_called",
    "may_be_told",
    "number_of",
    "open_tasks",
    "opened",
    "people_of",
    "team_of",
    "unsafe_ways",
    "waiting",
    "waiting_cases",
]
