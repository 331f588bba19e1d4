"""What left the house with whose yes, and what is kept past its time: numbers, and nobody's name."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from rumbo.access.rules import ASKING
from rumbo.access.values import Reader
from rumbo.casework import retention
from rumbo.casework.models import Case, Inquiry
from rumbo.common import codes
from rumbo.counselling.models import ShareConsent
from rumbo.counselling.showing import shares
from rumbo.desk.watching import counting, since
from rumbo.documents import queries as documents
from rumbo.ui import words

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from rumbo.counselling.wording import Lang
    from rumbo.documents.models import Transfer

DAYS = 30


@dataclass(frozen=True, slots=True)
class Recipient:
    """One with whom data may be shared: who said yes, who said no, who took it back, what went out."""

    label: str
    given: int
    refused: int
    withdrawn: int
    sent: int


@dataclass(frozen=True, slots=True)
class Kept:
    """Files that ended one way: how long they are kept, and how many are past that."""

    label: str
    months: int
    files: int
    overdue: int


def recipients(reader: Reader, today: date) -> list[Recipient]:
    """Give each recipient with the answers that stand, and what was sent in the last month."""
    first = since(today, DAYS)
    rows = ShareConsent.objects.visible_to(counting(reader))
    live = Counter(rows.filter(withdrawn_at=None).values_list("recipient", "given"))
    back = Counter(rows.filter(withdrawn_at__gte=first).values_list("recipient", flat=True))
    sent = Counter(sent_since(reader, today).values_list("recipient", flat=True))
    lang: Lang = "en" if words.language() == "en" else "es"
    return [
        Recipient(
            one.label, live[one.code, True], live[one.code, False], back[one.code], sent[one.code]
        )
        for one in shares({}, lang)
    ]


def sent_since(reader: Reader, today: date, days: int = DAYS) -> "QuerySet[Transfer]":
    """What was sent to somebody outside in the last days, about people of the reader's offices."""
    return documents.transfers(counting(reader)).filter(occurred_at__gte=since(today, days))


def kept(reader: Reader, today: date) -> list[Kept]:
    """Give, for each way a file ends, how many are kept and how many should not be any more."""
    schedule = retention.schedule()
    rows = Case.objects.visible_to(counting(reader)).filter(stage__in=schedule)
    files = Counter(rows.values_list("stage", flat=True))
    late = Counter(overdue(reader, today).values_list("stage", flat=True))
    names = _asked(reader)
    return [
        *(
            Kept(ended(stage), months, files[stage], late[stage])
            for stage, months in schedule.items()
        ),
        Kept(
            _("Solo pidió información y dejó cómo llamarle"),
            retention.asked_months(),
            names.count(),
            asked_long_ago(reader, today).count(),
        ),
    ]


def _asked(reader: Reader) -> "QuerySet[Inquiry]":
    """Who asked and whose name is still kept: counted by id, never read."""
    rows: QuerySet[Inquiry] = Inquiry.objects.visible_to(
        replace(reader, compartments=frozenset({ASKING}))
    )
    return rows.filter(who__isnull=False)


def asked_long_ago(reader: Reader, today: date) -> "QuerySet[Inquiry]":
    """Those whose months are over."""
    return _asked(reader).filter(asked_on__lt=retention.asked_before(today))


def past(reader: Reader, today: date) -> "QuerySet[Case]":
    """The files past their months, whatever was decided of them."""
    rows: QuerySet[Case] = Case.objects.visible_to(counting(reader)).filter(retention.past(today))
    return rows


def overdue(reader: Reader, today: date) -> "QuerySet[Case]":
    """The files that ended so long ago that somebody decides what is kept of them."""
    return past(reader, today).exclude(retention.decided(today))


def ended(stage: str) -> str:
    """How a file ended, in words."""
    return codes.label(_list_of(stage), stage)


def _list_of(stage: str) -> str:
    """The code list in which an end is named: a stage of the way, or a side exit."""
    return "stage" if stage in codes.values("stage") else "side_exit"
