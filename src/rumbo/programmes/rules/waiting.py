"""The published order of the waiting list (domain 2.3), read from one file that all rooms share."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType

from rumbo.network import files


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingFacts:
    """What the order looks at for one person; what is not known gives no priority."""

    requested_on: date
    deadline: date | None = None
    child_track: bool = False
    best_interests: str | None = None
    survivor_cleared: bool = False
    pregnancy_weeks: int | None = None
    serious_illness: bool = False
    disability: bool = False
    age: int | None = None
    youngest_child_age: int | None = None
    losing_shelter: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorityClass:
    """One class of the order, with its words, its weight for the planner and who may see it."""

    number: int
    code: str
    test: str
    weight: float
    vulnerability: int
    band: str
    compartment: str
    es: str
    en: str
    reason_es: str
    reason_en: str


@dataclass(frozen=True, slots=True)
class PriorityRule:
    """The whole rule as one text, its classes in order and its numbers."""

    version: str
    title: Mapping[str, str]
    text: Mapping[str, str]
    classes: tuple[PriorityClass, ...]
    thresholds: Mapping[str, int]
    bands: Mapping[str, Mapping[str, str]]
    neutral: Mapping[str, str]
    date_sentence: Mapping[str, str]
    base: float
    per_ten_days: float
    limit_days: int
    closing_days: int
    closing_factor: float


@dataclass(frozen=True, slots=True)
class WhyHere:
    """One reason for a place in the order; who may not see its compartment reads the neutral words."""

    compartment: str
    es: str
    en: str
    neutral_es: str
    neutral_en: str

    def sentence(self, lang: str, sees: frozenset[str]) -> str:
        """The reason in words for a reader who sees these compartments."""
        if self.compartment in sees:
            return self.en if lang == "en" else self.es
        return self.neutral_en if lang == "en" else self.neutral_es


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a person stands: `number` orders the list, `band` is all that everyone may see of it."""

    number: int
    code: str
    band: str
    vulnerability: int
    reasons: tuple[WhyHere, ...]
    tie_date: date

    @property
    def key(self) -> tuple[int, date]:
        """Sort the list by this: the class, then the date of the request."""
        return self.number, self.tie_date

    def sentences(self, lang: str, sees: frozenset[str]) -> tuple[str, ...]:
        """At most three sentences, none of them twice."""
        return tuple(dict.fromkeys(reason.sentence(lang, sees) for reason in self.reasons))


@cache
def priority_rule() -> PriorityRule:
    """Read the published rule once."""
    raw = files.document("priority", "rumbo.programmes")
    classes = tuple(
        PriorityClass(
            number=row["class"],
            **{k: v for k, v in row.items() if k not in {"class", "source"}},
        )
        for row in raw["classes"]
    )
    return PriorityRule(
        version=raw["version"],
        title={"es": raw["title_es"], "en": raw["title_en"]},
        text={"es": raw["text_es"], "en": raw["text_en"]},
        classes=classes,
        thresholds=MappingProxyType(raw["thresholds"]),
        bands=MappingProxyType(raw["bands"]),
        neutral={"es": raw["neutral_es"], "en": raw["neutral_en"]},
        date_sentence={"es": raw["date_es"], "en": raw["date_en"]},
        base=raw["weight"]["base"],
        per_ten_days=raw["weight"]["per_ten_days"],
        limit_days=raw["weight"]["limit_days"],
        closing_days=raw["weight"]["closing_days"],
        closing_factor=raw["weight"]["closing_factor"],
    )


Test = Callable[[StandingFacts, Mapping[str, int]], bool]


def _is_frail(facts: StandingFacts, limits: Mapping[str, int]) -> bool:
    late = (facts.pregnancy_weeks or 0) >= limits["pregnancy_weeks"]
    old = facts.age is not None and facts.age >= limits["older_from"]
    return late or old or facts.serious_illness or facts.disability


def _has_small_child(facts: StandingFacts, limits: Mapping[str, int]) -> bool:
    return facts.youngest_child_age is not None and facts.youngest_child_age < limits["small_child"]


TESTS: Mapping[str, Test] = {
    "has_deadline": lambda facts, _: facts.deadline is not None,
    "is_child_with_favourable_decision": lambda f, _: (
        f.child_track and f.best_interests == "RETURN"
    ),
    "is_cleared_survivor": lambda facts, _: facts.survivor_cleared,
    "is_frail": _is_frail,
    "has_small_child": _has_small_child,
    "is_losing_shelter": lambda facts, _: facts.losing_shelter,
    "always": lambda *_: True,
}


def rank(facts: StandingFacts) -> Standing:
    """Say where one person stands and why, by the published order."""
    rule = priority_rule()
    held = [c for c in rule.classes if TESTS[c.test](facts, rule.thresholds)]
    first = held[0]
    told = [c for c in held if c.test != "always"][:2]
    reasons = [_why(c, facts, rule) for c in told]
    return Standing(
        number=first.number,
        code=first.code,
        band=first.band,
        vulnerability=first.vulnerability,
        reasons=(*reasons, _asked(facts.requested_on, rule)),
        tie_date=facts.requested_on,
    )


def rank_group(members: Sequence[StandingFacts]) -> Standing:
    """A group takes the class of whoever can wait least, and the date of its earliest request."""
    if not members:
        raise ValueError("a group has members")
    best = min((rank(facts) for facts in members), key=lambda standing: standing.key)
    earliest = min(facts.requested_on for facts in members)
    reasons = (*best.reasons[:-1], _asked(earliest, priority_rule()))
    return Standing(best.number, best.code, best.band, best.vulnerability, reasons, earliest)


def weight(
    standing: Standing, persons: int, waiting_days: int, closes_in: int | None = None
) -> float:
    """What a group is worth to the planner: its class, its size and its wait, which never ends.

    `closes_in` is in how many days the group can travel for the last time, where that is known.
    """
    rule = priority_rule()
    factor = next(c.weight for c in rule.classes if c.number == standing.number)
    if closes_in is not None and closes_in <= rule.closing_days:
        factor *= rule.closing_factor
    waited = max(waiting_days, 0) / 10
    return round(persons * (rule.base + rule.per_ten_days * waited) * factor, 3)


def waits_too_long(waiting_days: int) -> bool:
    """Whether a ready group is past the published limit."""
    return waiting_days > priority_rule().limit_days


def gives_way(standing: Standing, waiting_days: int) -> bool:
    """Whether a group takes no seat that fits one past the limit: neither deadline nor vulnerability.

    Who is past the limit as well gives way to nobody: among those the longest wait comes first.
    """
    return standing.vulnerability == 0 and not waits_too_long(waiting_days)


def _why(held: PriorityClass, facts: StandingFacts, rule: PriorityRule) -> WhyHere:
    words = {
        "deadline": f"{facts.deadline:%d/%m/%Y}" if facts.deadline else "",
        "small_child": rule.thresholds["small_child"],
    }
    return WhyHere(
        held.compartment,
        held.reason_es.format(**words),
        held.reason_en.format(**words),
        rule.neutral["es"],
        rule.neutral["en"],
    )


def _asked(day: date, rule: PriorityRule) -> WhyHere:
    es, en = (rule.date_sentence[x].format(requested=f"{day:%d/%m/%Y}") for x in ("es", "en"))
    return WhyHere("bio", es, en, es, en)
