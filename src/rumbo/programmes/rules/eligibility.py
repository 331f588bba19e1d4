"""Proposes whether a person can be helped, and says why; an officer decides, another countersigns."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known about a person for eligibility; None means not known."""

    nationalities: frozenset[str]
    in_mpp: bool | None = None
    keeps_case: bool | None = None
    vulnerability: int = 0
    free: bool | None = None
    capacity: bool | None = None
    decision_maker: bool = False
    fear: str | None = None
    fear_resolution: str | None = None
    child_track: bool = False
    best_interests: str | None = None
    custody_dispute: bool | None = None
    legal_bar: bool | None = None
    in_custody: bool | None = None
    identity_confirmed: bool | None = None
    health_result: str | None = None
    has_means: bool | None = None
    assisted_before: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a programme asks, and whether it is open on the travel date."""

    code: str
    order: int
    is_open: bool
    nationalities: frozenset[str] | None = None
    excluded: frozenset[str] = frozenset()
    requires_mpp: bool | None = None
    keeps_case: bool | None = None
    min_vulnerability: int = 0

    def takes(self, nationalities: Iterable[str]) -> bool:
        """Whether one of the nationalities is within the programme."""
        return any(
            n not in self.excluded and (self.nationalities is None or n in self.nationalities)
            for n in nationalities
        )

    def suits(self, facts: Facts) -> bool:
        """Whether the programme is meant for this person, open or not."""
        return (
            self.takes(facts.nationalities)
            and (self.requires_mpp is None or self.requires_mpp == bool(facts.in_mpp))
            and (self.keeps_case is None or self.keeps_case == bool(facts.keeps_case))
            and facts.vulnerability >= self.min_vulnerability
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A funding line live on the travel date, with its earmarks; `left_minor` None is not known."""

    code: str
    programmes: frozenset[str]
    nationalities: frozenset[str] | None = None
    min_vulnerability: int = 0
    pays_fixed: bool = False
    left_minor: int | None = None

    def pays(self, programme: str, facts: Facts) -> bool:
        """Whether its earmarks allow this person, and something is left."""
        return (
            programme in self.programmes
            and (self.nationalities is None or bool(self.nationalities & facts.nationalities))
            and facts.vulnerability >= self.min_vulnerability
            and (self.left_minor is None or self.left_minor > 0)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One published criterion: which test, what it proposes when not met, in which words."""

    code: str
    reason: str
    test: str
    outcome: str
    es: str
    en: str
    unknown_es: str = ""
    unknown_en: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What holds around the person on the travel date: programmes, money, criteria, due diligence."""

    finding: str | None
    programmes: tuple[Terms, ...]
    lines: tuple[Line, ...]
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a proposal is what it is: NO, LOOK (an officer must look), ASK (not known) or WAIT."""

    code: str
    outcome: str
    es: str
    en: str

    def sentence(self, lang: str) -> str:
        return self.en if lang == "en" else self.es


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the rules propose: True, False or None (someone must look first); nobody is rejected by it."""

    eligible: bool | None
    reasons: tuple[Reason, ...]
    programme: str | None
    funding_lines: tuple[str, ...]


Test = Callable[[Facts, Context], bool | None]


def _in_scope(facts: Facts, context: Context) -> bool | None:
    if not facts.nationalities:
        return None
    return any(terms.takes(facts.nationalities) for terms in context.programmes)


def _can_decide(facts: Facts, _: Context) -> bool | None:
    return True if facts.decision_maker else facts.capacity


def _no_unresolved_fear(facts: Facts, _: Context) -> bool | None:
    if facts.fear is None:
        return None
    return facts.fear == "NO" or facts.fear_resolution == "RETURN"


def _not_suspended(_: Facts, context: Context) -> bool | None:
    return None if context.finding is None else context.finding != "SUSPENDED"


def _agreement_live(facts: Facts, context: Context) -> bool | None:
    suited = [terms for terms in context.programmes if terms.suits(facts)]
    return any(terms.is_open for terms in suited) if suited else None


def _some_line_pays(facts: Facts, context: Context) -> bool | None:
    programme = _programme(facts, context)
    return None if programme is None else bool(_lines(programme, facts, context))


def _not(value: object) -> bool | None:
    return None if value is None else not value


TESTS: Mapping[str, Test] = {
    "nationality_in_scope": _in_scope,
    "decides_freely": lambda facts, _: facts.free,
    "can_decide": _can_decide,
    "no_unresolved_fear": _no_unresolved_fear,
    "best_interests_allow": lambda f, _: not (f.child_track and f.best_interests == "NOT_RETURN"),
    "best_interests_decided": lambda f, _: (
        not f.child_track or f.best_interests in {"RETURN", "NOT_RETURN"}
    ),
    "other_parent_agrees": lambda facts, _: _not(facts.custody_dispute),
    "may_leave": lambda facts, _: _not(facts.legal_bar),
    "is_free": lambda facts, _: _not(facts.in_custody),
    "identity_confirmed": lambda facts, _: facts.identity_confirmed,
    "country_not_suspended": _not_suspended,
    "country_open": lambda _, context: context.finding != "CASE_BY_CASE",
    "agreement_live": _agreement_live,
    "fit_or_not_yet_seen": lambda facts, _: facts.health_result not in {"TEMP_UNFIT", "UNFIT"},
    "lacks_means": lambda facts, _: _not(facts.has_means),
    "not_assisted_before": lambda facts, _: _not(facts.assisted_before),
    "some_line_pays": _some_line_pays,
}


def propose(facts: Facts, context: Context) -> Proposal:
    """Propose eligibility by the published criteria (domain 2.2); never decides, never rejects."""
    found = (_reason(criterion, facts, context) for criterion in context.criteria)
    reasons = tuple(reason for reason in found if reason is not None)
    outcomes = {reason.outcome for reason in reasons}
    programme = _programme(facts, context)
    lines = _lines(programme, facts, context) if programme else ()
    eligible: bool | None = True
    if "NO" in outcomes:
        eligible = False
    elif outcomes & {"LOOK", "ASK"} or programme is None:
        eligible = None
    return Proposal(eligible, reasons, programme, lines)


def _reason(criterion: Criterion, facts: Facts, context: Context) -> Reason | None:
    met = TESTS[criterion.test](facts, context)
    if met is False:
        return Reason(criterion.reason, criterion.outcome, criterion.es, criterion.en)
    if met is None and criterion.unknown_es:
        return Reason(criterion.reason, "ASK", criterion.unknown_es, criterion.unknown_en)
    return None


def _programme(facts: Facts, context: Context) -> str | None:
    suited = [terms for terms in context.programmes if terms.is_open and terms.suits(facts)]
    return min(suited, key=lambda terms: (terms.order, terms.code)).code if suited else None


def _lines(programme: str, facts: Facts, context: Context) -> tuple[str, ...]:
    """The lines that may pay, narrowest first, the one that pays fixed costs last."""
    able = [line for line in context.lines if line.pays(programme, facts)]
    able.sort(
        key=lambda l: (l.pays_fixed, l.nationalities is None, -l.min_vulnerability, l.code)  # noqa: E741
    )
    return tuple(line.code for line in able)
