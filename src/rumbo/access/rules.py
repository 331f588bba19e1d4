"""Who may see which compartment, as a table (domain.md 2.4: what a role must not see)."""

from datetime import timedelta

COMPARTMENTS = ("bio", "protection", "medical", "trafficking", "finance")
# Who asked for information has no file yet: those who answer and those who go on see it, and
# whoever answers sees nothing else.
ASKING = "inquiry"
# What somebody says went wrong: heard by a focal point who works with nobody's file.
COMPLAINING = "complaint"

ROLES: dict[str, frozenset[str]] = {
    "outreach": frozenset({ASKING}),
    "registrar": frozenset({"bio", ASKING}),
    "counsellor": frozenset({"bio", ASKING}),
    "protection": frozenset({"bio", "protection", "trafficking", ASKING}),
    "child_officer": frozenset({"bio", "protection", ASKING}),
    "health": frozenset({"bio", "medical", ASKING}),
    "documents": frozenset({"bio"}),
    "movements": frozenset({"bio"}),
    "field": frozenset({"bio"}),
    "reception": frozenset({"bio"}),
    "reintegration": frozenset({"bio"}),
    "monitoring": frozenset(),
    "coordinator": frozenset({"bio", ASKING}),
    "finance": frozenset({"finance"}),
    "dpo": frozenset(),
    "partner": frozenset(),
    "donor": frozenset(),
    "admin": frozenset(),
    "complaints": frozenset({COMPLAINING}),
}

# Who has no business with anybody's data (domain.md 2.4): they change nothing about a person.
SEE_NOBODY = frozenset({"monitoring", "finance", "dpo", "partner", "donor", "admin", "complaints"})

# Roles that one person may not hold together: nobody checks their own work.
APART = (
    frozenset({"admin", "dpo"}),
    frozenset({"coordinator", "finance"}),
    # Complaints are heard outside the team of the file.
    *(frozenset({"complaints", role}) for role in ROLES if role not in SEE_NOBODY),
)


def compartments_of(roles: frozenset[str]) -> frozenset[str]:
    """Give every compartment that these roles open."""
    return frozenset().union(*(ROLES.get(role, frozenset()) for role in roles))


def kept_apart(roles: frozenset[str]) -> frozenset[str] | None:
    """Give the first pair of roles that one person may not hold together, or None."""
    return next((pair for pair in APART if pair <= roles), None)


# Break-glass: who may open, for an emergency, what their post does not give (never partners, finance
# or any other role); for how long; and within what time another person says whether it was right.
MAY_BREAK = ("protection", "child_officer", "health")
# "bio" is the file of another office, with what one's own role opens at one's own.
BREAKABLE = ("bio", "protection", "medical", "trafficking")
OPEN_FOR = timedelta(hours=3)
REVIEWED_WITHIN = timedelta(days=1)
JUSTIFIED, NOT_JUSTIFIED = "JUSTIFIED", "NOT_JUSTIFIED"
FINDINGS = (JUSTIFIED, NOT_JUSTIFIED)
REVIEWERS = ("dpo", "protection")
SHORTEST_REASON = 15  # characters: a word is no reason


def opened_by(compartment: str, roles: frozenset[str], *, own_office: bool) -> frozenset[str]:
    """What an emergency access lets be read; nothing where somebody's post gives it already.

    Of a file of one's own office only the compartment that one's role does not give. Of another
    office's file: "bio" opens what one's role opens at home, any other compartment itself too.
    """
    held = compartments_of(roles) - {ASKING}
    if own_office:
        return frozenset() if compartment in held else frozenset({compartment})
    return held if compartment in held else frozenset({"bio", compartment})


def watches(roles: frozenset[str], *, everywhere: bool) -> bool:
    """Whether somebody reviews emergency accesses: data protection, or who coordinates protection.

    Who coordinates protection is whoever holds that role for every office.
    """
    return "dpo" in roles or ("protection" in roles and everywhere)
