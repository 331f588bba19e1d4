"""How few people no paper tells of that leaves the house: one rule for every room that makes one."""

from collections.abc import Mapping

# The smallest number of people that is ever told outside, and how strict an office may be.
THRESHOLD = 5
STRICTEST = 10
AT_LEAST = 2


def is_few(number: int, threshold: int) -> bool:
    """Tell whether this is somebody, or a change by somebody, and fewer than `threshold`."""
    return 0 < abs(number) < threshold


def withheld(counts: Mapping[str, int], threshold: int) -> frozenset[str]:
    """Return which of some counts are not told whose sum is: the few, and enough beside them.

    Together they are at least two, and of `threshold` people; where there are no others, all are.
    """
    hidden = {key for key, number in counts.items() if is_few(number, threshold)}
    rest = sorted((abs(n), key) for key, n in counts.items() if n and key not in hidden)
    while hidden and _gives_away(counts, hidden, threshold):
        if not rest:
            return frozenset(counts)
        hidden.add(rest.pop(0)[1])
    return frozenset(hidden)


def _gives_away(counts: Mapping[str, int], hidden: set[str], threshold: int) -> bool:
    return len(hidden) < AT_LEAST or abs(sum(counts[key] for key in hidden)) < threshold
