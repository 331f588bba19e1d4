"""Decides what may be published: no person is found by taking a report apart.

The public edition never says how many people returned in all, nor how many values are missing.
That leaves room for people of whom nothing is known, and makes the following provable:

- In each one-way table a set of values is hidden, together at least `threshold` people and at
  least two values, the same set wherever the attribute appears. Any hidden value may then be as
  large as all of them, for exchanging them inside the set changes nothing that is published.
- Of crossed tables single cells are hidden, chosen so that exchanges of people which nobody could
  see would lift every small one to the threshold (`cells`). The crossings form a forest, so each
  table can be decided on its own.
- With earlier reports at hand the same must hold for the people who returned since.
- Small places share one row first, and what concerns children alone, violence, trafficking and
  health is never crossed with place, month and nationality at once (`places`, `uncrossed`).

Nothing public is made but by `protect`, and by `added` of what it made; of a line of money, by
`protect_line`. What was given out once is given again as it was (`once_more`). An edition without
its seal cannot be built.
"""

from rumbo.common.few import STRICTEST, THRESHOLD
from rumbo.statistics.disclosure.gate import Edition, added, once_more, protect
from rumbo.statistics.disclosure.lines import LineEdition, Spending, protect_line
from rumbo.statistics.disclosure.previous import Previous, read_previous, report_of

__all__ = [
    "STRICTEST",
    "THRESHOLD",
    "Edition",
    "LineEdition",
    "Previous",
    "Spending",
    "added",
    "once_more",
    "protect",
    "protect_line",
    "read_previous",
    "report_of",
]
