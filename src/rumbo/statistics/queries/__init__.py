"""What the mirror reads: returns, demand and the way from inquiry to arrival, never a name."""

from rumbo.statistics.queries.demand import demand
from rumbo.statistics.queries.funnel import Funnel, Station, funnel
from rumbo.statistics.queries.returning import returns_frame

__all__ = ["Funnel", "Station", "demand", "funnel", "returns_frame"]
