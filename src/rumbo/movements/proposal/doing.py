"""How far what was accepted of a plan is done, read in a breath: a page asks for it each second."""

from dataclasses import dataclass
from datetime import datetime

from rumbo.movements.models import ASKED, Headway, Proposal, ProposedSeat
from rumbo.movements.models.proposals import SILENCE


@dataclass(frozen=True, slots=True)
class Doing:
    """Lines that were accepted together: how many, how many are decided, and whether it goes on."""

    total: int
    left: int
    is_cut_off: bool

    @property
    def done(self) -> int:
        """How many are done, or can no longer be."""
        return self.total - self.left


def doing(proposal: Proposal, now: datetime) -> Doing | None:
    """What is being done of a plan; None where nothing is."""
    rows = ProposedSeat.objects.filter(proposal=proposal)
    asked = list(rows.filter(outcome=ASKED).values_list("decided_at", flat=True))
    if not asked:
        return None
    said = Headway.objects.filter(proposal=proposal).values_list("at", flat=True).first()
    last = max([one for one in (*asked, said) if one is not None])
    return Doing(rows.filter(decided_at__in=set(asked)).count(), len(asked), now - last > SILENCE)
