"""What a partner reads: the referrals sent to it, with what each person agreed that it be told.

A partner works from an office that bears the code of its organisation, and sees nothing else.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from rumbo.access import queries as access
from rumbo.access.values import Reader
from rumbo.common import clock
from rumbo.common.pdf import Lang
from rumbo.counselling import queries as counselling
from rumbo.network.models import Organisation
from rumbo.reception import rules, tables, words
from rumbo.reception.models import Referral
from rumbo.reception.printing import told_of

CODE = 12  # how much of an organisation's code an office's code holds
KEPT = timedelta(days=30)  # how long an ended referral stays on the partner's page


@dataclass(frozen=True, slots=True)
class Sent:
    """One referral as its partner reads it: `told` is the least, and what was agreed to."""

    referral: Referral
    told: Sequence[tuple[str, str]]
    late: bool


def organisations_of(reader: Reader) -> list[Organisation]:
    """The organisations for which somebody reads: those whose code their office bears."""
    if "partner" not in reader.roles or reader.offices is None:
        return []
    codes = set(access.offices_of(reader).values_list("code", flat=True))
    return [one for one in Organisation.objects.all() if one.code[:CODE] in codes]


def referrals_to(reader: Reader, today: date) -> list[Referral]:
    """The referrals sent to a reader's organisations, while the person's yes to it lives.

    Whoever protection reserved is spoken of by protection, and by no page.
    """
    ours = organisations_of(reader)
    since = clock.start_of(today - KEPT)
    recent = Q(status__in=rules.OPEN_REFERRALS) | Q(status_since__gte=since)
    rows = Referral.objects.filter(recent, organisation__in=ours, person__sealed=False)
    found = rows.select_related("person", "organisation").order_by("answer_by", "id")
    return [row for row in found if _agreed(row, today)]


def sent_to(reader: Reader, today: date, lang: Lang) -> list[Sent]:
    """The same, with what the partner is told of each person."""
    return [
        Sent(row, _least(row, lang), row.is_overdue_on(today))
        for row in referrals_to(reader, today)
    ]


def _agreed(row: Referral, today: date) -> bool:
    """Their yes to this institution, and to all that it asks for, living."""
    return row.agreed_on is not None and all(
        counselling.may_share(row.person, recipient, today)
        for recipient in tables.terms(row.target).consents
    )


def _least(row: Referral, lang: Lang) -> list[tuple[str, str]]:
    told = told_of(row.person, lang)
    return [(str(words.TOLD[key]), told[key]) for key in rules.least(tuple(row.told)) if told[key]]
