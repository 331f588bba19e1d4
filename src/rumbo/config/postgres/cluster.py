"""A running cluster as the rest of the house sees it: an address for each role."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

Role: TypeAlias = Literal["superuser", "owner", "app", "report"]
ROLES: tuple[Role, ...] = ("superuser", "owner", "app", "report")
NAMES: dict[Role, str] = {
    "superuser": "rumbo_superuser",
    "owner": "rumbo_owner",
    "app": "rumbo_app",
    "report": "rumbo_report",
}
DATABASE = "rumbo"


@dataclass(frozen=True)
class Cluster:
    """Where a running server listens and the passwords of its roles."""

    socket: Path
    passwords: dict[Role, str]
    version: int
    programs: Path

    def url(self, role: Role, database: str = DATABASE) -> str:
        """Return the address of the database for one role."""
        return f"postgresql://{NAMES[role]}:{self.passwords[role]}@/{database}?host={self.socket}"
