"""Keeps the random passwords of the database's roles in the home, 0600."""

from rumbo.config.postgres.cluster import ROLES, Role
from rumbo.config.postgres.layout import Layout
from rumbo.config.secrets import secret_from


def passwords(layout: Layout) -> dict[Role, str]:
    """Return the password of each role, making the missing ones."""
    return {role: secret_from(layout.passwords / role) for role in ROLES}
