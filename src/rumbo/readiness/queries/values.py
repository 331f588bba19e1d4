"""What was judged, as values: a row that is missing, a person's answers, a case's answers."""

from dataclasses import dataclass
from uuid import UUID

from rumbo.readiness.queries.travel import TravelPlan


@dataclass(frozen=True, slots=True)
class Lack:
    """One requirement that is not met: its words in both languages, and whose turn it is.

    `later` says that it can only be met on the day of travel, which has not come; `is_unknown`
    that it is not known whether the row is for this person at all.
    """

    code: str
    gate: str
    protects: bool
    es: str
    en: str
    whose: str
    source: str
    source_en: str
    later: bool = False
    is_unknown: bool = False

    def text(self, lang: str) -> str:
        """The sentence in the reader's language."""
        return self.en if lang == "en" else self.es

    def why(self, lang: str) -> str:
        """The source of the rule in the reader's language."""
        return self.source_en if lang == "en" else self.source


@dataclass(frozen=True, slots=True)
class PersonStanding:
    """What one person may do and still needs."""

    person_id: UUID
    may_book: bool
    may_confirm: bool
    may_board: bool
    missing: tuple[Lack, ...]


@dataclass(frozen=True, slots=True)
class CaseStanding:
    """The three answers for a case, and each person's own, for the journey `plan`."""

    case_id: UUID
    plan: TravelPlan
    may_book: bool
    may_confirm: bool
    may_board: bool
    people: tuple[PersonStanding, ...]
