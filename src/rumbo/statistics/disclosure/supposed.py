"""The gate for what is only supposed: what a donor is told of a what-if says no few people.

The desk reads every count; what leaves is said again with the threshold. A few are said to be
"fewer than" it, and so is a change by few: which of them stays open, whatever is put together.

- The people of a scenario stand beside those of today's means, and both beside those who were
  asked about: of two that are near only one is told, the other as near to it.
- Of each kind of group the change is told cell by cell, so that what is not told is no few
  together; where the whole change is few, none of its cells is.
- What is drawn is drawn in steps of the threshold, and so are the words for who does not see it:
  the first week is today.
- The longest wait is one person's: it is told in tens of days.
"""

from dataclasses import dataclass
from datetime import datetime

from rumbo.common.few import STRICTEST, THRESHOLD
from rumbo.movements.models import WhatIf
from rumbo.movements.whatif.shown import Shown, shown


@dataclass(frozen=True, slots=True)
class _SupposedSeal:
    """Says that what stands beside it came through the gate."""

    told: Shown


@dataclass(frozen=True, slots=True)
class SupposedEdition:
    """What a donor may read of a what-if; nothing but `protect_what_if` makes one."""

    told: Shown
    seal: object

    def __post_init__(self) -> None:
        """Refuse what did not come through the gate."""
        if not isinstance(self.seal, _SupposedSeal) or self.seal.told is not self.told:
            raise TypeError("What a donor reads comes from `protect_what_if` alone.")


def protect_what_if(row: WhatIf, now: datetime, threshold: int = THRESHOLD) -> SupposedEdition:
    """Return what may be told of a what-if; `threshold` is the smallest number told, 5 to 10."""
    if not THRESHOLD <= threshold <= STRICTEST:
        raise ValueError(threshold)
    told = shown(row, now, least=threshold)
    return SupposedEdition(told, _SupposedSeal(told))
