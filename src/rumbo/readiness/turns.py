"""What a missing row may say to whom, and which role a turn belongs to."""

from collections.abc import Collection, Mapping

from rumbo.access.rules import compartments_of

# A child whose confirmed sister or brother waits in another file: no row of the table, for the table
# reads one file; held together here, and said to nobody who may not know that there is another.
SIBLINGS_APART = "SIBLINGS_APART"
# Rows that would tell what a person lived through, what a physician found, or what somebody fears:
# by their words, or because they are asked only of some. To a reader without that compartment,
# whose turn it is not, they are another area's word, all of them alike. The one such list.
KEPT_BY: Mapping[str, str] = {
    "SCREENED": "protection",
    "FEAR_ASKED": "protection",
    "FEAR_RESOLVED": "protection",
    "ASYLUM_CLAIM_SETTLED": "protection",
    "NOT_IN_CUSTODY": "protection",
    "FREE_DECISION": "protection",
    "CAPACITY": "protection",
    "SAFETY_OF_SURVIVORS": "protection",
    "TRAFFICKING_CLEARED": "trafficking",
    "MPP_EXPLAINED": "protection",
    "MPP_UNDERSTOOD": "protection",
    "COURT_DATE_RECORDED": "protection",
    "REENTRY_PAPER": "protection",
    "BEST_INTERESTS": "protection",
    "OTHER_PARENT": "protection",
    "NO_LEGAL_BAR": "protection",
    "FIT_TO_TRAVEL": "medical",
    SIBLINGS_APART: "protection",
}
# Whose turn it is, as roles: the panel sits with child protection, officers coordinate.
ROLES_OF: Mapping[str, tuple[str, ...]] = {
    "panel": ("child_officer", "protection"),
    "officer": ("coordinator", "protection"),
}
# Who may ask that a row of the process be set aside, and who confirms it with a second name.
ASK = (
    "counsellor", "protection", "child_officer", "documents", "movements", "coordinator",
)  # fmt: skip
CONFIRM = ("coordinator",)
# A child who does not fly: the panel's own reason (S2), and protection's name beside it.
ASK_FOR = {"CHILD_BY_AIR": ("child_officer", "protection")}


def may_read(code: str, whose: str, roles: Collection[str]) -> bool:
    """Whether a row may be told in its own words to somebody with these roles."""
    kept_by = KEPT_BY.get(code)
    if kept_by is None or kept_by in compartments_of(frozenset(roles)):
        return True
    return is_turn_of(whose, roles)


def is_turn_of(whose: str, roles: Collection[str]) -> bool:
    """Whether somebody with these roles is the one whose turn it is."""
    return bool(set(ROLES_OF.get(whose, (whose,))) & set(roles))


def may_ask(code: str, roles: Collection[str]) -> bool:
    """Whether somebody with these roles may ask that a row be set aside."""
    return bool(set(ASK_FOR.get(code, ASK)) & set(roles))
