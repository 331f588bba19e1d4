"""How much was played, and how often a verb said no: a refusal is a part of life, many are a fault."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Tally:
    """Steps tried by name, and refusals by step and code."""

    tried: Counter[str] = field(default_factory=Counter)
    refused: Counter[tuple[str, str]] = field(default_factory=Counter)

    @property
    def share_refused(self) -> float:
        """The share of all steps that a verb refused."""
        return self.refused.total() / max(self.tried.total(), 1)
