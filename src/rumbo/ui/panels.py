"""What a room offers to the case page: a panel of its own, listed only for whom it exists."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class Panel:
    """One panel of the case page: `url_name` takes the case's id, `roles` are who may open it."""

    room: str
    title: "str | _StrPromise"
    url_name: str
    roles: frozenset[str]
    order: int

    def is_for(self, roles: frozenset[str]) -> bool:
        """Whether this panel exists for somebody with these roles."""
        return bool(self.roles & roles)
