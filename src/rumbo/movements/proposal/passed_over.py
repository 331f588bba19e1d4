"""Who waits while others behind them in the list travel: what the newest plan says of a group."""

from dataclasses import dataclass

from rumbo.access.values import Reader
from rumbo.casework.models import Case
from rumbo.movements.models import ProposedSeat
from rumbo.movements.proposal import words
from rumbo.movements.proposal.comparing import LEFT
from rumbo.programmes.models import FundingLine


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A group's line of a plan that was followed: why it stays, and how many behind it travel."""

    line: ProposedSeat
    why: str

    @property
    def ahead(self) -> int:
        """How many groups behind it in the list travel."""
        return int(self.line.ahead)


def passed_over(case: Case, reader: Reader) -> PassedOver | None:
    """What the newest plan that was followed says of a group that it leaves waiting."""
    followed = ProposedSeat.objects.filter(outcome="TAKEN").values("proposal")
    rows = ProposedSeat.objects.visible_to(reader).filter(case=case, proposal__in=followed)
    line = rows.select_related("proposal").order_by("-proposal__occurred_at").first()
    if line is None or line.kind != LEFT:
        return None
    funds = {one.code: str(one) for one in FundingLine.objects.all()}
    return PassedOver(line, words.why(line.code, line.facts, funds))
