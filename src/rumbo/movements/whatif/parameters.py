"""What is supposed where the office's own figures say too little, each with its source."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from rumbo.common import codes
from rumbo.movements.planning.queue import Between, Safeguards
from rumbo.network import files


@dataclass(frozen=True, slots=True)
class Parameter:
    """One figure: between what it lies, in what unit, whether it is modelled, and who said so."""

    code: str
    low: float
    high: float
    unit: str
    estimate: bool
    safeguard: bool
    es: str
    en: str
    source_es: str
    source_en: str
    source: str

    @property
    def name(self) -> str:
        """What it is, in the reader's language."""
        return self.en if codes.active_language() == "en" else self.es

    @property
    def said_by(self) -> str:
        """Where it comes from, in the reader's language."""
        return self.source_en if codes.active_language() == "en" else self.source_es

    @property
    def between(self) -> Between:
        """What each run takes a value of."""
        return self.low, self.high


@cache
def parameters() -> Mapping[str, Parameter]:
    """Read the file once, in its order."""
    raw = files.document("what_if", "rumbo.movements")["parameters"]
    return {row["code"]: Parameter(**row) for row in raw}


def safeguards() -> Safeguards:
    """The days that protect people, as the file says them."""
    told = parameters()
    return Safeguards(
        reflection=round(told["reflection"].low),
        second_decision=round(told["second_decision"].low),
        best_interests=round(told["best_interests"].low),
    )
