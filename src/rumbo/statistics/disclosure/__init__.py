"""Decides what may be published: no person is found by taking a report apart.

The public edition never says how many people returned in all, nor how many values are missing.
That leaves room for people of whom nothing is known, and makes the following provable:

- In each one-way table a set of values is hidden, together at least `threshold` people and at
  least two values, the same set wherever the attribute appears. Any hidden value may then be as
  large as all of them, for exchanging them inside the set changes nothing that is published.
- A row of a crossed table is shown whole or not at all, and only where all its cells, what is
  hidden in it, what is missing in it and what is left of each column reach the threshold.
- Each small cell of a hidden row is shown to be possible with `threshold` people or more by
  exchanging one attribute among people in hidden rows; where that fails, more is hidden.
- With an earlier report at hand the same must hold for the people who returned since.
"""

from rumbo.statistics.disclosure.gate import Edition, protect
from rumbo.statistics.disclosure.previous import Previous, read_previous

__all__ = ["Edition", "Previous", "protect", "read_previous"]
