"""The closed lists of codes that a file of facts uses."""

TOPICS = (
    "programme",
    "alternatives",
    "asylum",
    "conditions_at_origin",
    "rights",
    "withdrawal",
    "what_is_paid",
)
MPP_POINTS = (
    "case_abandoned",
    "court_date",
    "humanitarian_paper",
    "reentry_not_guaranteed",
    "special_case_help",
)
STATUSES = (
    "IRREGULAR",
    "TVRH",
    "TVR",
    "ASYLUM_SEEKER",
    "REFUGEE",
    "COMPLEMENTARY",
    "TEMP_RES",
    "PERM_RES",
    "TOURIST_FMM",
    "MPP",
    "TRANSIT_OFICIO",
)
INTERPRETERS = ("NONE", "INDEPENDENT", "RELATIVE")
