"""What verbs of this room are given whole."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Term:
    """From which day until which day something was agreed (both included), and on what paper."""

    since: date
    until: date | None
    source: str = ""
