"""Finds whole people for printed shares: how many of a base round to what was printed."""

from collections.abc import Mapping
from decimal import Decimal


class Impossible(ValueError):
    """No number of people gives what was printed."""


def possible(base: int, percent: str) -> range:
    """Return the counts of `base` people that round to `percent`, to as many digits as it has.

    A count exactly between two roundings is none of them: tables are rounded up by some, down
    by others.
    """
    half = Decimal(10) ** -len(percent.partition(".")[2]) / 2
    least, most = ((Decimal(percent) + side) * base / 100 for side in (-half, half))
    first = max(0, int(least) + 1) if least >= 0 else 0
    last = int(most) if most != int(most) else int(most) - 1
    return range(first, min(last, base) + 1)


def fit(base: int, percents: Mapping[str, str], *, whole: bool = False) -> dict[str, int]:
    """Return a count for each printed share, as near to it as people can be.

    `whole`: the rows are everybody in the base, so the counts have to add up to it; what is over
    or lacking is shared among the rows, one person at a time where it moves a row least for its size.
    Raises `Impossible` where no counts do.
    """
    ranges = {row: possible(base, percent) for row, percent in percents.items()}
    for row, allowed in ranges.items():
        if not allowed:
            raise Impossible(f"No count of {base} people is {percents[row]} % ({row}).")
    aims = {row: Decimal(percent) * base / 100 for row, percent in percents.items()}
    counts = {row: _nearest(aims[row], ranges[row]) for row in percents}
    while whole and sum(counts.values()) != base:
        step = 1 if sum(counts.values()) < base else -1
        free = [row for row in counts if counts[row] + step in ranges[row]]
        if not free:
            raise Impossible(f"The shares {dict(percents)} do not make {base} people.")
        least = min(free, key=lambda row: abs(counts[row] + step - aims[row]) / max(aims[row], Decimal(1)))
        counts[least] += step
    return counts


def bases(percents: Mapping[str, str], among: range) -> list[int]:
    """Return the bases of which the shares can be everybody."""
    found = []
    for base in among:
        try:
            fit(base, percents, whole=True)
        except Impossible:
            continue
        found.append(base)
    return found


def _nearest(aim: Decimal, allowed: range) -> int:
    return min(allowed, key=lambda count: (abs(count - aim), count))


def split(total: int, sizes: Mapping[str, int]) -> dict[str, int]:
    """Share `total` people among rows in proportion to `sizes`, the largest remainders first."""
    whole = sum(sizes.values()) or 1
    counts = {row: total * size // whole for row, size in sizes.items()}
    rest = sorted(sizes, key=lambda row: (-(total * sizes[row] % whole), row))
    for row in rest[: total - sum(counts.values())]:
        counts[row] += 1
    return counts
