"""Who may open which page of the desk (domain.md 2.4), in one place."""

# Those who work with a whole file. Escorts in the field see manifests, and whoever receives sees
# those who come or came to their centre, on the pages of reception: neither sees files.
CASE = (
    "registrar", "counsellor", "protection", "child_officer", "health", "documents",
    "movements", "reintegration", "coordinator",
)  # fmt: skip
REGISTER = ("registrar", "counsellor", "reception", "child_officer")
CORRECT = ("registrar", "counsellor", "protection", "child_officer")
RELATE = (*CORRECT, "documents")
# Who changes, with a family's word, who travels with whom.
REGROUP = ("counsellor", "protection", "child_officer", "coordinator")
# Who gives a person the copy of their own file.
GIVE_COPY = ("registrar", "counsellor", "protection", "child_officer")
SEARCH = CASE
ASK_ACCESS = frozenset({"registrar", "counsellor", "protection", "child_officer"})
EXPORT = frozenset({"coordinator", "registrar", "counsellor", "movements", "protection"})
EVERYBODY = (
    *CASE,
    "reception",
    "field",
    "outreach",
    "monitoring",
    "finance",
    "dpo",
    "partner",
    "donor",
    "admin",
    "complaints",
)
# Those who see nobody: who read and searched, and money by line and receipt.
WATCH = ("dpo",)
MONEY = ("finance", "coordinator")
