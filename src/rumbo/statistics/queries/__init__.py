"""What the mirror reads: returns, demand and the way from inquiry to arrival, never a name."""

from rumbo.statistics.queries.demand import demand
from rumbo.statistics.queries.funnel import Funnel, Station, funnel
from rumbo.statistics.queries.human import humans, humans_of_a_file
from rumbo.statistics.queries.known import COUNTED, known_by
from rumbo.statistics.queries.returning import returns_frame
from rumbo.statistics.queries.scope import narrowed, offices_of
from rumbo.statistics.queries.yearly import yearly

__all__ = [
    "COUNTED",
    "Funnel",
    "Station",
    "demand",
    "funnel",
    "humans",
    "humans_of_a_file",
    "known_by",
    "narrowed",
    "offices_of",
    "returns_frame",
    "yearly",
]
