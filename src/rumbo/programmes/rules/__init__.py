"""Pure rules: who can be helped, which country is open, and who comes first."""

from rumbo.programmes.rules.eligibility import (
    Context,
    Criterion,
    Facts,
    Line,
    Proposal,
    Reason,
    Terms,
    propose,
)
from rumbo.programmes.rules.openness import Finding, is_touched, may_return, rulings, strictest
from rumbo.programmes.rules.waiting import (
    PriorityClass,
    PriorityRule,
    Standing,
    StandingFacts,
    gives_way,
    priority_rule,
    rank,
    rank_group,
    waits_too_long,
    weight,
)

__all__ = [
    "Context",
    "Criterion",
    "Facts",
    "Finding",
    "Line",
    "PriorityClass",
    "PriorityRule",
    "Proposal",
    "Reason",
    "Standing",
    "StandingFacts",
    "Terms",
    "gives_way",
    "is_touched",
    "may_return",
    "priority_rule",
    "propose",
    "rank",
    "rank_group",
    "rulings",
    "strictest",
    "waits_too_long",
    "weight",
]
