"""Who may open which page of the desk (domain.md 2.4), in one place."""

# Those who work with a whole file; escorts in the field see manifests, not files.
CASE = (
    "registrar", "counsellor", "protection", "child_officer", "health", "documents",
    "movements", "reception", "reintegration", "coordinator",
)  # fmt: skip
REGISTER = ("registrar", "counsellor", "reception", "child_officer")
SEARCH = (
    "registrar", "counsellor", "protection", "child_officer", "health", "documents",
    "movements", "reception", "reintegration", "coordinator",
)  # fmt: skip
ASK_ACCESS = frozenset({"registrar", "counsellor", "protection", "child_officer", "reception"})
EXPORT = frozenset({"coordinator", "registrar", "counsellor", "movements", "protection"})
EVERYBODY = (
    *CASE,
    "field",
    "outreach",
    "monitoring",
    "finance",
    "dpo",
    "partner",
    "donor",
    "admin",
)
