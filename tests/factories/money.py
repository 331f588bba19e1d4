"""Lines of money as small as a test needs them, and groups that one of them pays."""

from django.db import transaction

from rumbo.casework.models import Case
from rumbo.programmes import books, ledger
from rumbo.programmes.models import FundingLine

LINE, OTHER = "WH-2022", "INM-AVRP"


def holding(minor: int, line: str = LINE) -> FundingLine:
    """A line that has this much."""
    with transaction.atomic():
        FundingLine.objects.filter(pk=line).update(amount_minor=minor)
        ledger.fit_lines()
    return FundingLine.objects.get(pk=line)


def paid_by(case: Case, line: str = LINE) -> Case:
    """A group whose decision names a line."""
    Case.objects.filter(pk=case.pk).update(funding_line=line)
    case.refresh_from_db()
    return case


def pots(line: str = LINE) -> dict[str, int]:
    """What is in the pots of a line."""
    row = books.balances()[line]
    return {"PLANNED": row.planned, "COMMITTED": row.committed, "SPENT": row.spent}
