"""For each row of the table: a file that is complete, and the one fact whose loss only that row sees."""

from typing import Any

from tests.readiness.complete import WEEK, adult, alone, file, in_mpp, son

UNSURE = {
    "asked_on": WEEK,
    "alone": True,
    "answer": "UNSURE",
    "resolution": "RETURN",
    "resolved_on": WEEK,
    "resolved_by": "Sara Lima",
    "second_officer": "Tomás Gil",
}
ASYLUM = {"effects_explained_on": WEEK, "own_decision_on": WEEK, "protection_officer": "Sara Lima"}
TRAFFICKED = {
    "flag": True,
    "host_cleared_on": WEEK,
    "host_cleared_by": "Sara Lima",
    "origin_cleared_on": WEEK,
    "share_with_origin": True,
}
SURVIVOR = {
    "kidnapping": True,
    "family_violence": False,
    "safety_finding_on": WEEK,
    "rights_explained_on": WEEK,
}

ALONE_FILE = file(alone())
ADULT_FILE = file(adult())
FAMILY_FILE = file(adult(), son())
MPP_FILE = file(adult(mpp=in_mpp()))

# code of the row: the complete file, the fact that is changed, what it becomes
LACKING: dict[str, tuple[dict[str, Any], str, Any]] = {
    "DATA_CONSENT": (ADULT_FILE, "persons.0.data_consent.on", None),
    "SCREENED": (ADULT_FILE, "persons.0.screened.on", None),
    "COUNSELLED": (ADULT_FILE, "persons.0.counselling.topics", None),
    "ASYLUM_EXPLAINED": (ADULT_FILE, "persons.0.counselling.asylum_on", None),
    "FEAR_ASKED": (ADULT_FILE, "persons.0.fear.asked_on", None),
    "FEAR_RESOLVED": (file(adult(fear=UNSURE)), "persons.0.fear.second_officer", None),
    "ASYLUM_CLAIM_SETTLED": (
        file(adult(status="ASYLUM_SEEKER", asylum_claim=ASYLUM)),
        "persons.0.asylum_claim.own_decision_on",
        None,
    ),
    "NOT_IN_CUSTODY": (ADULT_FILE, "persons.0.in_custody", None),
    "FREE_DECISION": (ADULT_FILE, "persons.0.voluntariness.free", None),
    "INFORMED_DECISION": (ADULT_FILE, "persons.0.voluntariness.informed", None),
    "CAPACITY": (ADULT_FILE, "persons.0.voluntariness.capacity", None),
    "SAFETY_OF_SURVIVORS": (
        file(adult(survivor=SURVIVOR)),
        "persons.0.survivor.safety_finding_on",
        None,
    ),
    "TRAFFICKING_CLEARED": (
        file(adult(trafficking=TRAFFICKED)),
        "persons.0.trafficking.origin_cleared_on",
        None,
    ),
    "MPP_EXPLAINED": (MPP_FILE, "persons.0.mpp.explained", None),
    "MPP_UNDERSTOOD": (MPP_FILE, "persons.0.mpp.understood", None),
    "CHILD_HEARD": (ALONE_FILE, "persons.0.child_heard_on", None),
    "PARENTAGE_SHOWN": (FAMILY_FILE, "persons.1.parentage_shown", None),
    "GUARDIAN_ASSIGNED": (ALONE_FILE, "persons.0.guardian_assigned", None),
    "FAMILY_TRACED": (ALONE_FILE, "persons.0.family_traced", None),
    "BEST_INTERESTS": (ALONE_FILE, "persons.0.best_interests", None),
    "CHILD_BY_AIR": (ALONE_FILE, "travel.mode", "LAND"),
    "ELIGIBLE": (ADULT_FILE, "persons.0.eligibility.live", None),
    "COUNTRY_OPEN": (ADULT_FILE, "country_open", None),
    "AGREEMENT_LIVE": (ADULT_FILE, "agreement_until", None),
    "ENTRY_RIGHT": (ADULT_FILE, "persons.0.nationalities", []),
    "NO_LEGAL_BAR": (ADULT_FILE, "persons.0.legal_bar", None),
    "DECLARATION": (ADULT_FILE, "persons.0.declaration.witness", None),
    "GUARDIAN_DECLARATION": (ALONE_FILE, "persons.0.guardian_declaration.on", None),
    "GUARDIAN_CONSENT_ORIGIN": (ALONE_FILE, "persons.0.guardian_consent_origin", None),
    "OTHER_PARENT": (FAMILY_FILE, "persons.1.other_parent", None),
    "RECEIVER_CONFIRMED": (ALONE_FILE, "persons.0.receiver.confirmed", None),
    "CHILD_ESCORT": (ALONE_FILE, "persons.0.escort.specialised", None),
    "HANDOVER_ARRANGED": (ALONE_FILE, "persons.0.handover_arranged", None),
    "TRAVEL_DOCUMENT": (ADULT_FILE, "persons.0.documents", None),
    "EXIT_PAPER": (ADULT_FILE, "persons.0.exit_paper.valid_until", None),
    "TRANSIT_ALLOWED": (ADULT_FILE, "persons.0.transit", None),
    "FIT_TO_TRAVEL": (ADULT_FILE, "persons.0.health.valid_until", None),
    "COURT_DATE_RECORDED": (
        file(adult(mpp=in_mpp(no_guarantee_signed_on=WEEK))),
        "persons.0.mpp.court_date",
        None,
    ),
    "REENTRY_PAPER": (MPP_FILE, "persons.0.mpp.reentry_paper", None),
    "RECEIVING_SIDE_TOLD": (ADULT_FILE, "receiving_side.answered_on", None),
    "RECONFIRMED": (ADULT_FILE, "persons.0.reconfirmed_on", None),
}
