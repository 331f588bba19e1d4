"""Who acts and who reads, as values: a person, the portal, a booth's queue, the demo alike."""

import uuid
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever does something: `kind` is user, system, demo or device."""

    kind: str
    id: uuid.UUID | None
    office: uuid.UUID | None
    roles: frozenset[str] = frozenset()


SYSTEM = Actor("system", None, None)


@dataclass(frozen=True, slots=True)
class Reader:
    """Whoever reads: what they may see follows from this value alone.

    `offices` None means every office (coordinators of the whole programme, the system).
    """

    user_id: uuid.UUID | None
    roles: frozenset[str]
    compartments: frozenset[str] = field(default_factory=lambda: frozenset({"bio"}))
    offices: frozenset[uuid.UUID] | None = frozenset()

    def sees(self, compartment: str) -> bool:
        """Say whether a compartment exists for this reader."""
        return compartment in self.compartments


EVERYTHING = Reader(
    None,
    frozenset({"system"}),
    frozenset({"bio", "protection", "medical", "trafficking", "finance", "inquiry"}),
    None,
)
