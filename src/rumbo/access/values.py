"""Who acts and who reads, as values: a person, the portal, a booth's queue, the demo alike."""

import uuid
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever does something: `kind` is user, system, demo or device."""

    kind: str
    id: uuid.UUID | None
    office: uuid.UUID | None
    roles: frozenset[str] = frozenset()


SYSTEM = Actor("system", None, None)


@dataclass(frozen=True, slots=True)
class FileInDanger:
    """The file that an emergency is about, as the room that keeps files names it to this one."""

    case: uuid.UUID
    group: uuid.UUID
    people: frozenset[uuid.UUID]
    office: uuid.UUID
    number: str


@dataclass(frozen=True, slots=True)
class Opened:
    """One file of which somebody may read, for hours, what their post does not give (break-glass)."""

    id: uuid.UUID
    case: uuid.UUID
    group: uuid.UUID
    people: frozenset[uuid.UUID]
    compartment: str
    opens: frozenset[str]
    until: datetime


@dataclass(frozen=True, slots=True)
class Reader:
    """Whoever reads: what they may see follows from this value alone.

    `offices` None means every office (coordinators of the whole programme, the system).
    """

    user_id: uuid.UUID | None
    roles: frozenset[str]
    compartments: frozenset[str] = field(default_factory=lambda: frozenset({"bio"}))
    offices: frozenset[uuid.UUID] | None = frozenset()
    opened: tuple[Opened, ...] = ()

    def sees(self, compartment: str) -> bool:
        """Say whether a compartment exists for this reader."""
        return compartment in self.compartments

    def within(self, case: uuid.UUID) -> frozenset[str]:
        """The compartments that this reader sees of one file: an emergency access adds its own."""
        return self.compartments.union(*(one.opens for one in self.opened if one.case == case))


EVERYTHING = Reader(
    None,
    frozenset({"system"}),
    frozenset({"bio", "protection", "medical", "trafficking", "finance", "inquiry", "complaint"}),
    None,
)
