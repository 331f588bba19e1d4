"""What is never crossed with place, month and nationality at once, at any count."""

from collections.abc import Iterator, Set
from typing import TYPE_CHECKING

from rumbo.statistics.indicators import Indicator
from rumbo.statistics.returns import Returns

if TYPE_CHECKING:
    import polars as pl

# Trafficking and violence are told in incidents; children alone also by with whom they travelled.
SENSITIVE = frozenset(
    {
        "unaccompanied",
        "travelling_with",
        "travelling_with_grouped",
        "health_condition",
        "self_rated_health",
        "journey_conditions",
        "incidents",
    }
)
# The country people return to is as good as their nationality.
TOGETHER = (
    frozenset({"site"}),
    frozenset({"month"}),
    frozenset({"nationality", "country_of_return"}),
)


def is_never_shown(indicator: Indicator, fixed: Set[str]) -> bool:
    """Tell whether a table, of people who share the values of `fixed`, crosses what it must not."""
    crossed = {indicator.attribute, indicator.by or ""} | fixed
    return not crossed.isdisjoint(SENSITIVE) and not any(
        crossed.isdisjoint(names) for names in TOGETHER
    )


def fixed_in(returns: Returns) -> frozenset[str]:
    """Return what all people of a report share: a table of them is crossed with that too."""
    since, until = returns.period.since, returns.period.until
    fixed = set(shared_by(returns.frame))
    if since and (since.year, since.month) == (until.year, until.month):
        fixed.add("month")
    return frozenset(fixed)


def shared_by(frame: "pl.DataFrame") -> Iterator[str]:
    """Yield what all of these people share of place, month and nationality; of nobody, nothing."""
    if frame.is_empty():
        return
    for name in frozenset[str]().union(*TOGETHER):
        if frame[name].explode().drop_nulls().n_unique() <= 1:
            yield name
