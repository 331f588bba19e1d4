"""Who may see which compartment, as a table (domain.md 2.4: what a role must not see)."""

COMPARTMENTS = ("bio", "protection", "medical", "trafficking", "finance")
# Who asked for information has no file yet: those who answer and those who go on see it, and
# whoever answers sees nothing else.
ASKING = "inquiry"

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
}

# Who has no business with anybody's data (domain.md 2.4): they change nothing about a person.
SEE_NOBODY = frozenset({"monitoring", "finance", "dpo", "partner", "donor", "admin"})

# Roles that one person may not hold together: nobody checks their own work.
APART = (
    frozenset({"admin", "dpo"}),
    frozenset({"coordinator", "finance"}),
)


def compartments_of(roles: frozenset[str]) -> frozenset[str]:
    """Give every compartment that these roles open."""
    return frozenset().union(*(ROLES.get(role, frozenset()) for role in roles))


def kept_apart(roles: frozenset[str]) -> frozenset[str] | None:
    """Give the first pair of roles that one person may not hold together, or None."""
    return next((pair for pair in APART if pair <= roles), None)
