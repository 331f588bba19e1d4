"""The supervisor of the embedded PostgreSQL, so that nobody has to install a database."""

from rumbo.config.postgres.cluster import Cluster
from rumbo.config.postgres.supervisor import running

__all__ = ["Cluster", "running"]
