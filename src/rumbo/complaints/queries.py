"""Reads of complaints: by their code, and those that nobody can hear."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db.models import Max

from rumbo.access import queries as access
from rumbo.access.models import Grant, Office
from rumbo.access.values import Reader
from rumbo.common.sealed.keyedhash import blind
from rumbo.complaints import rules
from rumbo.complaints.models import Complaint, ComplaintReading

PURPOSE = "complaint-code"


def key_of(code: str) -> bytes:
    """What the table keeps of a code: nobody can read the code from it."""
    return blind(PURPOSE, rules.plain(code))


def by_code(code: str) -> Complaint | None:
    """The complaint of a code; whoever holds the code is who filed it."""
    found: Complaint | None = Complaint.objects.filter(code_key=key_of(code)).first()
    return found


def hearers(office: UUID, day: date) -> dict[UUID, str]:
    """Those who hear complaints of an office on a day, with their names."""
    grants = Grant.objects.live_on(day).filter(role=rules.HEARS, user__is_active=True)
    here = {g.user_id for g in grants if g.office_id is None or g.office_id == office}
    names = access.names_of(set(here))
    return {user: names.get(user, "") for user in here}


def unheard(day: date) -> int:
    """How many open complaints nobody can read: all who hear may be meant, or nobody is named."""
    heard: dict[UUID, dict[UUID, str]] = {}
    found = 0
    for row in Complaint.objects.open().only("office_id", "about", "words", "kept_from"):
        if row.office_id not in heard:
            heard[row.office_id] = hearers(row.office_id, day)
        found += not left_to(row, heard[row.office_id])
    return found


def left_to(row: Complaint, names: Mapping[UUID, str]) -> set[UUID]:
    """Of those who hear, who may read a complaint: not who may be meant, whenever they came."""
    return set(names) - set(row.kept_from) - set(rules.named_in(row.about, row.words, names))


def readers_of(complaint: Complaint, reader: Reader) -> list[tuple[str, datetime]]:
    """Who opened a complaint and when they last did, the latest first."""
    rows = ComplaintReading.objects.visible_to(reader).filter(complaint=complaint).order_by()
    last = dict(rows.values_list("by").annotate(last=Max("occurred_at")))
    names = access.names_of(set(last))
    found = [(names.get(user, ""), moment) for user, moment in last.items()]
    return sorted(found, key=lambda one: one[1], reverse=True)


def offices() -> list[Office]:
    """Where something may have happened."""
    return list(Office.objects.order_by("name"))
